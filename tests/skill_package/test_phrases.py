"""Everything that the store's page tells people to say works the first time, in every locale."""

import re
from itertools import chain

import pytest

from simulator.device import FALLBACK, Device, Exchange
from tests.skill_package.store import LOCALES, TESTING, quoted
from tests.voice import echo
from upper_back_guide.content import words

ALEXA = re.compile(r"Alexa, (?:open|ask) .*", re.IGNORECASE)
ONE_SHOT = re.compile(r"Alexa, (?:open upper back guide|ask upper back guide (?:to )?(?P<said>[a-z' ]+))")
LOST = {
    "basics": ("missed_once", "missed_again", "nothing_to_repeat", "nothing_to_continue", "trouble"),
    "checkup": ("not_running", "answer_how"),
    "stretching": ("nothing_going", "screen_again"),
}
"""What is said to something that has no meaning where it was said."""

FLOWS = [flow for flow in map(quoted, TESTING.split("\n\n")) if flow]


def said(device: Device, phrase: str) -> Exchange:
    """Say what is quoted: with a wake word to a device that sleeps, without one in the session."""
    if not ALEXA.fullmatch(phrase):
        return device.say(phrase)
    match = ONE_SHOT.fullmatch(phrase)
    assert match, f"{phrase!r} does not call the skill by its name"
    return device.ask(match["said"]) if match["said"] else device.open()


def understood(heard: Exchange) -> bool:
    lost = (words(room)[key].partition("{")[0] for room, keys in LOST.items() for key in keys)
    return bool(heard.speech) and heard.intent != FALLBACK and not any(text in heard.speech for text in lost)


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_every_example_phrase_works_the_first_time(locale: str) -> None:
    phrases = LOCALES[locale]["examplePhrases"]
    assert len(phrases) == 3
    welcome = echo(locale).open().speech
    for phrase in phrases:
        assert ONE_SHOT.fullmatch(phrase), phrase
        heard = said(echo(locale), phrase)
        assert understood(heard)
        assert (heard.speech == welcome) == ("open" in phrase)


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_everything_quoted_in_the_description_can_be_said_once_the_skill_is_open(locale: str) -> None:
    phrases = quoted(LOCALES[locale]["description"])
    assert len(phrases) > 5
    for phrase in phrases:
        device = echo(locale)
        device.open()
        assert understood(said(device, phrase)), phrase


@pytest.mark.parametrize("locale", sorted(LOCALES))
@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow[0])
def test_the_testing_instructions_can_be_followed_to_the_letter(locale: str, flow: list[str]) -> None:
    device = echo(locale)
    device.open()
    for phrase in flow:
        heard = said(device, phrase)
        assert understood(heard), phrase


def test_the_testing_instructions_lead_through_every_flow() -> None:
    intents = set()
    for flow in FLOWS:
        device = echo()
        device.open()
        intents |= {said(device, phrase).intent for phrase in flow}
    assert intents >= {
        "CausesIntent", "StartCheckupIntent", "EmergencyIntent", "BodyPartHurtsIntent", "AboutMeIntent",
        "StartStretchIntent", "HurtsIntent", "AMAZON.PauseIntent", "SpeakSlowerIntent", "WhatDoYouKnowIntent",
        "ForgetMeIntent", "PrivacyIntent", "AMAZON.HelpIntent", "AMAZON.StopIntent",
    }  # fmt: skip


def test_the_skill_is_never_called_without_the_wake_word() -> None:
    for phrase in chain.from_iterable(map(quoted, [*(page["description"] for page in LOCALES.values()), TESTING])):
        assert ("upper back guide" in phrase.lower()) == phrase.startswith("Alexa, "), phrase
