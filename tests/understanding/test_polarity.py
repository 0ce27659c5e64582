import pytest

from understanding import polarity
from understanding.words import begun, tokens


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[
            (text, "yes")
            for text in ("great", "sounds good to me", "yes is my answer", "why not", "i'd love to", "go ahead")
        ],
        ("great", "yes"),
        ("sounds good to me", "yes"),
        ("yes is my answer", "yes"),
        ("why not", "yes"),
        ("i'd love to", "yes"),
        ("go ahead", "yes"),
        ("that's right", "yes"),
        ("she says yes", "yes"),
        ("not wrong", "yes"),
        ("no problem", "yes"),
        ("nah yeah", "yes"),
        ("i'm in", "yes"),
        ("absolutely perfect", "yes"),
        ("i think that is correct", "yes"),
        ("oh go on then", "yes"),
        ("fine by me", "yes"),
        ("okay", "yes"),
        ("nope that's not it", "no"),
        ("not that I know", "no"),
        ("she says no", "no"),
        ("he's not keen", "no"),
        ("yeah nah", "no"),
        ("that isn't right", "no"),
        ("i don't think that's correct", "no"),
        ("you got that wrong", "no"),
        ("maybe later", "no"),
        ("i'm good thanks", "no"),
        ("i'd rather not", "no"),
        ("not now", "no"),
        ("leave it", "no"),
        ("i'd have to say no", "no"),
        ("you did not understand me", "no"),
        ("that was not a good answer", "no"),
        ("a big no from me", "no"),
        ("maybe", "unsure"),
        ("i couldn't say", "unsure"),
        ("it could go either way", "unsure"),
        ("no idea", "unsure"),
        ("not so sure", "unsure"),
        ("i don't mind", "unsure"),
        ("whatever", "unsure"),
        ("it doesn't matter", "unsure"),
        ("fifty fifty", "unsure"),
        ("up to you", "unsure"),
        ("what causes it", ""),
        ("stop", ""),
        ("how long does it last", ""),
        ("my neck", ""),
        ("banana bread", ""),
        ("", ""),
        ("great what helps with it", ""),
        ("is it good for me", ""),
        ("good morning good morning good morning good morning good morning good morning good morning good morning", ""),
    ],
)
def test_what_is_offered_is_agreed_to_declined_or_left_open(text: str, answer: str) -> None:
    assert polarity.answer(begun(tokens(text))) == answer


def test_not_minding_agrees_to_an_offer_and_chooses_nothing() -> None:
    words = tokens("i would not mind")
    assert polarity.answer(words) == "yes"
    assert polarity.answer(words, asked="choice") == "unsure"


@pytest.mark.parametrize(
    ("text", "plain"), [("yes", True), ("no she hasn't", True), ("great", False), ("not yet", False)]
)
def test_a_plain_answer_begins_with_yes_or_no(text: str, plain: bool) -> None:
    assert polarity.is_plain(tokens(text)) is plain


@pytest.mark.parametrize("text", ["done", "i did it", "okay i'm ready now", "finished that one"])
def test_who_is_done_goes_on_in_a_routine_and_agrees_to_nothing_else(text: str) -> None:
    assert polarity.answer(begun(tokens(text)), asked="step") == "yes"
    assert polarity.answer(begun(tokens(text)), asked="open") == ""
