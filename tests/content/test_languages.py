"""What is said in one language has the keys and places of every other, and words for all that is true in each."""

import shutil
from itertools import combinations
from pathlib import Path

import pytest

from tests.content.languages import gaps, unsaid
from upper_back_guide import content, conversation, wording
from upper_back_guide.turn import State, Turn

ENGLISH = content.FACTS / "en"


@pytest.mark.parametrize("pair", list(combinations(sorted(content.languages()), 2)))
def test_two_languages_have_the_same_keys_and_places(pair: tuple[str, str]) -> None:
    assert gaps(content.FACTS / pair[0], content.FACTS / pair[1]) == []


@pytest.mark.parametrize("language", sorted(content.languages()))
def test_a_language_has_words_for_everything_we_know(language: str) -> None:
    assert unsaid(content.FACTS, content.FACTS / language) == []


def test_what_has_no_words_is_found(tmp_path: Path) -> None:
    other = Path(shutil.copytree(ENGLISH, tmp_path / "xx"))
    for file, old in (("caregiver.toml", "aunt = "), ("answers/relief.toml", "[cold]"), ("sources.toml", "article = ")):
        text = (other / file).read_text("utf-8")
        (other / file).write_text(text.replace(old, old.replace("a", "x").replace("cold", "frost")), "utf-8")
    found = unsaid(content.FACTS, other)
    assert found == ["answers/relief.toml: cold", "xx/caregiver.toml: relations.aunt", "xx/sources.toml: article"]


def test_a_copy_of_a_language_is_held_to_it_without_a_gap(tmp_path: Path) -> None:
    assert gaps(ENGLISH, Path(shutil.copytree(ENGLISH, tmp_path / "xx"))) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "gap"),
    [
        ("basics.toml", "hello = ", "hullo = ", "basics: hello is missing in xx"),
        ("stretching.toml", "<minutes> minutes.", "some minutes.", "stretching: how_long_all has other places"),
        ("answers/relief.toml", "[cold]", "[frost]", "answers/relief: cold.short is missing in xx"),
    ],
)
def test_a_missing_key_or_place_is_found(tmp_path: Path, file: str, old: str, new: str, gap: str) -> None:
    other = Path(shutil.copytree(ENGLISH, tmp_path / "xx"))
    text = (other / file).read_text("utf-8")
    assert old in text
    (other / file).write_text(text.replace(old, new), "utf-8")
    assert gap in gaps(ENGLISH, other)


def test_another_language_is_files_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = Path(shutil.copytree(content.FACTS, tmp_path / "content"))
    basics = Path(shutil.copytree(facts / "en", facts / "xx")) / "basics.toml"
    basics.write_text(basics.read_text("utf-8").replace('hello = "Hello.', 'hello = "Saluton.'), "utf-8")
    locales = facts / "xx" / "locales.toml"
    locales.write_text(locales.read_text("utf-8").replace("[en]", "[xx]"), "utf-8")
    monkeypatch.setattr(content, "FACTS", facts)
    monkeypatch.setitem(__import__("sys").modules, f"{wording.__name__}.xx", wording.grammar())
    monkeypatch.setattr(wording, "languages", content.languages.__wrapped__)
    for cached in (content.languages, content._words, content.facts, content.sections):
        monkeypatch.setattr(content, cached.__name__, cached.__wrapped__)
    said = {
        locale: " ".join(map(str, conversation.respond(Turn("GreetingIntent", locale=locale), State()).parts))
        for locale in ("xx-XX", "en-US")
    }
    assert said["xx-XX"].startswith("Saluton.")
    assert said["en-US"].startswith("Hello.")
