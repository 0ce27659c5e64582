"""One person's preferences over sessions and devices: through the whole skill, on every store."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from tests.storage.engines import Engine
from tests.storage.sessions import START, USER, Echo
from upper_back_guide.content import words
from upper_back_guide.storage import LIFE, Conflict, Document, Kept, notes
from upper_back_guide.storage.memory import MemoryStore

INTRODUCTION = "I can't replace a doctor"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a real server may take its time."""
    monkeypatch.setattr(notes, "BUDGET", 60)


@pytest.fixture
def echo(engine: Engine) -> Echo:
    return Echo(engine.open)


@pytest.fixture
def in_memory() -> Echo:
    return Echo()


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


def test_an_emergency_in_a_stretch_leaves_no_bookmark_though_the_session_is_never_heard_of_again(echo: Echo) -> None:
    echo.reach("desk", 0)
    echo.asked()
    echo.ask("EmergencyIntent", red_flag="chest_pain")
    assert echo.asked() == ["put"]
    assert echo.kept() == {"introduced": True}
    assert "Shall we carry on" not in echo.open()


def test_an_emergency_waits_for_a_slow_store_no_longer_than_a_moment(
    in_memory: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "MOMENT", 0.01)
    in_memory.reach("desk", 0)
    in_memory.store.seconds = 0.5
    started = time.monotonic()
    assert "Call" in in_memory.ask("EmergencyIntent", red_flag="chest_pain")
    assert time.monotonic() - started < 0.4
    in_memory.store.seconds = 0
    in_memory.ask("AMAZON.RepeatIntent")
    assert in_memory.kept() == {"introduced": True}


def test_an_emergency_with_a_store_that_fails_leaves_the_bookmark_to_the_next_turn(in_memory: Echo) -> None:
    in_memory.reach("desk", 0)
    in_memory.store.failing = True
    assert "Call" in in_memory.ask("EmergencyIntent", red_flag="chest_pain")
    in_memory.store.failing = False
    assert "bookmark" in in_memory.kept()
    in_memory.ask("AMAZON.NoIntent")
    assert in_memory.kept() == {"introduced": True}


@pytest.mark.parametrize("new", [False, True])
def test_what_an_emergency_put_off_is_done_when_the_session_ends(in_memory: Echo, new: bool) -> None:
    in_memory.reach("desk", 0)
    in_memory.ask("EmergencyIntent", new=new, red_flag="chest_pain")
    in_memory.ended()
    assert in_memory.kept() == {"introduced": True}
    assert "Shall we carry on" not in in_memory.open()


def test_a_change_that_could_not_be_written_is_once_more_a_turn_later(in_memory: Echo) -> None:
    in_memory.reach("desk", 0)
    in_memory.store.failing = True
    in_memory.ask("HurtsIntent")
    in_memory.store.failing = False
    assert "bookmark" in in_memory.kept()
    in_memory.ask("AMAZON.RepeatIntent")
    assert in_memory.kept() == {"introduced": True}
    in_memory.store.failing = True
    in_memory.asked()
    in_memory.ask("SpeakSlowerIntent")
    in_memory.ask("AMAZON.RepeatIntent")
    in_memory.ask("AMAZON.RepeatIntent")
    assert in_memory.asked() == ["put", "put"]


def test_a_device_that_remembers_what_was_forgotten_does_not_bring_it_back(echo: Echo) -> None:
    other = Echo(lambda clock: echo.store.sound)
    echo.open()
    echo.ask("SpeakFasterIntent")
    other.open()
    echo.forget()
    echo.now += 1
    echo.open()
    echo.ask("SpeakSlowerIntent")
    other.reach("desk", 0)
    assert echo.kept()["speed"] == "slow"
    assert "bookmark" in echo.kept()


def test_only_preferences_are_ever_written(in_memory: Echo) -> None:
    in_memory.open()
    in_memory.attributes["kept"]["document"]["said"] = "my chest hurts"
    in_memory.ask("SpeakSlowerIntent")
    assert in_memory.kept() == {"introduced": True, "speed": "slow"}


def test_a_stretch_is_not_taken_up_after_an_emergency(in_memory: Echo) -> None:
    in_memory.reach("desk", 0)
    in_memory.ask("SpeakSlowerIntent")
    in_memory.ask("EmergencyIntent", new=True, red_flag="chest_pain")
    assert "Shall we carry on" not in in_memory.ask("CausesIntent")
    assert in_memory.attributes["speed"] == "slow"
    assert in_memory.attributes["under_way"] == ""


def test_a_bookmark_that_has_expired_is_cleared_away(in_memory: Echo) -> None:
    in_memory.reach("desk", 0)
    in_memory.now += 3600
    assert "bookmark" in in_memory.kept()
    in_memory.open()
    assert in_memory.kept() == {"introduced": True}


def test_two_devices_do_not_overwrite_each_other(echo: Echo) -> None:
    other = Echo(lambda clock: echo.store.sound)
    echo.open()
    other.open()
    echo.ask("SpeakSlowerIntent")
    other.ask("StartStretchIntent", routine="desk")
    other.ask("AMAZON.NoIntent")
    other.ask("AMAZON.NoIntent")
    assert echo.kept().keys() == {"introduced", "speed", "bookmark"}
    echo.ask("SpeakSlowerIntent")
    assert echo.kept()["speed"] == "very slow"
    assert echo.kept()["bookmark"]["routine"] == "desk"


def test_of_eight_devices_that_write_at_once_each_is_heard(engine: Engine) -> None:
    """Half of them change the speed, half lead a stretch, all from the same version."""
    devices = [Echo(engine.open) for _ in range(8)]
    for device in devices:
        device.open()
        device.ask("StartStretchIntent", routine="desk")
        device.ask("AMAZON.NoIntent")
    together = Barrier(len(devices))

    def change(device: Echo) -> None:
        together.wait()
        device.ask("SpeakSlowerIntent" if devices.index(device) % 2 else "AMAZON.NoIntent")

    with ThreadPoolExecutor(len(devices)) as pool:
        list(pool.map(change, devices))
    kept = devices[0].kept()
    assert (kept["introduced"], kept["speed"], kept["bookmark"]["routine"]) == (True, "slow", "desk")


def test_forget_me_deletes_the_row_and_writes_none(echo: Echo, engine: Engine) -> None:
    echo.open()
    echo.ask("SpeakSlowerIntent")
    echo.ask("StartStretchIntent", routine="desk")
    echo.ask("AMAZON.NoIntent")
    echo.ask("AMAZON.NoIntent")
    echo.asked()
    said = echo.forget()
    assert words("settings")["forgotten"] in said
    assert "prosody" not in said
    assert echo.asked() == ["delete"]
    assert engine.rows() == []
    echo.ask("AMAZON.NextIntent")
    echo.ask("AMAZON.StopIntent")
    assert echo.asked() == []
    assert INTRODUCTION in echo.open()


def test_what_was_put_off_does_not_come_back_after_forget_me(in_memory: Echo) -> None:
    in_memory.open()
    in_memory.store.failing = True
    in_memory.ask("SpeakSlowerIntent")
    in_memory.store.failing = False
    in_memory.forget()
    in_memory.ask("CausesIntent")
    assert in_memory.kept() == {}


def test_what_is_told_as_kept_is_in_force(in_memory: Echo) -> None:
    in_memory.reach("desk", 0)
    in_memory.now += 3600
    assert "in a stretch" not in in_memory.ask("WhatDoYouKnowIntent", new=True)


def test_forget_me_that_cannot_be_done_says_so_and_changes_nothing(echo: Echo) -> None:
    echo.open()
    echo.ask("SpeakSlowerIntent")
    echo.store.failing = True
    assert words("settings")["not_forgotten"] in echo.forget()
    assert echo.attributes["question"]["ask"] == words("phrases")["anything_else"]
    echo.store.failing = False
    assert echo.kept() == {"introduced": True, "speed": "slow"}
    assert words("settings")["forgotten"] in echo.forget()
    assert echo.kept() == {}


def test_a_setting_that_cannot_be_kept_says_so_and_holds_for_now(echo: Echo) -> None:
    echo.open()
    echo.store.failing = True
    assert words("settings")["not_kept"] in echo.ask("SpeakSlowerIntent")
    assert echo.attributes["speed"] == "slow"
    echo.store.failing = False
    assert words("settings")["not_kept"] not in echo.ask("SpeakSlowerIntent")
    assert echo.kept()["speed"] == "very slow"


def test_a_setting_after_forgetting_is_kept_anew(echo: Echo) -> None:
    echo.open()
    echo.forget()
    echo.ask("SpeakFasterIntent")
    assert echo.kept() == {"speed": "fast"}


def test_forget_me_deletes_a_broken_row_too(engine: Engine) -> None:
    echo = Echo(engine.open)
    engine.spoil(USER, "{", 1, START + LIFE)
    echo.forget(new=True)
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


@pytest.mark.parametrize(("left", "asked"), [(LIFE / 2, ["get"]), (LIFE / 2 - 1, ["get", "put"])])
def test_it_is_renewed_in_the_second_half_of_its_life(in_memory: Echo, left: float, asked: list[str]) -> None:
    in_memory.open()
    in_memory.now += LIFE - left
    in_memory.asked()
    in_memory.open()
    assert in_memory.asked() == asked


@pytest.mark.parametrize("useless", [{"speed": "warp"}, {"speed": ["slow"]}, {"speed": 7}, {"introduced": "yes"}])
def test_a_useless_preference_is_ignored_and_the_others_are_not(
    echo: Echo, useless: Document, caplog: pytest.LogCaptureFixture
) -> None:
    sound = {"speed": "slow", "introduced": True}
    echo.store.sound.put(USER, {**sound, **useless}, 0)
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
    assert echo.asked() == ["get"]
    echo.ask("MoreIntent")
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
    assert echo.kept() == {"introduced": True, "speed": "slow"}


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


@pytest.mark.parametrize(
    "corrupt",
    [
        "rubbish", 7, [], {"document": 7}, {"asked": True, "document": 7, "version": 1, "due": {}},
        {"asked": True, "document": {}, "version": "one", "due": {}},
        {"asked": True, "document": {}, "version": 1, "due": {"speed": ["warp"], "said": "x"}},
    ],
)  # fmt: skip
def test_a_corrupt_memory_of_the_session_breaks_nothing(echo: Echo, corrupt: Any) -> None:
    echo.open()
    echo.attributes["kept"] = corrupt
    echo.ask("SpeakSlowerIntent")
    assert echo.kept() == {"introduced": True, "speed": "slow"}
