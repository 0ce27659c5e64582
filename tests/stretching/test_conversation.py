"""Starting a routine, being led, and steering it at any moment."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.talk import NO, UNSURE, YES, Talk, about, spoken
from upper_back_guide import conversation, stretching
from upper_back_guide.alexa.render import render
from upper_back_guide.content import facts, words
from upper_back_guide.stretching import catalog, stages
from upper_back_guide.stretching.lesson import Lesson
from upper_back_guide.turn import CLOSED, Pause, Reply, Slot, State, Turn

SAY = words("stretching")
ROUTINES = list(catalog.routines())
EXERCISES = list(SAY["exercises"])
MORE = "MoreIntent"
NEXT, BACK, AGAIN, OVER = (f"AMAZON.{name}Intent" for name in ("Next", "Previous", "Repeat", "StartOver"))
PAUSE, RESUME = "AMAZON.PauseIntent", "AMAZON.ResumeIntent"


def started(routine: str = "chair", at: int = 0, person: str = "") -> Talk:
    """A talk in which a step of a routine was just led."""
    talk = Talk()
    talk.turn("Launch")
    relation = {"relation": person} if person else {}
    talk.turn("StartStretchIntent", **{"routine" if routine in ROUTINES else "exercise": routine}, **relation)
    talk.turn(NO)
    for _ in range(at):
        talk.turn(NEXT)
    return talk


def at(talk: Talk) -> int:
    return Lesson.of(talk.state).step


def leads(reply: Reply) -> int:
    """Which step a reply leads, from 0; -1 when it leads none."""
    return reply.step.step - 1 if reply.step else -1


ANYWHERE = [(id_, step) for id_ in (*ROUTINES, *EXERCISES) for step in range(len(catalog.steps(id_, "normal")))]
"""Every step of every routine, and of every exercise led alone."""


# Ways in.


@pytest.mark.parametrize("id_", ROUTINES)
def test_a_routine_opens_with_what_it_needs_a_word_of_safety_and_one_question(id_: str) -> None:
    talk = Talk()
    reply = talk.turn("StartStretchIntent", routine=id_)
    assert spoken(reply).startswith(catalog.routines()[id_]["intro"])
    assert SAY["safe"] in spoken(reply)
    assert words("phrases")["disclaimer"] in spoken(reply)
    assert reply.question.ask == SAY["screen"]


@pytest.mark.parametrize("id_", EXERCISES)
def test_one_exercise_can_be_asked_for(id_: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    reply = talk.turn("StartStretchIntent", exercise=id_)
    assert catalog.described(id_)["position"] in spoken(reply)
    assert catalog.described(id_)["equipment"] in spoken(reply)
    assert talk.turn(NO).step is not None


def test_minutes_choose_a_routine_and_a_place_goes_before_them() -> None:
    talk = Talk()
    talk.turn("StartStretchIntent", minutes="5")
    assert Lesson.of(talk.state).routine == "chair"
    talk.turn("StartStretchIntent", minutes="5", routine="desk")
    assert Lesson.of(talk.state).routine == "desk"


@pytest.mark.parametrize("minutes", ["?", "a few", ""])
def test_minutes_that_are_no_number_lead_to_the_choice(minutes: str) -> None:
    assert Talk().turn("StartStretchIntent", minutes=minutes).question.ask == SAY["which_ask"]


def test_without_a_name_it_asks_which_one() -> None:
    talk = Talk()
    talk.turn("Launch")
    assert talk.turn("StartStretchIntent").question.ask == SAY["which_ask"]
    assert talk.turn("StartStretchIntent", routine="bed").question.ask == SAY["screen"]


@pytest.mark.parametrize(("intent", "slots", "routine"), [
    (YES, {}, ROUTINES[0]), (UNSURE, {}, ROUTINES[0]),
    ("PickIntent", {"position": "2"}, ROUTINES[1]), ("PickIntent", {"number": "3"}, ROUTINES[2]),
])  # fmt: skip
def test_the_choice_can_be_left_to_us_or_made_by_number(intent: str, slots: dict[str, str], routine: str) -> None:
    talk = Talk()
    talk.turns("Launch", "StartStretchIntent")
    talk.turn(intent, **slots)
    assert Lesson.of(talk.state).routine == routine


def test_a_number_past_the_choice_asks_again() -> None:
    talk = Talk()
    talk.turns("Launch", "StartStretchIntent")
    assert talk.turn("PickIntent", number="40").question.ask == SAY["which_ask"]


def test_no_to_the_choice_leaves_it() -> None:
    talk = Talk()
    talk.turns("Launch", "StartStretchIntent")
    assert talk.turn(NO).question.ask == words("phrases")["anything_else"]


def test_an_unknown_name_gets_the_nearest_real_ones_and_is_not_said_again() -> None:
    state = State()
    turn = Turn("StartStretchIntent", {"exercise": Slot("", "kat stretching")})
    reply = conversation.respond(turn, state)
    assert "cat stretch" in spoken(reply)
    assert "kat" not in spoken(reply)
    assert "kat" not in str(reply.state.memory())
    accepted = conversation.respond(Turn(YES), reply.state)
    assert Lesson.of(accepted.state).routine == "cat"


def test_an_answers_offer_leads_here() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="relief.stretching")
    assert talk.turn(YES).question.ask == SAY["which_ask"]


# Before it starts.


@pytest.mark.parametrize("answer", [YES, UNSURE])
def test_a_yes_or_not_sure_to_the_opening_question_goes_to_the_check_up(answer: str) -> None:
    talk = Talk()
    talk.turns("Launch", "StartStretchIntent", YES)
    reply = talk.turn(answer)
    assert reply.state.room == reply.state.under_way == "checkup"


@pytest.mark.parametrize(
    "intent",
    [*sorted(stretching.STEERING), NEXT, BACK, OVER, PAUSE, RESUME, MORE, "PickIntent", "AMAZON.FallbackIntent"],
)
def test_nothing_but_a_plain_no_gets_past_the_opening_question(intent: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("StartStretchIntent", routine="desk")
    reply = talk.turn(intent)
    assert reply.step is None
    assert reply.question.ask == SAY["screen"]
    assert leads(talk.turn(NO)) == 0


@pytest.mark.parametrize("level", ["EMERGENCY", "TODAY"])
def test_an_urgent_level_repeats_its_advice_instead(level: str) -> None:
    for turn in (Turn("StartStretchIntent"), Turn("StartStretchIntent", {"exercise": Slot("cat", "cat")})):
        reply = conversation.respond(turn, about(level=level))
        assert reply.step is None
        assert reply.state.under_way == ""


@pytest.mark.parametrize("slots", [{}, {"routine": "desk"}, {"exercise": "cat"}, {"minutes": "2"}])
@pytest.mark.parametrize("relation", ["son", "daughter", "child"])
def test_a_child_is_not_led(relation: str, slots: dict[str, str]) -> None:
    talk = Talk()
    talk.turn("Launch")
    reply = talk.turn("StartStretchIntent", relation=relation, **slots)
    assert "under eighteen" in spoken(reply)
    assert talk.turn(YES).step is None


@pytest.mark.parametrize("years", [1, 9, 15, 17])
@pytest.mark.parametrize("relation", [{}, {"relation": "mother"}, {"relation": "friend"}])
def test_who_is_told_to_be_under_eighteen_is_not_led(years: int, relation: dict[str, str]) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("AgeIntent", age=str(years), **relation)
    assert "under eighteen" in spoken(talk.turn("StartStretchIntent", routine="desk"))


@pytest.mark.parametrize("between", [("AboutPersonIntent", {"relation": "mother"}), ("Launch", {})])
@pytest.mark.parametrize(
    ("intent", "said"), [("AgeIntent", {"age": "15"}), ("PersonGroupIntent", {"group": "people.pregnancy"})]
)
def test_who_is_not_led_is_not_after_talk_of_somebody_else_or_a_new_start(
    intent: str, said: dict[str, str], between: tuple[str, dict[str, str]]
) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn(intent, **said)
    talk.turn(between[0], **between[1])
    talk.turn("AboutMeIntent")
    assert talk.turn("StartStretchIntent", routine="desk").question.ask != SAY["screen"]


@pytest.mark.parametrize(("group", "reason"), facts("stretching")["not_led"].items())
def test_groups_that_should_ask_first_are_told_so(group: str, reason: str) -> None:
    reply = conversation.respond(Turn("StartStretchIntent", {"routine": Slot("desk", "desk")}), about(group=group))
    assert spoken(reply)[:30] == SAY[reason].replace("{obj}", "you")[:30]
    assert not reply.state.under_way


def test_somebody_else_is_asked_about_before_they_are_led() -> None:
    talk = started("desk")
    talk.turn("AboutPersonIntent", relation="mother")
    assert talk.turn(YES).question.ask == SAY["screen"]
    reply = talk.turn(NO)
    assert leads(reply) == 1
    assert "Your mom" in spoken(reply)


def test_a_child_named_in_the_middle_is_led_no_further() -> None:
    talk = started("desk")
    talk.turn("AboutPersonIntent", relation="son")
    assert "under eighteen" in spoken(talk.turn(YES))


# Steering, from every step.


@pytest.mark.parametrize(("id_", "step"), ANYWHERE)
def test_every_step_is_reached_and_every_command_leads_where_it_says(id_: str, step: int) -> None:
    plan = catalog.steps(id_, "normal")
    last = step == len(plan) - 1
    after = -1 if last else step + 1
    skipped = next((i for i in range(step + 1, len(plan)) if plan[i].exercise != plan[step].exercise), -1)
    for intent, leads_to in {
        YES: after, NEXT: after, MORE: after, RESUME: after, "SkipIntent": skipped, BACK: max(step - 1, 0), OVER: 0,
        "EasierIntent": step,
    }.items():  # fmt: skip
        talk = started(id_, step)
        assert leads(talk.replies[-1]) == step
        reply = talk.turn(intent)
        assert leads(reply) == leads_to, intent
        if leads_to < 0:
            assert spoken(reply).startswith(SAY["done"])
            assert not reply.state.under_way


@pytest.mark.parametrize(("id_", "step"), ANYWHERE)
def test_the_other_side_is_led_or_there_is_none(id_: str, step: int) -> None:
    talk = started(id_, step)
    side = catalog.steps(id_, "normal")[step].side
    reply = talk.turn("OtherSideIntent")
    if side in ("left", "right"):
        assert leads(reply) == step + (1 if side == "left" else -1)
    else:
        assert leads(reply) == -1
        assert spoken(reply).startswith(SAY["both_at_once"] if side == "both" else SAY["no_sides"])
        assert at(talk) == step


@pytest.mark.parametrize(("id_", "step"), ANYWHERE)
@pytest.mark.parametrize("intent", ["HowManyLeftIntent", "HowLongIntent", "WhatForIntent", "AMAZON.HelpIntent", AGAIN])
def test_asking_about_a_step_changes_nothing(id_: str, step: int, intent: str) -> None:
    talk = started(id_, step)
    before = talk.replies[-1]
    reply = talk.turn(intent)
    assert reply.question == before.question
    assert Lesson.of(reply.state) == Lesson.of(before.state)
    assert (reply.state.room, reply.state.under_way) == (before.state.room, before.state.under_way)


@pytest.mark.parametrize(("id_", "step"), ANYWHERE)
@pytest.mark.parametrize(("intent", "pace"), [("SlowerIntent", "slow"), ("FasterIntent", "quick")])
def test_a_new_pace_offers_the_step_again_and_lasts(id_: str, step: int, intent: str, pace: str) -> None:
    talk = started(id_, step)
    reply = talk.turn(intent)
    assert reply.question.ask.startswith("Shall we do the ")
    assert leads(talk.turn(YES)) == step
    assert Lesson.of(talk.state).pace == pace
    other = started(id_, step)
    other.turn(intent)
    assert leads(other.turn(NO)) == (step + 1 if step + 1 < len(catalog.steps(id_, "normal")) else -1)
    assert Lesson.of(other.state).pace == pace


def test_the_pace_has_two_ends() -> None:
    talk = started()
    talk.turn("SlowerIntent")
    assert spoken(talk.turn("SlowerIntent")).startswith(SAY["slowest"])
    talk.turns("FasterIntent", "FasterIntent")
    assert spoken(talk.turn("FasterIntent")).startswith(SAY["fastest"])


def test_easier_says_so_and_is_for_this_step_only() -> None:
    talk = started("cat")
    reply = talk.turn("EasierIntent")
    assert SAY["easier"] in spoken(reply)
    assert "head still" in spoken(reply)
    talk = started("floor")
    talk.turn("EasierIntent")
    assert SAY["easier"] not in spoken(talk.turn(NEXT))


def test_how_many_are_left_counts_down() -> None:
    told = [spoken(started("standing", step).turn("HowManyLeftIntent")) for step in range(3)]
    assert [text.split(".")[0] for text in told] == ["2 more after this", "One more after this", "This is the last one"]


def test_how_long_tells_the_step_and_the_routine() -> None:
    said = spoken(started("chair").turn("HowLongIntent"))
    assert "seconds" in said
    assert "5 minutes" in said
    assert "routine" not in spoken(started("cat").turn("HowLongIntent"))


def test_back_at_the_start_says_so() -> None:
    assert SAY["at_start"] in spoken(started().turn(BACK))


@pytest.mark.parametrize(("id_", "step"), ANYWHERE)
@pytest.mark.parametrize("carry_on", [YES, RESUME, MORE])
def test_a_pause_waits_at_the_step(id_: str, step: int, carry_on: str) -> None:
    talk = started(id_, step)
    reply = talk.turn(PAUSE)
    assert spoken(reply).startswith(SAY["paused"])
    assert "carry on with the" in reply.question.ask
    assert leads(talk.turn(carry_on)) == step


def test_not_ready_waits_before_the_next_step() -> None:
    talk = started("desk")
    reply = talk.turn(NO)
    assert "seated twist" in reply.question.ask
    assert leads(talk.turn(YES)) == 1


def test_not_finished_offers_the_last_step_again() -> None:
    talk = started("desk", 1)
    assert "again" in talk.turn(NO).question.ask
    assert leads(talk.turn(YES)) == 1


def test_leaving_is_polite_and_resume_takes_it_up() -> None:
    talk = started("desk")
    talk.turn(PAUSE)
    reply = talk.turn(NO)
    assert spoken(reply).startswith(SAY["left"])
    assert not reply.state.under_way
    assert leads(talk.turn(RESUME)) == 0


@pytest.mark.parametrize(("id_", "step"), ANYWHERE)
def test_enough_ends_with_kind_words(id_: str, step: int) -> None:
    reply = started(id_, step).turn("EnoughIntent")
    assert (spoken(reply), reply.question) == (SAY["enough"], CLOSED)
    assert not reply.state.under_way


@pytest.mark.parametrize(("id_", "step"), ANYWHERE)
def test_stop_ends(id_: str, step: int) -> None:
    assert started(id_, step).turn("AMAZON.StopIntent").question.ask == ""


def test_starting_over_after_the_end_asks_the_opening_question_again() -> None:
    talk = started("desk", 2)
    assert talk.turn(OVER).question.ask == SAY["screen"]


@pytest.mark.parametrize("intent", sorted(stretching.STEERING - {"SlowerIntent", "FasterIntent"}))
def test_steering_with_nothing_going_offers_to_start(intent: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    assert talk.turn(intent).question.ask == SAY["start_ask"]
    assert talk.turn(YES).question.ask == SAY["which_ask"]


# Pain, red flags and questions in the middle.


@pytest.mark.parametrize(("id_", "step"), ANYWHERE)
def test_pain_stops_at_once_says_what_to_do_and_offers_the_check_up(id_: str, step: int) -> None:
    talk = started(id_, step)
    reply = talk.turn("HurtsIntent")
    assert spoken(reply).startswith("Stop right there")
    assert "911" in spoken(reply)
    assert not any(isinstance(part, Pause) for part in reply.speech)
    assert not reply.state.under_way
    assert talk.turn(YES).state.under_way == "checkup"


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
    assert reply.question.ask == SAY["hurts_ask"]


def test_pain_said_during_a_check_up_does_not_lose_it() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent")
    assert talk.turn("HurtsIntent").state.under_way == "checkup"


@pytest.mark.parametrize(("id_", "step"), ANYWHERE)
def test_a_red_flag_gets_the_emergency_reply_and_ends_the_routine(id_: str, step: int) -> None:
    talk = started(id_, step)
    reply = talk.turn("EmergencyIntent", red_flag="chest_pain")
    assert spoken(reply).startswith("Call 911 now")
    assert not reply.state.under_way
    for intent in (RESUME, NEXT, "EasierIntent"):
        assert talk.turn(intent).step is None


@pytest.mark.parametrize(("id_", "step"), ANYWHERE)
@pytest.mark.parametrize("question", [("ShouldUseIntent", {"relief": "relief.cold"}), ("CausesIntent", {})])
def test_a_question_in_the_middle_is_answered_and_the_step_resumed(
    id_: str, step: int, question: tuple[str, dict[str, str]]
) -> None:
    talk = started(id_, step)
    intent, slots = question
    reply = talk.turn(intent, **slots)
    assert (
        reply.question.ask == f"Shall we carry on with the {catalog.name(catalog.steps(id_, 'normal')[step].exercise)}?"
    )
    assert leads(talk.turn(YES)) == step


def test_the_opening_question_survives_a_question_in_the_middle() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("StartStretchIntent", routine="desk")
    assert talk.turn("CausesIntent").question.ask == SAY["screen"]
    assert leads(talk.turn(NO)) == 0


def test_asking_to_start_in_the_middle_offers_to_carry_on() -> None:
    talk = started("desk", 1)
    assert talk.turn("StartStretchIntent").question.ask == "Shall we carry on with the seated twist?"
    assert leads(talk.turn(YES)) == 1


def test_asking_for_another_in_the_middle_starts_that() -> None:
    talk = started("desk", 1)
    talk.turn("StartStretchIntent", routine="floor")
    assert Lesson.of(talk.state).routine == "floor"
    assert leads(talk.turn(NO)) == 0


# Whatever is said, in whatever order.

SAID = [
    *sorted(stretching.INTENTS), YES, NO, UNSURE, NEXT, BACK, AGAIN, OVER, PAUSE, RESUME, MORE, "AMAZON.HelpIntent",
    "AMAZON.FallbackIntent", "PickIntent", "CausesIntent", "ThanksIntent",
]  # fmt: skip


@given(st.sampled_from((*ROUTINES, *EXERCISES)), st.lists(st.sampled_from(SAID), max_size=25))
@settings(max_examples=150, deadline=None)
def test_a_walk_at_random_never_loses_its_place(id_: str, said: list[str]) -> None:
    talk = started(id_)
    for intent in said:
        before = Lesson.of(talk.state)
        reply = talk.turn(intent)
        render(reply)
        place = Lesson.of(talk.state)
        assert talk.state.recall("stretching", Lesson) == place  # what is kept is always whole
        if reply.step:
            assert place.stage in (stages.NEXT, stages.LAST)
            assert place.step == leads(reply)
            assert talk.state.under_way == "stretching"
        if talk.state.under_way == "stretching":
            assert place.routine
            assert place.stage in stages.LED | {stages.SCREEN}
            assert reply.question or intent == "EnoughIntent"
        if intent in ("HowManyLeftIntent", "WhatForIntent", "HowLongIntent", "AMAZON.HelpIntent"):
            assert place.step == before.step
        if not reply.question:
            break


@pytest.mark.parametrize("kept", [
    {"routine": "gone", "asked": "next"}, {"routine": "desk", "step": 99, "asked": "next"}, {"asked": "next"},
    {"routine": "desk", "pace": "frantic", "asked": "next"}, {"offered": ["gone"], "asked": "which"}, "nonsense", 7,
    {"routine": "desk", "step": -1, "asked": "last"}, {"routine": "desk", "asked": "nothing we know"},
])  # fmt: skip
def test_a_corrupt_place_is_a_blank_one(kept: object) -> None:
    for intent, under_way in product((YES, NO, NEXT, "EasierIntent", "CausesIntent", PAUSE), ("stretching", "")):
        state = State(room="stretching", under_way=under_way, rooms={"stretching": kept})
        reply = conversation.respond(Turn(intent), state)
        render(reply)
        assert reply.step is None


def test_every_sentence_of_the_room_is_said_somewhere() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(stretching.__path__[0]).glob("*.py"))
    named = (
        set(re.findall(r"""["'](\w+)["']""", code))
        | {"routines", "exercises", "praise"}
        | {*facts("stretching")["not_led"].values()}
    )
    assert set(SAY) <= named
