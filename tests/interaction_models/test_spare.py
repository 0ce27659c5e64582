import pytest

from interaction_models import grammar, spare

ENGLISH = grammar.of("en")
OWNED = {"relation"}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (["what's {fruit}", "what is {fruit}"], ["what's {fruit}"]),
        (["{relation} hurts", "my {relation} hurts"], ["{relation} hurts"]),
        (["my {relation} hurts"], ["my {relation} hurts"]),
        (["my {fruit}", "{fruit}"], ["my {fruit}", "{fruit}"]),
        (["eat {fruit}", "eat a {fruit}", "eat an {fruit}", "eat the {fruit}"], ["eat {fruit}", "eat a {fruit}"]),
        (["eat {fruit}", "eat my {fruit}", "eat the {fruit}"], ["eat {fruit}", "eat my {fruit}"]),
        (["eat my {fruit}", "eat the {fruit}"], ["eat my {fruit}", "eat the {fruit}"]),
        (["eat the {fruit}", "eat {fruit}"], ["eat the {fruit}", "eat {fruit}"]),
        (["an apple", "a pear"], ["an apple", "a pear"]),
        (["go on please", "please go on", "go on"], ["go on"]),
        (["please go on"], ["please go on"]),
        (["stop", "stop please"], ["stop", "stop please"]),
    ],
)
def test_what_says_the_same_once_more_is_left_out(said: list[str], left: list[str]) -> None:
    assert spare.left({"AskIntent": said}, OWNED, ENGLISH) == {"AskIntent": left}


def test_sentences_about_danger_keep_their_articles() -> None:
    said = {"EmergencyIntent": ["i have a {red_flag}", "i have an {red_flag}"]}
    assert spare.left(said, OWNED, ENGLISH) == said


def test_another_intent_makes_no_sample_spare() -> None:
    said = {"AskIntent": ["go on please"], "OtherIntent": ["go on"]}
    assert spare.left(said, OWNED, ENGLISH) == said
