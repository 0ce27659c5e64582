import math
from collections.abc import Mapping

import numpy as np
import pytest

from tests.understanding.small import MODEL
from understanding import understanding
from understanding.bank import Bank
from understanding.context import Context
from understanding.entries import Entries, asked_for, everyday, texts_of
from understanding.model import Intent, Model, Value
from understanding.sentences import Vectors, sentence_model

TEXTS = ["the long flight", "a seat in the plane", "a flight", "the heavy bag", "a bag on the shoulder", "a bag"]
IDS = ["flying"] * 3 + ["bag"] * 3
HERE, THERE = (1.0, 0.0), (0.0, 1.0)


def _entries() -> Entries:
    return Entries(TEXTS, IDS, lambda: np.array([HERE] * 3 + [THERE] * 3, np.float32))


def _likeliest(chances: Mapping[str, float]) -> str:
    return max(chances, key=chances.__getitem__)


def _at(point: tuple[float, float]) -> Vectors:
    return np.array(point, np.float32)


def test_what_a_sentence_means_decides_where_its_words_are_unknown() -> None:
    assert _likeliest(_entries().log_chances(("we", "take", "off"), _at(HERE))) == "flying"
    assert _likeliest(_entries().log_chances(("we", "take", "off"), _at(THERE))) == "bag"


def test_words_in_common_decide_where_its_meaning_is_in_between() -> None:
    between = _at((0.7, 0.7))
    assert _likeliest(_entries().log_chances(("on", "that", "flight"), between)) == "flying"
    assert _likeliest(_entries().log_chances(("with", "these", "bags"), between)) == "bag"


def test_chances_are_of_all_entries_together() -> None:
    chances = _entries().log_chances(("a", "bag"), _at(HERE))
    assert sum(map(math.exp, chances.values())) == pytest.approx(1, abs=1e-5)


def test_an_entry_is_learned_from_its_names_its_words_and_what_is_said_to_get_there() -> None:
    texts = texts_of(Value("causes.posture", "poor posture", ("slouching",)))
    assert {"poor posture", "slouching", *everyday("causes.posture")} < set(texts)
    assert not any("{" in text for text in texts)
    assert texts_of(Value("causes.nothing", "nothing", ("none",))) == ["nothing", "none"]


@pytest.mark.parametrize(
    ("intent", "slots", "entry"),
    [
        ("CausesIntent", {}, "causes.overview"),
        ("TopicIntent", {"topic": "causes.stress"}, "causes.stress"),
        ("TopicIntent", {"topic": "moonlight"}, ""),
        ("AMAZON.StopIntent", {}, ""),
    ],
)
def test_what_a_shape_asks_for(intent: str, slots: dict[str, str], entry: str) -> None:
    assert asked_for(intent, slots) == entry


LONG = "why do i get spasms in my back when i sit all day at my desk"


def test_a_long_sentence_is_about_the_entry_that_it_asks_for() -> None:
    understood = understanding(MODEL)(LONG)
    assert (understood.intent, understood.tier) == ("TopicIntent", "everyday")
    assert understood.slots["topic"].id == "causes.posture"
    assert understood.certainty > 0.4


@pytest.mark.parametrize(
    "context", [Context("strict", "checkup.sign", "checkup"), Context("step", "stretching.next", "stretching")]
)
def test_no_entry_is_guessed_where_danger_is_asked_about_or_a_stretch_is_led(context: Context) -> None:
    assert understanding(MODEL)(LONG, context).tier != "everyday"


def _with_a_neck() -> Model:
    hurts = Intent(
        "BodyPartHurtsIntent", {"body_part": "BodyPart"}, ("my {body_part} hurts", "what helps my {body_part}")
    )
    types = {**MODEL.types, "BodyPart": (Value("places.neck", "neck", ("sore neck",)),)}
    return Model("en-XX", MODEL.invocation_name, {**MODEL.intents, hurts.name: hurts}, types)


@pytest.mark.parametrize(
    ("question", "entry"),
    [("what helps with these tight knots", "symptoms.knots"), ("what could help my neck", "causes.posture")],
)
def test_the_question_it_ends_in_decides_unless_it_names_no_more_than_a_body_part(question: str, entry: str) -> None:
    understood = understanding(_with_a_neck())(f"i sit at my desk all day long and get spasms in my back {question}")
    assert [filled.id for filled in understood.slots.values()] == [entry]


def test_the_bank_leans_to_what_a_sentence_is_nearer_to() -> None:
    encoder = sentence_model()
    bank = Bank(MODEL, encoder)
    ours, declined = map(bank.lean, encoder.encode(["why does my back cramp", "play some quiet music"]))
    assert ours > 0 > declined


def test_danger_in_a_long_sentence_goes_before_its_entry() -> None:
    assert understanding(MODEL)(f"{LONG} and i can not feel my legs").intent == "EmergencyIntent"
