"""Whom a medicine, heat or cold may harm more hears so first, the pair named: every cell of the table."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.content.test_entries import texts
from tests.listening.ears import rows
from tests.talk import Talk, about, spoken
from upper_back_guide import conversation, patient
from upper_back_guide.answers import cautions, telling
from upper_back_guide.answers.cautions import ASK, AVOID, FINE, lead
from upper_back_guide.checkup.known import BONES, CONDITIONS
from upper_back_guide.checkup.rules import PREGNANCY, THINNER
from upper_back_guide.content import entry, facts, words
from upper_back_guide.turn import Slot, State, Turn
from upper_back_guide.wording import Wording

TABLE: dict[str, dict[str, Any]] = facts("medicines")["conditions"]
ENTRIES = {columns[0]: id_ for id_, columns in facts("medicines")["columns"].items() if len(columns) == 1}
ENTRIES = {**ENTRIES, "other": "medicines.muscle_relaxants"}
LEVELS = (AVOID, ASK, FINE)

SAID = {
    "alcohol": "{have} to say {you} drink{s} a lot",
    "antidepressants": "{you} take{s} zoloft",
    "apixaban": "{you} take{s} eliquis",
    "asthma": "{you} {have} asthma",
    "blood_thinners": "{you} take{s} blood thinners",
    "breastfeeding": "{you} {are} breastfeeding",
    "cancer": "{you} {have} cancer",
    "clopidogrel": "{you} take{s} plavix",
    "daily_aspirin": "{you} take{s} low dose aspirin",
    "diabetes": "{you} {have} diabetes",
    "heart_disease": "{you} {have} heart failure",
    "high_blood_pressure": "{you} {have} high blood pressure",
    "kidney_disease": "{you} {have} kidney disease",
    "liver_disease": "{you} {have} liver disease",
    "lithium": "{you} take{s} lithium",
    "methotrexate": "{you} take{s} methotrexate",
    "numb_skin": "{you} {have} broken skin",
    "older": "{you} {are} seventy years old",
    "painkiller_allergy": "{you} {have} an allergy to ibuprofen",
    "poor_circulation": "{you} {have} poor circulation",
    "pregnancy": "{you} {are} pregnant",
    "pressure_tablets": "{you} take{s} water tablets",
    "rivaroxaban": "{you} take{s} xarelto",
    "steroids": "{you} take{s} prednisone",
    "ulcer": "{you} had a stomach ulcer",
    "warfarin": "{you} take{s} warfarin",
    "under_16": "{you} {are} twelve years old",
    "fever": "{you} {have} a fever",
}
"""How each is said; the marks make it somebody else's."""

NOUNS = {
    "ibuprofen": "ibuprofen",
    "naproxen": "naproxen",
    "aspirin": "aspirin",
    "acetaminophen": "tylenol",
    "gel": "a cream",
    "heat": "heat",
    "cold": "ice",
}
CELLS = [
    (id_, column, level)
    for id_, row in TABLE.items()
    for column, level in row.items()
    if level in LEVELS and column in NOUNS
]
PACKS = ("heat", "cold")
UNASKED = {"under_16", "fever"}
"""What is not said in one sentence with a question: a child's heat is answered by the page on children, and a fever is
met with the check-up."""


@pytest.fixture(params=["", "mother"])
def person(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def worded(text: str, person: str) -> str:
    """The words as somebody says them of themselves, or of her."""
    if person:
        return Wording("en-US", "she").fit(text)
    own = {"{you}": "i", "{are}": "am", "{have}": "have", "{s}": ""}
    return re.sub(r"{\w+}", lambda mark: own[mark[0]], text)


def question(column: str, person: str) -> Turn:
    """The question about a medicine, heat or cold, as a door asks that hears whole sentences."""
    whom = "she" if person else "i"
    verb = "use" if column in (*PACKS, "gel") else "take"
    slot, intent = ("relief", "ShouldUseIntent") if column in PACKS else ("medicine", "MedicineIntent")
    text = f"can {whom} {verb} {NOUNS[column]}"
    return Turn(intent, {slot: Slot(ENTRIES[column], NOUNS[column])}, words=text)


def statement(id_: str, person: str) -> Turn:
    """A condition, said where nothing is asked: on a device it arrives as anything."""
    text = worded(SAID[id_], person)
    if id_ in ("older", "under_16"):
        return Turn("AgeIntent", {"age": Slot("", "70" if id_ == "older" else "12")}, words=text)
    return Turn("AMAZON.FallbackIntent", words=text)


def start(person: str) -> State:
    return replace(about(person), disclaimed=True)


def hear(turn: Turn, state: State) -> tuple[str, State]:
    """The first sentence of the answer, and the state after it."""
    reply = conversation.respond(turn, state)
    return re.split(r"(?<=[.?]) ", spoken(reply))[0], reply.state


def named(id_: str, column: str, sentence: str) -> bool:
    """Whether a sentence names the pair."""
    say = words("conditions")
    own = say["conditions"][id_]
    condition = own["with"].removeprefix("with ").removeprefix("for ").removeprefix("from ")
    thing = Wording("en-US").fit(say["things"][column])
    told = sentence.lower()
    other = {"alcohol": "alcohol", "under_16": "sixteen"}.get(id_, condition)
    return thing in told and (condition in told or other in told)


def is_right(id_: str, column: str, level: str, sentence: str) -> bool:
    """Whether a cell says what it should: the pair, and how careful to be; or nothing of it."""
    if level == FINE:
        return not sentence.startswith("No ") and "ask a" not in sentence.lower().partition(",")[2][:10]
    return named(id_, column, sentence) and (sentence.startswith("No ") if level == AVOID else ", ask a" in sentence)


ASKED = sorted(TABLE.keys() - UNASKED)


def careful(id_: str) -> list[tuple[str, str]]:
    """What somebody with a condition is to be careful with, and how careful."""
    return [(column, level) for row, column, level in CELLS if row == id_ and level != FINE]


@pytest.mark.parametrize("id_", ASKED)
def test_the_pair_comes_first_when_the_condition_was_said_before(id_: str, person: str) -> None:
    _, state = hear(statement(id_, person), start(person))
    for column, level in careful(id_):
        first, _ = hear(question(column, person), state)
        assert is_right(id_, column, level, first), first


@pytest.mark.parametrize("id_", ASKED)
def test_the_pair_comes_first_when_the_medicine_was_asked_about_before(id_: str, person: str) -> None:
    for column, level in careful(id_):
        _, state = hear(question(column, person), start(person))
        first, _ = hear(statement(id_, person), state)
        assert is_right(id_, column, level, first), first


@pytest.mark.parametrize("id_", ASKED)
@pytest.mark.parametrize("text", ["{question} {told}", "{told} {question}", "{told}, so {question}?"])
def test_the_pair_comes_first_when_both_are_in_one_sentence(id_: str, text: str, person: str) -> None:
    for column, level in careful(id_):
        asked = question(column, person)
        both = text.format(question=asked.words, told=worded(SAID[id_], person))
        first, _ = hear(replace(asked, words=both), start(person))
        assert is_right(id_, column, level, first), (both, first)


NOTED = ("pregnancy", "heat")
"""Fine, but not everywhere."""


@pytest.mark.parametrize("id_", ASKED)
def test_where_nothing_is_to_be_said_nothing_is(id_: str, person: str) -> None:
    _, state = hear(statement(id_, person), start(person))
    for column in (column for row, column, level in CELLS if row == id_ and level == FINE and (row, column) != NOTED):
        first, _ = hear(question(column, person), state)
        plain, _ = hear(question(column, person), start(person))
        assert is_right(id_, column, FINE, first), first
        assert first == plain


def test_heat_in_pregnancy_is_fine_on_the_back_and_not_on_the_bump() -> None:
    _, state = hear(statement("pregnancy", "mother"), start("mother"))
    first, _ = hear(question("heat", "mother"), state)
    assert "fine on the back" in first
    assert "bump" in first


@pytest.mark.parametrize("column", [column for column in TABLE["under_16"] if column in NOUNS])
def test_a_childs_medicine_is_cautioned(column: str) -> None:
    first, _ = hear(replace(question(column, ""), words=""), start("son"))
    assert is_right("under_16", column, TABLE["under_16"][column], first), first


@pytest.mark.parametrize("column", PACKS)
def test_a_fever_counts_for_heat_and_cold(column: str) -> None:
    feverish = about(signs=("fever",))  # type: ignore[arg-type]
    assert named("fever", column, lead(ENTRIES[column], Turn(""), feverish))


@pytest.mark.parametrize("text", ["i take warfarin", "i'm on coumadin"])
def test_a_medicine_alone_in_a_slot_is_answered_with_the_pair(text: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("MedicineIntent", medicine="medicines.ibuprofen")
    slot = Slot("", text.rpartition(" ")[2])
    reply = conversation.respond(Turn("MedicineIntent", {"medicine": slot}), talk.state)
    assert spoken(reply).startswith("No ibuprofen with warfarin, unless your doctor says so.")


def test_a_mixture_in_two_slots_is_answered_with_the_pair() -> None:
    mixed = {"medicine": Slot("medicines.ibuprofen", "ibuprofen"), "second_medicine": Slot("", "warfarin")}
    first, state = hear(Turn("MixMedicinesIntent", mixed), State())
    assert first == "No ibuprofen with warfarin, unless your doctor says so."
    assert "warfarin" in state.patient.conditions


def test_what_her_doctor_says() -> None:
    asked = replace(question("ibuprofen", ""), words="can my mom take ibuprofen, she's on warfarin")
    first, state = hear(asked, State())
    assert first == "No ibuprofen with warfarin, unless your mom's doctor says so."
    assert state.people.person == "mother"
    first, _ = hear(question("ibuprofen", ""), replace(state, people=state.people.switch("")))
    assert "warfarin" not in first


def test_the_most_careful_comes_first_and_at_most_two_are_named() -> None:
    one = about(conditions=("diabetes", "ulcer", "lithium", "warfarin"))  # type: ignore[arg-type]
    text = lead("medicines.ibuprofen", Turn(""), one)
    assert text == "No ibuprofen with warfarin and lithium, unless {your} {doctor} says so."


@pytest.mark.parametrize("id_", sorted(TABLE))
def test_one_condition_more_makes_nothing_less_careful(id_: str) -> None:
    def level(about_id: str, *ids: str) -> int:
        text = lead(about_id, Turn(""), about(conditions=ids))  # type: ignore[arg-type]
        return 2 if text.startswith("No ") else 1 if text else 0

    for other in {"diabetes", "warfarin", "alcohol", "breastfeeding"} - {TABLE[id_].get("instead_of")}:
        for about_id in facts("medicines")["columns"]:
            least = max(level(about_id, id_), level(about_id, other))
            assert level(about_id, id_, other) >= least, (other, about_id)
            assert level(about_id, other, id_) >= least, (other, about_id)


def test_forgetting_drops_them() -> None:
    _, state = hear(statement("warfarin", ""), State())
    state = conversation.respond(Turn("ForgetMeIntent"), state).state
    assert not state.patient.conditions
    first, _ = hear(question("ibuprofen", ""), state)
    assert "warfarin" not in first


def test_the_session_holds_ids_and_none_of_the_words() -> None:
    _, state = hear(statement("blood_thinners", ""), State())
    assert state.patient.conditions == ("blood_thinners",)
    assert "blood thinners" not in str(replace(state, speech=(), question=replace(state.question, ask="")).memory())


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("asthma", "acetaminophen is usually fine with asthma, by the label"),
        ("warfarin", "i know of no pain medicine that's plainly fine with warfarin"),
        ("painkiller_allergy", "i know of no pain medicine"),
    ],
)
@pytest.mark.parametrize("text", ["what can i take instead", "what can i take then"])
def test_what_instead_is_answered_from_the_table(id_: str, said: str, text: str) -> None:
    _, state = hear(statement(id_, ""), State())
    _, state = hear(question("ibuprofen", ""), state)
    reply = conversation.respond(Turn("AMAZON.FallbackIntent", words=text), state)
    assert spoken(reply).lower().startswith(said)


def test_something_else_is_answered_as_asked() -> None:
    _, state = hear(statement("asthma", ""), State())
    _, state = hear(question("ibuprofen", ""), state)
    asked = replace(question("acetaminophen", ""), words="can i take tylenol instead")
    assert spoken(conversation.respond(asked, state)).startswith("Acetaminophen is one choice.")


@pytest.mark.parametrize(
    ("intent", "slots", "known"),
    [
        ("HaveConditionIntent", {"condition": Slot("diabetes", "diabetes")}, True),
        ("HaveConditionIntent", {"illness": Slot("causes.other_organs", "kidney disease")}, True),
        ("OtherConditionIntent", {"condition": Slot("diabetes", "diabetes")}, False),
        ("CanCauseIntent", {"cause": Slot("", "diabetes")}, False),
        ("CanCauseIntent", {"cause": Slot("causes.other_organs", "kidney disease")}, False),
        ("TopicIntent", {"topic": Slot("", "asthma")}, False),
        ("MedicineIntent", {"medicine": Slot("", "lithium")}, True),
        ("PersonGroupIntent", {"group": Slot("people.cancer", "on warfarin")}, True),
        ("HaveComplaintIntent", {"complaint": Slot("", "high blood pressure")}, True),
    ],
)
def test_a_slot_tells_what_somebody_has_and_a_question_does_not(
    intent: str, slots: dict[str, Slot], known: bool
) -> None:
    state = conversation.respond(Turn(intent, slots), State()).state
    assert bool(state.patient.conditions) is known


def test_a_condition_alone_is_answered_for_every_medicine() -> None:
    diabetes = Turn("HaveConditionIntent", {"condition": Slot("diabetes", "diabetes")})
    assert hear(diabetes, State())[0] == "With diabetes, ask a pharmacist before taking any pain medicine."
    circulation = Turn("HaveConditionIntent", {"condition": Slot("", "poor circulation")})
    assert hear(circulation, State())[0] == "No heat or cold with poor blood flow, unless your doctor says so."
    acne = Turn("HaveConditionIntent", {"condition": Slot("acne", "acne")})
    assert hear(acne, State())[0].startswith("I don't know about that one")


@pytest.mark.parametrize("heard", ["voltaren", "diclofenac gel"])
def test_diclofenac_gel_is_not_suggested_in_the_us(heard: str) -> None:
    turn = Turn("MedicineIntent", {"medicine": Slot("", heard)}, "en-US")
    first, _ = hear(turn, State(disclaimed=True))
    assert first == words("conditions")["no_gel"]
    first, _ = hear(replace(turn, locale="en-GB"), State(disclaimed=True))
    assert "label" not in first


@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize("id_", ["cancer", "steroids", "methotrexate"])
def test_what_the_check_up_is_for_is_advised_too(id_: str, order: str) -> None:
    column = "heat" if id_ == "cancer" else "ibuprofen"
    turn = question(column, "")
    if order == "before":
        _, state = hear(turn, start(""))
        reply = conversation.respond(statement(id_, ""), state)
    else:
        reply = conversation.respond(replace(turn, words=f"{worded(SAID[id_], '')} {turn.words}"), start(""))
    assert reply.question.ask == words("answers")["want_checkup"]
    assert "today" in spoken(conversation.respond(Turn("AMAZON.StopIntent"), reply.state))
    assert conversation.respond(Turn("AMAZON.YesIntent"), reply.state).state.under_way == "checkup"


def test_the_table_is_the_one_that_was_written_down() -> None:
    letters = {AVOID: "A", ASK: "Q", FINE: "F"}
    written = yaml.safe_load((Path(__file__).parent / "cautions.yaml").read_text("utf-8"))
    assert {
        id_: " ".join(letters.get(row.get(name, ""), "-") for name in NOUNS) for id_, row in TABLE.items()
    } == written


def test_heat_that_is_out_is_not_explained_and_heat_to_ask_about_is() -> None:
    reply = conversation.respond(question("heat", ""), about(conditions=("poor_circulation",)))  # type: ignore[arg-type]
    assert "Warmth can help" not in spoken(reply)
    reply = conversation.respond(question("heat", ""), about(conditions=("diabetes",)))  # type: ignore[arg-type]
    assert "Warmth can help" in spoken(reply)


def test_what_somebody_else_has_says_nothing_of_whom_it_is_about() -> None:
    _, state = hear(question("ibuprofen", ""), start(""))
    reply = conversation.respond(Turn("AMAZON.FallbackIntent", words="this is for me, my dad has diabetes"), state)
    assert not reply.state.learned
    assert reply.state.people.patients["father"].conditions == ("diabetes",)
    assert "diabetes" not in spoken(reply)


def test_a_medicine_is_answered_in_the_middle_of_the_check_up() -> None:
    state = conversation.respond(Turn("StartCheckupIntent"), start("")).state
    asked = question("ibuprofen", "")
    reply = conversation.respond(replace(asked, words=f"{asked.words} i take lithium"), state)
    assert spoken(reply).startswith("No ibuprofen with lithium")
    assert reply.question.room == "checkup"


@pytest.mark.parametrize("id_", sorted(TABLE))
def test_each_row_is_whole(id_: str) -> None:
    row = TABLE[id_]
    assert row["sources"]
    assert set(row["sources"]) <= set(words("sources"))
    assert set(row.get("memory", ())) <= set(row)
    assert {level for column, level in row.items() if column in (*NOUNS, "other")} <= set(LEVELS)
    assert id_ in words("conditions")["conditions"]
    assert row.get("instead_of", "blood_thinners") in TABLE
    assert id_ in SAID


def test_every_column_belongs_to_an_entry() -> None:
    columns = facts("medicines")["columns"]
    assert all(entry(id_) for id_ in columns)
    known = {column for row in TABLE.values() for column, level in row.items() if level in LEVELS}
    assert known == {column for some in columns.values() for column in some}


def test_a_caution_is_short() -> None:
    for id_ in facts("medicines")["columns"]:
        for first in TABLE:
            for second in TABLE:
                both = about(conditions=(first, second))  # type: ignore[arg-type]
                text = Wording("en-US", "mother").fit(lead(id_, Turn(""), both))
                assert len(text.split()) <= 45, text
                if text and not cautions.is_alone(id_, both):
                    whole = f"{text} {telling.fitting(text, entry(id_).short)}"
                    assert len(whole.split()) <= telling.MOST


@pytest.mark.parametrize("locale", ["en-US", "en-CA", "en-GB", "en-AU", "en-IN"])
def test_every_mark_is_known_in_every_locale(locale: str) -> None:
    for text in texts(words("conditions")):
        Wording(locale, "mother").fit(text)


def test_nothing_is_read_for_somebody_of_whom_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(cautions, "facts", read.append)
    talk = Talk()
    talk.turn("Launch")
    talk.turn("MedicineIntent", medicine="medicines.ibuprofen")
    talk.turn("CausesIntent")
    assert not read


def test_the_check_up_reads_the_conditions_it_asks_about() -> None:
    assert {*CONDITIONS, *BONES, PREGNANCY, THINNER} == patient.CHECKED


def test_every_condition_said_in_the_ears_rows_is_kept_for_whom_it_is() -> None:
    for text, id_, _ in rows("conditions")["said"]:
        state = conversation.respond(Turn("AMAZON.FallbackIntent", words=text), State()).state
        assert any(id_ in one.conditions for one in state.people.patients.values()), text
