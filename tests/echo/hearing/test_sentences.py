import pytest

from echo.hearing import sentences
from echo.hearing.language import as_compiled, heard_words
from understanding.model import MODELS
from understanding.words import tokens

LOCALES = sorted(path.stem for path in MODELS.glob("*.json"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Do I need an X-ray?", "do i need an x ray"),
        ("it\N{RIGHT SINGLE QUOTATION MARK}s my mother's", "it's my mother's"),
        ("I'm 68", "i'm sixty eight"),
        ("a 5 minute stretch", "a five minute stretch"),
        ("call 911", "call nine one one"),
    ],
)
def test_words_are_as_they_are_spoken(text: str, words: str) -> None:
    assert sentences.said(text) == tuple(words.split())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_wording_of_every_value_is_learned(locale: str) -> None:
    learned = set(sentences.sentences(as_compiled(locale)))
    values = [value for kind in as_compiled(locale).types.values() for value in kind]
    assert {sentences.said(text) for value in values for text in (value.name, *value.synonyms)} <= learned


def test_every_sample_without_a_slot_is_learned_and_no_slot_is_left_in() -> None:
    model = as_compiled("en-US")
    learned = set(sentences.sentences(model))
    plain = {text for intent in model.intents.values() for text in intent.samples if "{" not in text}
    assert {sentences.said(text) for text in plain} <= learned
    assert ("red", "flag") not in learned
    assert any(sentence[:1] == ("can",) and sentence[-2:] == ("cause", "it") for sentence in learned)


def test_danger_in_ones_own_words_is_learned() -> None:
    learned = list(sentences.sentences(as_compiled("en-US")))
    assert learned.count(sentences.said("she won't wake up")) >= 3


def test_what_is_asked_at_length_is_learned() -> None:
    learned = set(sentences.sentences(as_compiled("en-US")))
    assert sentences.said("my grandson wants to know what a spasm is, how would i tell him") in learned


def test_hesitation_is_learned() -> None:
    assert any(sentence[0] == "um" for sentence in sentences.sentences(as_compiled("en-US")))


def test_no_word_is_lost_on_the_way_to_the_understanding() -> None:
    for text in ("i can't feel my legs", "what's the best stretch", "do i need an mri"):
        assert tokens(" ".join(sentences.said(text))) == tokens(text)


def test_a_locale_has_its_own_words() -> None:
    assert "robaxacet" in heard_words("en-CA") - heard_words("en-US")
