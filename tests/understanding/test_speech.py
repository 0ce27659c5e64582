import pytest

from understanding import speech
from understanding.words import tokens


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("um what uh causes it", "what causes it"),
        ("what the bloody hell causes it", "what the causes it"),
        ("what what causes it", "what causes it"),
        ("it you know hurts", "it hurts"),
        ("what kind of doctor", "what kind of doctor"),
        ("do you know what helps", "do you know what helps"),
        ("my upper bag hurts", "my upper back hurts"),
        ("i pulled a mussel", "i pulled a muscle"),
        ("can i take i be profen", "can i take ibuprofen"),
        ("my back's stuffed", "my back hurts"),
        ("me back's knackered", "my back hurts"),
        ("my back is paining", "my back is hurting"),
        ("is it gone", "is it gone"),
        ("i'm giddy", "i am dizzy"),
        ("go to the er", "go to the er"),
        ("damn", "damn"),
    ],
)
def test_people_speak_in_many_ways(text: str, same: str) -> None:
    assert " ".join(speech.tidied(tokens(text))) == same


def test_a_word_that_is_none_is_taken_for_one_that_sounds_the_same() -> None:
    sounds = speech.sounding({"slouching", "posture", "poster", "stress"})
    assert speech.mended(("slowching", "stres"), lambda word: True, sounds) == ("slouching", "stress")
    assert speech.mended(("slowching",), lambda word: False, sounds) == ("slowching",)  # it is English
    assert "posture" not in sounds.values()  # two words sound like that


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("olly, what causes it", "what causes it"),
        ("olly what causes it", "what causes it"),
        ("what causes it, olly", "what causes it"),
        ("what causes it olly", "what causes it olly"),
        ("stress, is it that", "stress, is it that"),
    ],
)
def test_a_name_that_the_device_is_called_by_is_left_out(text: str, rest: str) -> None:
    assert speech.unaddressed(text, lambda word: word == "olly") == rest


@pytest.mark.parametrize(
    ("text", "thought"),
    [
        ("my shoulder hurts no wait i mean my neck", ("my shoulder hurts", "my neck")),
        ("can I use heat, sorry, I meant ice", ("can I use heat", "ice")),
        ("is it stress, scratch that, is it posture", ("is it stress", "is it posture")),
        ("what do you mean", None),
        ("i mean my neck", None),
    ],
)
def test_a_second_thought_is_what_was_meant(text: str, thought: tuple[str, str] | None) -> None:
    assert speech.second_thought(text) == thought


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("what causes it and how long does it last", ("what causes it", "how long does it last")),
        ("What causes it? Is it serious?", ("What causes it", "Is it serious?")),
        ("what helps with neck and shoulder pain", ("what helps with neck and shoulder pain",)),
        ("Yes. What causes it?", ("Yes. What causes it?",)),
    ],
)
def test_two_questions_are_told_apart(text: str, parts: tuple[str, ...]) -> None:
    assert speech.questions(text) == parts
