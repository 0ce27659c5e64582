"""Words that fit the person and the locale."""

import pytest

from upper_back_guide.content import words
from upper_back_guide.wording import UnknownMark, Wording, local

SENTENCE = "{Should} rest. {You} {have} pain in {your} back, and {you} worr{ies}. It wakes {obj}. {You're} not alone."


@pytest.mark.parametrize(
    ("person", "heard"),
    [
        ("", "Rest. You have pain in your back, and you worry. It wakes you. You're not alone."),
        (
            "mother",
            "Your mom should rest. She has pain in her back, and she worries. It wakes her. She's not alone.",
        ),
        ("son", "Your son should rest. He has pain in his back, and he worries. It wakes him. He's not alone."),
        (
            "friend",
            "Your friend should rest. They have pain in their back, and they worry. It wakes them. They're not alone.",
        ),
        ("she", "She should rest. She has pain in her back, and she worries. It wakes her. She's not alone."),
    ],
)
def test_a_sentence_fits_the_person_it_is_about(person: str, heard: str) -> None:
    assert Wording("en-US", person).fit(SENTENCE) == heard


def test_a_name_takes_a_singular_verb_and_they_a_plural_one() -> None:
    heard = Wording("en-US", "friend").fit("{You} {have} pain. {You} {have} a fever.")
    assert heard == "Your friend has pain. They have a fever."


def test_the_name_is_said_once_in_a_reply() -> None:
    wording = Wording("en-GB", "mother")
    assert [wording.fit("{Your} back"), wording.fit("{Your} back")] == ["Your mum's back", "Her back"]


def test_a_capital_is_kept_for_locale_words() -> None:
    assert Wording("en-GB").fit("{Acetaminophen}, or {acetaminophen}") == "Paracetamol, or paracetamol"


@pytest.mark.parametrize("locale", ["en-NZ", "de-DE", "", "nonsense"])
def test_an_unknown_locale_names_no_countrys_number(locale: str) -> None:
    assert Wording(locale).fit("Call {emergency}.") == "Call your local emergency number."
    assert not any(character.isdigit() for word in local(locale).values() for character in word)


def test_an_unknown_mark_is_an_error() -> None:
    with pytest.raises(UnknownMark, match="nobody"):
        Wording("en-US").fit("{nobody}")


def test_no_locale_has_a_word_that_the_general_words_lack() -> None:
    table = words("locales")
    for locale, own in table.items():
        assert set(own) <= set(table["en"]), locale


def test_every_locale_has_its_own_emergency_number() -> None:
    table = words("locales")
    numbers = [table[locale]["emergency"] for locale in ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")]
    assert numbers == ["911", "911", "999", "000", "112"]
