"""What comes before a stretch: who is not led, and two questions about all that forbids one."""

from dataclasses import replace

import pytest

from tests.stretching.talks import BACK, MORE, NEXT, OVER, PAUSE, RESUME, asked, leads, started
from tests.talk import NO, UNSURE, YES, Talk, about, spoken
from upper_back_guide import conversation, stretching
from upper_back_guide.content import facts, words
from upper_back_guide.stretching import catalog
from upper_back_guide.stretching.lesson import ASKED_AGAIN_AFTER, ROOM, Lesson
from upper_back_guide.turn import Reply, Slot, State, Turn
from upper_back_guide.wording import Wording

SAY = words(ROOM)
OPENING = ("stretching.screen", "stretching.body")


def said(talk: Talk, text: str, intent: str = "AMAZON.FallbackIntent") -> Reply:
    """Something said to a door that hears the words."""
    reply = conversation.respond(Turn(intent, words=text), talk.state)
    talk.state = reply.state
    return reply


def checked(talk: Talk, *answers: str) -> Reply:
    """Answer the check-up, no to what is not named."""
    reply = talk.replies[-1]
    for answer in answers:
        reply = talk.turn(answer)
    for _ in range(12):
        if talk.state.under_way != "checkup":
            break
        reply = talk.turn(NO)
    return reply


@pytest.mark.parametrize("person", ["", "mother", "friend"])
def test_each_question_is_short(person: str) -> None:
    talk = asked("chair", person)
    for reply in (talk.replies[-1], talk.turn(NO)):
        assert len(reply.question.ask.split()) <= 20
        assert reply.question.id in OPENING


def test_no_to_both_leads_the_first_step() -> None:
    talk = asked()
    second = talk.turn(NO)
    assert spoken(second) == f"{SAY['begin']} {second.question.ask}"
    assert second.step is None
    assert leads(talk.turn(NO)) == 0


@pytest.mark.parametrize(
    "text", ["nope, all good", "nothing", "none of those", "I'm clear", "no, touch wood", "no she's fine"]
)
def test_natural_noes_are_noes(text: str) -> None:
    talk = asked()
    said(talk, text, NO)
    assert leads(said(talk, text)) == 0


@pytest.mark.parametrize(
    "text", ["yes let's do it", "yes please", "sure", "okay, go ahead", "ready", "yeah go on then please"]
)
@pytest.mark.parametrize("question", [0, 1])
def test_a_keen_yes_is_no_yes_to_danger(text: str, question: int) -> None:
    talk = asked()
    if question:
        talk.turn(NO)
    reply = said(talk, text, YES)
    assert (reply.question.id, reply.step) == (OPENING[question], None)
    assert reply.state.under_way == ROOM


@pytest.mark.parametrize("text", ["no chest pain", "no, just a bit of tingling", "not really"])
def test_a_no_to_only_some_of_it_leads_nothing(text: str) -> None:
    assert said(asked(), text, NO).step is None


@pytest.mark.parametrize(
    "intent",
    [*sorted(stretching.STEERING), NEXT, BACK, OVER, PAUSE, RESUME, MORE, "PickIntent", "AMAZON.FallbackIntent"],
)
@pytest.mark.parametrize("question", [0, 1])
def test_nothing_but_a_plain_no_gets_past_a_question(intent: str, question: int) -> None:
    talk = asked("desk")
    if question:
        talk.turn(NO)
    reply = talk.turn(intent)
    assert reply.step is None
    assert reply.question.id == OPENING[question]


@pytest.mark.parametrize(("noes", "opens"), [([], "checkup.chest"), ([NO], "checkup.history")])
@pytest.mark.parametrize("skip", [NEXT, "SkipIntent"])
def test_a_question_that_is_skipped_is_asked_once_more_and_then_counts_as_not_sure(
    skip: str, noes: list[str], opens: str
) -> None:
    talk = asked()
    for no in noes:
        talk.turns(skip, no)  # one that was skipped and answered changes nothing for the next
    question = talk.state.question
    assert talk.turn(skip).question == question
    assert talk.turn(skip).question.id == opens


def test_surgery_that_is_skipped_twice_is_for_a_clinician_as_the_check_up_asks_nothing_about_it() -> None:
    talk = asked("wall")
    talk.turn(YES)
    assert checked(talk).question.ask == SAY["surgery"]
    assert talk.turn(NEXT).question.ask == SAY["surgery"]
    assert spoken(talk.turn(NEXT)).startswith("I can't lead stretches")


@pytest.mark.parametrize("answer", [YES, UNSURE])
def test_yes_or_not_sure_to_danger_goes_to_the_check_up_of_it(answer: str) -> None:
    assert asked().turn(answer).question.id == "checkup.chest"


@pytest.mark.parametrize("answer", [YES, UNSURE])
def test_yes_or_not_sure_to_the_body_goes_to_the_check_ups_questions_about_it(answer: str) -> None:
    talk = asked()
    talk.turn(NO)
    assert talk.turn(answer).question.id == "checkup.history"
    assert talk.turn(NO).question.id == "checkup.who"
    assert talk.turn(NO).question.id == "checkup.injury"


def test_a_check_up_that_finds_nothing_comes_back_to_the_routine_that_was_wanted() -> None:
    talk = asked("wall")
    talk.turn(YES)
    reply = checked(talk)
    assert reply.question.ask == SAY["surgery"]  # all else was just asked
    assert leads(talk.turn(NO)) == 0
    assert Lesson.of(talk.state).routine == "wall"


def test_after_it_what_asks_nothing_of_the_body_is_ready_to_begin() -> None:
    talk = Talk()
    talk.turns("Launch", "SettleIntent", YES)
    assert checked(talk).question.ask == "Shall we start the settling now?"
    assert leads(talk.turn(YES)) == 0


def test_after_it_surgery_still_forbids_a_stretch() -> None:
    talk = asked("wall")
    talk.turn(NO)
    talk.turn(YES)
    checked(talk)
    assert spoken(talk.turn(YES)).startswith("I can't lead stretches")
    assert talk.turn(RESUME).step is None


@pytest.mark.parametrize("answers", [(NO, NO, NO, YES, NO), (NO, NO, NO, NO, YES, NO, NO)])
def test_a_check_up_that_finds_something_does_not(answers: tuple[str, ...]) -> None:
    talk = asked("wall")
    talk.turn(YES)
    reply = checked(talk, *answers)
    assert talk.state.patient.level in ("SOON", "TODAY")
    assert reply.question.room == "checkup"
    assert not talk.state.under_way


def test_surgery_that_is_named_needs_no_check_up() -> None:
    talk = asked()
    talk.turn(NO)
    assert spoken(said(talk, "yes I had an operation in May", YES)).startswith("I can't lead stretches")


# Asked once.


def test_it_is_asked_once_in_a_session() -> None:
    talk = started("desk", 2)
    assert leads(talk.turn("StartStretchIntent", routine="wall")) == 0


@pytest.mark.parametrize("id_", ["chair", "settle"])
def test_it_is_asked_again_after_an_hour(id_: str) -> None:
    talk = started("desk")
    hour = Turn("StartStretchIntent", {"routine": Slot(id_, id_)}, at=ASKED_AGAIN_AFTER)
    assert conversation.respond(hour, talk.state).question.id == "stretching.screen"
    assert conversation.respond(replace(hour, at=ASKED_AGAIN_AFTER - 1), talk.state).step


@pytest.mark.parametrize(("step", "then"), [(0, 1), (1, 1)])
def test_after_an_hour_in_the_middle_of_one_it_is_asked_again_before_it_goes_on(step: int, then: int) -> None:
    talk = started("desk", step)
    talk.state = conversation.respond(Turn(YES, at=ASKED_AGAIN_AFTER), talk.state).state
    assert talk.state.question.id == "stretching.screen"
    talk.turn(NO)
    assert leads(talk.turn(NO)) == then


def test_the_disclaimer_is_heard_once_and_the_word_of_safety_each_time_it_is_asked() -> None:
    talk = Talk()
    first, second = (talk.turn("StartStretchIntent", routine=id_) for id_ in ("desk", "wall"))
    assert [words("phrases")["disclaimer"] in spoken(reply) for reply in (first, second)] == [True, False]
    assert all(SAY["safe"] in spoken(reply) for reply in (first, second))


@pytest.mark.parametrize("state", [about(level="SOON").update_patient(checked=True), about(level="SELF_CARE")])
def test_only_a_check_up_that_found_nothing_stands_for_the_questions(state: State) -> None:
    """One that found something does not, nor one of which all that was said is forgotten."""
    turn = Turn("StartStretchIntent", {"routine": Slot("desk", "desk")})
    assert conversation.respond(turn, state).question.id == "stretching.screen"


def test_somebody_else_is_asked_about_before_they_are_led() -> None:
    talk = started("desk")
    talk.turn("AboutPersonIntent", relation="mother")
    opening = talk.turn(YES)
    assert opening.question.id == "stretching.screen"
    assert spoken(opening).startswith("2 minutes at the desk, on any chair.")
    talk.turn(NO)
    reply = talk.turn(NO)
    assert leads(reply) == 1
    assert "Your mom" in spoken(reply)


def test_something_new_is_asked_about_before_it_goes_on() -> None:
    talk = started("desk")
    talk.turn("AgeIntent", age="70")
    assert talk.turn(YES).question.id == "stretching.screen"


def test_a_check_up_that_found_nothing_was_asked_already() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent")
    checked(talk)
    assert talk.turn("StartStretchIntent", routine="desk").question.ask == SAY["surgery"]


def test_settling_asks_nothing_about_the_body() -> None:
    talk = Talk()
    talk.turns("Launch", "SettleIntent")
    assert leads(talk.turn(NO)) == 0
    assert talk.turn("StartStretchIntent", routine="desk").question.id == "stretching.body"


@pytest.mark.parametrize(
    ("person", "group", "asks"), [("", "", True), ("father", "", False), ("mother", "age_65", False)]
)
def test_a_pregnancy_is_asked_about_where_there_can_be_one(person: str, group: str, asks: bool) -> None:
    state = about(person)
    state = state.update_patient(conditions=(group,)) if group else state
    opened = conversation.respond(Turn("StartStretchIntent", {"routine": Slot("desk", "desk")}), state)
    assert ("pregnancy" in conversation.respond(Turn(NO), opened.state).question.ask) is asks


# Who is not led.


@pytest.mark.parametrize("level", ["EMERGENCY", "TODAY"])
def test_an_urgent_level_repeats_its_advice_instead(level: str) -> None:
    for turn in (Turn("StartStretchIntent"), Turn("StartStretchIntent", {"exercise": Slot("cat", "cat")})):
        reply = conversation.respond(turn, about(level=level))
        assert reply.step is None
        assert reply.state.under_way == ""


WAYS_IN = [
    ("StartStretchIntent", {}), ("StartStretchIntent", {"routine": "desk"}),
    ("StartStretchIntent", {"minutes": "2"}), ("StartStretchIntent", {"exercise": "cat"}),
    ("StartStretchIntent", {"wish": "gentle"}),
]  # fmt: skip


@pytest.mark.parametrize(("intent", "slots"), WAYS_IN)
@pytest.mark.parametrize("relation", ["son", "child"])
def test_a_child_is_not_led(relation: str, intent: str, slots: dict[str, str]) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("AboutPersonIntent", relation=relation)
    assert "under eighteen" in spoken(talk.turn(intent, **slots))
    assert talk.turn(YES).step is None


@pytest.mark.parametrize("years", [9, 17])
@pytest.mark.parametrize("relation", [{}, {"relation": "mother"}])
def test_who_is_told_to_be_under_eighteen_is_not_led(years: int, relation: dict[str, str]) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("AgeIntent", age=str(years), **relation)
    assert "under eighteen" in spoken(talk.turn("StartStretchIntent", routine="desk"))


@pytest.mark.parametrize(("id_", "reason"), facts(ROOM)["not_led"].items())
@pytest.mark.parametrize(("intent", "slots"), WAYS_IN)
def test_who_should_ask_first_is_told_so(id_: str, reason: str, intent: str, slots: dict[str, str]) -> None:
    state = about(group=id_) if id_.startswith("people.") else about().update_patient(conditions=(id_,))
    filled = {name: Slot(value, value) for name, value in slots.items()}
    reply = conversation.respond(Turn(intent, filled), state)
    assert spoken(reply).startswith(Wording("en-US").fit(SAY[reason]))
    assert not reply.state.under_way


@pytest.mark.parametrize("between", [("AboutPersonIntent", {"relation": "mother"}), ("Launch", {})])
@pytest.mark.parametrize(
    ("intent", "told"), [("AgeIntent", {"age": "15"}), ("PersonGroupIntent", {"group": "people.pregnancy"})]
)
def test_who_is_not_led_is_not_after_talk_of_somebody_else_or_a_new_start(
    intent: str, told: dict[str, str], between: tuple[str, dict[str, str]]
) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn(intent, **told)
    talk.turn(between[0], **between[1])
    talk.turn("AboutMeIntent")
    assert talk.turn("StartStretchIntent", routine="desk").question.id != "stretching.screen"


@pytest.mark.parametrize("stage", [0, 1])
def test_who_turns_out_at_the_question_not_to_be_led_is_told_so(stage: int) -> None:
    talk = asked()
    if stage:
        talk.turn(NO)
    reply = talk.turn("PersonGroupIntent", group="people.pregnancy")
    assert spoken(reply).startswith("I can't lead stretches")
    assert not reply.state.under_way


def test_a_child_named_in_the_middle_is_led_no_further() -> None:
    talk = started("desk")
    talk.turn("AboutPersonIntent", relation="son")
    assert "under eighteen" in spoken(talk.turn(YES))


def test_a_sign_that_was_stated_comes_before_any_stretch() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("MaybeEmergencyIntent", warning_sign="nausea")
    talk.turn("StopCheckupIntent")
    assert talk.turn("StartStretchIntent", routine="desk").question.ask == SAY["hurts_ask"]


def test_somebody_with_a_sign_is_checked_before_they_are_led_in_what_another_began() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("MaybeEmergencyIntent", warning_sign="nausea", relation="mother")
    talk.turns("StopCheckupIntent", "AboutMeIntent")
    talk.turn("StartStretchIntent", routine="desk")
    assert leads(talk.turns(NO, NO)) == 0
    talk.turn("AboutPersonIntent", relation="mother")
    reply = talk.turn(NEXT)
    assert (reply.question.ask, reply.state.under_way) == (SAY["hurts_ask"], "")


@pytest.mark.parametrize("other", [{"relation": "son"}, {"relation": "mother", "age": "17"}])
def test_who_is_not_led_changes_nothing_for_who_was_stopped_before(other: dict[str, str]) -> None:
    hurt = started("desk")
    hurt.turns("HurtsIntent", NO)
    operated = asked("wall")
    operated.turn(NO)
    said(operated, "yes I had an operation in May", YES)
    for talk, told in ((hurt, SAY["hurts_before"]), (operated, "I can't lead stretches for you")):
        talk.turn("AgeIntent" if "age" in other else "AboutPersonIntent", **other)
        assert "under eighteen" in spoken(talk.turn("StartStretchIntent", routine="desk"))
        talk.turn("AboutMeIntent")
        assert spoken(talk.turn("StartStretchIntent", routine="desk")).startswith(told)


def test_somebody_old_is_led_slowly_and_neither_onto_the_floor_nor_by_the_head() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("AgeIntent", age="82")
    assert spoken(talk.turn("StartStretchIntent", routine="floor")).startswith(SAY["does_not_suit"])
    talk.turns(YES, NO, NO)
    assert Lesson.of(talk.state).pace == "slow"
    assert spoken(talk.turn("StartStretchIntent", exercise="head_roll")).startswith(SAY["does_not_suit"])


# What somebody wishes for.


@pytest.mark.parametrize(("wish", "told"), [(k, v) for k, v in facts(ROOM)["wishes"].items() if "routine" in v])
def test_a_place_or_a_kind_chooses_its_routine(wish: str, told: dict[str, str]) -> None:
    talk = Talk()
    talk.turn("Launch")
    reply = talk.turn("StartStretchIntent", wish=wish)
    assert Lesson.of(talk.state).routine == told["routine"]
    assert not spoken(reply).startswith(SAY["without"])


def test_how_somebody_is_placed_says_which_one_where_none_is_led() -> None:
    talk = Talk()
    talk.turns("Launch", "StartStretchIntent")
    wish = {"wish": Slot("standing", "i'm standing")}
    reply = conversation.respond(Turn("StartStretchIntent", wish, words="i'm standing"), talk.state)
    assert Lesson.of(reply.state).routine == "standing"


def test_a_place_that_is_wished_for_in_the_middle_begins_its_own_routine() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("StartStretchIntent", minutes="10")
    talk.turns(NO, NO)
    assert leads(talk.turn("StartStretchIntent", wish="wheelchair")) == 0
    lesson = Lesson.of(talk.state)
    assert (lesson.routine, lesson.length()) == ("wheelchair", 4)


@pytest.mark.parametrize(("wish", "minutes", "lead"), [("no_towel", 10, SAY["without"]), ("wall", 10, "10 minutes")])
def test_a_wish_at_the_question_keeps_the_minutes_that_were_wished_for(wish: str, minutes: int, lead: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("StartStretchIntent", minutes=str(minutes), routine="standing")
    assert spoken(talk.turn("StartStretchIntent", wish=wish)).startswith(lead)
    assert Lesson.of(talk.state).minutes == minutes


@pytest.mark.parametrize(("wish", "told"), [(k, v) for k, v in facts(ROOM)["wishes"].items() if "without" in v])
def test_what_is_not_at_hand_is_not_needed(wish: str, told: dict[str, list[str]]) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("StartStretchIntent", wish=wish)
    talk.turns(NO, NO)
    exercises = Lesson.of(talk.state).exercises
    assert exercises
    assert not any({*facts(ROOM)["exercises"][id_].get("needs", ())} & {*told["without"]} for id_ in exercises)


def test_what_turns_out_to_be_missing_is_passed_over() -> None:
    talk = started("standing", 1)
    reply = talk.turn("StartStretchIntent", wish="no_towel")
    assert spoken(reply).startswith(SAY["left_out"])
    assert "towel" not in spoken(reply)


def test_a_routine_that_cannot_be_done_is_answered_with_one_that_can() -> None:
    talk = asked("floor")
    reply = talk.turn("StartStretchIntent", wish="no_kneeling")
    assert spoken(reply) == f"{SAY['does_not_suit']} Shall we do the desk stretch?"
    talk.turns(YES, NO, NO)
    assert "get_down" not in Lesson.of(talk.state).exercises


def test_longer_holds_are_slower_ones() -> None:
    talk = started("chair")
    talk.turn("EasierIntent")
    reply = talk.turn("StartStretchIntent", wish="longer")
    assert spoken(reply).startswith(SAY["slower"])
    assert SAY["easier"] in spoken(reply)
    assert (leads(reply), Lesson.of(talk.state).pace) == (0, "slow")


def test_an_unknown_wish_asks_which_one() -> None:
    turn = Turn("StartStretchIntent", {"wish": Slot("", "on the moon")})
    reply = conversation.respond(turn, State())
    assert reply.question.ask == SAY["which_ask"]
    assert "moon" not in spoken(reply)


@pytest.mark.parametrize(("minutes", "leads_for"), [("10", 10), ("15", 15), ("60", 15), ("1", 2)])
def test_minutes_make_a_routine_as_long_as_it_can_be(minutes: str, leads_for: int) -> None:
    talk = Talk()
    talk.turn("Launch")
    reply = talk.turn("StartStretchIntent", minutes=minutes)
    assert f"{leads_for} minutes" in spoken(reply)
    assert Lesson.of(talk.state).minutes == leads_for


def test_minutes_said_before_it_begins_change_the_routine_that_was_chosen() -> None:
    talk = asked("wall")
    talk.turn("StartStretchIntent", minutes="10")
    assert (Lesson.of(talk.state).routine, Lesson.of(talk.state).minutes) == ("wall", 10)


def test_a_length_that_cannot_be_made_says_what_can() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("StartStretchIntent", minutes="2", routine="floor")
    talk.turn(NO)
    assert "takes about 2 minutes" in spoken(talk.turn(NO)) or "takes about 3 minutes" in spoken(talk.replies[-1])


def test_the_floor_is_reached_and_left_with_help() -> None:
    exercises = catalog.chosen("floor")
    assert (exercises[0], exercises[-1]) == ("get_down", "get_up")


# What else is said at it.


def test_who_wants_to_be_talked_through_it_is_settled() -> None:
    talk = Talk()
    talk.turn("Launch")
    said(talk, "can you breathe with me", "StartStretchIntent")
    assert Lesson.of(talk.state).routine == "settle"
    assert leads(talk.turn(NO)) == 0


def test_nobody_is_settled_in_the_middle_of_a_check_up() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent")
    reply = talk.turn("SettleIntent")
    assert spoken(reply).startswith(words(ROOM)["checkup_first"])
    assert talk.state.under_way == "checkup"


@pytest.mark.parametrize(("intent", "slots"), [("SlowerIntent", {}), ("FeltIntent", {"sensation": "pinch"})])
def test_a_check_up_is_not_lost_to_a_stretch_that_was_left_before_it(intent: str, slots: dict[str, str]) -> None:
    talk = started("desk")
    talk.turns("CausesIntent", NO, "StartCheckupIntent", "StartStretchIntent")
    reply = talk.turn(intent, **slots)
    assert (reply.state.under_way, reply.question.id) == ("checkup", "checkup.chest")


def test_a_stretch_asked_for_again_in_place_of_an_answer_has_the_question_asked_again() -> None:
    talk = asked()
    question = talk.state.question
    assert talk.turn("StartStretchIntent").question.id == question.id
    assert spoken(talk.replies[-1]).startswith(words(ROOM)["screen_again"])


def test_how_long_they_take_is_told_where_one_is_to_be_chosen() -> None:
    talk = Talk()
    talk.turns("Launch", "StartStretchIntent")
    which = talk.state.question
    reply = talk.turn("HowLongIntent")
    assert spoken(reply).startswith("They take 2 to 5 minutes")
    assert reply.question == which
    assert reply.choices


@pytest.mark.parametrize("name", ["", "pigeon"])
def test_what_a_screen_shows_to_choose_from_can_be_touched(name: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    slots = {"exercise": Slot("", name)} if name else {}
    reply = conversation.respond(Turn("StartStretchIntent", slots), talk.state)
    assert len(reply.choices) == (3 if name else len(catalog.offered()))
    for choice in reply.choices:
        assert not name or choice.name in spoken(reply)
        touched = Turn(choice.intent, {key: Slot(id_, id_) for key, id_ in choice.slots.items()}, touched=True)
        chosen = Lesson.of(conversation.respond(touched, reply.state).state).routine
        assert catalog.name(chosen) == choice.name


def test_no_to_the_choice_forgets_nothing_that_was_asked_before() -> None:
    talk = started("desk", 1)
    talk.turns(NEXT, "StartStretchIntent", NO)
    assert leads(talk.turn("StartStretchIntent", routine="wall")) == 0


def test_another_question_after_a_name_we_do_not_know_in_the_middle_is_no_dead_end() -> None:
    talk = started("desk")
    talk.state = conversation.respond(Turn("StartStretchIntent", {"exercise": Slot("", "pigeon")}), talk.state).state
    reply = talk.turn("CausesIntent")
    assert reply.question.ask == words("phrases")["anything_else"]
    assert not reply.state.under_way
    assert leads(talk.turn("StartStretchIntent", routine="wall")) == 0


@pytest.mark.parametrize(
    ("intents", "reprompt"),
    [
        (["StartStretchIntent"], "which_reprompt"),
        (["StartStretchIntent", YES], "screen_reprompt"),
        (["StartStretchIntent", YES, NO], "screen_reprompt"),
        (["StartCheckupIntent", *[NO] * 10, "StartStretchIntent", YES], "screen_reprompt"),
        (["StartStretchIntent", YES, NO, NO, PAUSE], "paused_reprompt"),
        (["StartStretchIntent", YES, NO, NO, NO], "paused_reprompt"),
        (["StartStretchIntent", YES, NO, NO, NEXT], "step_reprompt"),
    ],
)
def test_a_silence_is_answered_with_what_may_be_said(intents: list[str], reprompt: str) -> None:
    assert Talk().turns("Launch", *intents).question.reprompt == Wording("en-US").fit(SAY[reprompt])


@pytest.mark.parametrize("id_", ["desk", "chair"])
def test_whoever_had_surgery_is_led_in_nothing_else_either(id_: str) -> None:
    talk = asked("wall")
    talk.turn(NO)
    said(talk, "yes I had an operation in May", YES)
    again = talk.turn("StartStretchIntent", routine=id_)
    assert spoken(again).startswith("I can't lead stretches")
    assert (again.step, again.question.ask) == (None, words("phrases")["anything_else"])


def test_where_nothing_suits_a_clinician_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "chosen", lambda *_: ())
    talk = asked("chair")
    assert spoken(talk.replies[-1]).startswith("I can't lead stretches for you without advice.")
    assert talk.state.question.ask == words("phrases")["anything_else"]
    assert not talk.state.under_way


def test_nobody_who_is_not_led_is_offered_what_sounds_like_what_they_asked_for() -> None:
    talk = Talk()
    talk.turn("AboutPersonIntent", relation="son")
    talk.turn("PersonGroupIntent", group="people.children")
    reply = conversation.respond(Turn("StartStretchIntent", {"exercise": Slot("", "pigeon")}), talk.state)
    assert not reply.choices
    assert not reply.question.id.startswith(ROOM)


@pytest.mark.parametrize("broken", [{"step": 99}, {"stage": "which", "offered": []}])
def test_a_lesson_that_there_cannot_be_is_none(broken: dict[str, object]) -> None:
    talk = started("chair")
    talk.state.rooms[ROOM].update(broken)
    assert Lesson.of(talk.state) == Lesson()
