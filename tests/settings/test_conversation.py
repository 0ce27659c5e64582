"""How fast to speak, what is kept, and being forgotten."""

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from simulator.rules import check_ssml
from tests.basics import test_conversation as basics
from tests.talk import NO, VOICE, YES, Talk, spoken
from upper_back_guide import conversation, settings, speeds
from upper_back_guide.alexa.render import render
from upper_back_guide.content import words
from upper_back_guide.stretching.lesson import Bookmark
from upper_back_guide.turn import Keeping, Reply, State, Turn

SAY = words("settings")
STATES = {
    **basics.STATES,
    "asked which routine": ("Launch", "StartStretchIntent"),
    "mid-stretch": ("Launch", "StartStretchIntent", YES, NO, NO),
}
ASIDES = ("SpeakSlowerIntent", "SpeakFasterIntent", "SpeakNormallyIntent", "PrivacyIntent", "WhatDoYouKnowIntent")


def at(state: str) -> Talk:
    talk = Talk()
    talk.turns(*STATES[state])
    return talk


def asked(
    intent: str, state: State, keeping: Keeping, opening: bool = False, kept: Mapping[str, Any] | None = None
) -> Reply:
    return conversation.respond(Turn(intent, opening=opening, keeping=keeping, kept=kept or {}), state)


def ssml(reply: Reply) -> str:
    text: str = render(reply, VOICE).output_speech.ssml
    check_ssml(text)
    return text


@pytest.mark.parametrize(("state", "intent"), list(product(STATES, ASIDES)))
def test_an_aside_changes_no_place_and_asks_the_open_question_again(state: str, intent: str) -> None:
    talk = at(state)
    before = talk.replies[-1]
    after = talk.turn(intent)
    assert (after.question, after.question.reprompt) == (before.question, before.question.reprompt)
    same = replace(after.state, speed=before.state.speed, speech=before.state.speech, misses=before.state.misses)
    assert json.loads(json.dumps(same.memory())) == json.loads(json.dumps(before.state.memory()))


@pytest.mark.parametrize("state", [state for state in STATES if state != "mid-stretch"])
def test_slower_with_no_stretch_to_steer_is_about_the_voice(state: str) -> None:
    assert at(state).turn("SlowerIntent").state.speed == "slow"
    assert at(state).turn("FasterIntent").state.speed == "fast"


def test_in_a_stretch_slower_is_about_the_stretch_and_speak_slower_about_the_voice() -> None:
    talk = at("mid-stretch")
    assert talk.turn("SlowerIntent").state.speed == "normal"
    assert talk.turn("SpeakSlowerIntent").state.speed == "slow"
    assert talk.state.under_way == "stretching"


def test_the_voice_has_five_speeds_and_two_ends() -> None:
    talk = at("just opened")
    heard = [talk.turn("SpeakSlowerIntent") for _ in range(3)]
    assert [reply.state.speed for reply in heard] == ["slow", "very slow", "very slow"]
    assert spoken(heard[-1]).startswith(SAY["slowest"])
    heard = [talk.turn("SpeakFasterIntent") for _ in range(5)]
    assert [reply.state.speed for reply in heard] == ["slow", "normal", "fast", "very fast", "very fast"]
    assert spoken(heard[-1]).startswith(SAY["fastest"])
    assert talk.turn("SpeakNormallyIntent").state.speed == "normal"


@pytest.mark.parametrize(("speed", "percent"), list(speeds.SPEEDS.items()))
def test_everything_is_said_at_that_speed_pauses_and_numbers_included(speed: str, percent: int) -> None:
    talk = Talk(state=State(speed=speed))
    for intent in ("Launch", "StartStretchIntent", YES, NO, NO):
        response = render(talk.turn(intent), VOICE)
        for text in (response.output_speech.ssml, response.reprompt.output_speech.ssml):
            check_ssml(text)
            if percent == 100:
                assert "prosody" not in text
            else:
                assert text.startswith(f'<speak><prosody rate="{percent}%">')
                assert text.endswith("</prosody></speak>")


@pytest.mark.parametrize("speed", speeds.SPEEDS)
def test_an_emergency_is_never_hurried(speed: str) -> None:
    talk = Talk(state=State(speed=speed))
    text = ssml(talk.turn("EmergencyIntent"))
    assert ("prosody" in text) is (speeds.SPEEDS[speed] < 100)


def test_repeat_says_the_same_at_the_new_speed() -> None:
    talk = at("mid-answer")
    before = talk.replies[-1]
    talk.state = replace(talk.state, speed="slow")
    again = talk.turn("AMAZON.RepeatIntent")
    assert spoken(again) == spoken(before)
    assert 'rate="85%"' in ssml(again)


def test_changing_the_speed_without_saying_how_asks_where_nothing_else_is_asked() -> None:
    talk = at("mid-check-up")
    before = talk.replies[-1]
    assert SAY["speed"] in spoken(talk.turn("SpeedIntent"))
    assert talk.turn("SlowerIntent").question == before.question
    assert asked("SpeedIntent", State(), "preferences", opening=True).question.ask == SAY["speed_ask"]


def test_what_was_too_fast_is_what_repeat_repeats() -> None:
    talk = at("mid-answer")
    answer = spoken(talk.replies[-1])
    for intent in ("SpeakSlowerIntent", "SpeakFasterIntent", "SpeakNormallyIntent", "LouderIntent"):
        talk.turn(intent)
        assert spoken(talk.turn("AMAZON.RepeatIntent")) == answer


def test_again_but_slower_is_both() -> None:
    talk = at("mid-answer")
    again = talk.turn("SayAgainSlowerIntent")
    assert spoken(again) == spoken(talk.replies[-2])
    assert again.state.speed == "slow"
    assert Talk().turn("SayAgainSlowerIntent").state.speed == "slow"


def test_what_is_known_can_be_deleted_with_a_yes() -> None:
    told = asked("WhatDoYouKnowIntent", State(), "preferences", kept={"introduced": True})
    assert told.question.ask == SAY["known_ask"]
    assert asked(YES, told.state, "preferences").effect
    kept = asked(NO, told.state, "preferences")
    assert not kept.effect
    assert not asked(YES, kept.state, "preferences").effect
    slower = asked("SpeakSlowerIntent", told.state, "preferences")
    assert slower.question.ask != SAY["known_ask"]
    assert not asked(YES, slower.state, "preferences").effect


ASIDE_OR_TALK = (*ASIDES, "ForgetMeIntent", "SpeedIntent", "LouderIntent", "SayAgainSlowerIntent", "SlowerIntent")


@pytest.mark.parametrize("keeping", ["nothing", "preferences", "unreachable"])
@pytest.mark.parametrize("flag", ["chest_pain", "self_harm", "overdose"])
@pytest.mark.parametrize("intent", [*ASIDE_OR_TALK, "AMAZON.HelpIntent", "GreetingIntent"])
def test_while_a_call_stands_it_comes_first_and_is_what_again_is_about(
    intent: str, flag: str, keeping: Keeping
) -> None:
    talk = at("just opened")
    talk.turn("EmergencyIntent", red_flag=flag)
    called = talk.replies[-1]
    call = spoken(called).split(". ")[0]
    told = asked(intent, talk.state, keeping)
    assert spoken(told).startswith(call)
    assert (told.question, told.question.reprompt) == (called.question, called.question.reprompt)
    for again in (YES, "AMAZON.RepeatIntent"):
        assert call in spoken(asked(again, told.state, keeping))
    no = asked(NO, told.state, keeping)
    assert call in spoken(no)
    assert not no.question


@pytest.mark.parametrize("intent", ["SpeakSlowerIntent", "SlowerIntent", "SayAgainSlowerIntent"])
def test_slower_after_an_emergency_is_the_call_again_slower(intent: str) -> None:
    talk = at("after an emergency")
    called = talk.replies[-1]
    again = talk.turn(intent)
    assert spoken(again) == spoken(called)
    assert 'rate="85%"' in ssml(again)


@pytest.mark.parametrize("intent", ASIDE_OR_TALK)
def test_an_answer_later_the_call_still_comes_first(intent: str) -> None:
    talk = at("after an emergency")
    talk.turn("CausesIntent")
    told = asked(intent, talk.state, "preferences", kept={"introduced": True})
    assert spoken(told).startswith("Call 911 now")


@pytest.mark.parametrize("flag", ["chest_pain", "self_harm"])
@pytest.mark.parametrize("intent", ["AMAZON.StopIntent", "AMAZON.CancelIntent", "ThanksIntent"])
def test_leaving_while_a_call_stands_ends_with_the_call(intent: str, flag: str) -> None:
    talk = at("just opened")
    talk.turn("EmergencyIntent", red_flag=flag)
    call = spoken(talk.replies[-1]).split(". ")[0]
    last = talk.turn(intent)
    assert call in spoken(last)
    assert not last.question


@pytest.mark.parametrize("state", ["mid-check-up", "mid-stretch"])
def test_while_something_is_under_way_its_question_stays(state: str) -> None:
    talk = at(state)
    told = asked("WhatDoYouKnowIntent", talk.state, "preferences", kept={"introduced": True})
    assert told.question == talk.replies[-1].question
    assert SAY["known_delete"] in spoken(told)


@pytest.mark.parametrize("between", ["SpeakSlowerIntent", "AboutMeIntent", "CausesIntent"])
def test_a_yes_to_another_question_deletes_nothing(between: str) -> None:
    told = asked("WhatDoYouKnowIntent", State(), "preferences", kept={"introduced": True})
    other = asked(between, told.state, "preferences")
    assert other.question.ask != SAY["known_ask"]
    assert not asked(YES, other.state, "preferences").effect


def test_after_two_misses_the_question_is_no_longer_which_one() -> None:
    talk = Talk()
    talk.turns("Launch", "AMAZON.FallbackIntent", "AMAZON.FallbackIntent")
    assert talk.turn("PrivacyIntent").question.ask == words("phrases")["anything_else"]


KNOWN = list(product(speeds.SPEEDS, (False, True), (False, True)))


@pytest.mark.parametrize(("speed", "introduced", "stretching"), KNOWN)
def test_what_is_known_is_what_is_kept_and_nothing_else(speed: str, introduced: bool, stretching: bool) -> None:
    kept: dict[str, Any] = {"speed": speed} if speed != "normal" else {}
    kept |= {"introduced": True} if introduced else {}
    kept |= {"bookmark": {"routine": "desk", "step": 1, "expires": 0}} if stretching else {}
    told = spoken(asked("WhatDoYouKnowIntent", State(speed="fast"), "preferences", kept=kept))
    assert ((speed != "normal") == ("speak" in told)) is True
    assert ("my introduction" in told) is introduced
    assert ("in a stretch" in told) is stretching
    assert ("don't remember anything" in told) is (speed == "normal" and not introduced and not stretching)


@pytest.mark.parametrize("intent", ["PrivacyIntent", "WhatDoYouKnowIntent", "ForgetMeIntent"])
def test_where_nothing_is_kept_it_says_so(intent: str) -> None:
    assert SAY["nothing_kept"] in spoken(asked(intent, State(speed="slow", introduced=True), "nothing"))


def test_what_cannot_be_read_now_is_not_denied() -> None:
    assert SAY["unreachable"] in spoken(asked("WhatDoYouKnowIntent", State(), "unreachable"))


@pytest.mark.parametrize("keeping", ["nothing", "preferences", "unreachable"])
@pytest.mark.parametrize("intent", [*ASIDES, "ForgetMeIntent"])
def test_each_is_said_in_a_breath_and_closes_a_session_it_began(intent: str, keeping: Keeping) -> None:
    reply = asked(intent, State(), keeping, opening=True)
    assert len(spoken(reply).split()) <= 50
    lasting = keeping == "preferences" or intent not in (
        "SpeakSlowerIntent",
        "SpeakFasterIntent",
        "SpeakNormallyIntent",
    )
    asks = intent == "ForgetMeIntent" and keeping == "preferences"
    assert (not reply.question) is (lasting and not asks)


@pytest.mark.parametrize("state", STATES)
def test_being_forgotten_keeps_what_is_safe_and_the_talk_goes_on(state: str) -> None:
    talk = at(state)
    talk.state = replace(talk.state, speed="slow", introduced=True)
    before = talk.state
    reply = asked("ForgetMeIntent", talk.state, "preferences")
    if not before.patient.call:
        assert not reply.effect
        assert reply.question.id == settings.DELETE
        refused = asked(NO, reply.state, "preferences")
        assert not refused.effect
        assert refused.state.under_way == before.under_way
        reply = asked(YES, reply.state, "preferences")
    assert reply.effect
    assert reply.question
    assert (reply.state.speed, Bookmark.of(reply.state)) == ("normal", None)
    patient = before.people.patient
    assert (reply.state.patient.level, reply.state.patient.call) == (patient.level, patient.call)
    assert not reply.state.patient.group
    assert reply.state.people.person == before.people.person
    assert reply.state.under_way == ("" if before.under_way == "stretching" else before.under_way)


def test_how_long_it_remembers_is_until_the_talk_ends_but_for_what_is_kept() -> None:
    for keeping in ("nothing", "unreachable", "preferences"):
        told = spoken(asked("HowLongKeptIntent", State(), keeping, opening=True))
        assert told.startswith("Until this talk ends.")
        assert ("six months" in told) is (keeping == "preferences")


def test_neither_speed_is_none_of_them_and_both_is_asked_again() -> None:
    talk = Talk()
    talk.turn("SpeedIntent")
    assert talk.turn(YES).question.id == settings.SPEED
    assert talk.turn(NO).question.id == "basics.else"
