"""What is felt while a stretch is led: what stops it, what is eased off, and what is fine."""

from collections.abc import Callable

import pytest

from tests.stretching.talks import MORE, NEXT, OVER, RESUME, STEPS, asked, leads, started
from tests.talk import NO, UNSURE, YES, Talk, spoken
from upper_back_guide import conversation
from upper_back_guide.content import facts, words
from upper_back_guide.meaning import UNCLEAR
from upper_back_guide.stretching.lesson import ROOM, Lesson
from upper_back_guide.turn import Pause, Reply, Slot, Turn
from upper_back_guide.wording import Wording

SAY = words(ROOM)
CHECKUP = SAY["hurts_ask"]


def felt(talk: Talk, text: str, intent: str = "AMAZON.FallbackIntent") -> Reply:
    """Something said in the middle, to a door that hears the words."""
    reply = conversation.respond(Turn(intent, words=text), talk.state)
    talk.state = reply.state
    return reply


# Stops.


@pytest.mark.parametrize(("id_", "step"), STEPS)
def test_pain_stops_at_once_says_what_to_do_and_offers_the_check_up(id_: str, step: int) -> None:
    talk = started(id_, step)
    reply = talk.turn("HurtsIntent")
    assert spoken(reply).startswith("Stop right there")
    assert "911" in spoken(reply)
    assert not any(isinstance(part, Pause) for part in reply.speech)
    assert not reply.state.under_way
    assert talk.turn(YES).state.under_way == "checkup"


@pytest.mark.parametrize(
    "text",
    [
        "that really hurts", "I've got a headache now", "something popped", "I'm seeing spots", "I feel weird",
        "it's sharp, a stabbing pain", "my neck hurts when I do this", "it made it worse",
        "there was no headache before, but now a headache",
    ],
)  # fmt: skip
def test_what_is_new_or_strong_stops_it(text: str) -> None:
    reply = felt(started("wall"), text)
    assert spoken(reply).startswith("Stop right there")
    assert reply.question.ask == CHECKUP


@pytest.mark.parametrize("text", ["my shoulder hurts", "my wrists hurt", "my ribs hurt"])
def test_a_part_that_hurts_stops_an_exercise_that_eases_none(text: str) -> None:
    assert spoken(felt(started("squeeze"), text)).startswith("Stop right there")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("my hands are tingling", "checkup.sudden"), ("my fingers have gone numb", "checkup.sudden"),
        ("it's shooting down my arm", "checkup.sudden"), ("I feel sick", "checkup.chest"),
        ("I'm dizzy", "checkup.chest"), ("my heart's racing", "checkup.chest"),
    ],
)  # fmt: skip
def test_a_sign_stops_it_and_gets_its_own_question(text: str, question: str) -> None:
    reply = felt(started(), text)
    assert spoken(reply).startswith("Stop right there")
    assert reply.question.id == question


@pytest.mark.parametrize(
    "text", ["I can't get my breath", "my chest is tight", "I feel faint", "my vision's gone blurry"]
)
def test_an_emergency_is_the_call(text: str) -> None:
    talk = started()
    assert spoken(felt(talk, text)).startswith("Call 911 now")
    for intent in (RESUME, NEXT, "EasierIntent"):
        assert talk.turn(intent).step is None


# After a stop nothing leads again without the check-up.

LEADING = [
    (NEXT, {}), (RESUME, {}), (MORE, {}), (OVER, {}), ("EasierIntent", {}), ("AgainIntent", {}), ("SettleIntent", {}),
    ("StartStretchIntent", {}), ("StartStretchIntent", {"routine": "wall"}), ("StartStretchIntent", {"wish": "gentle"}),
]  # fmt: skip


@pytest.mark.parametrize("stop", ["HurtsIntent", "my hands are tingling", "I feel sick"])
@pytest.mark.parametrize(("intent", "slots"), LEADING)
def test_nothing_leads_again_before_the_check_up(stop: str, intent: str, slots: dict[str, str]) -> None:
    talk = started()
    if stop.endswith("Intent"):
        talk.turns(stop, NO)
    else:
        felt(talk, stop)
        talk.turns("StopCheckupIntent", NO)
    reply = talk.turn(intent, **slots)
    for answer in (YES, NO, NO):
        assert reply.step is None
        reply = talk.turn(answer)
    assert reply.step is None


def test_a_check_up_that_finds_nothing_clears_it_even_where_one_was_done_before() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent", *[NO] * 10)
    talk.turn("StartStretchIntent", routine="desk")
    assert leads(talk.turn(NO)) == 0
    talk.turn("HurtsIntent")
    talk.turn(NO)
    assert talk.turn("StartStretchIntent", routine="desk").question.ask == CHECKUP
    talk.turns(YES, *[NO] * 10)
    assert talk.state.patient.level == "SELF_CARE"
    assert talk.turn("StartStretchIntent", routine="desk").question.ask == SAY["surgery"]


@pytest.mark.parametrize("intent", [UNSURE, NEXT, RESUME, MORE, OVER])
def test_after_pain_going_on_means_the_check_up(intent: str) -> None:
    talk = started()
    talk.turn("HurtsIntent")
    assert talk.turn(intent).state.under_way == "checkup"


def test_after_pain_no_check_up_means_no_more_stretching() -> None:
    talk = started()
    talk.turn("HurtsIntent")
    assert "no more stretching" in spoken(talk.turn(NO))
    assert talk.turn(RESUME).step is None


def test_pain_elsewhere_is_not_told_to_let_go() -> None:
    talk = Talk()
    talk.turns("Launch", "CausesIntent")
    reply = talk.turn("HurtsIntent")
    assert spoken(reply).startswith("I'm sorry")
    assert reply.question.ask == CHECKUP


def test_pain_said_during_a_check_up_does_not_lose_it() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent")
    assert talk.turn("HurtsIntent").state.under_way == "checkup"


@pytest.mark.parametrize(
    "text", ["wait, that really hurts", "next please, it made it worse", "skip it, that's a sharp pain"]
)
@pytest.mark.parametrize("intent", ["AMAZON.PauseIntent", "AMAZON.NextIntent", "SkipIntent", YES])
def test_pain_goes_before_whatever_was_said_with_it(text: str, intent: str) -> None:
    assert spoken(felt(started(), text, intent)).startswith("Stop right there")


@pytest.mark.parametrize("text", ["hang on he's climbing on me", "wait, the phone"])
def test_a_wait_waits_whatever_stands_beside_it(text: str) -> None:
    reply = felt(started(), text, "StartStretchIntent")
    assert any(isinstance(part, Pause) for part in reply.parts)


def test_asking_to_do_fewer_asks_for_an_easier_way_and_is_no_overdose() -> None:
    assert "easier way" in spoken(felt(started(), "is it okay if I only do three", "TooMuchMedicineIntent"))


@pytest.mark.parametrize(
    ("text", "intent", "told"),
    [
        ("which arm does she lift", "BodyPartHurtsIntent", "both sides in turn"),
        ("do I hold my breath", "AMAZON.FallbackIntent", "breath"),
        ("from the start please, he was in the bathroom", "OtherConditionIntent", "First, the"),
        ("what's this one called, he wants it at home", "HelpForIntent", "This is the last one"),
        ("cheers that'll do him", "HelpForIntent", "enough for now"),
        ("now what", "AMAZON.HelpIntent", "That was it"),
        ("it's just a stretch then, not burning", "FeltIntent", "A gentle pull is fine"),
    ],
)
def test_what_steers_does_so_whatever_intent_it_came_as(text: str, intent: str, told: str) -> None:
    assert told in spoken(felt(started("desk", 1), text, intent))


def test_what_went_off_after_a_stop_waits_for_the_check_up_all_the_same() -> None:
    talk = started()
    talk.turn("HurtsIntent")
    reply = felt(talk, "it's gone now", "HaveComplaintIntent")
    assert "no more stretching before a check-up" in spoken(reply)
    assert reply.question.ask == CHECKUP


def test_again_alone_is_the_movement_and_say_that_again_the_words() -> None:
    again = felt(started("chair"), "again", "AMAZON.RepeatIntent")
    assert spoken(again).startswith("The chest stretch, once more.")
    assert leads(again) == 0
    assert "Sit with both feet flat" in spoken(felt(started("chair"), "say that again", "AMAZON.RepeatIntent"))


def test_how_often_is_about_stretching_while_one_is_led_and_about_what_is_named() -> None:
    assert "Three to five times for each stretch" in spoken(felt(started("chair"), "how often", "HowOftenIntent"))
    assert "Between cold packs" in spoken(started("chair").turn("HowOftenIntent", relief="relief.cold"))


@pytest.mark.parametrize("answered", [0, 1])
def test_surgery_is_a_yes_to_both_opening_questions(answered: int) -> None:
    talk = asked("chair")
    for _ in range(answered):
        talk.turn(NO)
    reply = felt(talk, "I had back surgery last month", "OtherConditionIntent")
    assert "ask a doctor or physical therapist first" in spoken(reply)


def test_what_they_said_is_not_about_them() -> None:
    said = Turn("HelpForIntent", {"relation": Slot("they", "they")}, words="they said I could do what I like")
    assert conversation.respond(said, asked().state).state.people.person == ""


def test_a_doubt_that_is_cleared_after_a_stop_leaves_the_check_up_offered() -> None:
    talk = started()
    talk.turn("HurtsIntent")
    assert "One question" in spoken(felt(talk, "everything's gone blurry"))
    assert talk.turn(NO).question.ask == CHECKUP
    assert talk.turn(YES).state.under_way == "checkup"


def test_the_way_up_is_led_when_somebody_wants_to_get_up() -> None:
    talk = started("floor", 1)
    assert "Leaning on the chair, slowly up" in spoken(felt(talk, "how do I get up now"))
    assert "Leaning on the chair" not in spoken(felt(started("chair"), "how do I get up now"))


def test_who_is_in_position_goes_on_from_the_way_down() -> None:
    assert leads(felt(started("floor"), "I'm on my hands and knees")) == 1
    sat = felt(started("chair"), "okay I'm sat")
    assert (leads(sat), sat.question.ask) == (-1, SAY["next_ask"])


def test_somebody_in_passing_is_not_who_is_led() -> None:
    assert felt(started(), "hang on he's climbing on me").state.people.person == ""


# Eases off.


@pytest.mark.parametrize(
    ("id_", "text"),
    [
        ("chest", "my shoulder hurts"), ("lean_back", "it hurts in my neck"), ("cat", "my wrists hurt"),
        ("twist", "that pinched"), ("twist", "it burns"), ("chest", "it's a bit sore"),
        ("chest", "my arms are shaking"),
    ],
)  # fmt: skip
def test_too_far_is_the_easier_way_and_then_the_next_exercise(id_: str, text: str) -> None:
    talk = started(id_)
    reply = felt(talk, text)
    assert spoken(reply).startswith(SAY["ease_off"])
    assert reply.question.id == "stretching.ease"
    assert SAY["easier"] in spoken(talk.turn(YES))
    again = felt(talk, text)
    assert SAY["leave_it"] in spoken(again)
    assert again.question.id == "stretching.last"


def test_leaving_one_out_goes_on_after_both_of_its_sides() -> None:
    talk = started("standing", 1)
    felt(talk, "my shoulder hurts")
    talk.turn(YES)
    assert felt(talk, "my shoulder hurts").question.ask == SAY["finish_ask"]
    assert talk.turn(YES).step is None  # the towel was the last of the routine


def test_what_was_left_out_is_never_led_in_full_after_all() -> None:
    talk = started("chair", 2)
    felt(talk, "it pinches")
    talk.turn(YES)
    assert felt(talk, "it still pinches").question.ask == SAY["next_ask"]
    talk.turn("CausesIntent")
    assert SAY["easier"] in spoken(talk.turn(YES))
    talk.turn("AgainIntent")
    assert SAY["leave_it"] in spoken(felt(talk, "it pinches"))


@pytest.mark.parametrize("text", ["it's spasming", "I got a cramp"])
def test_a_muscle_that_grips_is_let_go_and_waited_for(text: str) -> None:
    talk = started()
    reply = felt(talk, text)
    assert sum(part.seconds for part in reply.parts if isinstance(part, Pause)) >= 5
    assert reply.question.id == "stretching.ease"
    assert SAY["easier"] in spoken(talk.turn(YES))


def test_knees_on_the_floor_get_a_towel() -> None:
    talk = started("floor", 1)
    reply = felt(talk, "my knees hurt on the floor")
    assert "folded towel" in spoken(reply)
    assert leads(talk.turn(YES)) == 1


# Fine.


@pytest.mark.parametrize("text", ["it pulls a bit", "I can feel a stretch", "is it meant to pull", "that feels nice"])
@pytest.mark.parametrize("intent", ["AMAZON.FallbackIntent", "HurtsIntent", YES, "EasierIntent"])
def test_a_pull_is_fine_whatever_it_is_taken_for(text: str, intent: str) -> None:
    talk = started()
    before = talk.replies[-1].question.ask
    reply = felt(talk, text, intent)
    assert "Stop" not in spoken(reply)
    assert reply.question.ask == before


@pytest.mark.parametrize(
    "text", ["no it doesn't pinch", "no headache", "it isn't burning", "no headache, really no headache"]
)
def test_what_is_denied_is_not_felt(text: str) -> None:
    assert Lesson.of(felt(started(), text, NO).state).hurt is False


# On a device, which sends names instead of words.


@pytest.mark.parametrize(("sensation", "told"), facts(ROOM)["sensations"].items())
def test_every_name_in_the_model_is_felt_as_what_it_is(sensation: str, told: dict[str, str]) -> None:
    reply = started("chest").turn("FeltIntent", sensation=sensation)
    eased = "ease" if sensation == "shoulder" else "stop"
    says = Wording("en-US").fit(SAY["sensations"][sensation].get("say", ""))
    starts = {
        "stop": "Stop right there",
        "ease": " ".join(filter(None, (SAY["ease_off"], says, SAY["ease_ask"]))),
    }
    then = eased if told["then"] == "part" else told["then"]
    assert spoken(reply).startswith(starts.get(then, says))
    assert (reply.question.ask == CHECKUP) is (then == "stop")


@pytest.mark.parametrize(
    ("intent", "slot", "id_", "then"),
    [
        ("BodyPartHurtsIntent", "body_part", "places.neck", "Stop right there"),
        ("BodyPartHurtsIntent", "body_part", "places.shoulder", "Ease off"),
        ("HaveComplaintIntent", "complaint", "places.muscles", "Let go, and come out of the stretch slowly."),
        ("TopicIntent", "topic", "causes.pinched_nerve", "Ease off, and let go slowly. A pinch means too far."),
        ("OtherConditionIntent", "condition", "knees", "Take the weight off the knees."),
    ],
)
def test_a_neighbours_intent_is_felt_as_what_it_names(intent: str, slot: str, id_: str, then: str) -> None:
    assert spoken(started("chest").turn(intent, **{slot: id_})).startswith(then)


def left() -> Talk:
    """A talk in which a stretch was just left, and could be taken up."""
    talk = started("desk")
    talk.turns("CausesIntent", NO)
    return talk


@pytest.mark.parametrize("talk", [started, left])
@pytest.mark.parametrize(("heard", "then"), [("a strange wobble", CHECKUP), ("that pinched a little", SAY["ease_ask"])])
def test_what_is_felt_in_other_words_than_the_models_is_what_they_say_and_unknown_it_stops(
    talk: Callable[[], Talk], heard: str, then: str
) -> None:
    turn = Turn("FeltIntent", {"sensation": Slot("", heard)})
    assert conversation.respond(turn, talk().state).question.ask == then


@pytest.mark.parametrize(
    ("intent", "slots"),
    [
        ("CountIntent", {}), ("SlowerIntent", {}), ("EasierIntent", {}), (RESUME, {}),
        *[("FeltIntent", {"sensation": sensation}) for sensation in ("pinch", "cramp", "tired")],
    ],
)  # fmt: skip
def test_what_is_said_of_a_stretch_that_was_left_takes_it_up_again(intent: str, slots: dict[str, str]) -> None:
    talk = left()
    assert not talk.state.under_way
    talk.turn(intent, **slots)
    assert talk.turn("CausesIntent").question.ask == "Shall we carry on with the shoulder blade squeeze?"


def test_whether_something_should_be_felt_is_answered_with_how_it_should_be() -> None:
    talk = started()
    asked_ = conversation.respond(Turn("HaveComplaintIntent", words="should i feel something"), talk.state)
    how = conversation.respond(Turn("FormIntent"), talk.state)
    assert spoken(asked_) == spoken(how)


def test_what_is_no_steering_is_answered_with_what_may_be_said() -> None:
    talk = started()
    reply = talk.turn(UNCLEAR)
    assert spoken(reply).startswith("Say yes when you're ready.")
    assert reply.question.id == "stretching.next"
