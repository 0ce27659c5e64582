"""Who it is about, and what is said of them."""

import pytest

from upper_back_guide.listening import Trait, hear


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("my mom's chest hurts", "mother"),
        ("my husband can't breathe", "husband"),
        ("she collapsed", "she"),
        ("he's gone grey", "he"),
        ("my dad's back hurts and he looks grey", "father"),
        ("my chest hurts", "me"),
        ("I can't wake my wife", "wife"),
        ("tell my wife my chest hurts", "me"),
        ("i nurse my baby and my chest hurts", "me"),
        ("my wife says my face looks grey", "me"),
        ("my son swallowed my pills", "son"),
        ("I'm fine but my mum has chest pain", "mother"),
        ("my mum is fine it's me I've got chest pain", "me"),
        ("I think he's having a heart attack", "he"),
        ("grandma can't feel her legs", "grandmother"),
    ],
)
def test_a_sign_belongs_to_somebody(words: str, person: str) -> None:
    assert hear(words).signs[0].person == person


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("it's for my mother", "mother"),
        ("it's for me", "me"),
        ("my wife has a back spasm", "wife"),
        ("can my mom take ibuprofen she's on warfarin", "mother"),
        ("start the check up for my son", "son"),
        ("can my wife rub it", ""),
        ("can I lift my baby", ""),
        ("can you call my daughter", ""),
        ("she's in pain", "she"),
        ("my back hurts", ""),
        ("it's not me it's my wife", "wife"),
        ("my grandson brought me a chair", ""),
        ("they said I could do what I like", ""),
        ("can I do the twist my friend does", ""),
        ("my granddaughter showed me a chair stretch", ""),
    ],
)
def test_the_talk_is_about_somebody(words: str, person: str) -> None:
    assert hear(words).person == person


def test_not_me() -> None:
    assert hear("it's not me").not_me
    assert not hear("it's me").not_me


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("my son is fourteen and his back seized up", 14),
        ("I'm 82", 82),
        ("I'm eighty two", 82),
        ("she's sixty five years old", 65),
        ("I'm a forty year old man", 40),
        ("he's nine", 9),
        ("I just turned seventy", 70),
        ("my baby is nine months old", 0),
        ("I'm twenty eight weeks pregnant", None),
        ("I've had it for three weeks", None),
        ("I took two advil", None),
        ("I'm five foot ten", None),
        ("it hurts when I do ten of them", None),
        ("set a timer for twenty minutes", None),
        ("my son's back hurts and I'm forty", None),
    ],
)
def test_ages(words: str, age: int | None) -> None:
    assert hear(words).age == age


@pytest.mark.parametrize(
    ("words", "condition", "person"),
    [
        ("I'm pregnant and my back hurts", "pregnancy", "me"),
        ("twenty eight weeks pregnant", "pregnancy", ""),
        ("my wife is expecting", "pregnancy", "wife"),
        ("I had breast cancer", "cancer", "me"),
        ("she's got osteoporosis", "thin_bones", "she"),
        ("I take prednisone", "steroids", "me"),
        ("he's on eliquis", "blood_thinners", "he"),
        ("I have hiv", "weak_immune", "me"),
        ("I've got diabetes", "diabetes", "me"),
        ("my mum has kidney disease", "kidney_disease", "mother"),
    ],
)
def test_conditions(words: str, condition: str, person: str) -> None:
    assert Trait(condition, person) in hear(words).conditions


@pytest.mark.parametrize(
    "words",
    [
        "I'm not pregnant",
        "I've never had cancer",
        "no steroids",
        "I'm a cancer and my wife's a leo",
        "what is osteoporosis",
        "I was expecting a call",
    ],
)
def test_what_is_no_condition(words: str) -> None:
    assert not hear(words).conditions


@pytest.mark.parametrize(
    ("words", "medicine"),
    [
        ("i take warfarin", "warfarin"),
        ("she's on insulin", "insulin"),
        ("I took an advil", "ibuprofen"),
        ("he takes xarelto and his back hurts", "rivaroxaban"),
    ],
)
def test_medicines(words: str, medicine: str) -> None:
    assert medicine in {trait.id for trait in hear(words).medicines}


@pytest.mark.parametrize("words", ["could I take ibuprofen every six hours", "so is the tylenol all right"])
def test_a_medicine_that_is_asked_about_first_of_all_is_not_taken(words: str) -> None:
    assert not hear(words).medicines


def test_a_medicine_asked_about_is_not_taken() -> None:
    assert [trait.id for trait in hear("can my mom take ibuprofen she's on warfarin").medicines] == ["warfarin"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("I've had it for three weeks", 21),
        ("since yesterday", 1),
        ("it started this morning", 0),
        ("two days ago", 2),
        ("about a month now", 30),
        ("for a couple of weeks", None),
        ("I'm twenty weeks pregnant", None),
    ],
)
def test_since_when(words: str, days: int | None) -> None:
    if days is None:
        assert hear(words).since in (None, 14)
    else:
        assert hear(words).since == days


@pytest.mark.parametrize(
    ("words", "injury"),
    [("I fell off a ladder", "hard"), ("I tripped", "minor"), ("I lifted a box", ""), ("no falls", "")],
)
def test_injuries(words: str, injury: str) -> None:
    assert hear(words).injury == injury


def test_gone_and_little() -> None:
    assert hear("it's gone now").gone
    assert hear("earlier but not now").gone
    assert not hear("my legs have gone numb").gone
    assert hear("a little").little
