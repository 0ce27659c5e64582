"""Everything that the product says about health is an item, and any change to one can be seen in its fingerprint."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review import collection
from review.item import Item, Part
from upper_back_guide import content
from upper_back_guide.checkup import rules
from upper_back_guide.content import FACTS, facts, sections, words

ROOT = Path(__file__).parents[2]
EVIDENCE = ROOT.parent / "shared" / "medical.md"
ITEMS = {item.id: item for item in collection.items()}
LINES = frozenset(line.partition(": ")[2] for item in ITEMS.values() for line in item.lines)

NOT_SAID = frozenset({"synonyms", "held_on", "sources", "rows"})
"""Keys whose values are in no item: other names, and what is not signed. Sources and rows have their own tests."""

EXPECTED = {
    **{f"sign.{id_}": ("signs", id_) for id_ in facts("signs")},
    **{f"rule.{rule.question}": ("checkup", rule.question) for rule in rules.RULES},
    **{f"result.{level}": ("checkup", level) for level in words("checkup")["results"]},
    **{f"emergency.{kind}": ("emergency", kind) for kind in words("emergency")["advice"]},
    **{f"waiting.{id_}": ("emergency", id_) for id_ in words("emergency")["waiting"]},
    **{f"net.{id_}": ("answers", id_) for id_ in words("answers")["nets"]},
    **{f"locale.{locale}": ("locales", locale) for locale in words("locales")},
    **{f"condition.{id_}": ("medicines", id_) for id_ in facts("medicines")["conditions"]},
    **{f"exercise.{id_}": ("stretching", id_) for id_ in facts("stretching")["exercises"]},
    **{f"routine.{id_}": ("stretching", id_) for id_ in facts("stretching")["routines"]},
    **{f"sensation.{id_}": ("stretching", id_) for id_ in facts("stretching")["sensations"]},
    **{f"unknown.{id_}": ("answers", id_) for id_ in words("answers")["unknown"]},
    **{f"{name}.{key}": (name, key) for name in sections() for key in facts(f"answers/{name}")},
}


def leaves(value: Any) -> Iterator[str]:
    """Every text, number and list of texts in a table of content."""
    if isinstance(value, dict):
        yield from chain.from_iterable(leaves(each) for key, each in value.items() if key not in NOT_SAID)
    elif isinstance(value, list):
        for each in value:
            yield ", ".join(each) if isinstance(each, list) else str(each)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    else:
        yield str(value)


FILES = sorted(path.relative_to(FACTS).as_posix().removesuffix(".toml") for path in FACTS.rglob("*.toml"))


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith("sources")])
def test_every_text_of_content_is_in_an_item(name: str) -> None:
    table = facts(name)
    if name.startswith("answers/"):  # facets are sources, and stand with the texts that they are of
        table = {key: {k: v for k, v in told.items() if k != "facets"} for key, told in table.items()}
    titles = tuple(item.title for item in ITEMS.values())
    lost = [text for text in leaves(table) if text not in LINES]
    assert [text for text in lost if not any(title.endswith(f": {text}") for title in titles)] == []


def test_everything_medical_has_an_item_of_its_own() -> None:
    assert [id_ for id_ in EXPECTED if not (ITEMS[id_].title and ITEMS[id_].parts)] == []


def test_every_decision_of_the_document_is_an_item() -> None:
    lines = collection.DECISIONS.read_text("utf-8").splitlines()
    asked = [line for line in lines if line.startswith("| ") and not line.startswith("| question")]
    found = [item for item in ITEMS.values() if item.section == "decisions"]
    assert len(found) == len(asked) > 40
    assert all(item.parts[0].texts[0] for item in found)


def test_an_answer_that_is_added_is_to_be_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    def more(name: str) -> Any:
        table = facts(name)
        return {**table, "moon": table["stress"]} if name == "answers/causes" else table

    def said(name: str) -> Any:
        table = words(name)
        return {**table, "moon": {**table["stress"], "short": "It's the moon."}} if name == "answers/causes" else table

    monkeypatch.setattr(collection, "facts", more)
    monkeypatch.setattr(collection, "words", said)
    added = {item.id: item for item in collection.items()}
    assert set(added) - set(ITEMS) == {"causes.moon"}
    assert "short: It's the moon." in added["causes.moon"].lines


@pytest.mark.parametrize("name", sections())
def test_an_item_has_the_sources_and_the_date_of_its_entry(name: str) -> None:
    for id_, entry in content.section(name).items():
        item = ITEMS[id_]
        assert (item.sources, item.held_on) == (entry.sources, entry.held_on)
        assert {part.label: part.sources for part in item.parts if part.sources} == entry.cited


def test_sources_are_known_wherever_they_are_named() -> None:
    named = chain.from_iterable((item.sources, *(part.sources for part in item.parts)) for item in ITEMS.values())
    rows = [told.get("sources", []) for told in collection.red_flags().values()]
    assert set(chain.from_iterable([*named, *rows])) <= set(facts("sources"))


def test_the_riskiest_come_first() -> None:
    order = list(dict.fromkeys(item.section for item in ITEMS.values()))
    assert order[:6] == ["decisions", "signs", "checkup", "emergency", "medicines", "dangers"]
    assert order[6:8] == ["stretches", "answers"]


def test_what_is_asked_about_danger_is_among_the_dangers() -> None:
    dangers = {item.id for item in ITEMS.values() if item.section == "dangers"}
    entries = chain.from_iterable(content.section(name).values() for name in sections())
    assert dangers == {entry.id for entry in entries if entry.danger}


@pytest.mark.parametrize("id_", facts("medicines")["conditions"])
def test_a_condition_shows_what_is_heard_for_each_medicine(id_: str) -> None:
    cells = {part.label: part.texts for part in ITEMS[f"condition.{id_}"].parts}
    for column, level in facts("medicines")["conditions"][id_].items():
        if level in ("avoid", "ask"):
            assert cells[column][0] == level
            assert cells[column][1].split(" ")[0] in ("No", "Ask", "With", "For", "From", "In", "While", "After", "On")
        elif level == "fine":
            assert cells[column][0] == level


def test_a_sign_and_a_rule_stand_beside_their_rows_of_the_table() -> None:
    named = {f"sign.{id_}": known["rows"] for id_, known in facts("signs").items()}
    named |= {f"rule.{rule.question}": [str(row) for row in rule.rows] for rule in rules.RULES}
    for id_, rows in named.items():
        shown = {part.label: part.texts for part in ITEMS[id_].parts if part.label.startswith("row ")}
        assert list(shown) == [f"row {row}" for row in rows]
        for row in rows:
            assert shown[f"row {row}"][0] == collection.red_flags()[row]["cue"]


@pytest.mark.skipif(not EVIDENCE.exists(), reason="the evidence folder is not here")
def test_the_table_says_what_the_evidence_says() -> None:
    lines = EVIDENCE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    rows = {row[0]: row for row in cells if len(row) == 5 and re.fullmatch(r"\d+b?", row[0])}
    told = {id_: row for id_, row in collection.red_flags().items() if "level" in row}
    assert set(told) == set(rows)
    for id_, row in told.items():
        cue, level, why = (cell.replace("**", "") for cell in rows[id_][1:4])
        assert row["cue"] == cue
        assert row["level"] == level or id_ == "25"  # which names a section of that page
        assert row["why"] == why


ITEM = Item(
    "causes.moon",
    "the moon",
    "answers",
    (Part("short", ("It's the moon.",), "said", ("article",)), Part("kinds", ("cause", "complaint"), "fact")),
    ("article", "nhs-flu"),
    date(2026, 11, 25),
    "[]",
)


@pytest.mark.parametrize(
    "changed",
    [
        replace(ITEM, title="the sun"),
        replace(ITEM, parts=ITEM.parts[:1]),
        replace(ITEM, parts=ITEM.parts[::-1]),
        replace(ITEM, parts=(replace(ITEM.parts[0], label="more"), ITEM.parts[1])),
        replace(ITEM, parts=(replace(ITEM.parts[0], texts=("It's the moon",)), ITEM.parts[1])),
        replace(ITEM, parts=(replace(ITEM.parts[0], sources=()), ITEM.parts[1])),
        replace(ITEM, parts=(ITEM.parts[0], replace(ITEM.parts[1], texts=("complaint", "cause")))),
        replace(ITEM, sources=("article",)),
        replace(ITEM, sources=()),
        replace(ITEM, poses="[1]"),
        replace(ITEM, poses=""),
    ],
)
def test_any_change_of_words_or_facts_changes_the_fingerprint(changed: Item) -> None:
    assert changed.fingerprint != ITEM.fingerprint


def test_holding_it_against_its_sources_again_changes_nothing() -> None:
    assert replace(ITEM, held_on=date(2027, 1, 1)).fingerprint == ITEM.fingerprint
    assert {each.name for each in fields(Item)} == {"id", "title", "section", "parts", "sources", "held_on", "poses"}


TEXT = st.text(st.sampled_from("ab:\\\n"), max_size=5)


@given(st.lists(TEXT, min_size=1, max_size=3), st.lists(TEXT, min_size=1, max_size=3))
def test_no_two_items_have_the_same_lines(one: list[str], other: list[str]) -> None:
    first, second = (replace(ITEM, parts=(Part("short", tuple(texts)),)) for texts in (one, other))
    assert (first.fingerprint == second.fingerprint) is (one == other)
    assert all("\n" not in line for line in first.lines)


OTHERWISE = {"1": "2", "2.1": "2.2", "knock": "general", "yes": "unlikely"}
"""What a value is changed to that has to be one of a few."""


def mutated(table: Any) -> Iterator[Any]:
    """A table of content, changed in one of its places, each in turn."""
    for key, value in list(table.items() if isinstance(table, dict) else enumerate(table)):
        if key in ("synonyms", "held_on"):
            continue
        if isinstance(value, dict | list):
            changes: Iterator[Any] = mutated(value)
        elif isinstance(value, bool):
            changes = iter((not value,))
        elif isinstance(value, str | int):
            changes = iter(
                (value + type(value)(1) if isinstance(value, int) else OTHERWISE.get(value, f"{value} not"),)
            )
        else:
            continue
        for change in changes:
            copied = dict(table) if isinstance(table, dict) else list(table)
            copied[key] = change
            yield copied


@pytest.mark.parametrize(
    ("id_", "file", "path"),
    [
        ("causes.injury", "answers/causes", ("injury",)),
        ("causes.injury", "en/answers/causes", ("injury",)),
        ("sign.chest_pain", "signs", ("chest_pain",)),
        ("sign.chest_pain", "en/signs", ("chest_pain",)),
        ("rule.hard", "en/checkup", ("questions", "hard")),
        ("result.TODAY", "en/checkup", ("results", "TODAY")),
        ("emergency.poison", "en/emergency", ("advice", "poison")),
        ("condition.alcohol", "medicines", ("conditions", "alcohol")),
        ("condition.alcohol", "en/conditions", ("conditions", "alcohol")),
        ("exercise.towel", "stretching", ("exercises", "towel")),
        ("exercise.towel", "en/stretching", ("exercises", "towel")),
        ("routine.floor", "stretching", ("routines", "floor")),
        ("net.general", "en/answers", ("nets",)),
        ("locale.en-GB", "en/locales", ("en-GB",)),
    ],
)
def test_every_field_in_content_is_in_the_fingerprint(
    id_: str, file: str, path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = facts(file)
    place: Any = whole
    for key in path:
        place = place[key]
    if id_ == "net.general":
        place = {"general": place["general"]}
    tried = 0
    for change in mutated(place):
        other = _placed(whole, path, {**whole["nets"], **change} if id_ == "net.general" else change)
        for name in ("facts", "words"):
            prefix = "" if name == "facts" else "en/"

            def read(asked: str, prefix: str = prefix, other: Any = other) -> Any:
                return other if f"{prefix}{asked}" == file else facts(f"{prefix}{asked}")

            monkeypatch.setattr(collection, name, read)
        gathered = {item.id: item for item in GATHERERS[id_.partition(".")[0]]()}
        assert gathered[id_].fingerprint != ITEMS[id_].fingerprint, change
        tried += 1
    assert tried


def _placed(table: Any, path: tuple[str, ...], value: Any) -> Any:
    return {**table, path[0]: _placed(table[path[0]], path[1:], value)} if path else value


GATHERERS = {
    "causes": lambda: chain(collection.dangers(), collection.answers()),
    "sign": collection.signs,
    "rule": collection.checkup,
    "result": collection.checkup,
    "emergency": collection.emergency,
    "net": collection.emergency,
    "locale": collection.emergency,
    "condition": collection.medicines,
    "exercise": collection.stretches,
    "routine": collection.stretches,
}


def test_a_level_of_the_rules_is_in_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    for changed in ({"yes": rules.T}, {"unsure": rules.S}, {"rows": (1,)}, {"follows": "arm"}):
        other = tuple(replace(rule, **changed) if rule.question == "legs" else rule for rule in rules.RULES)
        monkeypatch.setattr(rules, "RULES", other)
        gathered = {item.id: item for item in collection.checkup()}
        assert gathered["rule.legs"].fingerprint != ITEMS["rule.legs"].fingerprint
        assert gathered["rule.arm"].fingerprint == ITEMS["rule.arm"].fingerprint
        monkeypatch.undo()


def test_the_safety_net_of_an_answer_and_the_poses_of_an_exercise_are_in_the_fingerprint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = words("answers")
    monkeypatch.setattr(
        collection,
        "words",
        lambda name: {**said, "nets": dict.fromkeys(said["nets"], "Call.")} if name == "answers" else words(name),
    )
    drawn = collection._drawings()
    other = {**drawn, "positions": {**drawn["positions"], "standing": {}}}
    monkeypatch.setattr(collection, "_drawings", lambda: other)
    changed = {item.id for item in collection.items() if item.fingerprint != ITEMS[item.id].fingerprint}
    assert {"causes.strain", "net.general", "exercise.squeeze"} <= changed
    assert not {"exercise.cat", "comfort.alone", "sign.chest_pain"} & changed - {
        id_ for id_, item in ITEMS.items() if any(part.label == "net" for part in item.parts)
    }


def test_a_fingerprint_is_the_same_in_another_process() -> None:
    told = "from review.collection import items; print(*[f'{i.id} {i.fingerprint}' for i in items()], sep='\\n')"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", told], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [f"{item.id} {item.fingerprint}" for item in collection.items()]


def test_two_items_of_one_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "dangers", lambda: iter([ITEM, ITEM]))
    with pytest.raises(ValueError, match=r"causes\.moon"):
        collection.items()
