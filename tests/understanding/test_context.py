from dataclasses import replace

import pytest

from tests.understanding.small import DOCUMENT, MODEL
from understanding import Understanding, understanding
from understanding.context import Context
from understanding.model import Intent, Model
from upper_back_guide import conversation
from upper_back_guide.turn import Slot, State, Turn

MORE = {
    "AMAZON.NoIntent": ("no",),
    "NotSureIntent": ("i don't know",),
    "ThanksIntent": ("great", "thank you"),
    "HurtsIntent": ("it hurts when i do it", "that pulls in my back"),
    "CorrectIntent": ("i meant no", "i said no"),
    "AMAZON.RepeatIntent": ("say that again",),
}
TALKING = Model(
    "en-US",
    MODEL.invocation_name,
    {**MODEL.intents, **{name: Intent(name, {}, samples) for name, samples in MORE.items()}},
    MODEL.types,
)
OFFER = Context("offer", "answers.offer", topic="causes.stress")
DANGER = Context("strict", "checkup.chest", "checkup")
CALL = Context("offer", "emergency.repeat")
YES, NO, UNSURE = "AMAZON.YesIntent", "AMAZON.NoIntent", "NotSureIntent"

understand = understanding(TALKING)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("great", YES),
        ("yes is my answer", YES),
        ("nope that's not it", NO),
        ("not that I know", NO),
        ("he's not keen", NO),
        ("could be either", UNSURE),
        ("thank you", "ThanksIntent"),
        ("what about slouching", "TopicIntent"),
        ("no but i can't feel my legs", "EmergencyIntent"),
    ],
)
def test_an_offer_is_taken_up_or_declined_in_every_form(text: str, intent: str) -> None:
    assert understand(text, OFFER).intent == intent


@pytest.mark.parametrize("context", [DANGER, CALL])
@pytest.mark.parametrize("text", ["great", "that sounds right", "she says no", "not that i know", "i couldn't say"])
def test_nothing_is_guessed_into_an_answer_about_danger(text: str, context: Context) -> None:
    assert understand(text, context).intent not in (YES, NO, UNSURE, "CorrectIntent")


@pytest.mark.parametrize(("text", "intent"), [("yes", YES), ("no", NO), ("i don't know", UNSURE)])
def test_plain_answers_about_danger_are_heard(text: str, intent: str) -> None:
    assert understand(text, DANGER).intent == intent


def test_what_is_said_beside_an_answer_about_danger_is_left_to_the_ears() -> None:
    understood = understand("no she only sat down hard", DANGER)
    assert (understood.intent, understood.text) == (None, "no she only sat down hard")


def test_steering_is_likely_only_where_a_routine_is_led() -> None:
    led = Context("step", "stretching.next", "stretching")
    assert understand("something pulls in my back", led).intent == "HurtsIntent"
    assert understand("something pulls in my back").intent != "HurtsIntent"
    assert Context().unlikely >= {"HurtsIntent", "SkipIntent"} > set(led.unlikely)
    assert "StartStretchIntent" not in Context().unlikely


def test_it_is_what_was_talked_about() -> None:
    after = Context("open", "basics.else", topic="causes.stress")
    understood = understand("can it cause that", after)
    assert (understood.intent, understood.slots["cause"].id) == ("CanCauseIntent", "causes.stress")
    assert not understand("can it cause that").slots


def test_the_context_is_in_the_session() -> None:
    assert Context.of({}) == Context()
    assert Context.of({"question": 7, "rooms": [], "room": "answers"}) == Context()
    reply = conversation.respond(Turn("ShouldUseIntent", {"relief": Slot("relief.heat", "heat")}), State())
    context = Context.of(reply.state.memory())
    assert (context.room, context.under_way, context.topic) == ("answers", "", "relief.heat")
    assert context.is_offered
    state = State()
    for turn in (Turn("Launch"), Turn("StartCheckupIntent")):
        state = conversation.respond(turn, state).state
    checking = Context.of(state.memory())
    assert (checking.asked, checking.under_way, checking.is_dangerous) == ("strict", "checkup", True)


def test_a_second_thought_counts() -> None:
    understood = understand("can stress cause it no wait i mean slouching")
    assert (understood.intent, understood.slots["cause"].id) == ("CanCauseIntent", "causes.posture")
    assert understood.text == "can stress cause it no wait i mean slouching"
    assert understand("what helps with knots, sorry, I meant what causes it").intent == "CausesIntent"


def test_the_first_of_two_questions_is_answered_and_the_other_can_be_offered() -> None:
    understood = understand("what causes it and how do i ease knots")
    assert understood.intent == "CausesIntent"
    assert understood.also
    assert understood.also.intent == "HelpsWithIntent"
    urgent = understand("what causes it and why is there pain in my chest")
    assert urgent.intent == "EmergencyIntent"


def test_what_hardly_fits_is_understood_less_surely() -> None:
    sure, hardly = understand("is it slouching that causes it"), understand("my legs feel like bricks of concrete")
    assert sure.certainty > 0.7
    assert hardly.intent is None or hardly.certainty < sure.certainty


def test_an_answer_that_the_model_does_not_have_is_none() -> None:
    assert Understanding(Model.from_json(DOCUMENT))("nope that's not it", OFFER).intent != NO


def test_contexts_are_plain_values() -> None:
    assert replace(OFFER, topic="") == Context("offer", "answers.offer")
