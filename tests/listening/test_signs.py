"""Emergencies as people say them are heard, by the sign they are."""

import pytest

from tests.listening.ears import ROUNDS, SIGNS, called, flagged, ids, names, rows
from upper_back_guide.checkup.rules import BY_QUESTION, Level
from upper_back_guide.listening import hear

SAID = [(sign, words) for sign, every in rows("emergencies").items() for words in every]
MORE = [(sign, words) for name in ROUNDS for words, sign in rows(name)["emergencies"]]


@pytest.mark.parametrize("sign", rows("emergencies"))
def test_emergencies_are_heard(sign: str) -> None:
    unheard = [words for words in rows("emergencies")[sign] if not flagged(words)]
    assert len(unheard) * 20 <= len(rows("emergencies")[sign]), unheard


def test_nearly_all_are_heard() -> None:
    unheard = [words for _, words in [*SAID, *MORE] if not flagged(words)]
    assert len(unheard) * 33 <= len(SAID) + len(MORE), unheard


def test_nearly_all_are_heard_by_their_own_sign() -> None:
    unnamed = [words for sign, words in [*SAID, *MORE] if sign not in ids(hear(words))]
    assert len(unnamed) * 20 <= len(SAID) + len(MORE), unnamed


@pytest.mark.parametrize(
    ("sign", "words"), [(sign, words) for sign, every in rows("warnings").items() for words in every]
)
def test_warning_signs_are_heard(sign: str, words: str) -> None:
    assert sign in ids(hear(words))


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("my heart is racing and I'm short of breath", "clot"),
        ("I'm coughing up blood", "coughing_blood"),
        ("one calf is swollen", "swollen_calf"),
        ("when i breathe in it stabs in the back and my calf is all swollen", "clot"),
        ("I get breathless walking to the shop", "breathless_walking"),
        ("a splitting headache came on in a second", "thunderclap_headache"),
        ("I'm on warfarin and my back suddenly hurts terribly", "thinner_spine"),
        ("I'm pregnant and bleeding", "pregnancy_danger"),
        ("I'm pregnant and my belly hurts all the time", "pregnancy_danger"),
        ("I'm twenty eight weeks pregnant and I've got cramps that keep coming", "pregnancy_signs"),
        ("I took my insulin twice", "insulin"),
        ("he took some pills and we don't know what they were", "unknown_pills"),
        ("my child swallowed a tablet", "overdose"),
        ("my husband hits me", "hurt_by_somebody"),
        ("she went grey and clammy", "gray_skin"),
        ("there's a beating lump in my belly", "belly_lump"),
        ("I ache all over and my wee's gone brown", "dark_urine"),
        ("my urine looks like cola since the gym", "dark_urine"),
    ],
)
def test_the_new_signs(words: str, sign: str) -> None:
    assert sign in ids(hear(words))


def test_the_most_urgent_comes_first() -> None:
    assert ids(hear("I have a fever and I'm dizzy and I can't breathe"))[0] == "breathing"
    assert ids(hear("my arm is numb and maybe my chest hurts"))[0] == "chest_pain"
    assert ids(hear("my chest's a bit sore and I can't feel my legs"))[0] == "legs"


def test_being_hurt_is_not_self_harm() -> None:
    for words in ("my partner hits me", "i'm not safe at home", "someone is hurting me"):
        assert ids(hear(words))[0] == "hurt_by_somebody"
        assert "self_harm" not in ids(hear(words))


def test_hurting_oneself_at_the_gym_is_neither() -> None:
    assert "self_harm" not in ids(hear("I hurt myself lifting a box"))


def test_the_signs_answer_questions_that_exist() -> None:
    for id_, sign in SIGNS.items():
        assert sign["alone"] in Level.__members__, id_
        assert sign["question"] in {"", *BY_QUESTION}, id_
        assert {*sign.get("raised_by", ())} <= {*BY_QUESTION, *SIGNS}, id_
        assert sign.get("advice") or sign["alone"] != "EMERGENCY", id_


def test_every_sign_has_a_name_or_a_pattern_that_is_tested() -> None:
    tested = {sign for _, sign in names()} | {sign for sign, _ in [*SAID, *MORE]} | {*rows("warnings")}
    assert {*SIGNS} - tested == {"sweating", "pregnancy_headache", "pregnancy_signs"}


def test_a_headache_with_trouble_seeing_is_danger_in_pregnancy_and_asked_about_otherwise() -> None:
    assert called("I'm thirty weeks pregnant with a headache and seeing spots") == ["pregnancy_headache"]
    assert flagged("she's got a headache and she's seeing spots") == ["pregnancy_headache"]


@pytest.mark.parametrize("words", ["he's numb to my nagging", "hang on I have to pee", "my mum died of a heart attack"])
def test_what_only_sounds_like_danger_is_none(words: str) -> None:
    assert not hear(words).signs


@pytest.mark.parametrize(
    "words",
    [
        "is it bad if I crack my back all the time",
        "are you listening to me all the time",
        "my toddler wants picking up all the time",
        "long car trip tomorrow how do I sit",
        "I have a big chest could that be why my back aches",
    ],
)
def test_a_habit_a_journey_and_a_bust_are_no_signs(words: str) -> None:
    assert not hear(words).signs


@pytest.mark.parametrize("words", ["it's there all the time", "all the time", "I use heat and it hurts all the time"])
def test_what_is_there_all_the_time_is_a_sign(words: str) -> None:
    assert "pattern" in ids(hear(words))


def test_a_year_puts_it_in_the_past() -> None:
    assert not called("i had chest pain in 2019")
    assert called("i had chest pain")
