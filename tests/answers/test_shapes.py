"""The shape of a question decides what is said first; a bare question is about the last thing told."""

import pytest

from tests.talk import NO, Talk, spoken
from upper_back_guide import conversation
from upper_back_guide.answers import shapes
from upper_back_guide.content import entry, section, sections, words
from upper_back_guide.turn import Reply, Slot, State, Turn
from upper_back_guide.wording import Wording, sentences

ENTRIES = [told for name in sections() for told in section(name).values()]
BARE = {"ExplainIntent", "HowLongIntent", "WhatForIntent", "WhyIntent"}
INTENTS = {shape: intent for intent, shape in shapes.OF_INTENT.items() if intent not in BARE}
VERDICTS = [(told.id, shape) for told in ENTRIES for shape in told.verdicts]
SLOTS = {"activity": "activity", "cause": "cause", "professional": "professional", "relief": "relief"}


def fitted(text: str) -> str:
    return Wording("en-US").fit(text)


def ask(told: str, shape: str, state: State | None = None) -> Reply:
    slot = SLOTS.get(shape, "complaint" if shape in ("now", "symptom") else "topic")
    intent = "HaveComplaintIntent" if shape == "now" else INTENTS[shape]
    return conversation.respond(Turn(intent, {slot: Slot(told, told)}), state or State(disclaimed=True))


@pytest.mark.parametrize("shape", sorted({shape for told in ENTRIES for shape in told.facets}))
def test_what_an_entry_says_to_a_question_of_one_shape_is_the_answer_to_it(shape: str) -> None:
    lead = "I'm sorry to hear that. " if shape == "now" else ""
    for told in ENTRIES:
        if shape in told.facets:
            assert spoken(ask(told.id, shape)).startswith(lead + fitted(told.facets[shape])), told.id


@pytest.mark.parametrize(("id_", "shape"), VERDICTS)
def test_a_yes_a_no_or_a_sometimes_comes_first(id_: str, shape: str) -> None:
    verdict = words("answers")["verdicts"][shape][entry(id_).verdicts[shape]]
    assert spoken(ask(id_, shape)).startswith(f"{verdict} {sentences(fitted(entry(id_).short))[0]}")


def test_a_shape_without_its_own_answer_falls_back_to_the_short_one() -> None:
    without = [told for told in ENTRIES if "who_not" not in told.facets]
    assert [told.id for told in without if not spoken(ask(told.id, "who_not")).startswith(fitted(told.short))] == []


@pytest.mark.parametrize(
    ("said", "shape"),
    [
        ("how long should i keep it on", "how_long"), ("and how often then", "how_often"),
        ("so why does it hurt", "why"),
        ("um who shouldn't use it", "who_not"), ("is that safe", "who_not"), ("which one is better", "which"),
        ("what about at night", "at_night"), ("what is a knot", "meaning"), ("when can i drive again", "when"),
        ("how do i use it", "how"), ("how soon will it help", "how_soon"), ("heat", ""), ("tell me about heat", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_question_tell_its_shape_whatever_intent_was_picked(said: str, shape: str) -> None:
    assert shapes.of(Turn("TopicIntent", {"topic": Slot("relief.heat", "heat")}, words=said)) == shape


@pytest.mark.parametrize(
    ("last", "intent", "id_", "shape"),
    [
        ("relief.heat", "HowLongIntent", "relief.heat", "how_long"),
        ("relief.heat", "HowOftenIntent", "relief.heat", "how_often"),
        ("relief.heat", "WhoShouldNotIntent", "relief.heat", "who_not"),
        ("relief.heat", "WhyIntent", "relief.heat", "why"),
        ("relief.heat", "AtNightIntent", "relief.heat", "at_night"),
        ("relief.cold", "WhichBetterIntent", "relief.heat_or_cold", "which"),
        ("causes.stress", "HowLongIntent", "about.duration", "how_long"),
        ("causes.stress", "AtNightIntent", "everyday.sleeping", "at_night"),
        ("care.doctor", "HowSoonIntent", "care.when", ""),
        ("causes.posture", "WhoShouldNotIntent", "care.which", "who_not"),
    ],
)
def test_a_bare_question_is_about_the_last_thing_told(last: str, intent: str, id_: str, shape: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic=last)
    said = spoken(talk.turn(intent))
    told = entry(id_)
    assert said.startswith(fitted(told.facets.get(shape, told.short)))
    assert talk.state.rooms["answers"]["entry"] == id_


@pytest.mark.parametrize("intent", sorted(set(INTENTS.values()) - {"ShorterIntent"}))
def test_a_bare_question_with_nothing_told_has_an_answer_and_stays_open(intent: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    assert talk.turn(intent).question


def test_a_bare_name_after_a_question_is_still_asked_in_its_shape() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("HowLongForIntent", relief="relief.heat")
    assert spoken(talk.turn("TopicIntent", topic="relief.cold")).startswith(entry("relief.cold").facets["how_long"])


def test_more_after_an_answer_of_one_shape_gives_the_answer_itself() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("HowOftenIntent", relief="relief.heat")
    assert spoken(talk.turn("MoreIntent")).startswith(fitted(entry("relief.heat").short))


@pytest.mark.parametrize("id_", ["relief.overview", "symptoms.numbness", "medicines.ibuprofen"])
def test_the_same_question_again_gets_one_sentence_and_its_net_where_it_is_about_danger(id_: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    first = talk.turn("TopicIntent", topic=id_)
    again = talk.turn("TopicIntent", topic=id_)
    assert spoken(again).startswith(sentences(fitted(entry(id_).short))[0])
    assert len(spoken(again)) < len(spoken(first))
    assert ("911" in spoken(again)) is entry(id_).danger


def test_another_question_about_the_same_thing_is_answered_whole() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="relief.heat")
    talk.turn("ShouldUseIntent", relief="relief.heat")
    assert fitted(entry("relief.heat").short) in spoken(talk.replies[-1])


def test_shorter_is_one_sentence_of_what_was_just_said() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="relief.heat")
    assert spoken(talk.turn("ShorterIntent")).startswith(sentences(entry("relief.heat").short)[0] + " Want")
    talk.turn("WhoShouldNotIntent")
    assert spoken(talk.turn("ShorterIntent")).startswith(sentences(entry("relief.heat").facets["who_not"])[0])


def test_shorter_with_nothing_told_is_all_of_it_in_short() -> None:
    talk = Talk()
    talk.turn("Launch")
    assert spoken(talk.turn("ShorterIntent")).startswith(fitted(entry("about.summary").short))


@pytest.mark.parametrize("intent", ["RepairIntent", "CorrectIntent"])
def test_what_was_misunderstood_is_said_let_go_and_asked_for(intent: str) -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="relief.heat")
    reply = talk.turn(intent)
    assert "I thought you meant heat" in spoken(reply)
    assert reply.question.id == "answers.word"
    assert spoken(talk.turn("HowLongIntent")).find("heat") < 0
    assert talk.replies[-1].question


def test_what_was_meant_is_answered_at_once() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("TopicIntent", topic="relief.heat")
    assert fitted(entry("places.neck").short) in spoken(talk.turn("RepairIntent", topic="places.neck"))


def test_a_no_to_which_word_does_not_end_the_talk() -> None:
    talk = Talk()
    talk.turns("Launch", "RepairIntent")
    assert talk.turn(NO).question


def test_the_sources_of_an_answer_of_one_shape_are_its_own() -> None:
    talk = Talk()
    talk.turn("Launch")
    talk.turn("WhoShouldNotIntent", relief="relief.heat")
    named = words("sources")[entry("relief.heat").cited["who_not"][0]]
    assert named in spoken(talk.turn("SourcesIntent"))


def test_a_question_about_nothing_told_yet_and_of_no_shape_is_declined_honestly() -> None:
    talk = Talk()
    talk.turn("Launch")
    reply = conversation.respond(Turn("WhoShouldNotIntent", words="i can't even"), talk.state)
    assert spoken(reply).startswith("That's not in my guide.")
