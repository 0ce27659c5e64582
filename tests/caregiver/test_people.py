"""Talk about somebody else."""

import re
from dataclasses import replace
from itertools import chain

import pytest

from tests.content.test_entries import ENTRIES, texts
from tests.talk import NO, Talk, about, spoken
from upper_back_guide import conversation
from upper_back_guide.content import words
from upper_back_guide.stretching import catalog
from upper_back_guide.turn import Slot, State, Turn
from upper_back_guide.wording import Wording

LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN", "en-NZ")
ASKED = re.compile(r"\b(?:does|did|can|should|will|could) (?:she|he|your \w+) \w+", re.IGNORECASE)
WRONG = re.compile(
    r"\b(?:she|he|it) (?:have|are|do|don't|were|aren't|haven't|feel|get|lose|need|want|know|take)\b"
    r"|\b(?:they|you) (?:has|is|does|doesn't|was|isn't|hasn't|feels|gets|loses|needs|takes)\b"
    r"|\byour (?!.{0,40} and )\w+ (?:have|are|do|don't|were|aren't|haven't)\b(?<!legs are)(?<!arms are)"
    r"|\bdo (?:she|he|your \w+) |\bdoes (?:you|they)\b"
    r"|\b(?:her|him|them)self's|\{|\}|your your|'s's|\b(?:she|he)'s (?:have|has)\b",
    re.IGNORECASE,
)
PLURAL = re.compile(r"\byour (?:\w+s|feet|teeth|own) (?:have|are|do|don't|were|aren't|haven't)\b", re.IGNORECASE)


def everything() -> list[str]:
    """Every text that any room says, still with its marks."""
    rooms = ("basics", "answers", "checkup", "caregiver", "stretching")
    said = [text for room in rooms for text in texts(words(room)) if text != "{mom}"]
    entries = ([told.short, *told.more, told.card, *([told.offer.ask] if told.offer else [])] for told in ENTRIES)
    return [*said, *chain.from_iterable(entries)]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", ["", "mother", "she", "husband", "he", "friend", "they"])
def test_every_sentence_of_every_room_agrees_with_its_person(person: str, locale: str) -> None:
    for text in everything():
        heard = Wording(locale, person).fit(text)
        wrong = [m[0] for m in WRONG.finditer(ASKED.sub("", heard)) if not PLURAL.search(m[0])]
        assert not wrong, (wrong, heard)


@pytest.mark.parametrize("person", ["", "mother", "she", "husband", "friend", "they"])
@pytest.mark.parametrize("routine", sorted(catalog.routines()))
def test_every_step_of_every_routine_agrees_with_its_person(routine: str, person: str) -> None:
    talk = Talk(state=about(person))
    talk.turn("StartStretchIntent", routine=routine)
    talk.turn(NO)
    while talk.state.under_way:
        talk.turn("EasierIntent")
        talk.turn("AMAZON.NextIntent")
    for reply in talk.replies:
        wrong = [m[0] for m in WRONG.finditer(ASKED.sub("", spoken(reply))) if not PLURAL.search(m[0])]
        assert not wrong, (wrong, spoken(reply))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_names_the_emergency_number_of_another_country(locale: str) -> None:
    number = words("locales").get(locale, {}).get("emergency")
    others = {"911", "999", "000", "112"} - {number}
    for text in everything():
        heard = re.sub(r"1 800 222 1222|1800 022 222", "", Wording(locale).fit(text))
        assert not others & set(re.findall(r"\d+", heard)), heard


def test_asking_for_somebody_lasts_and_can_be_switched_in_one_sentence() -> None:
    talk = Talk("en-GB")
    talk.turn("Launch")
    assert "your mum" in spoken(talk.turn("AboutPersonIntent", relation="mother"))
    assert "your mum" in spoken(talk.turn("StartCheckupIntent"))
    talk.turn("StopCheckupIntent")
    assert "about you" in spoken(talk.turn("AboutMeIntent"))
    assert "do you have chest pain" in spoken(talk.turn("StartCheckupIntent"))


def test_a_person_named_in_passing_is_noted() -> None:
    talk = Talk()
    talk.turn("BodyPartHurtsIntent", body_part="places.neck", relation="husband")
    assert talk.state.people.person == "husband"


def test_the_check_up_asks_what_a_caregiver_can_see() -> None:
    talk = Talk()
    talk.turn("AboutPersonIntent", relation="grandfather")
    assert "short of breath when talking" in spoken(talk.turn("StartCheckupIntent"))


def test_a_level_does_not_pass_from_one_person_to_another() -> None:
    talk = Talk()
    talk.turn("EmergencyIntent", red_flag="legs")
    talk.turn("CausesIntent")
    talk.turn("AboutPersonIntent", relation="friend")
    assert talk.state.patient.level == ""


@pytest.mark.parametrize("flag", ["chest_pain", "self_harm", "overdose"])
def test_who_is_named_right_after_an_emergency_is_who_it_is_about(flag: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("EmergencyIntent", red_flag=flag)
    call = spoken(talk.replies[-1]).split(". ")[0]
    for intent, slots in (
        ("AboutPersonIntent", {"relation": "mother"}), ("ReliefIntent", {}), ("AMAZON.HelpIntent", {}),
        ("AboutMeIntent", {}), ("StartStretchIntent", {}),
    ):  # fmt: skip
        assert spoken(talk.turn(intent, **slots)).startswith(call), intent
    assert call in spoken(talk.turn("AMAZON.StopIntent"))


@pytest.mark.parametrize(("sign", "person"), [("she can't get up", "she"), ("he can't stand up", "he"), ("i fell", "")])
def test_a_sign_is_about_whom_it_is_told_of(sign: str, person: str) -> None:
    turn = Turn("MaybeEmergencyIntent", {"warning_sign": Slot("cannot_get_up", sign)})
    reply = conversation.respond(turn, State())
    assert reply.state.people.person == person
    subject = person or "you"
    assert f" {subject} " in reply.question.ask or reply.question.ask.startswith("Was it a bad one")


@pytest.mark.parametrize(
    "intent", ["EnoughIntent", "StopCheckupIntent", "EasierIntent", "HurtsIntent", "AMAZON.PauseIntent"]
)
def test_nothing_else_takes_the_place_of_the_call(intent: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("EmergencyIntent", red_flag="self_harm")
    assert "988" in spoken(talk.turn(intent))


@pytest.mark.parametrize("relation", ["daughter", "child"])
def test_a_child_is_not_told_what_a_grown_up_may_do_at_home(relation: str) -> None:
    talk = Talk()
    talk.turn("AboutPersonIntent", relation=relation)
    assert "child or teenager" in spoken(talk.turn("ReliefIntent"))


def test_a_level_comes_back_with_its_person() -> None:
    talk = Talk()
    talk.turn("EmergencyIntent", red_flag="chest_pain")
    talk.turn("AboutPersonIntent", relation="mother")
    talk.turn("AboutMeIntent")
    assert talk.state.patient.level == "EMERGENCY"
    assert spoken(talk.turn("StartStretchIntent")).startswith("Call 911 now")


def test_a_check_up_begins_again_for_another_person() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO, NO)
    reply = talk.turn("AboutPersonIntent", relation="friend")
    assert "does your friend have chest pain" in spoken(reply)
    assert talk.state.rooms["checkup"]["trail"] == ()


def test_somebody_named_in_passing_does_not_change_the_check_up() -> None:
    talk = Talk()
    talk.turns("StartCheckupIntent", NO)
    reply = talk.turn("TopicIntent", topic="causes.stress", relation="husband")
    assert reply.question.ask.startswith("Back to the check-up.")
    assert talk.state.people.person == ""


@pytest.mark.parametrize(
    ("first", "then", "person"),
    [("mother", "he", "he"), ("mother", "she", "mother"), ("mother", "they", "mother"), ("he", "she", "she")],
)
def test_a_pronoun_is_the_known_person_unless_it_cannot_be(first: str, then: str, person: str) -> None:
    talk = Talk()
    talk.turn("AboutPersonIntent", relation=first)
    talk.turn("HaveComplaintIntent", complaint="symptoms.stiffness", relation=then)
    assert talk.state.people.person == person


@pytest.mark.parametrize("person", ["child", "son", "daughter"])
def test_children_are_told_apart(person: str) -> None:
    assert about(person).people.is_child
    assert not about("mother").people.is_child
    assert not State().people.is_child


@pytest.mark.parametrize(("years", "child"), [("17", True), ("18", False), ("30", False), ("70", False), ("?", True)])
def test_a_son_who_is_said_to_be_of_age_is_no_child(years: str, child: bool) -> None:
    talk = Talk()
    talk.turn("AgeIntent", relation="son", age=years)
    assert talk.state.people.is_child is child
    assert ("under eighteen" in spoken(talk.turn("StartStretchIntent", routine="desk"))) is child


def test_a_childs_check_up_never_ends_below_soon() -> None:
    talk = Talk()
    talk.turn("AboutPersonIntent", relation="child")
    talk.turn("StartCheckupIntent")
    for _ in range(20):
        if talk.state.under_way:
            talk.turn(NO)
    assert talk.state.patient.level == "SOON"


@pytest.mark.parametrize(
    ("group", "caution"),
    [("people.pregnancy", "no ibuprofen"), ("people.older", "age sixty"), ("people.children", "no aspirin")],
)
def test_medicines_come_with_a_caution_for_those_they_may_harm(group: str, caution: str) -> None:
    talk = Talk()
    talk.turn("PersonGroupIntent", group=group)
    reply = talk.turn("MedicineIntent", medicine="medicines.ibuprofen")
    assert caution in spoken(reply).lower()
    assert "ibuprofen" in spoken(talk.turn("AMAZON.YesIntent")).lower()


def test_a_childs_medicine_is_cautioned_without_being_asked() -> None:
    talk = Talk()
    talk.turn("MedicineIntent", medicine="medicines.aspirin", relation="child")
    assert "No aspirin under sixteen" in spoken(talk.replies[-1])


def test_a_childs_back_pain_is_referred() -> None:
    talk = Talk()
    talk.turn("BodyPartHurtsIntent", body_part="places.between_shoulder_blades", relation="child")
    assert talk.state.rooms["answers"]["entry"] == "people.children"


def test_somebody_unknown_to_the_list_is_still_somebody_else() -> None:
    reply = Talk().turn("AboutPersonIntent")
    assert reply.question


@pytest.mark.parametrize(
    ("intent", "relation", "text"),
    [
        ("ActivityIntent", "child", "can i carry my baby"),
        ("ActivityIntent", "daughter", "can i lift my daughter"),
        ("PrepareIntent", "boss", "what do i tell my boss"),
        ("PrivacyIntent", "husband", "should i tell my husband"),
    ],
)
def test_who_is_carried_or_told_is_not_whom_it_is_about(intent: str, relation: str, text: str) -> None:
    turn = Turn(intent, {"relation": Slot(relation, text.rpartition(" ")[2])}, words=text)
    assert not conversation.respond(turn, State()).state.people.person
    assert conversation.respond(replace(turn, words=""), State()).state.people.person == relation
