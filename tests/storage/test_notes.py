"""One person's preferences over sessions and devices: through the whole skill, on every store."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from tests.alexa.envelopes import intent, launch, slot
from tests.storage.engines import Engine
from tests.storage.faults import Unreliable
from upper_back_guide.alexa.skill import build
from upper_back_guide.content import words
from upper_back_guide.storage import LIFE, Conflict, Document, Kept, Store, notes
from upper_back_guide.storage.memory import MemoryStore

USER = "amzn1.ask.account.A"
START = 1_800_000_000
INTRODUCTION = "I can't replace a doctor"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a real server may take its time."""
    monkeypatch.setattr(notes, "BUDGET", 60)


class Echo:
    """A device, and a clock to turn."""

    def __init__(self, open_: Callable[[Callable[[], float]], Store]) -> None:
        self.now: float = START
        self.store = Unreliable(open_(lambda: self.now))
        self.attributes: dict[str, Any] = {}
        self.again()

    def again(self) -> None:
        """As if the function had been started anew."""
        self._skill = build(None, self.store, lambda: self.now)

    def open(self) -> str:
        return self._said(self._skill(launch(), None))

    def ask(self, name: str, new: bool = False, **ids: str) -> str:
        slots = {key: slot(key, id_, id_) for key, id_ in ids.items()}
        event = intent(name, slots=slots, new=new, attributes={} if new else self.attributes)
        return self._said(self._skill(event, None))

    def kept(self) -> Document:
        return self.store._store.get(USER).document

    def asked(self) -> list[str]:
        """What the store was asked since the last time."""
        asked, self.store.asked = self.store.asked, []
        return asked

    def _said(self, response: dict[str, Any]) -> str:
        self.attributes = response.get("sessionAttributes", {})
        text: str = response["response"]["outputSpeech"]["ssml"]
        return text


@pytest.fixture
def echo(engine: Engine) -> Echo:
    return Echo(engine.open)


@pytest.fixture
def in_memory() -> Echo:
    return Echo(MemoryStore)


def test_a_session_reads_once_and_writes_only_what_changed(echo: Echo) -> None:
    echo.open()
    assert echo.asked() == ["get", "put"]
    assert echo.kept() == {"introduced": True}
    for name in ("CausesIntent", "MoreIntent", "AMAZON.RepeatIntent", "AMAZON.HelpIntent", "AMAZON.FallbackIntent"):
        echo.ask(name)
        assert echo.asked() == []
    echo.ask("SpeakSlowerIntent")
    assert echo.asked() == ["put"]
    echo.ask("AMAZON.StopIntent")
    assert echo.asked() == []
    assert echo.kept() == {"introduced": True, "speed": "slow"}


def test_a_later_session_has_them(echo: Echo) -> None:
    assert INTRODUCTION in echo.open()
    echo.ask("SpeakSlowerIntent")
    echo.again()
    said = echo.open()
    assert '<prosody rate="85%">' in said
    assert words("basics")["welcome"] in said
    echo.asked()
    assert 'rate="70%"' in echo.ask("SpeakSlowerIntent")
    assert echo.asked() == ["put"]


def test_the_normal_speed_is_nothing_to_keep(echo: Echo) -> None:
    echo.open()
    echo.ask("SpeakSlowerIntent")
    echo.ask("SpeakNormallyIntent")
    assert echo.kept() == {"introduced": True}


def test_an_emergency_does_not_wait_for_the_store(in_memory: Echo) -> None:
    in_memory.ask("EmergencyIntent", new=True, red_flag="chest_pain")
    assert in_memory.asked() == []
    in_memory.ask("AMAZON.RepeatIntent")
    assert in_memory.asked() == ["get"]


def test_a_stretch_is_not_taken_up_after_an_emergency(in_memory: Echo) -> None:
    in_memory.open()
    in_memory.ask("StartStretchIntent", routine="desk")
    in_memory.ask("AMAZON.NoIntent")
    in_memory.ask("SpeakSlowerIntent")
    in_memory.ask("EmergencyIntent", new=True, red_flag="chest_pain")
    assert "Shall we carry on" not in in_memory.ask("CausesIntent")
    assert in_memory.attributes["speed"] == "slow"
    assert in_memory.attributes["under_way"] == ""


def test_a_bookmark_that_has_expired_is_cleared_away(in_memory: Echo) -> None:
    in_memory.open()
    in_memory.ask("StartStretchIntent", routine="desk")
    in_memory.ask("AMAZON.NoIntent")
    in_memory.now += 3600
    assert "bookmark" in in_memory.kept()
    in_memory.open()
    assert in_memory.kept() == {"introduced": True}


def test_two_devices_do_not_overwrite_each_other(echo: Echo) -> None:
    other = Echo(lambda clock: echo.store._store)
    echo.open()
    other.open()
    echo.ask("SpeakSlowerIntent")
    other.ask("StartStretchIntent", routine="desk")
    other.ask("AMAZON.NoIntent")
    assert echo.kept().keys() == {"introduced", "speed", "bookmark"}
    echo.ask("SpeakSlowerIntent")
    assert echo.kept()["speed"] == "very slow"
    assert echo.kept()["bookmark"]["routine"] == "desk"


def test_of_eight_devices_that_write_at_once_each_is_heard(engine: Engine) -> None:
    """All change the speed from the same version; every write is there, as versions count them."""
    devices = [Echo(engine.open) for _ in range(8)]
    for device in devices:
        device.open()
    together = Barrier(len(devices))
    before = devices[0].store._store.get(USER).version

    def change(device: Echo) -> None:
        together.wait()
        device.ask("SpeakSlowerIntent")

    with ThreadPoolExecutor(len(devices)) as pool:
        list(pool.map(change, devices))
    kept = devices[0].store._store.get(USER)
    assert kept.version == before + len(devices)
    assert kept.document == {"introduced": True, "speed": "slow"}


def test_forget_me_deletes_the_row_and_writes_none(echo: Echo, engine: Engine) -> None:
    echo.open()
    echo.ask("SpeakSlowerIntent")
    echo.ask("StartStretchIntent", routine="desk")
    echo.ask("AMAZON.NoIntent")
    echo.asked()
    said = echo.ask("ForgetMeIntent")
    assert words("settings")["forgotten"] in said
    assert "prosody" not in said
    assert echo.asked() == ["delete"]
    assert engine.rows() == []
    echo.ask("AMAZON.NextIntent")
    echo.ask("AMAZON.StopIntent")
    assert echo.asked() == []
    assert INTRODUCTION in echo.open()


def test_forget_me_that_cannot_be_done_says_so_and_changes_nothing(echo: Echo) -> None:
    echo.open()
    echo.ask("SpeakSlowerIntent")
    echo.store.failing = True
    assert words("settings")["not_forgotten"] in echo.ask("ForgetMeIntent")
    echo.store.failing = False
    assert echo.kept() == {"introduced": True, "speed": "slow"}
    assert words("settings")["forgotten"] in echo.ask("ForgetMeIntent")
    assert echo.kept() == {}


def test_a_setting_after_forgetting_is_kept_anew(echo: Echo) -> None:
    echo.open()
    echo.ask("ForgetMeIntent")
    echo.ask("SpeakFasterIntent")
    assert echo.kept() == {"speed": "fast"}


def test_forget_me_deletes_a_broken_row_too(engine: Engine) -> None:
    echo = Echo(engine.open)
    engine.spoil(USER, "{", 1, START + LIFE)
    echo.ask("ForgetMeIntent", new=True)
    assert engine.rows() == []


def test_who_comes_back_within_its_life_keeps_them_for_good(in_memory: Echo) -> None:
    in_memory.open()
    in_memory.ask("SpeakSlowerIntent")
    for _ in range(4):
        in_memory.now += LIFE - 1000
        in_memory.asked()
        assert 'rate="85%"' in in_memory.open()
        assert in_memory.asked() == ["get", "put"]
        in_memory.open()
        assert in_memory.asked() == ["get"]
    in_memory.now += LIFE
    assert "prosody" not in in_memory.open()


def test_without_a_store_nothing_is_kept_and_every_turn_is_answered() -> None:
    skill = build(None, None)
    assert "slow" not in str(skill(launch(), None)["sessionAttributes"]["kept"])


@pytest.mark.parametrize("useless", [{"speed": "warp"}, {"speed": ["slow"]}, {"speed": 7}, {"introduced": "yes"}])
def test_a_useless_preference_is_ignored_and_the_others_are_not(
    echo: Echo, useless: Document, caplog: pytest.LogCaptureFixture
) -> None:
    sound = {"speed": "slow", "introduced": True}
    echo.store._store.put(USER, {**sound, **useless}, 0)
    said = echo.open()
    assert ("85%" in said) is ("speed" not in useless)
    assert (words("basics")["welcome"] in said) is ("introduced" not in useless)
    (problem,) = (record.message for record in caplog.records if record.levelno > logging.INFO)
    assert problem == f"preferences ignored: the {next(iter(useless))} is broken"


def test_a_store_that_fails_costs_no_turn_and_is_asked_little(echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    echo.store.failing = True
    assert INTRODUCTION in echo.open()
    assert echo.asked() == ["get"]
    assert "muscle" in echo.ask("CausesIntent")
    assert echo.asked() == []
    assert 'rate="85%"' in echo.ask("SpeakSlowerIntent")
    assert 'rate="85%"' in echo.ask("AMAZON.RepeatIntent")
    assert words("settings")["unreachable"] in echo.ask("WhatDoYouKnowIntent")
    lines = [record for record in caplog.records if record.levelno > logging.INFO]
    assert {line.message.split(":")[0] for line in lines} == {"preferences not read", "preferences not kept"}
    assert not any(USER in line.message for line in lines)


def test_once_the_store_is_back_a_change_is_kept(echo: Echo) -> None:
    echo.store.failing = True
    echo.open()
    echo.store.failing = False
    echo.ask("SpeakSlowerIntent")
    assert echo.kept() == {"speed": "slow"}


def test_what_was_slow_is_not_waited_for_twice_in_a_turn(in_memory: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "BUDGET", 0.01)
    in_memory.store.seconds = 0.02
    assert "Welcome" in in_memory.open()
    assert in_memory.asked() == ["get"]


def test_a_writer_that_never_gets_its_turn_gives_up(caplog: pytest.LogCaptureFixture) -> None:
    class Busy(MemoryStore):
        def put(self, user: str, document: Document, version: int) -> Kept:
            raise Conflict

    assert "Welcome" in Echo(Busy).open()
    assert "preferences not kept: the store is slow or busy" in caplog.text


@pytest.mark.parametrize("corrupt", ["rubbish", 7, [], {"document": 7}, {"document": {}, "version": "one"}])
def test_a_corrupt_memory_of_the_session_breaks_nothing(echo: Echo, corrupt: Any) -> None:
    echo.open()
    echo.attributes["kept"] = corrupt
    echo.ask("SpeakSlowerIntent")
    assert echo.kept() == {"introduced": True, "speed": "slow"}
