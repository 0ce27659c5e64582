"""What a screen shows is what was said, large where it matters, and gone with the session."""

import json
import re
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import pytest

from simulator.device import Device, Exchange, touchable
from simulator.viewports import VIEWPORTS
from tests.alexa.test_walk import INTENTS, LOCALES, NUMBERS, VALUES
from tests.voice import echo
from upper_back_guide.alexa import screens
from upper_back_guide.content import facts, words
from upper_back_guide.speeds import seconds
from upper_back_guide.wording import local

LABELS = {
    *(text for text in words("screens").values() if isinstance(text, str)),
    *words("screens")["titles"].values(),
    *words("basics")["choices"].values(),
    *words("settings")["choices"].values(),
}
"""What stands on screens by itself."""

SCREEN = VIEWPORTS["large"]
LED: tuple[tuple[str, dict[str, str]], ...] = (
    ("StartStretchIntent", {"routine": "chair"}),
    ("AMAZON.NoIntent", {}),
    ("AMAZON.NoIntent", {}),
)


def shown(device: Device) -> Mapping[str, Any]:
    payload: Mapping[str, Any] = device.shown["datasources"]["payload"]
    return payload


def after(*said: tuple[str, dict[str, str]], locale: str = "en-US") -> Device:
    device = echo(locale, SCREEN)
    device.open()
    for intent, slots in said:
        device.intent(intent, **slots)
    return device


def walk(locale: str, seed: int, turns: int = 150) -> Iterator[tuple[Device, Exchange]]:
    """A device that hears intents at random."""
    chance, device = Random(seed), echo(locale, SCREEN)  # noqa: S311
    yield device, device.open()
    for _ in range(turns):
        name = chance.choice(sorted(INTENTS))
        slots = {key: chance.choice(VALUES.get(type_) or ["7"]) for key, type_ in INTENTS[name].items()}
        yield device, device.intent(name, **{key: id_ for key, id_ in slots.items() if chance.random() < 0.8})


def heard_words(text: str) -> str:
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower()).split())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("seed", [1])
def test_all_that_is_shown_was_said_and_fits_a_response(locale: str, seed: int) -> None:
    for device, heard in walk(locale, seed):
        directives = heard.response["response"]["directives"]
        assert len(json.dumps(directives, separators=(",", ":"))) <= screens.MAX_BYTES
        payload, said = shown(device), heard_words(heard.speech)
        for key in ("text", "ask", "headline", "number", "banner"):
            text = payload.get(key, "")
            assert heard_words(text) in said or (text == payload.get("text") and "figure" in payload), (key, text, said)
        if call := heard.response.get("sessionAttributes", {}).get("people"):
            patient = call["patients"].get(call["person"], {})
            if patient.get("call"):
                assert payload["number"] or locale == "en", payload
                assert NUMBERS[locale] in payload["text"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("seed", [1])
def test_nothing_about_health_stays_when_the_session_ends(locale: str, seed: int) -> None:
    ended = 0
    for device, heard in walk(locale, seed):
        if heard.open:
            continue
        ended += 1
        payload = shown(device)
        if "clears" in payload:
            said = seconds((heard.speech,), 70)
            assert payload["clears"] <= 1000 * (said + 12)
        else:
            assert set(payload) <= {"name", "number", "digits", "text", "buttons"}
        assert not touchable(device.shown)
    assert ended


def test_what_is_shown_goes_when_nobody_answers_any_more() -> None:
    for said in ((), (("TopicIntent", {"topic": "causes.posture"}),), (("StartCheckupIntent", {}),), LED):
        device = after(*said)
        asked = device.attributes["question"]
        heard = [device.attributes["speech"], [asked["ask"], asked["reprompt"] or asked["ask"]]]
        spoken = sum(part if isinstance(part, float | int) else seconds((part,)) for parts in heard for part in parts)
        assert shown(device)["clears"] == pytest.approx(1000 * (spoken + 2 * 8 + 30), rel=0.02)


def test_the_number_fills_the_screen_in_an_emergency_and_no_sign_is_named() -> None:
    for locale, number in NUMBERS.items():
        device = after(("EmergencyIntent", {"red_flag": "chest_pain"}), locale=locale)
        assert shown(device)["number"] == number
        assert "chest" not in json.dumps(shown(device))
        device.intent("AMAZON.StopIntent")
        assert shown(device)["number"] == number


def test_a_call_for_somebody_else_stands_on_every_screen() -> None:
    mother, call = ("AboutPersonIntent", {"relation": "mother"}), ("EmergencyIntent", {"red_flag": "chest_pain"})
    device = after(mother, call, ("AboutMeIntent", {}))
    for intent in ("CausesIntent", "StartCheckupIntent", "AMAZON.HelpIntent"):
        device.intent(intent)
        assert "911" in shown(device)["banner"]


def test_being_hurt_by_somebody_is_never_shown() -> None:
    for locale in LOCALES:
        line = local(locale)["abuse_line"]
        for before in ((), (("StartCheckupIntent", {}),), LED, (("EmergencyIntent", {"red_flag": "chest_pain"}),)):
            device = after(*before, locale=locale)
            heard = device.intent("MaybeEmergencyIntent", warning_sign="my husband hits me")
            assert line in heard.speech
            for _ in range(4):
                on_screen = json.dumps(device.shown["datasources"]).lower()
                assert line.lower() not in on_screen
                assert not [
                    word for word in ("husband", "hits", "hurt by", "you're hurt", "safer") if word in on_screen
                ]
                if not device.listening:
                    break
                device.intent("AMAZON.RepeatIntent" if "911" not in on_screen else "AMAZON.NoIntent")


def test_a_question_about_danger_stands_alone_with_its_three_answers() -> None:
    for said in ((("StartCheckupIntent", {}),), LED[:1]):
        device = after(*said)
        assert shown(device)["text"] == device.attributes["question"]["ask"]
        assert [button["label"] for button in shown(device)["buttons"]] == ["Yes", "No", "Not sure"]


def test_a_result_has_what_to_do_large_and_the_line_to_call_where_there_is_one() -> None:
    expected = {"en-US": "", "en-GB": "111", "en-CA": "811", "en-AU": "1800 022 222", "en-IN": ""}
    for locale, number in expected.items():
        device = after(("StartCheckupIntent", {}), locale=locale)
        for _ in range(12):
            fever = device.attributes["question"]["id"] == "checkup.fever"
            device.intent("AMAZON.YesIntent" if fever else "AMAZON.NoIntent")
            if shown(device).get("headline"):
                break
        assert shown(device)["headline"] == "See someone today"
        assert shown(device)["number"] == number


def test_a_step_shows_the_movement_in_the_time_of_the_voice() -> None:
    quick, slow = after(*LED), after(("SpeakSlowerIntent", {}), *LED)
    at = [[beat["at"] for beat in shown(device)["beats"]] for device in (quick, slow)]
    assert all(times == sorted(times) for times in at)
    assert at[1][-1] > at[0][-1] + 2000
    held = [beat for beat in shown(quick)["beats"] if beat["hold"]]
    assert [beat["count"] for beat in held] == list(range(1, shown(quick)["repetitions"] + 1))


def test_a_step_that_waits_stands_still() -> None:
    device = after(*LED, ("AMAZON.PauseIntent", {}))
    assert shown(device)["beats"] == []
    assert shown(device)["figure"] == "chest"


def test_the_other_side_is_the_drawing_mirrored() -> None:
    device = after(("StartStretchIntent", {"exercise": "towel"}), *LED[1:])
    sides = [(shown(device)["place"], shown(device)["facing"])]
    device.intent("AMAZON.NextIntent")
    sides.append((shown(device)["place"], shown(device)["facing"]))
    assert sides == [("Step 1 of 2, left", 1), ("Step 2 of 2, right", -1)]


def test_what_can_be_picked_is_what_was_named() -> None:
    device = after(("CausesIntent", {}))
    named = [item["label"] for item in shown(device)["items"]]
    assert named == ["A strained muscle", "Stress"]
    stretches = after(("StartStretchIntent", {}))
    assert [item["sends"][1] for item in shown(stretches)["items"]] == stretches.attributes["rooms"]["stretching"][
        "offered"
    ]


@pytest.mark.parametrize("id_", sorted(facts("stretching")["exercises"]))
def test_every_exercise_has_its_screen(id_: str) -> None:
    device = after(("StartStretchIntent", {"exercise": id_}))
    for _ in range(10):
        if shown(device).get("figure") == id_:
            break
        device.intent("AMAZON.NextIntent" if "figure" in shown(device) else "AMAZON.NoIntent")
    assert device.shown["document"]["graphics"]["figure"]["type"] == "AVG"
    assert shown(device)["picture"]
    assert len(shown(device)["text"]) <= 95


def test_a_device_without_a_screen_is_sent_none() -> None:
    device = echo()
    assert "directives" not in device.open().response["response"]
    assert "directives" not in device.intent("EmergencyIntent", red_flag="chest_pain").response["response"]


def test_a_fault_of_the_screen_leaves_the_voice(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    voice = after(*LED[:2]).intent("AMAZON.NoIntent").speech
    device = after(*LED[:2])
    monkeypatch.setattr(screens, "_figure", lambda name: 1 / 0)
    heard = device.intent("AMAZON.NoIntent")
    assert heard.speech == voice
    assert "directives" not in heard.response["response"]
    assert "screen failed" in caplog.text
