"""Opening, help, repeat, stop, and not being understood."""

import json

import pytest

from tests.talk import NO, YES, Talk, spoken
from upper_back_guide.content import words
from upper_back_guide.turn import State

STATES = {
    "just opened": ("Launch",),
    "mid-answer": ("Launch", "CausesIntent"),
    "mid-check-up": ("Launch", "StartCheckupIntent", NO),
    "after a result": ("StartCheckupIntent", *[NO] * 10),
    "after an emergency": ("Launch", "EmergencyIntent"),
    "after a miss": ("Launch", "AMAZON.FallbackIntent"),
}


def at(state: str) -> Talk:
    talk = Talk()
    talk.turns(*STATES[state])
    return talk


def test_the_welcome_says_what_can_be_asked_in_one_breath_with_the_disclaimer() -> None:
    for introduced, words_at_most in ((False, 55), (True, 40)):
        welcome = spoken(Talk(state=State(introduced=introduced)).turn("Launch"))
        assert "not medical advice" in welcome
        assert len(welcome.split()) <= words_at_most
        assert welcome.endswith("?")


def test_a_new_start_goes_on_from_nothing() -> None:
    talk = Talk()
    talk.turns("Launch", "CausesIntent", "Launch")
    assert spoken(talk.turn("MoreIntent")).startswith(words("basics")["nothing_to_continue"])


@pytest.mark.parametrize("again", ["Launch", "AMAZON.StartOverIntent"])
def test_no_new_start_undoes_an_emergency(again: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("EmergencyIntent", red_flag="self_harm")
    talk.turn("AboutPersonIntent", relation="mother")
    talk.turn(again)
    talk.turn("AboutMeIntent")
    assert "988" in spoken(talk.turn("Launch"))
    assert "988" in spoken(talk.turn("StartStretchIntent"))


def test_the_full_disclaimer_is_heard_once_with_the_local_number() -> None:
    talk = Talk("en-GB")
    first, again = spoken(talk.turn("Launch")), spoken(talk.turn("Launch"))
    assert "can't replace a GP" in first
    assert "call 999" in first
    assert "replace" not in again


@pytest.mark.parametrize("intent", ["AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"])
@pytest.mark.parametrize("state", STATES)
def test_stop_always_ends(state: str, intent: str) -> None:
    assert at(state).turn(intent).question.ask == ""


@pytest.mark.parametrize("state", STATES)
def test_repeat_repeats_the_last_reply_exactly(state: str) -> None:
    talk = at(state)
    last = talk.replies[-1]
    again = talk.turn("AMAZON.RepeatIntent")
    assert (spoken(again), again.question, again.question.reprompt) == (
        spoken(last),
        last.question,
        last.question.reprompt,
    )


@pytest.mark.parametrize("state", STATES)
def test_help_starts_with_safety_ends_with_the_open_question_and_changes_nothing(state: str) -> None:
    talk = at(state)
    before = json.loads(json.dumps(talk.state.memory()))
    question = talk.replies[-1].question
    reply = talk.turn("AMAZON.HelpIntent")
    assert "911" in spoken(reply).split(". ")[0]
    assert reply.question == question
    after = json.loads(json.dumps(talk.state.memory()))
    changed = {key for key in before if before[key] != after[key]}
    assert changed <= {"speech", "misses"}


def test_help_depends_on_the_room() -> None:
    assert len({spoken(at(state).turn("AMAZON.HelpIntent")) for state in STATES}) >= 3


def test_a_second_miss_in_a_row_gets_another_prompt() -> None:
    talk = at("just opened")
    first, second = spoken(talk.turn("AMAZON.FallbackIntent")), spoken(talk.turn("AMAZON.FallbackIntent"))
    assert first != second
    assert "what causes a spasm, or" in first
    assert "911" in second


def test_being_understood_in_between_starts_the_misses_again() -> None:
    talk = at("just opened")
    talk.turn("AMAZON.FallbackIntent")
    talk.turn("CausesIntent")
    assert words("basics")["missed_once"] in spoken(talk.turn("AMAZON.FallbackIntent"))


@pytest.mark.parametrize("intent", ["MoreIntent", "AMAZON.NextIntent", "AMAZON.PreviousIntent", "PickIntent", YES])
def test_words_that_need_a_context_are_met_kindly_without_one(intent: str) -> None:
    reply = Talk().turn(intent)
    assert reply.question


def test_no_to_the_first_question_ends_kindly() -> None:
    talk = at("just opened")
    assert spoken(talk.turn(NO)) == words("basics")["goodbye"]


def test_thanks_in_the_check_up_keeps_its_question() -> None:
    talk = at("mid-check-up")
    asked = talk.replies[-1].question.id
    assert talk.turn("ThanksIntent").question.id == asked


def test_starting_over_keeps_who_it_is_about_and_what_was_urgent() -> None:
    talk = at("after an emergency")
    talk.turn("AboutPersonIntent", relation="mother")
    talk.turn("EmergencyIntent")
    talk.turn("AMAZON.StartOverIntent")
    assert (talk.state.people.person, talk.state.patient.level) == ("mother", "EMERGENCY")


ITSELF = ("WhoAreYouIntent", "WhatCanYouDoIntent", "ListeningIntent", "CallSomebodyIntent")
TEASED = ("InsultIntent", "BoredIntent")


@pytest.mark.parametrize("intent", [*ITSELF, *TEASED])
@pytest.mark.parametrize("state", [state for state in STATES if state != "after an emergency"])
def test_a_question_about_the_guide_or_a_rude_word_keeps_the_open_question(state: str, intent: str) -> None:
    talk = at(state)
    before = talk.replies[-1].question
    after = talk.turn(intent).question
    assert after == before or (not before and after.id == "basics.know")


@pytest.mark.parametrize("intent", [*ITSELF, *TEASED])
def test_while_a_call_stands_nothing_else_is_talked_about(intent: str) -> None:
    assert spoken(at("after an emergency").turn(intent)).startswith("Call 911")


@pytest.mark.parametrize("intent", TEASED)
def test_rudeness_is_met_with_a_few_kind_words_in_turn(intent: str) -> None:
    talk = at("just opened")
    told = [spoken(talk.turn(intent)) for _ in range(4)]
    assert len(set(told)) == 3
    assert told[0] == told[3]
    assert talk.turn("MoreIntent").question


@pytest.mark.parametrize("intent", TEASED)
def test_where_danger_is_asked_about_rudeness_is_no_answer_and_no_joke(intent: str) -> None:
    reply = at("mid-check-up").turn(intent)
    assert reply.speech == (words("basics")["teased"]["strict"],)
    assert reply.question.id.startswith("checkup.")


def test_neither_of_two_things_does_not_end_the_talk_and_both_are_told_one_at_a_time() -> None:
    talk = at("just opened")
    talk.turn("MoreIntent")
    assert spoken(talk.turn(YES)).startswith(words("basics")["one_at_a_time"])
    talk.turn("MoreIntent")
    assert talk.turn(NO).question.id == "basics.know"
    assert talk.turn(NO).question.ask == ""
