"""The exercises and routines as data, held against the evidence table."""

import re
from pathlib import Path

import pytest

from upper_back_guide import patient
from upper_back_guide.content import facts, words
from upper_back_guide.stretching import catalog
from upper_back_guide.stretching.script import described
from upper_back_guide.stretching.script import step as script
from upper_back_guide.wording import Wording

EXERCISES = list(words("stretching")["exercises"])
ROUTINES = list(words("stretching")["routines"])
EVIDENCE = Path(__file__).parents[3] / "shared" / "medical.md"

# Sources as the evidence table gives them, and whether its row names a hold.
TABLE = {
    "squeeze": ({"S64", "S65"}, True),
    "curl": ({"S66"}, True),
    "lean_back": ({"S66"}, True),
    "side_bend": ({"S66"}, False),
    "twist": ({"S66"}, False),
    "cat": ({"S66"}, False),
    "arm_lift": ({"S66"}, False),
    "chest": ({"S63"}, True),
    "towel": ({"S62"}, True),
    "head_roll": ({"S67"}, False),
}


def test_the_ten_exercises_of_the_table_come_first_in_its_order() -> None:
    assert list(TABLE) == EXERCISES[:10]


@pytest.mark.parametrize("id_", EXERCISES)
def test_an_exercise_is_whole(id_: str) -> None:
    told = described(id_)
    for key in ("name", "position", "setup", "easier", "purpose"):
        assert told[key]
    assert len(told["first"]) == len(told["again"])
    assert told["held_on"].year >= 2026
    assert set(told["sources"]) <= set(words("sources"))
    assert bool(told.get("swap")) == (told.get("sides", 1) == 2 and not told.get("alternating", False))
    assert told.get("unnamed") or (told["feel"] and told["stop_if"])


@pytest.mark.parametrize("id_", EXERCISES)
def test_what_an_exercise_needs_eases_and_is_not_for_is_known(id_: str) -> None:
    """A word that means nothing would lead somebody who should not be led."""
    exercise, without = facts("stretching")["exercises"][id_], facts("stretching")["wishes"].values()
    things = {"chair"}.union(*(wish.get("without", ()) for wish in without))
    assert set(exercise.get("needs", ())) <= things
    assert set(exercise.get("eases", ())) <= set(facts("stretching")["sensations"])
    assert set(exercise.get("not_with", ())) <= patient.CHECKED | facts("medicines")["conditions"].keys()


def test_every_exercise_is_in_a_routine_and_every_one_of_a_routine_is_an_exercise() -> None:
    named = {id_ for routine in facts("stretching")["routines"].values() for id_ in routine["exercises"]}
    assert named - set(EXERCISES) == set()
    assert set(facts("stretching")["exercises"]) == set(EXERCISES)


@pytest.mark.parametrize("id_", TABLE)
def test_an_exercise_names_the_sources_of_its_row(id_: str) -> None:
    tags = {tag for key in described(id_)["sources"] for tag in re.findall(r"S\d+", facts("sources")[key]["reference"])}
    assert TABLE[id_][0] <= tags


@pytest.mark.parametrize("id_", TABLE)
def test_the_dose_is_the_one_of_the_evidence(id_: str) -> None:
    exercise = catalog.exercise(id_)
    held = TABLE[id_][1]
    if id_ == "squeeze":  # five seconds, as its source has it
        assert exercise.hold == (5, 5)
    else:
        assert all(10 <= hold <= 30 for hold in exercise.hold) if held else exercise.hold == (0, 0)
    assert all(3 <= count <= 5 for count in exercise.repetitions)


def test_the_head_roll_is_in_no_routine_and_not_for_the_old() -> None:
    assert not catalog.suits("head_roll", ["age_65"])
    assert not any("head_roll" in catalog.routines()[id_]["exercises"] for id_ in ROUTINES)


def test_every_other_exercise_is_in_a_routine() -> None:
    led = {id_ for routine in ROUTINES for id_ in POOLS[routine]}
    assert led == set(EXERCISES) - {"head_roll"}


POOLS = {
    id_: [*told.get("opens_with", []), *told["exercises"], *told.get("closes_with", [])]
    for id_, told in catalog.routines().items()
}


@pytest.mark.parametrize("id_", catalog.offered())
def test_a_routine_says_its_minutes_and_what_it_needs_up_front(id_: str) -> None:
    told = catalog.routines()[id_]
    assert told["intro"].startswith("<minutes>")
    needed = {thing for exercise in catalog.chosen(id_) for thing in described(exercise).get("needs", [])}
    for thing in needed & {"towel", "cushion", "wall", "steady chair", "lying", "standing"}:
        assert thing.split()[-1] in told["intro"]


@pytest.mark.parametrize(("table", "key"), [("wishes", "name"), ("sensations", "hears")])
def test_what_is_wished_and_felt_is_known_in_both_files(table: str, key: str) -> None:
    assert list(facts("stretching")[table]) == list(words("stretching")[table])
    assert all(told[key] and told["synonyms"] for told in words("stretching")[table].values())


def test_nothing_is_without_a_thing_that_no_exercise_needs() -> None:
    needed = {thing for told in facts("stretching")["exercises"].values() for thing in told.get("needs", [])}
    without = {thing for told in facts("stretching")["wishes"].values() for thing in told.get("without", [])}
    assert without <= needed


def test_an_id_is_a_routine_or_an_exercise_but_not_both() -> None:
    assert not set(ROUTINES) & set(EXERCISES)


def test_names_lead_to_one_thing_only() -> None:
    names = [
        name
        for table in (words("stretching")["exercises"], words("stretching")["routines"])
        for told in table.values()
        for name in (told["name"], *told["synonyms"])
    ]
    assert len(names) == len(set(names))


def test_nothing_is_promised() -> None:
    said = " ".join(str(value) for value in _texts(words("stretching"))).lower()
    for word in ("cure", "heal", "treat", "fix", "relieve", "guarantee"):
        assert not re.search(rf"\b{word}", said), word
    assert "No stretch is known to end a spasm" in words("stretching")["for_what"]


@pytest.mark.parametrize("person", ["", "she", "mother", "father", "friend"])
@pytest.mark.parametrize("id_", EXERCISES)
def test_instructions_are_about_the_person_they_are_for(id_: str, person: str) -> None:
    plan = catalog.steps((id_,), "normal")
    for at, easier in ((at, easier) for at in range(len(plan)) for easier in (False, True)):
        wording = Wording("en-US", person)
        said = " ".join(wording.fit(part) for part in script(plan, at, easier) if isinstance(part, str))
        assert "{" not in said
        if person:
            assert not re.search(r"\byou\b|\byour (?!mom|father|friend)", said, re.IGNORECASE), said


@pytest.mark.parametrize(
    ("heard", "nearest"),
    [("cat stretches", "cat"), ("shoulder squeezing", "squeeze"), ("bed time", "bed"), ("twisting", "twist")],
)
def test_an_unknown_name_finds_the_nearest_real_one(heard: str, nearest: str) -> None:
    assert catalog.nearest(heard)[0] == nearest


@pytest.mark.parametrize(("minutes", "routine"), [(1, "desk"), (2, "desk"), (5, "chair"), (30, "chair")])
def test_a_length_finds_the_routine_that_comes_nearest(minutes: int, routine: str) -> None:
    assert catalog.of_length(minutes) == routine


def _texts(table: object) -> list[str]:
    if isinstance(table, dict):
        return [text for value in table.values() for text in _texts(value)]
    if isinstance(table, list):
        return [text for value in table for text in _texts(value)]
    return [table] if isinstance(table, str) else []


@pytest.mark.skipif(not EVIDENCE.is_file(), reason="the evidence is not here")
@pytest.mark.parametrize("number", range(1, 11))
def test_each_row_of_the_evidence_table_is_an_exercise_with_its_sources(number: int) -> None:
    rows = EVIDENCE.read_text(encoding="utf-8").partition("### B5")[2]
    (row,) = re.findall(rf"^\| {number} \|.*$", rows, re.MULTILINE)
    assert TABLE[EXERCISES[number - 1]][0] == set(re.findall(r"S\d+", row.split("|")[-2]))
