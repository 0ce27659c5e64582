"""The check-up as it is heard."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checkup.test_rules import Path, paths
from tests.talk import NO, UNSURE, YES, Talk, spoken
from upper_back_guide import checkup, conversation
from upper_back_guide.checkup import advice
from upper_back_guide.checkup.progress import Progress
from upper_back_guide.checkup.rules import Level
from upper_back_guide.content import words
from upper_back_guide.meaning import LEFT, PART
from upper_back_guide.patient import Patient, People
from upper_back_guide.turn import Question, Reply, Slot, State, Turn
from upper_back_guide.wording import local

INTENTS = {"yes": YES, "no": NO, "unsure": UNSURE}


def first_words(level: Level, locale: str = "en-US") -> str:
    if level == Level.EMERGENCY:
        return f"Call {local(locale)['emergency']} now"
    return {
        Level.TODAY: "See someone today",
        Level.SOON: "See a doctor or physical therapist in the next few days",
        Level.SELF_CARE: "Nothing you told me needs urgent care",
    }[level]


def asked(talk: Talk) -> str:
    question: str = talk.state.rooms["checkup"]["question"]
    return question


def test_every_path_spoken_ends_with_the_level_of_the_rules() -> None:
    for path, level in paths().items():
        talk = Talk()
        talk.turn("StartCheckupIntent")
        for question, answer in path:
            assert asked(talk) == question
            talk.turn(INTENTS[answer])
        assert spoken(talk.replies[-1]).startswith(first_words(level)), path
        assert talk.state.patient.level == level.name
        assert talk.state.under_way == ""


@given(st.sampled_from(sorted(paths())), st.data())
def test_interruptions_corrections_and_nonsense_change_nothing(path: Path, data: st.DataObject) -> None:
    detours = {
        "question": ("TopicIntent", "MoreIntent"),
        "why": ("WhyIntent",),
        "meaning": ("ExplainIntent",),
        "help": ("AMAZON.HelpIntent",),
        "repeat": ("AMAZON.RepeatIntent",),
        "nonsense": ("AMAZON.FallbackIntent", "PickIntent"),
        "back and again": (),
    }
    talk = Talk()
    talk.turn("StartCheckupIntent")
    for step, (question, answer) in enumerate(path):
        detour = data.draw(st.sampled_from([None, *detours]))
        if detour == "back and again" and step:
            talk.turns("AMAZON.PreviousIntent", INTENTS[path[step - 1][1]])
        elif detour == "question":
            talk.turn("TopicIntent", topic="causes.stress")
        elif detour:
            talk.turns(*detours[detour]) if detours[detour] else None
        assert asked(talk) == question
        talk.turn(INTENTS[answer])
    assert spoken(talk.replies[-1]).startswith(first_words(paths()[path]))


def test_a_question_in_the_middle_is_answered_and_the_check_up_goes_on() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent", NO)
    reply = talk.turn("TopicIntent", topic="causes.stress")
    assert "Stress" in spoken(reply)
    assert (
        reply.question.ask == "Back to the check-up. Is it a ripping or tearing pain, or the worst pain of your life?"
    )
    assert spoken(talk.turn(YES)).startswith("Call 911 now")


def test_more_of_what_was_answered_in_the_middle_is_told_and_written_down() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent", NO)
    talk.turn("TopicIntent", topic="causes.stress")
    more = talk.turn("MoreIntent")
    assert "Gentle movement" in spoken(more)
    assert more.question.id == "checkup.tearing"
    assert talk.turn("SendThatIntent").card


@pytest.mark.parametrize("locale", ["en-US", "en-CA", "en-GB", "en-AU", "en-IN", "en-NZ", "fr-FR"])
@pytest.mark.parametrize("flag", sorted(words("checkup")["red_flags"]))
def test_the_first_sentence_names_the_number_of_the_locale_and_nothing_is_asked_before_it(
    flag: str, locale: str
) -> None:
    number = {"en-US": "911", "en-CA": "911", "en-GB": "999", "en-AU": "000", "en-IN": "112"}.get(locale)
    reply = Talk(locale).turn("EmergencyIntent", red_flag=flag)
    first = spoken(reply).split(". ")[0]
    assert (number or "your local emergency number") in first
    assert "?" not in first
    others = {"911", "999", "000", "112"} - {number}
    assert not any(other in spoken(reply) for other in others)
    assert "shall i call" not in spoken(reply).lower()


def test_a_red_flag_is_read_back_after_the_call_but_not_to_somebody_in_despair() -> None:
    assert spoken(Talk().turn("EmergencyIntent", red_flag="legs")).startswith(
        "Call 911 now, on a phone. You told me about weak or numb legs."
    )
    assert "told me" not in spoken(Talk().turn("EmergencyIntent", red_flag="self_harm"))


def test_asked_to_call_it_says_that_it_cannot_and_who_to_phone() -> None:
    reply = spoken(Talk("en-GB").turn("EmergencyIntent", red_flag="call_for_help"))
    assert reply.startswith("Call 999 now, on a phone. I can't call for you")


BEFORE = {
    "just opened": ("Launch",),
    "nothing before": (),
    "mid-answer": ("Launch", "CausesIntent"),
    "mid-check-up": ("Launch", "StartCheckupIntent", NO, NO),
    "missed twice": ("Launch", "AMAZON.FallbackIntent", "AMAZON.FallbackIntent"),
    "after self-care": ("StartCheckupIntent", *[NO] * 10),
}


@pytest.mark.parametrize("before", BEFORE)
def test_an_emergency_wins_in_every_state(before: str) -> None:
    talk = Talk()
    for intent in BEFORE[before]:
        talk.turn(intent)
    reply = talk.turn("EmergencyIntent", red_flag="legs")
    assert spoken(reply).startswith("Call 911 now")
    assert talk.state.patient.level == "EMERGENCY"
    assert talk.state.under_way == ""


@pytest.mark.parametrize("before", BEFORE)
def test_what_may_be_an_emergency_goes_straight_to_the_first_question(before: str) -> None:
    talk = Talk()
    for intent in BEFORE[before]:
        talk.turn(intent)
    reply = talk.turn("MaybeEmergencyIntent", warning_sign="racing_heart")
    assert reply.question.ask == words("checkup")["questions"]["chest"]["ask"].replace("{do} {you}", "do you")


def test_a_sign_that_the_open_question_is_about_is_a_yes() -> None:
    talk = Talk()
    talk.turn("StartCheckupIntent")
    reply = talk.turn("MaybeEmergencyIntent", warning_sign="tight_on_stretching")
    assert spoken(reply).startswith("Call 911 now")


@pytest.mark.parametrize(
    ("before", "sign", "lead"),
    [
        ((), "racing_heart", "Let's check that first."),
        ((), "dark_urine", "Dark brown pee with sore muscles needs a doctor today."),
        (("StartCheckupIntent", NO), "racing_heart", "Let's check that first."),
        (("StartCheckupIntent", NO), "shingles", "Thanks, I'll keep that in mind."),
        ((), "", "Thanks, I'll keep that in mind."),
    ],
)
def test_what_was_stated_is_answered_before_anything_is_asked(before: tuple[str, ...], sign: str, lead: str) -> None:
    talk = Talk()
    talk.turns("Launch", *before)
    reply = talk.turn("MaybeEmergencyIntent", **({"warning_sign": sign} if sign else {}))
    assert spoken(reply).removeprefix("That needs a doctor today. ").startswith(lead)
    assert reply.question.id.startswith("checkup.")


def test_the_advice_names_the_sign_that_was_stated() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("MaybeEmergencyIntent", warning_sign="fever")
    talk.turn("MaybeEmergencyIntent", warning_sign="after_a_fall")
    assert "You told me about a fever." in spoken(talk.turn("StopCheckupIntent"))


def test_advice_that_no_sign_gave_names_none() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent", NO, NO, NO, YES, "StopCheckupIntent")
    assert "You told me" not in spoken(talk.turn("AdviceAgainIntent"))


def test_a_sign_said_late_keeps_the_level_reached() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO, NO, YES, NO)  # a weak arm: today at least
    talk.turn("MaybeEmergencyIntent", warning_sign="racing_heart")
    talk.turns(*[NO] * 3)
    for _ in range(20):
        if talk.state.under_way:
            talk.turn(NO)
    assert talk.state.patient.level == "TODAY"


def test_an_emergency_can_be_heard_again_and_no_ends_with_the_number() -> None:
    talk = Talk("en-GB")
    first = talk.turn("EmergencyIntent", red_flag="chest_pain")
    again = talk.turn(YES)
    assert spoken(again) == spoken(first)
    assert spoken(talk.turn("AMAZON.RepeatIntent")) == spoken(first)
    last = talk.turn(NO)
    assert "999" in spoken(last)
    assert not last.question


def test_silence_in_the_check_up_brings_the_safety_net() -> None:
    talk = Talk("en-AU")
    reply = talk.turn("StartCheckupIntent")
    assert "call 000" in reply.question.reprompt
    assert reply.question.reprompt.endswith("?")


@pytest.mark.parametrize("intent", ["WhyIntent", "ExplainIntent", "AMAZON.FallbackIntent", "SymptomsIntent"])
def test_silence_after_a_detour_brings_the_safety_net_too(intent: str) -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO)
    reply = talk.turn(intent)
    assert "call 911" in reply.question.reprompt
    assert reply.question.reprompt.endswith("?")


@pytest.mark.parametrize("skip", ["AMAZON.NextIntent", "SkipIntent"])
def test_skip_is_asked_once_more_and_then_counts_as_not_sure(skip: str) -> None:
    talk = Talk()
    talk.turn("StartCheckupIntent")
    once_more = talk.turn(skip)
    assert once_more.question.ask == words("checkup")["questions"]["chest"]["short"]
    call = spoken(talk.turn(skip))
    assert call.startswith("Call 911 now, on a phone. I can't rule that out.")
    assert "told me" not in call


def test_a_question_asked_once_more_can_still_be_answered() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", "AMAZON.NextIntent", NO)
    assert asked(talk) == "tearing"
    assert not spoken(talk.turn("AMAZON.NextIntent")).startswith("Call")


def test_i_meant_yes_corrects_the_last_answer() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO)
    assert spoken(talk.turn("CorrectIntent", answer="yes")).startswith("Call 911 now")


def test_i_meant_no_takes_a_yes_back() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO, NO, YES)
    assert asked(talk) == "sudden"
    assert spoken(talk.turn("CorrectIntent", answer="no")).startswith(words("checkup")["corrected"])
    assert asked(talk) == "injury"
    talk.turns(*[NO] * 6)
    assert talk.state.patient.level == "SELF_CARE"


def test_i_meant_yes_is_about_no_check_up_where_there_was_none() -> None:
    talk, other = Talk(), Talk()
    talk.turn("Launch")
    other.turn("Launch")
    assert spoken(talk.turn("CorrectIntent", answer="yes")) == spoken(other.turn("RepairIntent"))


def test_back_goes_back_a_question_each_time_and_skips_none() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO, NO)
    talk.turn("AMAZON.PreviousIntent")
    assert asked(talk) == "legs"
    talk.turn("AMAZON.PreviousIntent")
    assert asked(talk) == "tearing"
    assert spoken(talk.turn("SkipIntent")).startswith(words("checkup")["skipped"])
    talk.turn("AMAZON.PreviousIntent")
    assert asked(talk) == "chest"
    assert spoken(talk.turn("SkipIntent")).startswith(words("checkup")["skipped"])
    assert spoken(talk.turn("AMAZON.PreviousIntent")).startswith(words("checkup")["back_at_start"])


def test_help_tells_how_to_answer() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent")
    assert words("checkup")["help"] in spoken(talk.turn("AMAZON.HelpIntent"))


def test_it_can_be_stopped_and_started_over() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent", NO, NO)
    talk.turn("AMAZON.StartOverIntent")
    assert asked(talk) == "chest"
    reply = talk.turn("StopCheckupIntent")
    assert "911" in spoken(reply)
    assert talk.state.under_way == ""
    assert reply.question


def test_the_disclaimer_is_spoken_once_a_session() -> None:
    talk = Talk()
    disclaimer = words("checkup")["disclaimer"]
    assert disclaimer in spoken(talk.turns("Launch", "StartCheckupIntent"))
    talk.turn("StopCheckupIntent")
    assert disclaimer not in spoken(talk.turn("StartCheckupIntent"))


def test_a_result_gives_one_reason_and_one_offer_and_keeps_no_answer() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO, NO, NO, NO, YES, NO)
    reply = talk.turn(NO)
    assert words("checkup")["questions"]["fever"]["reason"] in spoken(reply)
    assert reply.card is not None
    assert words("checkup")["questions"]["fever"]["reason"] not in reply.card.text
    assert Progress.of(talk.state) == Progress(offer="care.prepare", disclaimed=True)
    assert spoken(talk.turn(YES)).startswith("Note where it hurts")


def test_the_reason_is_what_raised_the_level_and_none_where_nothing_did() -> None:
    questions = words("checkup")["questions"]
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO, NO, YES, NO, YES, NO, NO)
    assert questions["arm"]["reason"] in spoken(talk.replies[-1])
    child = Talk()
    child.turn("AboutPersonIntent", relation="child")
    child.turns("StartCheckupIntent", *[NO] * 9)
    assert child.state.patient.level == "SOON"
    assert not any(asked["reason"] in spoken(child.replies[-1]) for asked in questions.values())


def test_while_it_runs_the_session_holds_places_and_levels_but_no_answers() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO, NO, UNSURE, NO)
    kept = talk.state.rooms["checkup"]
    assert kept["trail"] == (
        "chest:SELF_CARE",
        "tearing:SELF_CARE",
        "legs:SELF_CARE",
        "arm:SELF_CARE",
        "sudden:TODAY",
    )
    assert not {"yes", "no", "unsure"} & set(json.dumps(kept).replace('"', " ").split())


def test_a_lower_result_does_not_replace_a_more_urgent_one() -> None:
    talk = Talk()
    talk.turn("EmergencyIntent", red_flag="chest_pain")
    talk.turns("StartCheckupIntent", *[NO] * 10)
    assert talk.state.patient.level == "EMERGENCY"
    assert spoken(talk.turn("AdviceAgainIntent")).startswith("Call 911 now")


def test_after_an_emergency_a_check_up_is_the_call_again() -> None:
    talk = Talk()
    talk.turn("EmergencyIntent", red_flag="legs")
    assert spoken(talk.turn("StartCheckupIntent")).startswith("Call 911 now")


def test_a_level_that_stands_is_what_is_said() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO, NO, YES, NO, NO, NO)
    assert talk.state.patient.level == "TODAY"
    talk.turns("StartCheckupIntent", *[NO] * 9)
    assert spoken(talk.turn(NO)).startswith("See someone today")


def test_stopping_a_check_up_that_found_something_gives_its_advice() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO, NO, YES)
    assert spoken(talk.turn("StopCheckupIntent")).startswith("See someone today")
    assert talk.state.patient.level == "TODAY"


def test_a_stretch_waits_until_the_check_up_is_done() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO, NO, YES)
    reply = talk.turn("StartStretchIntent", routine="desk")
    assert "finish the check-up first" in spoken(reply)
    assert reply.question.ask.startswith("Back to the check-up.")


@pytest.mark.parametrize(
    ("flag", "words_"), [("self_harm", "988"), ("overdose", "Poison Help"), ("injury", "very still")]
)
@pytest.mark.parametrize("intent", ["AdviceAgainIntent", "StartStretchIntent", "StartCheckupIntent"])
def test_an_emergencys_own_advice_is_what_is_repeated(intent: str, flag: str, words_: str) -> None:
    talk = Talk()
    talk.turn("EmergencyIntent", red_flag=flag)
    assert words_ in spoken(talk.turn(intent))


@pytest.mark.parametrize(
    "intent", [UNSURE, "AMAZON.FallbackIntent", "MoreIntent", "AMAZON.PreviousIntent", "WhyIntent"]
)
def test_what_is_no_answer_after_an_emergency_hears_the_call_again(intent: str) -> None:
    talk = Talk()
    talk.turns("Launch", "CausesIntent")
    talk.turn("EmergencyIntent", red_flag="breathing")
    assert spoken(talk.turn(intent)).startswith("Call 911 now")


CORRUPT = [
    {"question": "no such question", "level": 3},
    {"question": "chest", "level": "high"},
    {"question": "fever", "level": 99, "trail": ["x:y", 7]},
    {"question": ["chest"], "level": None, "trail": "chest"},
    "not a place",
    None,
]


@pytest.mark.parametrize("place", CORRUPT)
@pytest.mark.parametrize("intent", [YES, NO, UNSURE, "AMAZON.PreviousIntent", "AMAZON.FallbackIntent", "WhyIntent"])
def test_a_corrupt_place_never_breaks_a_turn(place: object, intent: str) -> None:
    talk = Talk()
    talk.turn("StartCheckupIntent")
    memory = talk.state.memory()
    memory["rooms"]["checkup"] = place
    talk.state = type(talk.state).remembered(memory)
    assert spoken(talk.turn(intent))


def test_a_corrupt_place_begins_again_with_the_level_kept() -> None:
    talk = Talk()
    talk.turn("StartCheckupIntent")
    memory = talk.state.memory()
    memory["rooms"]["checkup"] = {"question": "no such question", "level": 3}
    talk.state = type(talk.state).remembered(memory)
    talk.turn("AMAZON.PreviousIntent")
    assert asked(talk) == "chest"
    for _ in range(20):
        if talk.state.under_way:
            talk.turn(NO)
    assert talk.state.patient.level == "TODAY"


AT_HOME = {
    "ReliefIntent": {},
    "RestOrMoveIntent": {},
    "HeatOrColdIntent": {},
    "ShouldUseIntent": {"relief": "relief.stretching"},
    "TopicIntent": {"topic": "relief.exercise"},
    "PreventionIntent": {},
}


@pytest.mark.parametrize(("intent", "slots"), list(AT_HOME.items()))
def test_who_should_call_is_not_told_what_to_do_at_home(intent: str, slots: dict[str, str]) -> None:
    talk = Talk()
    talk.turns("Launch", "EmergencyIntent")
    talk.turn("WhatDoYouKnowIntent")
    told = spoken(talk.turn(intent, **slots))
    assert told.startswith("Call 911 now, on a phone.")
    assert "moving" not in told


def test_asked_when_to_call_somebody_who_should_is_told_now() -> None:
    talk = Talk()
    talk.turns("Launch", "EmergencyIntent")
    assert spoken(talk.turn("WhenToGetHelpIntent")).startswith("Call 911 now, on a phone. Rest.")


@pytest.mark.parametrize("intent", ["CausesIntent", "SymptomsIntent"])
def test_every_other_answer_begins_with_the_call(intent: str) -> None:
    talk = Talk("en-GB")
    talk.turns("Launch", "EmergencyIntent")
    assert spoken(talk.turn(intent)).startswith("Call 999 now, on a phone.")
    talk.turn("AboutPersonIntent", relation="mother")
    assert not spoken(talk.turn(intent)).startswith("Call 999 now, on a phone.")


def test_after_a_crisis_line_the_last_word_is_the_crisis_line() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("EmergencyIntent", red_flag="self_harm")
    talk.turn("PrivacyIntent")
    last = talk.turn("AMAZON.NoIntent")
    assert "988" in spoken(last)
    assert not last.question


@pytest.mark.parametrize(
    ("id_", "text", "begins"),
    [
        ("aspirin", "can i give him aspirin", "Ask a pharmacist"),
        ("move", "can i move her", "Only if it isn't safe there."),
        ("what_now", "what do i do now", "First, keep gently moving"),
        ("alone", "i'm alone", "Pain is harder to bear alone."),
    ],
)
def test_what_is_asked_while_waiting_is_answered_where_nobody_is_on_the_way(id_: str, text: str, begins: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    reply = conversation.respond(Turn("WaitingIntent", {"waiting": Slot(id_, text)}), talk.state)
    assert spoken(reply).startswith(begins)
    assert reply.question
    assert not reply.state.patient.call


def waiting(talk: Talk, id_: str, text: str) -> Reply:
    return conversation.respond(Turn("WaitingIntent", {"waiting": Slot(id_, text)}), talk.state)


def test_whoever_may_move_somebody_is_told_when_to_call() -> None:
    talk = Talk()
    talk.turn("Launch")
    assert "call 911 now" in spoken(waiting(talk, "move", "can i move her"))


@pytest.mark.parametrize(
    "patient", [Patient(level="TODAY"), Patient(reached="TODAY"), Patient(signs=("fever",)), None], ids=str
)
def test_who_is_alone_with_more_than_pain_is_told_when_to_call(patient: Patient | None) -> None:
    talk = Talk()
    talk.turns("Launch", *([] if patient else ["StartCheckupIntent"]))
    if patient:
        talk.state = replace(talk.state, people=People("", {"": patient}))
    assert spoken(waiting(talk, "alone", "i'm alone")).startswith("Call 911 for chest pain")


def test_after_a_result_what_now_is_its_advice_again() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent", NO, NO, NO, YES)
    talk.turn("StopCheckupIntent")
    asked = Turn("WaitingIntent", {"waiting": Slot("what_now", "what do i do now")})
    assert spoken(conversation.respond(asked, talk.state)).startswith("See someone today")


def test_an_answer_to_a_part_of_a_question_has_the_rest_asked() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent")
    reply = talk.turn(PART)
    assert spoken(reply).startswith("And what about the rest?")
    assert asked(talk) == "chest"


def test_how_many_questions_there_are_is_told_before_the_first() -> None:
    talk = Talk()
    talk.turn("Launch")
    offered = replace(talk.state, question=Question("checkup.start", "Shall I ask you?"))
    reply = conversation.respond(Turn(LEFT), offered)
    assert spoken(reply).startswith(words("checkup")["how_many"])
    assert reply.question == offered.question


def test_a_check_up_that_is_not_under_way_is_not_come_back_to() -> None:
    question, state = checkup.resumption(State(under_way="checkup"))
    assert question.id == "basics.else"
    assert not state.under_way


@pytest.mark.parametrize(("question", "kind"), [("checkup.chest", "call"), ("checkup.hard", "still")])
def test_a_call_has_the_advice_of_the_question_that_gave_it_and_keeps_it(question: str, kind: str) -> None:
    talk = Talk()
    reply = talk.turns("Launch", "StartCheckupIntent")
    while reply.question.id != question:
        reply = talk.turn(YES if reply.question.id == "checkup.injury" else NO)
    reply = talk.turn(YES)
    assert (reply.state.patient.call, reply.state.patient.level) == (kind, "EMERGENCY")
    assert words("checkup")["cannot_rule_out"] not in spoken(reply)
    assert advice.for_level(Level.SELF_CARE, reply.state).state.patient.call == kind


@pytest.mark.parametrize("level", [Level.SELF_CARE, Level.SOON, Level.TODAY])
def test_a_result_has_its_net_its_headline_and_its_card(level: Level) -> None:
    reply, told = advice.for_level(level, State()), words("checkup")["results"][level.name]
    assert (reply.net, reply.headline, reply.card and reply.card.text) == (told["net"], told["headline"], told["card"])
    assert reply.speech == f"{told['say']} {told['then']}"
