"""How fast to speak, what is kept, and being forgotten."""

import json
from dataclasses import replace
from itertools import product

import pytest

from simulator.rules import check_ssml
from tests.basics import test_conversation as basics
from tests.talk import NO, YES, Talk, spoken
from upper_back_guide import router
from upper_back_guide.alexa.render import render
from upper_back_guide.content import words
from upper_back_guide.settings import speeds
from upper_back_guide.stretching.place import Bookmark
from upper_back_guide.turn import Keeping, Reply, State, Turn

SAY = words("settings")
STATES = {
    **basics.STATES,
    "asked which routine": ("Launch", "StartStretchIntent"),
    "mid-stretch": ("Launch", "StartStretchIntent", YES, NO),
}
ASIDES = ("SpeakSlowerIntent", "SpeakFasterIntent", "SpeakNormallyIntent", "PrivacyIntent", "WhatDoYouKnowIntent")


def at(state: str) -> Talk:
    talk = Talk()
    talk.turns(*STATES[state])
    return talk


def asked(intent: str, state: State, keeping: Keeping, opening: bool = False) -> Reply:
    return router.respond(Turn(intent, opening=opening, keeping=keeping), state)


def ssml(reply: Reply) -> str:
    text: str = render(reply).output_speech.ssml
    check_ssml(text)
    return text


@pytest.mark.parametrize(("state", "intent"), list(product(STATES, ASIDES)))
def test_an_aside_changes_no_place_and_asks_the_open_question_again(state: str, intent: str) -> None:
    talk = at(state)
    before = talk.replies[-1]
    after = talk.turn(intent)
    assert (after.question, after.reprompt) == (before.question, before.reprompt)
    same = replace(after.state, speed=before.state.speed, said=before.state.said, misses=before.state.misses)
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
    for intent in ("Launch", "StartStretchIntent", YES, NO):
        response = render(talk.turn(intent))
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


def test_changing_the_speed_without_saying_how_tells_how() -> None:
    talk = at("mid-check-up")
    before = talk.replies[-1]
    assert SAY["speed"] in spoken(talk.turn("SpeedIntent"))
    assert talk.turn("SlowerIntent").question == before.question


KNOWN = list(product(speeds.SPEEDS, (False, True), (False, True)))


@pytest.mark.parametrize(("speed", "introduced", "stretching"), KNOWN)
def test_what_is_known_is_what_is_kept_and_nothing_else(speed: str, introduced: bool, stretching: bool) -> None:
    state = State(speed=speed, introduced=introduced)
    state = Bookmark("desk", 1).opened(state) if stretching else state
    told = spoken(asked("WhatDoYouKnowIntent", state, "preferences"))
    assert ((speed != "normal") == ("speak" in told)) is True
    assert ("we've met" in told) is introduced
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
    lasting = keeping != "nothing" or intent not in ("SpeakSlowerIntent", "SpeakFasterIntent", "SpeakNormallyIntent")
    assert (not reply.question) is lasting


@pytest.mark.parametrize("state", STATES)
def test_being_forgotten_keeps_what_is_safe_and_the_talk_goes_on(state: str) -> None:
    talk = at(state)
    talk.state = replace(talk.state, speed="slow", introduced=True)
    before = talk.state
    reply = asked("ForgetMeIntent", talk.state, "preferences")
    assert reply.forget
    assert reply.question
    assert (reply.state.speed, reply.state.introduced, Bookmark.of(reply.state)) == ("normal", False, None)
    assert (reply.state.level, reply.state.person) == (before.level, before.person)
    assert reply.state.under_way == ("" if before.under_way == "stretching" else before.under_way)
