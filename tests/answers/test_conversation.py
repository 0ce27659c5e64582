"""Asking, and going on from an answer."""

import pytest

from tests.talk import NO, YES, Talk, spoken
from upper_back_guide.answers import lookup
from upper_back_guide.content import entry, words


def told(talk: Talk) -> str:
    id_: str = talk.state.rooms["answers"]["entry"]
    return id_


@pytest.mark.parametrize(("intent", "id_"), lookup.PLAIN.items())
def test_a_plain_question_gets_its_entry(intent: str, id_: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn(intent)
    assert told(talk) == id_


def test_an_overview_gives_three_points_and_offers_the_rest() -> None:
    talk = Talk()
    talk.turn("Launch")
    assert talk.turn("CausesIntent").question.ask == "Want to hear the rest?"
    first, second = spoken(talk.turn(YES)), spoken(talk.turn(YES))
    assert first != second
    assert talk.state.rooms["answers"]["page"] == len(entry("causes.overview").more)


def test_the_second_one_is_the_second_point_told() -> None:
    talk = Talk()
    talk.turns("Launch", "CausesIntent")
    talk.turn("PickIntent", position="2")
    assert told(talk) == entry("causes.overview").points[1]
    talk.turn("PickIntent", number="1")
    assert told(talk) == entry("causes.overview").points[0]


def test_a_number_past_the_list_is_said_kindly() -> None:
    talk = Talk()
    talk.turns("Launch", "CausesIntent")
    reply = talk.turn("PickIntent", number="40")
    assert words("answers")["no_such_point"] in spoken(reply)
    assert reply.question


def test_next_walks_the_points_and_go_back_returns() -> None:
    talk = Talk()
    talk.turns("Launch", "CausesIntent")
    points = entry("causes.overview").points
    talk.turn("PickIntent", position="1")
    talk.turn("AMAZON.NextIntent")
    assert told(talk) == points[1]
    talk.turn("AMAZON.PreviousIntent")
    assert told(talk) == points[0]
    talk.turn("AMAZON.PreviousIntent")
    assert told(talk) == "causes.overview"


def test_next_in_an_overview_tells_the_rest() -> None:
    talk = Talk()
    talk.turns("Launch", "SymptomsIntent")
    assert entry("symptoms.overview").more[0].split()[0] in spoken(talk.turn("AMAZON.NextIntent"))


def test_and_the_other_causes_works_from_a_single_cause() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="causes.stress")
    reply = talk.turn("TheRestIntent", section="causes.overview")
    assert spoken(reply).startswith(entry("causes.overview").more[0].split("{")[0][:20])


def test_what_about_ice_works_in_the_middle_of_anything() -> None:
    talk = Talk()
    talk.turns("Launch", "CausesIntent")
    talk.turn("TopicIntent", topic="relief.cold")
    assert told(talk) == "relief.cold"


def test_yes_takes_the_offer_and_no_declines_it_once() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="causes.posture")
    assert talk.replies[-1].question.ask == entry("causes.posture").offer.ask  # type: ignore[union-attr]
    talk.turn(YES)
    assert told(talk) == "everyday.sitting"
    assert talk.turn(NO).question.ask == words("phrases")["ask"]
    assert talk.turn(NO).question.ask == ""


def test_an_offer_never_leads_back_to_what_was_just_heard() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="relief.cold")
    there, back = entry("relief.cold").offer, entry("relief.heat").offer
    assert there is not None
    assert back is not None
    assert (there.entry, back.entry) == ("relief.heat", "relief.cold")
    assert talk.turn(YES).question.ask != back.ask


def test_more_ends_honestly() -> None:
    talk = Talk()
    talk.turns("Launch", "DurationIntent")
    for _ in range(6):
        reply = talk.turn("MoreIntent")
    assert words("answers")["no_more"] in spoken(reply)


def test_an_offer_leads_into_the_check_up() -> None:
    talk = Talk()
    talk.turns("Launch", "WhenToGetHelpIntent", YES)
    assert talk.state.under_way == "checkup"


@pytest.mark.parametrize(
    ("intent", "slots", "expected"),
    [
        ("CanCauseIntent", {"complaint": "symptoms.stiffness"}, "I don't know if that can cause it"),
        ("CanCauseIntent", {}, "I don't know about that one"),
        ("IsSymptomIntent", {}, "I can't say if that belongs to a spasm"),
        ("ShouldUseIntent", {}, "I don't know about that one"),
        ("MedicineIntent", {}, "I don't know about that medicine"),
        ("DoseIntent", {}, "I can't give doses"),
        ("DoseIntent", {"medicine": "medicines.ibuprofen"}, "I can't give doses"),
        ("TopicIntent", {}, "That's not in my guide"),
        ("TopicIntent", {"topic": "no.such"}, "That's not in my guide"),
        ("BodyPartHurtsIntent", {"body_part": "no.such"}, "I don't know about that one"),
        ("OtherConditionIntent", {"condition": "anemia"}, "I don't know about that one"),
    ],
)
def test_what_is_in_none_of_our_lists_gets_an_honest_answer(intent: str, slots: dict[str, str], expected: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    reply = talk.turn(intent, **slots)
    assert spoken(reply).startswith(expected)
    assert reply.question


def test_declining_gives_two_examples() -> None:
    said = spoken(Talk().turn("OtherConditionIntent"))
    assert "what causes" in said
    assert "what helps" in said


def test_who_says_so_names_the_sources_of_the_last_answer() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="relief.cold")
    reply = talk.turn("SourcesIntent")
    assert words("sources")[entry("relief.cold").sources[0]] in spoken(reply)


def test_a_one_shot_answers_with_the_disclaimer_and_closes() -> None:
    reply = Talk().turn("TopicIntent", topic="causes.stress")
    assert reply.question.ask == ""
    assert words("phrases")["disclaimer"] in spoken(reply)


def test_a_one_shot_overview_asks_and_stays_open() -> None:
    talk = Talk()
    assert talk.turn("CausesIntent").question.ask == "Want to hear the rest?"
    assert talk.turn(YES).question


def test_the_disclaimer_is_said_once_a_session() -> None:
    talk = Talk()
    disclaimer = words("phrases")["disclaimer"]
    assert disclaimer in spoken(talk.turn("CausesIntent"))
    assert disclaimer not in spoken(talk.turn("SymptomsIntent"))


def test_a_statement_of_pain_is_met_with_kindness() -> None:
    talk = Talk()
    talk.turn("Launch")
    assert spoken(talk.turn("HaveComplaintIntent", complaint="symptoms.stiffness")).startswith("I'm sorry")


def test_how_many_after_a_medicine_is_about_the_dose_and_how_long_about_the_pain() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("MedicineIntent", medicine="medicines.ibuprofen")
    assert spoken(talk.turn("HowManyLeftIntent")).startswith("I can't give doses")
    talk.turn("TopicIntent", topic="causes.stress")
    talk.turn("HowLongIntent")
    assert told(talk) == "about.duration"


def test_why_after_an_answer_is_its_reason_or_more() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="relief.heat")
    assert spoken(talk.turn("WhyIntent")).startswith(entry("relief.heat").facets["why"].split("{")[0])
    talk.turn("TopicIntent", topic="care.emergency")
    assert spoken(talk.turn("WhyIntent")).startswith(entry("care.emergency").more[0].split("{")[0])


def test_every_answer_has_a_card() -> None:
    reply = Talk().turn("TopicIntent", topic="medicines.acetaminophen")
    assert reply.card is not None
    assert "acetaminophen" in reply.card.title


@pytest.mark.parametrize(
    ("years", "said"), [("17", "child or teenager"), ("18", "holds as it is"), ("49", "holds as it is"),
    ("50", "later in life"), ("99", "later in life"), ("?", "didn't catch the age")]
)  # fmt: skip
def test_an_age_gets_the_advice_of_its_group(years: str, said: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    assert said in spoken(talk.turn("AgeIntent", age=years))
