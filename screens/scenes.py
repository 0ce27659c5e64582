"""What screens show, one scene of each kind, with the longest words that it can have."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from simulator.device import Device
from simulator.viewports import VIEWPORTS
from understanding.model import Model, load
from upper_back_guide.content import facts, section, sections
from upper_back_guide.patient import GENERAL_CALL

Directive = Mapping[str, Any]
LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")
UNKNOWN = "en-NZ"
"""A locale whose numbers we do not know."""

YES, NO, NEXT, STOP = "AMAZON.YesIntent", "AMAZON.NoIntent", "AMAZON.NextIntent", "AMAZON.StopIntent"


def scenes() -> Mapping[str, Directive]:
    """Directives by the name of their scene."""
    return {
        "home": _after()[0],
        "help": _after("AMAZON.HelpIntent")[-1],
        "answer": _longest(_answers(), "text"),
        "answer with a long title": _longest(_answers(), "title"),
        "overview": _longest((shown for shown in _answers() if _payload(shown).get("items")), "items"),
        "one answer": _one_shot(),
        "question": _longest((shown for shown in _questions() if not _payload(shown)["headline"]), "text"),
        "body": _longest((shown for shown in _openings() if "figure" not in _payload(shown)), "text"),
        **{f"result {name}": _longest(_results(answers), "text") for name, answers in RESULTS.items()},
        "choice": _after("StartStretchIntent")[-1],
        "speeds": _after("SpeedIntent")[-1],
        "step": _longest(_steps(), "text"),
        "step of a side": _longest((shown for shown in _steps() if "," in _payload(shown)["place"]), "place"),
        "step on the floor": _after(*_led("floor"), NEXT)[-1],
        "step waiting": _after(*_led("chair"), "AMAZON.PauseIntent")[-1],
        "step with a call for somebody": _after(*_for_my_mother(), *_led("chair"))[-1],
        "call": _after(("EmergencyIntent", {"red_flag": "chest_pain"}))[-1],
        "call with a long number": _longest(_calls(), "number"),
        "call with a long sentence": _longest(_calls(), "text"),
        "call without a number": _after(("EmergencyIntent", {"red_flag": "chest_pain"}), locale=UNKNOWN)[-1],
        "answer with a call for somebody": _after(*_for_my_mother(), "SymptomsIntent")[-1],
        "question with a call for somebody": _after(*_for_my_mother(), "StartCheckupIntent")[-1],
        "goodbye": _after(STOP)[-1],
    }


def hurried(shown: Directive) -> Directive:
    """A step as it is a moment after its first movement begins: for pictures."""
    beats = _payload(shown).get("beats")
    if not beats:
        return shown
    sooner = deepcopy(shown)
    begins = next(beat["at"] for beat in beats if beat["count"])
    sooner["datasources"]["payload"]["beats"] = [
        {**beat, "at": beat["at"] - begins + 100} for beat in beats if beat["count"]
    ]
    return sooner


Said = str | tuple[str, Mapping[str, str]]

RESULTS: Mapping[str, Callable[[str], str]] = {
    "today": lambda question: YES if question == "checkup.fever" else NO,
    "soon": lambda question: "NotSureIntent" if question == "checkup.history" else NO,
    "at home": lambda question: NO,
}
"""By level, what is answered to a question of the check-up."""


def _after(*said: Said, locale: str = "en-US") -> list[Directive]:
    """What is shown after opening the skill and after each thing that is said."""
    device = _device(locale)
    device.open()
    shown = [device.shown]
    for intent, slots in (one if isinstance(one, tuple) else (one, {}) for one in said):
        device.intent(intent, **slots)
        shown.append(device.shown)
    return shown


def _device(locale: str) -> Device:
    return Device(locale, VIEWPORTS["large"], model=_model())


@cache
def _model() -> Model:
    return load("en-US")


def _led(id_: str) -> tuple[Said, ...]:
    return ("StartStretchIntent", {"routine": id_}), NO, NO


def _for_my_mother() -> tuple[Said, ...]:
    mother, call = ("AboutPersonIntent", {"relation": "mother"}), ("EmergencyIntent", {"red_flag": "chest_pain"})
    return mother, call, ("AboutMeIntent", {})


def _answers() -> Iterator[Directive]:
    for id_ in (id_ for name in sections() for id_ in section(name)):
        yield _after(("TopicIntent", {"topic": id_}))[-1]


def _one_shot() -> Directive:
    device = _device("en-US")
    device.intent("TopicIntent", topic="causes.posture")
    return device.shown


def _questions() -> Iterator[Directive]:
    for mother in ((), (("AboutPersonIntent", {"relation": "mother"}),)):
        yield from _after(*mother, "StartCheckupIntent", *[NO] * 10)[len(mother) + 1 :]


def _openings() -> list[Directive]:
    return _after(*_led("desk"))[1:]


def _results(answers: Callable[[str], str]) -> Iterator[Directive]:
    for locale in LOCALES:
        device = _device(locale)
        device.open()
        device.intent("StartCheckupIntent")
        for _ in range(12):  # no check-up is longer
            device.intent(answers(device.attributes["question"]["id"]))
            if _payload(device.shown).get("headline"):
                break
        yield device.shown


def _steps() -> Iterator[Directive]:
    for id_ in facts("stretching")["exercises"]:
        for mother in ((), (("AboutPersonIntent", {"relation": "grandmother"}),)):
            for shown in _after(*mother, ("StartStretchIntent", {"exercise": id_}), NO, NO, NEXT):
                if "figure" in _payload(shown):
                    yield shown


def _calls() -> Iterator[Directive]:
    signs = {
        sign.get("advice", GENERAL_CALL): id_ for id_, sign in facts("signs").items() if sign["alone"] == "EMERGENCY"
    }
    for locale in LOCALES:
        for id_ in signs.values():
            yield _after(("EmergencyIntent", {"red_flag": id_}), locale=locale)[-1]


def _longest(shown: Iterable[Directive], key: str) -> Directive:
    """The one with the most of something in its data, and then with the most words."""

    def size(one: Directive) -> tuple[int, int]:
        payload = _payload(one)
        return len(payload.get(key, "")), sum(len(text) for text in payload.values() if isinstance(text, str))

    return max(shown, key=size)


def _payload(shown: Directive) -> Mapping[str, Any]:
    payload: Mapping[str, Any] = shown["datasources"]["payload"]
    return payload
