"""What was meant is asked about first where the door that heard it is not sure."""

from dataclasses import replace

from tests.talk import NO, YES
from upper_back_guide import conversation
from upper_back_guide.turn import Reply, Slot, State, Turn

HEAT = Turn("ShouldUseIntent", {"relief": Slot("relief.heat", "warmth")}, intent_certainty=0.45)
STRESS = Turn("TopicIntent", {"topic": Slot("causes.stress", "nerves")}, intent_certainty=0.45)


def _said(*turns: Turn) -> Reply:
    state = State()
    for turn in (Turn("Launch"), *turns):
        reply = conversation.respond(turn, state)
        state = State.remembered(reply.state.memory())
    return reply


def test_what_is_hardly_understood_is_asked_about() -> None:
    asked = _said(HEAT)
    assert asked.question.ask == "Do you mean heat?"
    assert "".join(map(str, asked.parts)) == ""


def test_a_yes_answers_it_and_a_no_leaves_it() -> None:
    surely = _said(replace(HEAT, intent_certainty=1.0))
    assert _said(HEAT, Turn(YES)).parts == surely.parts
    assert _said(HEAT, Turn(NO)).question.id == "basics.know"


def test_it_is_asked_about_once_in_a_row() -> None:
    assert not _said(HEAT, STRESS).question.ask.startswith("Do you mean")
    assert _said(HEAT, Turn(NO), STRESS).question.ask.startswith("Do you mean")


def test_words_of_danger_are_never_doubted() -> None:
    doubtful = replace(HEAT, words="can i use heat my chest is crushing and i can't breathe")
    assert _said(doubtful).call
    assert _said(Turn("EmergencyIntent", {"red_flag": Slot("chest_pain", "chest pain")}, intent_certainty=0.45)).call


def test_how_surely_the_words_were_heard_is_another_thing() -> None:
    said = replace(HEAT, intent_certainty=1.0, certainty=0.1, words="should i use heat")
    assert not _said(said).question.ask.startswith("Do you mean")
