"""When the next one may be taken, and what there is instead: never how much, and never past what somebody has."""

from dataclasses import replace

import pytest

from tests.talk import Talk, spoken
from upper_back_guide import conversation
from upper_back_guide.turn import Slot, Turn

MEDICINES = ("ibuprofen", "acetaminophen", "naproxen", "aspirin", "creams", "muscle_relaxants", "opioids")


@pytest.mark.parametrize("name", MEDICINES)
def test_the_time_between_two_is_on_the_label_of_the_medicine_told_last(name: str) -> None:
    talk = Talk()
    talk.turn("MedicineIntent", medicine=f"medicines.{name}")
    assert "label" in spoken(talk.turn("DoseTimingIntent")).split(". ")[0]


def test_before_any_medicine_was_told_it_is_on_the_label_all_the_same() -> None:
    assert spoken(Talk().turn("DoseTimingIntent")).startswith("The time between two pain pills is on the label.")


def test_instead_of_a_medicine_there_is_another_kind_and_nobody_is_given_the_same() -> None:
    talk = Talk()
    talk.turn("MedicineIntent", medicine="medicines.ibuprofen")
    assert spoken(talk.turn("InsteadIntent")).startswith("Acetaminophen is another kind")
    assert spoken(talk.turn("InsteadIntent", medicine="medicines.acetaminophen")).startswith("Ibuprofen is another")


@pytest.mark.parametrize(
    ("conditions", "medicine", "starts"),
    [
        (("warfarin", "kidney_disease"), "ibuprofen", "I know of no pain medicine that's plainly fine"),
        (("asthma",), "ibuprofen", "Acetaminophen is usually fine with asthma"),
        (("breastfeeding",), "acetaminophen", "Ibuprofen is usually fine while breastfeeding"),
    ],
)
def test_with_an_illness_the_table_says_what_there_is_instead(
    conditions: tuple[str, ...], medicine: str, starts: str
) -> None:
    talk = Talk()
    talk.turn("CausesIntent")
    talk.state = replace(talk.state, people=talk.state.people.update(conditions=conditions))
    assert spoken(talk.turn("InsteadIntent", medicine=f"medicines.{medicine}")).startswith(starts)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("i have kidney trouble and i'm on warfarin", "causes.other_organs"),
        ("i'm on warfarin", "people.cancer"),
        ("which pill can i take with a stomach ulcer", "causes.other_organs"),
    ],
)
def test_an_illness_that_was_told_counts_though_its_own_entry_was_understood(words: str, topic: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    turn = Turn("TopicIntent", {"topic": Slot(topic, "that")}, words=words)
    assert spoken(conversation.respond(turn, talk.state)).startswith("No ibuprofen")


def test_whoever_asks_whether_it_comes_from_an_illness_is_answered() -> None:
    turn = Turn(
        "TopicIntent", {"topic": Slot("causes.other_organs", "it")}, words="i have kidney trouble is it from that"
    )
    talk = Talk()
    talk.turn("Launch")
    assert conversation.respond(turn, talk.state).state.rooms["answers"]["entry"] == "causes.other_organs"


@pytest.mark.parametrize("intent", ["DoseTimingIntent", "MaybeEmergencyIntent"])
def test_who_has_taken_some_is_never_told_by_the_clock(intent: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    told = spoken(
        conversation.respond(Turn(intent, words="i took two advil an hour ago when can i take more"), talk.state)
    )
    assert told.startswith("Ask a pharmacist before any more is taken.")


def test_heat_over_a_rub_is_out_and_a_rub_that_burns_comes_off_whatever_somebody_takes() -> None:
    talk = Talk()
    talk.turn("Launch")
    both = Turn("ShouldUseIntent", {"relief": Slot("relief.heat", "heat")}, words="can i use deep heat with a heat pad")
    assert spoken(conversation.respond(both, talk.state)).startswith("No heat over a rub or patch, as it can burn.")
    talk.state = replace(talk.state, people=talk.state.people.update(conditions=("warfarin",)))
    assert "If it hurts or blisters, stop" in spoken(talk.turn("RisksIntent", medicine="medicines.rubs"))
