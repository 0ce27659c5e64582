"""What was taken already: a usual amount for a grown-up of whom nothing is known, or not."""

import re

import pytest

from tests.talk import Talk, about, spoken
from upper_back_guide import conversation
from upper_back_guide.content import entry
from upper_back_guide.turn import Slot, State, Turn

TWO = "two is a usual amount of the shop strength, if the packet says so. no more until the packet allows it."
IBUPROFEN = entry("medicines.ibuprofen").short.split("{")[0]
INTENTS = ["MedicineIntent", "DoseIntent", "TooMuchMedicineIntent", "EmergencyIntent", "AMAZON.FallbackIntent"]


def answer(words: str, state: State | None = None, intent: str = "MedicineIntent") -> str:
    reply = conversation.respond(Turn(intent, words=words), state or State())
    assert not reply.call
    return spoken(reply).lower()


@pytest.mark.parametrize("intent", INTENTS)
def test_two_are_usual_whatever_it_arrives_as(intent: str) -> None:
    assert answer("i took two advil, is that okay", intent=intent).startswith(TWO)


@pytest.mark.parametrize(
    "words",
    [
        "i took 2 advil is that fine",
        "i had two tylenol an hour ago is that ok",
        "my mom took two advil is that okay",
        "i took a couple of ibuprofen",
        "my dad's taken two paracetamol",
    ],
)
def test_so_are_these(words: str) -> None:
    assert answer(words).startswith(TWO)


def test_one_is() -> None:
    assert answer("i took one tylenol is that alright").startswith("one is a usual amount")


@pytest.mark.parametrize(
    "words",
    [
        "i took two advil and a tylenol",
        "i took two advil and two more an hour later",
        "i took another two advil",
        "i took an advil every hour",
        "i took three advil",
        "i took two extra strength tylenol",
        "i took two aleve is that okay",
        "i took two advil and i want another",
        "i took two advil instead of one",
        "i took two advil last night two this morning",
        "i took two advil on my tramadol",
        "i took two prescription ibuprofen",
        "he took two advil is that ok",
    ],
)
def test_the_rest_is_for_a_pharmacist_or_the_poison_line(words: str) -> None:
    said = answer(words)
    assert "usual" not in said
    assert "ask a pharmacist before any more" in said
    assert "call poison help" in said


@pytest.mark.parametrize("intent", ["AMAZON.FallbackIntent", "DoseIntent", "MoreIntent"])
@pytest.mark.parametrize("words", ["another one", "can i take another", "one more", "every hour"])
def test_another_one_is_never_a_yes(intent: str, words: str) -> None:
    state = conversation.respond(Turn("MedicineIntent", words="i took two advil is that okay"), State()).state
    assert "ask a pharmacist before any more" in answer(words, state, intent)


@pytest.mark.parametrize("words", ["i have another question", "tell me one more thing", "tell me some more about it"])
def test_another_question_is_none_about_pills(words: str) -> None:
    state = conversation.respond(Turn("MedicineIntent", words="i took two advil is that okay"), State()).state
    assert "pharmacist before any more" not in answer(words, state, "AMAZON.FallbackIntent")


@pytest.mark.parametrize(
    "words", ["i took ibuprofen and it didn't help", "i had advil before bed", "i took some advil"]
)
def test_some_of_a_medicine_is_about_the_medicine(words: str) -> None:
    turn = Turn("MedicineIntent", {"medicine": Slot("medicines.ibuprofen", "ibuprofen")}, words=words)
    assert spoken(conversation.respond(turn, State())).startswith(IBUPROFEN)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("i have asthma and i took two advil", "with asthma, ask a pharmacist before taking ibuprofen."),
        ("i took two advil i'm on warfarin", "no ibuprofen with warfarin, unless your doctor says so."),
    ],
)
def test_a_condition_comes_first(words: str, first: str) -> None:
    said = answer(words)
    assert said.startswith(first)
    assert "usual" not in said


def test_a_condition_said_before_counts() -> None:
    state = about(conditions=("ulcer",))  # type: ignore[arg-type]
    assert answer("i took two advil is that okay", state).startswith("no ibuprofen after an ulcer")


@pytest.mark.parametrize("person", ["son", "child"])
def test_a_child_is_never_told_that_it_is_usual(person: str) -> None:
    assert "usual" not in answer("took two advil is that okay", about(person))


def test_no_amount_is_ever_said() -> None:
    for words in ("i took two advil", "i took three advil", "i took another two advil"):
        assert not re.search(r"milligram|\bmg\b|a day|hours", answer(words))


def test_what_was_told_goes_on_to_who_should_be_careful() -> None:
    talk = Talk()
    talk.turn("Launch")
    state = conversation.respond(Turn("MedicineIntent", words="i took two advil is that okay"), talk.state).state
    reply = conversation.respond(Turn("AMAZON.YesIntent"), state)
    assert spoken(reply).startswith(IBUPROFEN)


def test_without_the_words_it_is_the_medicine_that_is_told() -> None:
    reply = conversation.respond(Turn("MedicineIntent", {"medicine": Slot("", "two advil")}), State())
    assert spoken(reply).startswith(IBUPROFEN)
