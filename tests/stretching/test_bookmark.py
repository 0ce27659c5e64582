"""Coming back to a routine in a later session, through the storage protocol."""

import logging
from typing import Any

import pytest

from tests.storage.sessions import START, USER, Echo
from tests.talk import NO, YES
from upper_back_guide.content import words
from upper_back_guide.stretching import catalog
from upper_back_guide.stretching.routine import Plan

FIRST = "First, do you have chest pain"


def kept(echo: Echo) -> Any:
    return echo.kept().get("bookmark")


STEPS = [("chair", 2), ("standing", 1), ("floor", 0), ("settle", 1)]


def steps(id_: str) -> Plan:
    """The steps of a routine, as it is led by default."""
    return catalog.steps(catalog.chosen(id_), "normal", catalog.promised(id_))


@pytest.mark.parametrize(("routine", "step"), STEPS)
def test_the_bookmark_holds_the_routine_and_the_step_and_nothing_else(routine: str, step: int) -> None:
    echo = Echo()
    echo.reach(routine, step)
    assert kept(echo) == {"routine": routine, "minutes": 0, "step": step, "expires": START + 3600}


@pytest.mark.parametrize(("routine", "step"), STEPS)
def test_a_later_session_offers_the_step_screens_again_and_leads_it(routine: str, step: int) -> None:
    echo = Echo()
    before = echo.reach(routine, step)
    echo.now += 3599
    said = echo.open()
    name = catalog.name(steps(routine)[step].exercise)
    assert words("basics")["welcome_back"] in said
    assert f"Shall we carry on with step {step + 1}, the {name}?" in said
    assert FIRST in echo.ask(YES)
    answer = echo.ask(NO) if routine == "settle" else [echo.ask(NO), echo.ask(NO)][1]
    assert answer.replace("Good. ", "") == before.replace("Good. ", "")


def test_it_is_offered_when_a_stretch_is_asked_for_straight_away() -> None:
    echo = Echo()
    echo.reach("chair", 2)
    assert "step 3, the forward curl" in echo.ask("StartStretchIntent", new=True)
    assert FIRST in echo.ask(YES)
    echo.ask(NO)
    assert "forward curl" in echo.ask(NO)


def test_after_an_hour_it_has_expired() -> None:
    echo = Echo()
    echo.reach("chair", 2)
    echo.now += 3600
    assert words("basics")["welcome"] in echo.open()


@pytest.mark.parametrize(
    ("name", "slots"),
    [
        ("HurtsIntent", {}),
        ("EnoughIntent", {}),
        ("EmergencyIntent", {"red_flag": "chest_pain"}),
        ("StartCheckupIntent", {}),
    ],
)
def test_what_ends_the_routine_forgets_the_bookmark(name: str, slots: dict[str, Any]) -> None:
    echo = Echo()
    echo.reach("chair", 1)
    echo.ask(name, **slots)
    echo.ask("AMAZON.RepeatIntent")  # an emergency leaves it to the next turn
    assert kept(echo) is None
    assert words("basics")["welcome"] in echo.open()


def test_the_end_of_the_routine_forgets_it() -> None:
    echo = Echo()
    echo.reach("desk", 2)
    assert kept(echo) is None


def test_stop_and_pause_keep_it() -> None:
    for name in ("AMAZON.StopIntent", "AMAZON.PauseIntent"):
        echo = Echo()
        echo.reach("chair", 1)
        echo.ask(name)
        assert kept(echo)["step"] == 1


def test_the_length_that_was_wished_for_is_kept() -> None:
    echo = Echo()
    echo.open()
    echo.ask("StartStretchIntent", minutes="15")
    echo.ask(NO)
    echo.ask(NO)
    for _ in range(7):
        echo.ask("AMAZON.NextIntent")
    assert (kept(echo)["minutes"], kept(echo)["step"]) == (15, 7)
    assert "step 8" in echo.open()
    echo.ask(YES)
    echo.ask(NO)
    echo.ask(NO)
    assert "The whole routine takes about 15 minutes" in echo.ask("HowLongIntent")


def test_the_opening_question_leaves_no_bookmark() -> None:
    echo = Echo()
    echo.open()
    echo.ask("StartStretchIntent", routine="desk")
    assert kept(echo) is None


def test_no_to_coming_back_forgets_it() -> None:
    echo = Echo()
    echo.reach("chair", 1)
    echo.open()
    assert words("phrases")["anything_else"] in echo.ask(NO)
    assert kept(echo) is None


@pytest.mark.parametrize(
    "name",
    [
        "AMAZON.NextIntent", "AMAZON.PreviousIntent", "AMAZON.ResumeIntent", "AMAZON.StartOverIntent", "EasierIntent",
        "MoreIntent", "OtherSideIntent", "SkipIntent", YES,
    ],
)  # fmt: skip
@pytest.mark.parametrize("first", ["", "AMAZON.PauseIntent", "NotSureIntent", "SlowerIntent", "HowManyLeftIntent"])
def test_nothing_leads_on_from_a_bookmark_past_the_opening_question(name: str, first: str) -> None:
    echo = Echo()
    echo.reach("chair", 1)
    echo.open()
    if first:
        assert "Shall we carry on with step 2" in echo.ask(first)
    assert FIRST in echo.ask(name)


def test_who_is_not_sure_about_coming_back_is_told_how_after_a_silence() -> None:
    echo = Echo()
    echo.reach("chair", 1)
    echo.open()
    echo.ask("NotSureIntent")
    assert echo.attributes["question"]["reprompt"] == "Take your time. Say carry on when you're ready."


def test_a_bookmark_does_not_make_the_first_help_about_stretches() -> None:
    echo = Echo()
    echo.reach("chair", 1)
    assert words("stretching")["help"] not in echo.ask("AMAZON.HelpIntent", new=True)


def test_starting_over_from_a_bookmark_begins_at_the_beginning() -> None:
    echo = Echo()
    echo.reach("chair", 2)
    echo.open()
    echo.ask("AMAZON.StartOverIntent")
    echo.ask(NO)
    assert "First, the chest stretch" in echo.ask(NO)


def test_what_was_left_is_not_led_by_carrying_on_after_all() -> None:
    echo = Echo()
    echo.reach("chair", 1)
    echo.open()
    echo.ask(NO)
    assert "lean back" not in echo.ask("AMAZON.ResumeIntent")


def test_other_preferences_of_the_user_are_left_alone() -> None:
    echo = Echo()
    echo.store.sound.put(USER, {"speed": "slow", "introduced": True}, 0)
    echo.reach("desk", 1)
    echo.ask("EnoughIntent")
    assert echo.kept() == {"speed": "slow", "introduced": True}


BROKEN: list[Any] = [
    "secret", 7, [], {}, {"routine": "secret", "step": 0, "expires": START + 60},
    {"routine": "desk", "step": 99, "expires": START + 60}, {"routine": "desk", "step": -1, "expires": START + 60},
    {"routine": "desk", "step": len(steps("desk")), "expires": START + 60},
    {"routine": "desk", "step": 0}, {"routine": "desk", "step": 0, "expires": "secret"},
    {"routine": "desk", "step": 0, "expires": START + 10**6}, {"routine": ["secret"], "expires": START + 60},
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_bookmark_is_ignored_and_logged_without_content(broken: Any, caplog: pytest.LogCaptureFixture) -> None:
    echo = Echo()
    echo.store.sound.put(USER, {"introduced": True, "bookmark": broken}, 0)
    assert words("basics")["welcome"] in echo.open()
    (record,) = (record for record in caplog.records if record.levelno >= logging.WARNING)
    assert record.message == "preferences ignored: the bookmark is broken"
