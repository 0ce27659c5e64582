"""Starting a routine, being led, and steering it at any moment."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stretching.talks import (
    AGAIN,
    BACK,
    MORE,
    NEXT,
    OVER,
    PAUSE,
    RESUME,
    STEPS,
    asked,
    at,
    leads,
    started,
    steps,
)  # fmt: skip
from tests.talk import NO, UNSURE, VOICE, YES, Talk, spoken
from upper_back_guide import conversation, speeds, stretching
from upper_back_guide.alexa.render import render
from upper_back_guide.content import facts, words
from upper_back_guide.stretching import catalog, stages
from upper_back_guide.stretching.lesson import Lesson
from upper_back_guide.stretching.script import described
from upper_back_guide.turn import CLOSED, Pause, Slot, State, Turn
from upper_back_guide.wording import Wording

SAY = words("stretching")
ROUTINES = list(catalog.routines())
EXERCISES = list(SAY["exercises"])

# Ways in.


@pytest.mark.parametrize("id_", ROUTINES)
def test_a_routine_opens_with_what_it_needs_a_word_of_safety_and_one_question(id_: str) -> None:
    talk = Talk()
    reply = talk.turn("StartStretchIntent", routine=id_)
    told = catalog.routines()[id_]
    intro = Wording("en-US").fit(told["intro"].replace("<minutes>", str(told["minutes"])))
    assert spoken(reply).startswith(f"{intro} {words('phrases')['disclaimer']} {SAY['safe']} ")
    assert reply.question.id == "stretching.screen"


@pytest.mark.parametrize("id_", [id_ for id_ in EXERCISES if id_ not in catalog.chosen("settle")])
def test_one_exercise_can_be_asked_for(id_: str) -> None:
    talk = asked(id_)
    assert described(id_)["position"] in spoken(talk.replies[-1])
    assert described(id_)["equipment"] in spoken(talk.replies[-1])
    assert ("you need" in spoken(talk.replies[-1])) is bool(described(id_)["equipment"])
    talk.turn(NO)
    assert talk.turn(NO).step is not None


def test_without_a_name_it_asks_which_one() -> None:
    talk = Talk()
    talk.turn("Launch")
    assert talk.turn("StartStretchIntent").question.ask == SAY["which_ask"]
    assert talk.turn("StartStretchIntent", routine="bed").question.id == "stretching.screen"


@pytest.mark.parametrize("minutes", ["?", "a few", ""])
def test_minutes_that_are_no_number_lead_to_the_choice(minutes: str) -> None:
    assert Talk().turn("StartStretchIntent", minutes=minutes).question.ask == SAY["which_ask"]


@pytest.mark.parametrize(("intent", "slots", "routine"), [
    (YES, {}, ROUTINES[0]), (UNSURE, {}, ROUTINES[0]),
    ("PickIntent", {"position": "2"}, ROUTINES[1]), ("PickIntent", {"number": "1"}, ROUTINES[0]),
    ("PickIntent", {"number": str(len(catalog.offered()))}, catalog.offered()[-1]),
])  # fmt: skip
def test_the_choice_can_be_left_to_us_or_made_by_number(intent: str, slots: dict[str, str], routine: str) -> None:
    talk = Talk()
    talk.turns("Launch", "StartStretchIntent")
    talk.turn(intent, **slots)
    assert Lesson.of(talk.state).routine == routine


@pytest.mark.parametrize("number", ["0", str(len(catalog.offered()) + 1), "40"])
def test_a_number_past_the_choice_asks_again(number: str) -> None:
    talk = Talk()
    talk.turns("Launch", "StartStretchIntent")
    assert talk.turn("PickIntent", number=number).question.ask == SAY["which_ask"]


def test_no_to_the_choice_leaves_it() -> None:
    talk = Talk()
    talk.turns("Launch", "StartStretchIntent")
    assert talk.turn(NO).question.ask == words("phrases")["anything_else"]


def test_all_there_are_can_be_listed() -> None:
    talk = Talk()
    talk.turn("Launch")
    reply = talk.turn("StartStretchIntent")
    assert all(told["place"] in spoken(reply) for told in catalog.routines().values())
    assert talk.turn("StartStretchIntent", routine="wall").question.id == "stretching.screen"


def test_an_unknown_name_gets_the_nearest_real_ones_and_is_not_said_again() -> None:
    turn = Turn("StartStretchIntent", {"exercise": Slot("", "kat stretching")})
    reply = conversation.respond(turn, State())
    named = [f"the {catalog.name(id_)}" for id_ in catalog.nearest("kat stretching")]
    assert named[0] == "the cat stretch"
    known = f"I do know {named[0]}, {named[1]}, and {named[2]}."
    assert spoken(reply) == f"I don't know that one. {known} Shall we do the cat stretch?"
    assert "kat" not in str(reply.state.memory())
    accepted = conversation.respond(Turn(YES), reply.state)
    assert Lesson.of(accepted.state).routine == "cat"


def test_an_answers_offer_leads_here() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="relief.stretching")
    assert talk.turn(YES).question.ask == SAY["which_ask"]


# Steering, from every kind of step.


@pytest.mark.parametrize(("id_", "step"), STEPS)
def test_every_command_leads_where_it_says(id_: str, step: int) -> None:
    plan = Lesson.of(started(id_).state).plan()
    after = -1 if step == len(plan) - 1 else step + 1
    skipped = next((i for i in range(step + 1, len(plan)) if plan[i].exercise != plan[step].exercise), -1)
    for intent, leads_to in {
        YES: after, NEXT: after, MORE: after, RESUME: after, "SkipIntent": skipped, BACK: max(step - 1, 0), OVER: 0,
        "EasierIntent": step, "AgainIntent": step, "ExplainIntent": step if plan[step].opens else step - 1,
    }.items():  # fmt: skip
        talk = started(id_, step)
        assert leads(talk.replies[-1]) == step
        reply = talk.turn(intent)
        assert leads(reply) == leads_to, intent
        if leads_to < 0:
            assert spoken(reply).startswith(SAY["done"])
            assert not reply.state.under_way


def test_a_step_is_announced_by_its_place_in_the_routine() -> None:
    first, then, alone = (started(*at).replies[-1] for at in (("chair", 0), ("chair", 1), ("cat", 0)))
    assert spoken(first).startswith("Good. First, the chest stretch.")
    assert spoken(then).startswith("Next, the lean back.")
    assert spoken(alone).startswith("Good. The cat stretch.")
    down = started("floor").replies[-1]  # it leads into another place, and has neither a name nor praise
    assert spoken(down).startswith("Good. After hip or back surgery")
    assert not {*down.parts} & {*SAY["praise"]}


def test_again_leaves_out_how_to_get_into_place() -> None:
    talk = started("chair")
    whole = talk.replies[-1]
    brief = talk.turn("AgainIntent")
    assert spoken(brief).startswith("The chest stretch, once more. One.")
    assert "both feet flat" in spoken(whole)
    assert "both feet flat" not in spoken(brief)
    assert spoken(talk.turn("ExplainIntent")) == spoken(whole).removeprefix("Good. ")


@pytest.mark.parametrize(("id_", "step"), [*STEPS, ("twist", 0)])
def test_the_other_side_is_led_or_there_is_none(id_: str, step: int) -> None:
    talk = started(id_, step)
    side = Lesson.of(talk.state).plan()[step].side
    reply = talk.turn("OtherSideIntent")
    if side in ("left", "right"):
        assert leads(reply) == step + (1 if side == "left" else -1)
    else:
        assert leads(reply) == -1
        assert spoken(reply).startswith(SAY["sides"]["both"] if side == "both" else SAY["no_sides"])
        assert at(talk) == step


ASIDES = [
    "BreathIntent", "FormIntent", "HandsIntent", "HowLongIntent", "HowManyLeftIntent", "WhatForIntent", "PickIntent",
    "WhyIntent",
    "AMAZON.HelpIntent", AGAIN, PAUSE,
]  # fmt: skip


@pytest.mark.parametrize(("id_", "step"), [STEPS[0], STEPS[2]])
@pytest.mark.parametrize("intent", ASIDES)
def test_asking_about_a_step_changes_nothing(id_: str, step: int, intent: str) -> None:
    talk = started(id_, step)
    before = talk.replies[-1]
    reply = talk.turn(intent)
    assert reply.question.ask == before.question.ask
    assert Lesson.of(reply.state) == Lesson.of(before.state)
    assert (reply.state.room, reply.state.under_way) == (before.state.room, before.state.under_way)


@pytest.mark.parametrize(
    ("intent", "says"),
    [
        ("BreathIntent", "breathe normally"), ("FormIntent", "I can't see you"), ("FormIntent", "front of your chest"),
        ("HandsIntent", "palms face forward"), ("WhatForIntent", "opens the chest"),
        ("HowManyLeftIntent", "The chest stretch"),
        ("CountIntent", "3 times, 10 seconds each"),
        ("HowManyLeftIntent", "3 more after this"), ("HowLongIntent", "5 minutes"),
    ],
)  # fmt: skip
def test_what_is_asked_about_a_step_is_answered_first(intent: str, says: str) -> None:
    assert says in spoken(started("chair").turn(intent)).partition("?")[0]


@pytest.mark.parametrize(
    ("id_", "intent", "says"),
    [
        ("twist", "CountIntent", "It's 5 times, and I count them aloud."),
        ("floor", "CountIntent", "This one is done once."),
        ("cat", "HandsIntent", described("cat")["hands"]),
        ("floor", "FormIntent", "It gets you down safely."),
    ],
)
def test_what_has_no_hold_no_side_or_nothing_to_feel_is_answered_without(id_: str, intent: str, says: str) -> None:
    assert spoken(started(id_).turn(intent)).removeprefix(f"{SAY['form'].replace('{obj}', 'you')} ").startswith(says)


def test_what_is_done_twice_is_counted_twice() -> None:
    talk = started("arms_wide")
    talk.turns("SlowerIntent", YES)
    assert "2 times" in spoken(talk.turn("CountIntent"))


def test_counting_again_leads_it_again() -> None:
    talk = started("chair")
    assert talk.turn("CountIntent").question.ask == "Shall we do the chest stretch again?"
    assert leads(talk.turn(YES)) == 0


def test_each_side_is_named() -> None:
    assert "left side" in spoken(started("standing", 1).turn("HandsIntent"))
    assert "right side" in spoken(started("standing", 2).turn("HandsIntent"))


@pytest.mark.parametrize(("intent", "pace"), [("SlowerIntent", "slow"), ("FasterIntent", "quick")])
@pytest.mark.parametrize(("id_", "step"), STEPS[:3])
def test_a_new_pace_offers_the_step_again_and_lasts(id_: str, step: int, intent: str, pace: str) -> None:
    talk = started(id_, step)
    assert talk.turn(intent).question.ask.startswith("Shall we do the ")
    assert leads(talk.turn(YES)) == step
    assert Lesson.of(talk.state).pace == pace
    other = started(id_, step)
    other.turn(intent)
    assert leads(other.turn(NO)) == (step + 1 if step + 1 < steps(other) else -1)
    assert Lesson.of(other.state).pace == pace


def test_the_pace_has_two_ends() -> None:
    talk = started()
    assert spoken(talk.turn("SlowerIntent")).startswith(SAY["slower"])
    assert spoken(talk.turn("SlowerIntent")).startswith(SAY["slowest"])
    talk.turn("FasterIntent")
    assert Lesson.of(talk.state).pace == "normal"
    talk.turn("FasterIntent")
    talk.turn("SlowerIntent")
    assert Lesson.of(talk.state).pace == "normal"
    talk.turn("FasterIntent")
    assert spoken(talk.turn("FasterIntent")).startswith(SAY["fastest"])


def test_easier_says_so_and_is_for_this_step_only() -> None:
    talk = started("cat")
    reply = talk.turn("EasierIntent")
    assert SAY["easier"] in spoken(reply)
    assert "head still" in spoken(reply)
    in_full = [Wording("en-US").fit(described("cat")[told]) for told in ("setup", "feel", "breath")]
    assert [text in spoken(talk.replies[-2]) for text in in_full] == [True, True, True]
    assert not any(text in spoken(reply) for text in in_full)
    assert described("across")["not_for"] not in spoken(started("across").turn("EasierIntent"))
    for onward in ([NEXT], [NO, YES]):
        talk = started("floor", 1)
        talk.turn("EasierIntent")
        assert SAY["easier"] not in spoken(talk.turns(*onward))


def test_what_was_made_easier_stays_so_after_a_question_in_the_middle() -> None:
    talk = started("cat")
    talk.turns("EasierIntent", "CausesIntent")
    assert SAY["easier"] in spoken(talk.turn(YES))
    talk.turn("AgainIntent")
    assert Lesson.of(talk.state).easier


def test_how_many_are_left_counts_down() -> None:
    told = [spoken(started("standing", step).turn("HowManyLeftIntent")) for step in range(3)]
    assert [text.split(".")[1].strip() for text in told] == [
        "2 more after this",
        "One more after this",
        "This is the last one",
    ]


def test_back_at_the_start_says_so() -> None:
    assert SAY["at_start"] in spoken(started().turn(BACK))


def test_waiting_is_half_a_minute_of_company_and_then_the_same_question() -> None:
    talk = started()
    before = talk.replies[-1].question.ask
    reply = talk.turn(PAUSE)
    assert 20 <= sum(part.seconds for part in reply.parts if isinstance(part, Pause)) <= 30
    assert reply.question.ask == before
    assert leads(talk.turn(RESUME)) == 1


def test_the_reprompt_says_how_the_next_one_begins() -> None:
    assert "Sit well back in the chair" in started().replies[-1].question.reprompt
    assert "Swap hands" in started("standing", 1).replies[-1].question.reprompt


def test_the_question_after_a_step_is_about_what_comes_next() -> None:
    asked_after = [started("standing", step).replies[-1].question.ask for step in range(2)]
    assert asked_after == [SAY["next_ask"], SAY["side_ask"]]
    assert started("floor").replies[-1].question.ask == SAY["place_ask"]


def test_what_no_longer_suits_is_left_out_when_its_turn_comes() -> None:
    talk = started("standing")
    assert spoken(talk.turn("StartStretchIntent", wish="no_towel")).startswith(SAY["not_needed"])
    assert spoken(talk.turn(NEXT)).startswith(f"{SAY['left_out']} {SAY['done']}")


def test_only_what_does_not_suit_is_left_out_and_the_next_one_is_led_from_its_beginning() -> None:
    talk = started("chair")
    talk.turn("StartStretchIntent", wish="no_backrest")
    reply = talk.turn(NEXT)
    assert spoken(reply).startswith(f"{SAY['left_out']} Next, the forward curl. Sit with both feet flat")
    assert leads(reply) == 2


def test_back_goes_one_back_and_from_the_start_goes_to_the_first_side() -> None:
    assert spoken(started("chair", 2).turn(BACK)).startswith("Next, the lean back.")
    second_side = started("standing", 2)
    assert leads(second_side.turn("ExplainIntent")) == 1


def test_how_long_is_told_in_tens_of_seconds_with_the_hold_where_there_is_one() -> None:
    talk = started("chair")
    taken = speeds.seconds(talk.replies[-1].parts)
    held = spoken(talk.turn("HowLongIntent"))
    (told,) = re.findall(r"Each hold is 10 seconds, and this one takes about (\d+) seconds\.", held)
    assert int(told) % 10 == 0
    assert int(told) == pytest.approx(taken, abs=6)
    assert "hold" not in spoken(started("gentle").turn("HowLongIntent")).partition(".")[0]


def test_settling_says_how_long_all_of_it_takes() -> None:
    talk = Talk()
    talk.turns("Launch", "SettleIntent", NO)
    assert "The whole routine takes about 4 minutes." in spoken(talk.turn("HowLongIntent"))


def test_one_exercise_alone_is_no_routine_that_takes_minutes() -> None:
    assert "minutes" not in spoken(started("cat").turn("HowLongIntent"))


def test_not_ready_waits_before_the_next_step() -> None:
    talk = started("desk")
    assert "seated twist" in talk.turn(NO).question.ask
    assert leads(talk.turn(YES)) == 1


def test_not_finished_offers_the_last_step_again() -> None:
    talk = started("desk", 1)
    assert "again" in talk.turn(NO).question.ask
    assert leads(talk.turn(YES)) == 1


def test_leaving_is_polite_and_resume_takes_it_up() -> None:
    talk = started("desk")
    talk.turns("CausesIntent")
    reply = talk.turn(NO)
    assert spoken(reply) == f"{SAY['left']} {words('phrases')['anything_else']}"
    assert not reply.state.under_way
    assert leads(talk.turn(RESUME)) == 0
    assert talk.state.under_way == "stretching"


def test_enough_ends_with_kind_words_and_stop_at_once() -> None:
    reply = started("chair", 1).turn("EnoughIntent")
    assert (spoken(reply), reply.question) == (SAY["enough"], CLOSED)
    assert not reply.state.under_way
    assert started("chair", 1).turn("AMAZON.StopIntent").question == CLOSED


def test_starting_over_after_the_end_asks_nothing_again() -> None:
    talk = started("desk", 2)
    assert leads(talk.turn(OVER)) == 0


def test_starting_over_after_something_else_was_talked_about_is_not_about_the_routine() -> None:
    talk = started("desk", 2)
    talk.turn("CausesIntent")
    assert leads(talk.turn(OVER)) == -1


def test_starting_over_where_no_stretch_was_wanted_begins_none() -> None:
    talk = Talk()
    talk.turns("Launch", "StartStretchIntent", NO)
    reply = talk.turn(OVER)
    assert (reply.step, reply.question.room) == (None, "basics")


def test_a_wish_after_the_end_is_for_another_routine() -> None:
    talk = started("wall", steps(started("wall")))
    assert leads(talk.turn("StartStretchIntent", wish="no_wall")) == 0
    assert Lesson.of(talk.state).routine == "desk"


@pytest.mark.parametrize("intent", sorted(stretching.STEERING - {"SlowerIntent", "FasterIntent", "HowLongIntent"}))
def test_steering_with_nothing_going_offers_to_start(intent: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    assert talk.turn(intent).question.ask == SAY["start_ask"]
    assert talk.turn(YES).question.ask == SAY["which_ask"]


@pytest.mark.parametrize("question", [("ShouldUseIntent", {"relief": "relief.cold"}), ("CausesIntent", {})])
@pytest.mark.parametrize(("id_", "step"), [STEPS[0], STEPS[2]])
def test_a_question_in_the_middle_is_answered_and_the_step_resumed(
    id_: str, step: int, question: tuple[str, dict[str, str]]
) -> None:
    talk = started(id_, step)
    intent, slots = question
    reply = talk.turn(intent, **slots)
    assert reply.question.ask == f"Shall we carry on with the {Lesson.of(talk.state).name()}?"
    assert leads(talk.turn(YES)) == step


def test_the_opening_question_survives_a_question_in_the_middle() -> None:
    talk = asked("desk")
    assert talk.turn("CausesIntent").question.id == "stretching.screen"
    assert talk.turn(NO).question.id == "stretching.body"
    assert leads(talk.turn(NO)) == 0


def test_asking_to_start_in_the_middle_offers_to_carry_on() -> None:
    talk = started("desk", 1)
    assert talk.turn("StartStretchIntent").question.ask == "Shall we carry on with the seated twist?"
    assert leads(talk.turn(YES)) == 1


def test_asking_for_another_in_the_middle_starts_that() -> None:
    talk = started("desk", 1)
    reply = talk.turn("StartStretchIntent", routine="bed")
    assert Lesson.of(talk.state).routine == "bed"
    assert leads(reply) == 0


# The first minutes of a spasm.


def test_settling_asks_about_danger_alone_and_leads_breathing() -> None:
    talk = Talk()
    talk.turn("Launch")
    assert talk.turn("SettleIntent").question.id == "stretching.screen"
    assert "position that hurts least" in spoken(talk.turn(NO))
    reply = talk.turn(YES)
    assert re.search(r"In through the nose. 1. 2. 3. 4. 5. And out. 1. 2. 3. 4. 5.", spoken(reply))
    assert talk.turn(PAUSE).question.ask == reply.question.ask


# Whatever is said, in whatever order.

SAID = [
    *sorted(stretching.INTENTS), YES, NO, UNSURE, NEXT, BACK, AGAIN, OVER, PAUSE, RESUME, MORE, "AMAZON.HelpIntent",
    "AMAZON.FallbackIntent", "PickIntent", "CausesIntent", "ThanksIntent",
]  # fmt: skip


@given(st.sampled_from((*ROUTINES, *EXERCISES)), st.lists(st.sampled_from(SAID), max_size=20))
@settings(max_examples=100, deadline=None)
def test_a_walk_at_random_never_loses_its_place(id_: str, said: list[str]) -> None:
    talk = started(id_)
    for intent in said:
        before = Lesson.of(talk.state)
        reply = talk.turn(intent)
        render(reply, VOICE)
        place = Lesson.of(talk.state)
        assert talk.state.recall("stretching", Lesson) == place  # what is kept is always whole
        if leads(reply) >= 0:
            assert place.stage in (stages.NEXT, stages.LAST)
            assert place.step == leads(reply)
            assert talk.state.under_way == "stretching"
        if talk.state.under_way == "stretching":
            assert place.routine
            assert place.stage in stages.LED | stages.WANTED
            assert reply.question or intent == "EnoughIntent"
        if intent in ASIDES:
            assert place.step == before.step
        if not reply.question:
            break


@pytest.mark.parametrize("kept", [
    {"routine": "gone", "stage": "next"}, {"routine": "desk", "exercises": ["twist"], "step": 99, "stage": "next"},
    {"stage": "next"}, {"routine": "desk", "pace": "frantic", "stage": "next"}, {"offered": ["gone"], "stage": "which"},
    "nonsense", 7, {"routine": "desk", "exercises": ["twist"], "step": -1, "stage": "last"},
    {"routine": "desk", "stage": "nothing we know"}, {"routine": "desk", "exercises": ["desk"], "stage": "next"},
    {"routine": "desk", "stage": "next"},
])  # fmt: skip
def test_a_corrupt_place_is_a_blank_one(kept: object) -> None:
    for intent, under_way in product((YES, NO, NEXT, "EasierIntent", "CausesIntent", PAUSE), ("stretching", "")):
        state = State(room="stretching", under_way=under_way, rooms={"stretching": kept})
        reply = conversation.respond(Turn(intent), state)
        render(reply, VOICE)
        assert reply.step is None


def test_every_sentence_of_the_room_is_said_somewhere() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(stretching.__path__[0]).glob("*.py"))
    named = {*re.findall(r"""["'](\w+)["']""", code), "routines", "exercises", *facts("stretching")["not_led"].values()}
    assert {key for key in SAY if not key.startswith("side_")} <= named
