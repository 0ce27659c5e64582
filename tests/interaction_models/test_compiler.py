from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from interaction_models import __main__ as command
from interaction_models import compiler, grammar, lint, source
from interaction_models.source import Locale, ModelError, Source
from tests.interaction_models.models import authored, compiled
from upper_back_guide.content import Incomplete

FRUIT = Source(
    language="en",
    invocation_name="fruit bowl guide",
    fallback_sensitivity="LOW",
    intents={"AskIntent": ("[now] tell me of <some> {fruit}", "tell me of {fruit}")},
    rules={"some": "(a|my)"},
    slots={"fruit": "Fruit"},
    types={"Fruit": {"values": {"apple": ["An Apple", "apple", "red-apple"]}}},
    locales={"en-US": Locale(), "en-GB": Locale(rules={"some": "our"}, synonyms={"apple": ("pippin",)})},
)


def language(fruit: Source, locale: str = "en-US") -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = compiler.compiled(fruit, locale)["interactionModel"]["languageModel"]
    return found


def test_templates_become_samples_once_each_with_their_slots() -> None:
    assert language(FRUIT)["intents"] == [
        {
            "name": "AskIntent",
            "slots": [{"name": "fruit", "type": "Fruit"}],
            "samples": [
                "now tell me of a {fruit}", "now tell me of my {fruit}",
                "tell me of a {fruit}", "tell me of my {fruit}", "tell me of {fruit}",
            ],
        }
    ]  # fmt: skip


def test_a_locale_has_its_own_rules_and_words() -> None:
    british = language(FRUIT, "en-GB")
    assert "tell me of our {fruit}" in british["intents"][0]["samples"]  # type: ignore[operator]
    assert british["types"][0]["values"] == [
        {"id": "apple", "name": {"value": "apple", "synonyms": ["red apple", "pippin"]}}
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("A Heat-Pack", "heat pack"),
        ("an upper back spasm", "upper back spasm"),
        ("A and E", "a and e"),
        ("911", "nine one one"),
        ("the doctor\N{RIGHT SINGLE QUOTATION MARK}s visit", "doctor's visit"),
        ("ice, in a towel.", "ice in a towel"),
    ],
)
def test_names_are_cleaned_for_alexa(name: str, said: str) -> None:
    assert compiler.clean(name, grammar.of("en")) == said


def test_left_out_words_are_no_values() -> None:
    fruit = replace(FRUIT, types={"Fruit": {"values": {"apple": ["apple", "back"]}, "except": ["back"]}})
    assert language(fruit)["types"][0]["values"] == [{"id": "apple", "name": {"value": "apple"}}]


def test_somebody_of_ones_own_is_a_name_too() -> None:
    people = {"Fruit": {"values": {"mother": ["mother", "mum"], "she": ["she"]}, "ownerless": ["she"]}}
    assert language(replace(FRUIT, types=people, locales={"en-US": Locale()}))["types"][0]["values"] == [
        {"id": "mother", "name": {"value": "mother", "synonyms": ["mum", "my mother", "my mum"]}},
        {"id": "she", "name": {"value": "she"}},
    ]


def test_names_that_are_all_alike_share_values() -> None:
    names = [f"pear {'x' * at}" for at in range(1, 100)]
    alike = {"Fruit": {"values": {name: [name] for name in names}, "alike": True}}
    fruit: Any = language(replace(FRUIT, types=alike, locales={"en-US": Locale()}))["types"][0]
    said = {value["id"]: [value["name"]["value"], *value["name"]["synonyms"]] for value in fruit["values"]}
    assert said == {"any_1": names[:80], "any_2": names[80:]}


def test_whole_questions_are_names_only_where_every_entry_is() -> None:
    question = "did i pull something"
    types = compiled("en-US")["interactionModel"]["languageModel"]["types"]
    assert [type_["name"] for type_ in types if f'"{question}"' in compiler.text(type_)] == ["Topic"]


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (replace(FRUIT, slots={}), "AskIntent: slot {fruit} has no type under slots"),
        (replace(FRUIT, types={}), "type Fruit has no values, table or entries under types"),
        (replace(FRUIT, rules={}), "<some>|some"),
        (replace(FRUIT, intents={"AskIntent": ("tell me (of",)}), "tell me \\(of"),
        (replace(FRUIT, types={"Fruit": {"values": {"old": ["over 65"]}}}), "old: .* has a number"),
        (replace(FRUIT, types={"Fruit": {"values": {"x": ["{nowhere}"]}}}), "x: .*nowhere"),
        (replace(FRUIT, types={"Fruit": {"values": {"x": ["y"]}, "except": ["y"]}}), "Fruit: x: "),
        (replace(FRUIT, types={"Fruit": {"table": "nothing.here"}}), "Fruit: no table nothing.here"),
        (replace(FRUIT, locales={"en-US": Locale(synonyms={"pear": ("pear",)})}), "no slot value has the id pear"),
    ],
)
def test_what_does_not_fit_is_one_line(broken: Source, message: str) -> None:
    with pytest.raises(ModelError, match=message) as fault:
        compiler.compiled(broken, "en-US")
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("intents: [", "while parsing"),
        ("- a list", "not a table"),
        ("lists: {}", "unknown key lists"),
        ("intents: {AskIntent: {sentences: [hello]}}", "AskIntent: needs data"),
        ("slots: {fruit: Vegetable}", "fruit is already something else"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("skill: {invocation_name: x, fallback_sensitivity: LOW}\nslots: {fruit: Fruit}")
    (tmp_path / "b.yaml").write_text(text)
    (tmp_path / "locales.yaml").write_text("en-US: {}")
    with pytest.raises(ModelError, match=rf"b\.yaml: .*{message}") as fault:
        source.read(tmp_path)
    assert "\n" not in str(fault.value)


def test_every_word_left_out_of_a_type_would_be_in_it() -> None:
    whole = {name: {**spec, "except": ()} for name, spec in authored().types.items()}
    said = compiler.text(compiler.compiled(replace(authored(), types=whole), "en-US"))
    left_out = [word for spec in authored().types.values() for word in spec.get("except", ())]
    assert [word for word in left_out if f'"{word}"' not in said] == []


def test_the_command_writes_models_that_its_check_accepts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compiler, "OUTPUT", tmp_path / "custom")
    monkeypatch.setattr(source, "read", lambda: FRUIT)
    monkeypatch.setattr(lint, "problems", lambda model, spoken, files: [])
    assert command.main(["--check"]) == 1
    assert "is stale" in capsys.readouterr().err
    assert command.main([]) == 0
    assert command.main(["--check"]) == 0
    (tmp_path / "custom" / "en-ZZ.json").write_text("{}")
    assert command.main(["--check"]) == 1
    assert capsys.readouterr().err.strip().endswith("en-ZZ.json belongs to no locale")


def test_the_command_reports_what_it_cannot_compile(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for fault in (ModelError("basics.yaml: no"), Incomplete("[x] lacks 'card'")):
        monkeypatch.setattr(source, "read", Mock(side_effect=fault))
        assert command.main([]) == 2
        assert capsys.readouterr().err == f"interaction_models: {fault}\n"
