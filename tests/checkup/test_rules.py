"""The whole triage table, path by path."""

import itertools
from collections.abc import Iterator
from functools import cache
from statistics import median

import pytest

from upper_back_guide.checkup.progress import Progress
from upper_back_guide.checkup.rules import (
    ANSWERS,
    BY_QUESTION,
    FIRST,
    LONGEST,
    NOTHING,
    PREGNANCY,
    RULES,
    THINNER,
    Answer,
    Level,
    after,
)
from upper_back_guide.content import facts, words

Path = tuple[tuple[str, Answer], ...]


def walk(question: str, level: Level, path: Path = ()) -> Iterator[tuple[Path, Level]]:
    for answer in ANSWERS:
        step = (*path, (question, answer))
        following, reached = after(question, answer, level)
        if following:
            yield from walk(following, reached, step)
        else:
            yield step, reached


@cache
def paths() -> dict[Path, Level]:
    return dict(walk(FIRST, Level.SELF_CARE))


def outcome(sheet: dict[str, Answer], level: Level = Level.SELF_CARE) -> Level:
    """The level for somebody whose answers to every question are known."""
    question = FIRST
    while question:
        question, level = after(question, sheet[question], level)
    return level


def test_every_path_ends_within_the_longest_promised(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = [len(path) for path in paths()]
    with capsys.disabled():
        print(f"\n{len(lengths)} answer paths through the check-up, the longest {max(lengths)} questions")
    assert max(lengths) == LONGEST == 12


def test_no_path_asks_a_question_twice() -> None:
    for path in paths():
        asked = [question for question, _ in path]
        assert len(asked) == len(set(asked))


def test_an_emergency_answer_never_ends_lower() -> None:
    for path, level in paths().items():
        for question, answer in path:
            rule = BY_QUESTION[question]
            given = {"yes": rule.yes, "unsure": rule.unsure, "no": Level.SELF_CARE}[answer]
            assert level >= given, path


def test_the_check_up_stops_at_the_first_emergency() -> None:
    for path, level in paths().items():
        for question, answer in path[:-1]:
            rule = BY_QUESTION[question]
            assert {"yes": rule.yes, "unsure": rule.unsure, "no": Level.SELF_CARE}[answer] < Level.EMERGENCY, level


def test_a_more_urgent_answer_never_lowers_the_level() -> None:
    """On every path, every answer raised by one step, for every way the rest could be answered."""
    questions = [rule.question for rule in RULES]
    for path, level in paths().items():
        known = dict(path)
        for question, answer in path:
            if answer == "yes":
                continue
            raised: Answer = ANSWERS[ANSWERS.index(answer) + 1]
            opened = [q for q in questions if q not in known]
            for filling in ANSWERS:
                sheet = {**dict.fromkeys(opened, filling), **known, question: raised}
                assert outcome(sheet) >= level, (path, question, raised)


def test_the_level_is_the_highest_of_all_answers_given() -> None:
    for path, level in paths().items():
        given = [
            {"yes": BY_QUESTION[q].yes, "unsure": BY_QUESTION[q].unsure, "no": Level.SELF_CARE}[a] for q, a in path
        ]
        assert level == max(given)


def test_skipped_questions_could_not_have_raised_the_level() -> None:
    """Whatever the answers to the questions left out, the level of the path stands."""
    for path, level in paths().items():
        asked = dict(path)
        for rule in RULES:
            open_ = not rule.follows or asked.get(rule.follows, "no") != "no"
            if rule.question not in asked and open_ and level < Level.EMERGENCY:
                assert max(rule.yes, rule.unsure) <= level, (path, rule.question)


def test_only_no_to_everything_is_self_care() -> None:
    fine = [path for path, level in paths().items() if level == Level.SELF_CARE]
    assert [{answer for _, answer in path} for path in fine] == [{"no"}]
    assert len(fine[0]) <= 10


def test_a_single_red_flag_is_found_early() -> None:
    """Questions until the emergency reply, for each row of the table that is an emergency, all else answered no."""
    asked: dict[int, int] = {}
    for rule in RULES:
        if rule.yes == Level.EMERGENCY and rule.follows not in (THINNER, PREGNANCY):
            sheet: dict[str, Answer] = {r.question: "no" for r in RULES}
            for question in filter(None, (rule.question, rule.follows)):
                sheet[question] = "yes"
            question, level, count = FIRST, Level.SELF_CARE, 0
            while question:
                question, level = after(question, sheet[question], level)
                count += 1
            for row in rule.rows:
                asked[row] = min(count, asked.get(row, count))
    assert median(asked.values()) <= 3, asked


def test_not_sure_about_a_first_red_flag_counts_as_yes() -> None:
    for question in ("chest", "tearing", "legs"):
        assert after(question, "unsure", Level.SELF_CARE) == ("", Level.EMERGENCY)


def test_the_order_of_corrections_does_not_matter() -> None:
    """Answering, going back and answering again ends where the final answers alone would."""
    for first, final in itertools.product(ANSWERS, repeat=2):
        for rule in RULES:
            sheet: dict[str, Answer] = {r.question: "no" for r in RULES}
            wrong, right = {**sheet, rule.question: first}, {**sheet, rule.question: final}
            trail = [(FIRST, Level.SELF_CARE)]
            while trail[-1][0] and trail[-1][0] != rule.question:
                question, level = trail[-1]
                trail.append(after(question, sheet[question], level))
            if trail[-1][0]:
                after(rule.question, wrong[rule.question], trail[-1][1])  # the slip, taken back
                question, level = trail[-1]
                while question:
                    question, level = after(question, right[question], level)
                assert level == outcome(right)


def test_how_many_questions_are_left_is_the_longest_way_to_the_end() -> None:
    longest: dict[tuple[str, Level], int] = {}
    for path in paths():
        level = Level.SELF_CARE
        for at, (question, answer) in enumerate(path):
            longest[question, level] = max(longest.get((question, level), 0), len(path) - at)
            level = after(question, answer, level)[1]
    assert {(id_, level): Progress(id_, level.value).left(NOTHING) for id_, level in longest} == longest
    assert longest[FIRST, Level.SELF_CARE] == LONGEST


def test_every_row_of_the_evidence_table_is_represented() -> None:
    signs = {int(row) for sign in facts("signs").values() for row in sign["rows"] if row.isdecimal()}
    rows = {row for rule in RULES for row in rule.rows} | signs
    assert rows >= set(range(1, 27))


def test_every_rule_has_words_and_sources_and_every_question_a_rule() -> None:
    questions = words("checkup")["questions"]
    assert set(questions) == set(BY_QUESTION)
    for question, said in questions.items():
        assert {"ask", "short", "why", "meaning", "reason"} <= set(said), question
        sources = facts("checkup")["questions"][question]["sources"]
        assert set(sources) <= set(words("sources")), question
        assert sources, question
