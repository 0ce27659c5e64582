import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from echo.spoken import LONGEST, NotSpeech, Piece, Saying, Silence, as_json, pieces
from simulator.device import plain
from simulator.rules import check_ssml
from simulator.walk import Walk
from tests.transcripts.test_transcripts import CONVERSATIONS, said
from tests.voice import echo
from upper_back_guide.alexa.guard import guarded


def say(inner: str) -> list[Piece]:
    return pieces(f"<speak>{inner}</speak>")


def texts(heard: list[Piece]) -> list[str]:
    return [piece.text for piece in heard if isinstance(piece, Saying)]


def words(text: str) -> list[str]:
    """The words of a text, a number as one whether it is read in digits or not."""
    return re.findall(r"[\w'-]+", re.sub(r"(?<=\d),? (?=\d)", "", text))


@cache
def replies() -> tuple[str, ...]:
    """The SSML of whatever the skill says: on walks through all its rooms in five locales, and in whole conversations,
    as no walk gets as far as a stretch."""
    handler, found = guarded(None, None), dict[str, None]()
    for seed in range(3):
        answers = list[Mapping[str, Any]]()
        events = Walk(seed, "skill").events(answers)
        for _ in range(700):
            answers.append(handler(next(events)))
            found |= dict.fromkeys(ssml(answers[-1]["response"]))
    for conversation in CONVERSATIONS:
        device = echo()
        for turn in cast(list[dict[str, str]], conversation.values[0]):
            found |= dict.fromkeys(ssml(said(device, turn["you"]).response.get("response", {})))
    return tuple(found)


def ssml(response: Mapping[str, Any]) -> Iterator[str]:
    for speech in (response.get("outputSpeech"), (response.get("reprompt") or {}).get("outputSpeech")):
        if speech:
            yield speech["ssml"]


def test_the_words_of_every_reply_are_said_in_order() -> None:
    assert len(replies()) > 500
    for reply in replies():
        spoken = re.sub(r'<sub alias="([^"]+)">[^<]*</sub>', r"\1", reply)
        assert words(" ".join(texts(pieces(reply)))) == words(plain({"type": "SSML", "ssml": spoken})), reply


def test_the_pauses_of_every_reply_add_up() -> None:
    paused = 0.0
    for reply in replies():
        silence = sum(piece.seconds for piece in pieces(reply) if isinstance(piece, Silence))
        assert silence == pytest.approx(sum(map(int, re.findall(r'time="(\d+)ms"', reply))) / 1000), reply
        paused += silence
    assert paused > 60


def test_every_reply_is_in_sentences() -> None:
    for reply in replies():
        for text in texts(pieces(reply)):
            assert len(text) <= LONGEST
            assert not re.search(r"[.?!] [A-Z]", text), text


def test_a_reply_of_the_skill_as_its_pieces() -> None:
    device = echo()
    device.open()
    emergency = device.intent("EmergencyIntent", red_flag="chest_pain").response["response"]["outputSpeech"]["ssml"]
    assert pieces(emergency)[0] == Saying("Call 9 1 1 now, on a phone.")


def test_how_fast_the_skill_speaks_is_the_rate_of_every_piece() -> None:
    device = echo()
    device.open()
    device.say("speak slower")
    heard = pieces(device.say("what are the symptoms").response["response"]["outputSpeech"]["ssml"])
    assert {piece.rate for piece in heard if isinstance(piece, Saying)} == {85}


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<say-as interpret-as="digits">911</say-as>', "9 1 1"),
        ('<say-as interpret-as="telephone">1 800 222 1222</say-as>', "1, 8 0 0, 2 2 2, 1 2 2 2"),
        ('<say-as interpret-as="telephone">202-555-1212</say-as>', "2 0 2, 5 5 5, 1 2 1 2"),
        ('<say-as interpret-as="telephone">none</say-as>', "none"),
        ('<say-as interpret-as="spell-out">mri</say-as>', "M R I"),
        ('<say-as interpret-as="characters">C 7</say-as>', "C 7"),
        ('<say-as interpret-as="cardinal">911</say-as>', "911"),
        ('<say-as interpret-as="ordinal">1</say-as>', "1st"),
        ('<say-as interpret-as="ordinal">2</say-as>', "2nd"),
        ('<say-as interpret-as="ordinal">23</say-as>', "23rd"),
        ('<say-as interpret-as="ordinal">12</say-as>', "12th"),
        ('<say-as interpret-as="ordinal">4</say-as>', "4th"),
        ('<say-as interpret-as="ordinal">last</say-as>', "last"),
        ('<say-as interpret-as="fraction">3/20</say-as>', "3/20"),
        ('<say-as interpret-as="date" format="mdy">1/2/2027</say-as>', "1/2/2027"),
        ('<say-as interpret-as="expletive">dash it</say-as>', "beep"),
        ('<sub alias="triple zero">000</sub>', "triple zero"),
        ('<sub alias="iron &amp; oxygen">Fe<emphasis>O</emphasis></sub>', "iron & oxygen"),
        ("salt &amp; pepper &lt;3 &quot;fine&quot;", 'salt & pepper <3 "fine"'),
        ("<emphasis>not</emphasis>ed", "noted"),
        ('<amazon:effect name="whispered">hush</amazon:effect>', "hush"),
        ('<audio src="soundbank://soundlibrary/bell"/>ring', "ring"),
        ("  one \n two  ", "one two"),
    ],
)
def test_what_is_marked_up_is_said_as_alexa_says_it(inner: str, expected: str) -> None:
    assert say(inner) == [Saying(expected)]


def test_a_number_stays_in_its_sentence() -> None:
    assert texts(say('Call <say-as interpret-as="digits">911</say-as>, now. Wait.')) == ["Call 9 1 1, now.", "Wait."]


def test_an_escape_in_a_number_does_not_split_it() -> None:
    assert say('<say-as interpret-as="ordinal">1&#50;</say-as>') == [Saying("12th")]


def test_sentences_are_pieces_and_abbreviations_are_not() -> None:
    heard = texts(say('At 10 a.m. or later. "Really?" Yes! (It is.) 5 of them... Done'))
    assert heard == ["At 10 a.m. or later.", '"Really?"', "Yes!", "(It is.)", "5 of them...", "Done"]


@pytest.mark.parametrize("tag", ["p", "s"])
def test_paragraphs_and_sentences_end_a_piece(tag: str) -> None:
    assert texts(say(f"one<{tag}>two</{tag}><{tag}>three</{tag}>four")) == ["one", "two", "three", "four"]


def test_breaks_are_silences_where_they_stand() -> None:
    heard = say('in<break time="1.5s"/> <break time="250ms"/> out <break time="3s"/>')
    assert heard == [Saying("in"), Silence(1.75), Saying("out"), Silence(3)]


@pytest.mark.parametrize("strength", ["none", "x-weak"])
def test_a_break_of_no_strength_is_none(strength: str) -> None:
    assert say(f'in <break strength="{strength}"/>out') == [Saying("in out")]


def test_a_stronger_break_is_longer() -> None:
    lengths = []
    for mark in ("<break/>", '<break strength="strong"/>', '<break strength="x-strong"/>'):
        _, silence, _ = say(f"in {mark} out")
        assert isinstance(silence, Silence)
        lengths.append(silence.seconds)
    assert 0 < lengths[0] < lengths[1] < lengths[2]


def test_rates_multiply_and_end_with_their_tag() -> None:
    heard = say('a <prosody rate="80%">b <prosody rate="50%">c</prosody> d</prosody> e')
    assert heard == [Saying("a"), Saying("b", 80), Saying("c", 40), Saying("d", 80), Saying("e")]


def test_named_rates_are_rates() -> None:
    names = ["x-slow", "slow", "medium", "fast", "x-fast"]
    heard = say(" ".join(f'<prosody rate="{name}">{name}</prosody>' for name in names))
    rates = [piece.rate for piece in heard if isinstance(piece, Saying)]
    assert rates == sorted(set(rates))
    assert rates[2] == 100


def test_other_prosody_leaves_the_rate() -> None:
    assert say('a <prosody volume="loud" pitch="high">b</prosody>') == [Saying("a b")]


@pytest.mark.parametrize(("rate", "expected"), [("1%", 20), ("999%", 300)])
def test_no_rate_is_beyond_what_a_voice_can_do(rate: str, expected: int) -> None:
    assert say(f'<prosody rate="{rate}">a</prosody>') == [Saying("a", expected)]


def test_what_has_no_words_is_no_piece() -> None:
    assert say('… <prosody rate="50%">.</prosody><break time="1s"/> , ') == [Silence(1)]
    assert say("") == []


def test_a_long_sentence_is_cut_between_words() -> None:
    text = " ".join(["up-and-down"] * 40)
    heard = texts(say(text))
    assert " ".join(heard) == text
    assert max(map(len, heard)) <= LONGEST


@pytest.mark.parametrize(
    "ssml",
    [
        "",
        "hello",
        "<speak>a",
        "<speak>a & b</speak>",
        "<speak><blink>a</blink></speak>",
        "<p>a</p>",
        "<speak/><speak/>",
    ],
)
def test_what_alexa_would_refuse_is_not_speech_and_one_line_says_why(ssml: str) -> None:
    with pytest.raises(NotSpeech) as refused:
        pieces(ssml)
    assert str(refused.value)
    assert "\n" not in str(refused.value)


def test_pieces_as_json() -> None:
    assert as_json(Saying("hello", 85)) == {"say": "hello", "rate": 85}
    assert as_json(Silence(1.5)) == {"pause": 1.5}


MARKED = st.recursive(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40).map(escape),
    lambda inner: st.lists(
        st.builds(
            lambda tag, text: f"<{tag}>{text}</{tag.split(' ')[0]}>",
            st.sampled_from(["p", "s", "emphasis", 'prosody rate="85%"', 'prosody pitch="low"', 'voice name="Joey"']),
            inner,
        )
        | st.sampled_from(['<break time="200ms"/>', '<break strength="none"/>'])
        | inner,
        max_size=4,
    ).map(" ".join),
    max_leaves=12,
)


@given(MARKED)
def test_whatever_is_marked_up_no_word_is_lost(inner: str) -> None:
    check_ssml(f"<speak>{inner}</speak>")
    heard = say(inner)
    expected = plain({"type": "SSML", "ssml": f"<speak>{inner}</speak>"})
    assert "".join(re.findall(r"\w", "".join(texts(heard)))) == "".join(re.findall(r"\w", expected))
    assert all(len(text) <= LONGEST for text in texts(heard))
