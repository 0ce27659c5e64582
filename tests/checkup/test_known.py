"""The check-up uses what it is told: a stated sign, an age, a condition, whenever it was said."""

import itertools
import json
from collections.abc import Mapping
from functools import cache

import pytest

from tests.talk import NO, UNSURE, Talk, spoken
from upper_back_guide import conversation
from upper_back_guide.checkup import rules
from upper_back_guide.checkup.known import CONDITIONS, known
from upper_back_guide.checkup.progress import Progress
from upper_back_guide.checkup.rules import FIRST, LONGEST, RULES, Answer, Known, Level
from upper_back_guide.content import facts, words
from upper_back_guide.patient import Patient, People
from upper_back_guide.signs import is_emergency, sign
from upper_back_guide.turn import Slot, State, Turn

Sheet = Mapping[str, Answer]
WARNINGS = [id_ for id_ in facts("signs") if not is_emergency(id_) and id_ != "hurt_by_somebody"]
NOT_NO: tuple[Answer, ...] = ("yes", "unsure")
POINTS = (0, 2, 5)
"""After how many answers something is stated."""


def stated(id_: str) -> Known:
    return known(People("", {"": Patient(signs=(id_,))}))


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every answer sheet with at most two answers that are not no."""
    questions = [rule.question for rule in RULES]
    noes: dict[str, Answer] = dict.fromkeys(questions, "no")
    return (
        noes,
        *(noes | {question: answer} for question in questions for answer in NOT_NO),
        *(
            noes | dict(zip(pair, answers, strict=True))
            for pair in itertools.combinations(questions, 2)
            for answers in itertools.product(NOT_NO, repeat=2)
        ),
    )


def run(sheet: Sheet, told: Known, at: int, urgent: tuple[str, ...] = ()) -> tuple[Level, list[str]]:
    """The level at the end and the questions asked, when something is told after so many answers."""
    progress, now, asked = Progress(FIRST), rules.NOTHING, list[str]()
    if not at:
        progress, now = Progress.begun(told, "", disclaimed=True), told
    while progress.question and progress.level < Level.EMERGENCY:
        asked.append(progress.question)
        progress = progress.answer(sheet[progress.question], now)
        if len(asked) == at and progress.question and progress.level < Level.EMERGENCY:
            now = told
            progress = progress.hear(now, urgent)
    return Level(progress.level), asked


@cache
def runs(id_: str, at: int) -> tuple[tuple[Level, list[str]], ...]:
    """What comes of each sheet when a sign is stated after so many answers."""
    facts_ = sign(id_)
    assert facts_
    return tuple(run(sheet, stated(id_), at, facts_.raised_by) for sheet in sheets())


@pytest.mark.parametrize("id_", WARNINGS)
def test_a_stated_sign_is_a_floor_whenever_it_was_said(id_: str) -> None:
    facts_ = sign(id_)
    assert facts_
    for at in POINTS:
        assert min(level for level, asked in runs(id_, at) if len(asked) >= at) >= Level[facts_.alone]


@pytest.mark.parametrize("id_", WARNINGS)
def test_when_it_was_said_does_not_matter(id_: str) -> None:
    for at in POINTS[1:]:
        for (early, _), (late, asked) in zip(runs(id_, 0), runs(id_, at), strict=True):
            if len(asked) > at:  # it was said before the end
                assert late == early


@pytest.mark.parametrize("id_", WARNINGS)
@pytest.mark.parametrize("at", POINTS)
def test_with_a_stated_sign_no_changed_answer_lowers_the_level(id_: str, at: int) -> None:
    levels = {tuple(sheet.values()): level for sheet, (level, _) in zip(sheets(), runs(id_, at), strict=True)}
    for answers, level in levels.items():
        for place, answer in enumerate(answers):
            if answer != "no":
                lower = (*answers[:place], "no", *answers[place + 1 :])
                assert levels[lower] <= level, (answers, lower)


@pytest.mark.parametrize("id_", WARNINGS)
def test_what_it_answers_is_not_asked_and_what_could_raise_it_is_asked_first(id_: str) -> None:
    told = stated(id_)
    facts_ = sign(id_)
    assert facts_
    for at in POINTS:
        for _, asked in runs(id_, at):
            assert not set(asked[at:]) & told.answers
            assert len(asked) <= LONGEST + len(facts_.raised_by)
            assert not at or len(asked) <= at or asked[at] in (*facts_.raised_by, *_open(asked, at, told))
    if told.first:
        assert runs(id_, 0)[0][1][0] == told.first[0]


def _open(asked: list[str], at: int, told: Known) -> set[str]:
    """What may come next when nothing is urgent: the question that was open, or what follows it."""
    return {rule.question for rule in RULES} if not set(told.first) - set(asked[:at]) else set()


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_counts_whenever_it_was_said(condition: str) -> None:
    with_it = known(People("", {"": Patient(conditions=(condition,))}))
    sheet: Sheet = {rule.question: "no" for rule in RULES}
    for at in POINTS:
        assert run(sheet, with_it, at)[0] >= Level.SOON


def said(talk: Talk, text: str) -> str:
    """Something said that reaches the skill in another intent's slot."""
    reply = conversation.respond(Turn("HaveComplaintIntent", {"complaint": Slot("", text)}), talk.state)
    talk.state = reply.state
    talk.replies.append(reply)
    return spoken(reply)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("i have a fever", "TODAY"),
        ("my calf is all swollen", "TODAY"),
        ("my heart is racing", "TODAY"),
        ("i had cancer years ago", "TODAY"),
        ("i'm eighty two", "SOON"),
        ("i'm pregnant", "SOON"),
        ("i'm fifteen", "SOON"),
        ("i fell over", "SOON"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_twelve_noes_never_lose_what_was_said(text: str, level: str, first: bool) -> None:
    talk = Talk()
    talk.turn("Launch")
    if first:
        said(talk, text)
    if talk.state.under_way != "checkup":
        talk.turn("StartCheckupIntent")
    talk.turns(NO, NO)
    if not first:
        said(talk, text)
    for _ in range(14):
        if talk.state.under_way == "checkup":
            talk.turn(NO)
    assert talk.state.patient.level == level
    assert "needs urgent care" not in spoken(talk.replies[-1])


def test_a_blood_thinner_makes_any_knock_a_call_and_sudden_pain_is_asked_about() -> None:
    talk = Talk()
    talk.turn("Launch")
    said(talk, "i take warfarin")
    talk.turns("StartCheckupIntent", NO, NO, NO)
    assert talk.state.question.id == "checkup.spine"
    talk.turns(NO, NO)
    assert spoken(talk.turn("AMAZON.YesIntent")).startswith("Call 911 now")


def test_a_sign_that_leaves_nothing_to_ask_ends_the_check_up() -> None:
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent", NO, NO, NO, NO, UNSURE, NO, NO, NO)
    assert talk.state.under_way == "checkup"
    reply = talk.turn("MaybeEmergencyIntent", warning_sign="dark_urine")
    assert spoken(reply).startswith("See someone today")
    assert talk.state.patient.checked
    assert not talk.state.under_way


def longest(progress: Progress, told: Known) -> int:
    """The most questions that come from here, whatever is answered."""
    if not progress.question or progress.level == Level.EMERGENCY:
        return 0
    return 1 + max(longest(progress.answer(answer, told), told) for answer in rules.ANSWERS)


@pytest.mark.parametrize("id_", ["fever", "racing_heart"])
def test_no_more_questions_come_than_are_said_to_be_left(id_: str) -> None:
    told = stated(id_)
    progress = Progress.begun(told, "", disclaimed=True)
    assert progress.left(told) == longest(progress, told) > 8
    while progress.pending:
        progress = progress.answer("no", told)
    assert progress.left(told) == longest(progress, told) > 1


def test_a_knock_on_a_blood_thinner_says_why_it_is_a_call_and_is_asked_about_when_it_was_none() -> None:
    talk = Talk()
    talk.turn("Launch")
    said(talk, "i take warfarin")
    assert words("checkup")["questions"]["hard"]["reason"] in said(talk, "i fell over")
    assert talk.turn("FalseAlarmIntent").question.ask.endswith(words("checkup")["questions"]["hard"]["short"])


def test_what_belongs_to_a_father_does_not_count_for_his_daughter() -> None:
    talk = Talk()
    talk.turn("Launch")
    said(talk, "my dad takes warfarin")
    talk.turn("AboutMeIntent")
    talk.turns("StartCheckupIntent", NO, NO, NO)
    assert talk.state.question.id == "checkup.arm"


def test_a_level_is_said_when_it_is_reached_and_however_the_talk_ends() -> None:
    say = words("checkup")["standing"]["TODAY"]
    talk = Talk()
    talk.turns("Launch", "StartCheckupIntent", NO, NO, NO)
    reached = talk.turn("AMAZON.YesIntent")
    assert spoken(reached).startswith("That needs a doctor today.")
    assert reached.question.reprompt.startswith("See a doctor today.")
    last = talk.turn("AMAZON.StopIntent")
    assert spoken(last).startswith("See a doctor today")
    assert len(say["ending"].split()) <= 20
    assert not last.question


def test_the_signs_of_a_session_are_of_a_closed_list_and_no_word_is_kept() -> None:
    talk = Talk()
    talk.turn("Launch")
    said(talk, "my unmentionable heart is racing since tuesday and i'm seventy")
    memory = str(talk.state.memory())
    assert "unmentionable" not in memory
    assert "tuesday" not in memory
    assert "racing_heart" in talk.state.patient.signs
    kept = json.loads(json.dumps(talk.state.memory()))
    assert json.loads(json.dumps(State.remembered(kept).memory())) == kept
