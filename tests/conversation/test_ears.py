"""Nothing said about danger is lost: every open slot of every intent is listened to, in every state."""

import pytest

from tests.alexa.test_walk import INTENTS, VALUES
from tests.talk import NO, YES, Talk, spoken
from upper_back_guide import calls, conversation, ears
from upper_back_guide.checkup import rules
from upper_back_guide.content import words
from upper_back_guide.turn import Reply, Slot, State, Turn

SLOTS = sorted({(name, key) for name, kinds in INTENTS.items() for key, type_ in kinds.items() if type_ in VALUES})
DENIALS = ("my chest is fine", "no chest pain just the back", "i don't want an ambulance", "she's breathing fine")
OPENINGS = (
    "i've got this pain", "sudden pain in my back", "stabbing pain under my shoulder blade", "i'm in so much pain",
)  # fmt: skip
UNCLEAR = (
    YES, "NotSureIntent", "AMAZON.FallbackIntent", "CausesIntent", "AMAZON.NextIntent", "ThanksIntent",
    "AMAZON.StopIntent",
)  # fmt: skip
STATES = {
    "opened": ("Launch",),
    "mid-answer": ("Launch", "CausesIntent"),
    "mid-check-up": ("Launch", "StartCheckupIntent", NO),
    "mid-stretch": ("Launch", "StartStretchIntent", YES, NO, NO),
    "after a result": ("StartCheckupIntent", *[NO] * 10),
    "asked to delete": ("Launch", "WhatDoYouKnowIntent"),
}
ONE_OF_EACH = {
    "call": "crushing chest pain", "still": "i fell off the roof", "watch": "she's unconscious",
    "poison": "too many pills", "crisis": "i want to die", "stroke": "my face is drooping",
}  # fmt: skip


def at(state: str) -> State:
    talk = Talk()
    talk.turns(*STATES[state])
    return talk.state


def is_heard(reply: Reply) -> bool:
    """The call, or a question about that sign: an offer does not count."""
    asked = reply.question.id == calls.SIGN or reply.question.id.removeprefix("checkup.") in rules.BY_QUESTION
    return bool(reply.call) or asked


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_a_sign_is_heard_in_every_open_slot_of_every_intent(kind: str, state: str) -> None:
    before = at(state)
    for name, key in SLOTS:
        reply = conversation.respond(Turn(name, {key: Slot("", ONE_OF_EACH[kind])}), before)
        assert is_heard(reply), (name, key, spoken(reply))
        assert reply.call or reply.state.sign or kind == "call", (name, key, spoken(reply))


@pytest.mark.parametrize("state", STATES)
def test_a_whole_sentence_is_heard_whatever_intent_it_was_taken_for(state: str) -> None:
    for name in INTENTS:
        reply = conversation.respond(Turn(name, words="my chest is being crushed and i can't breathe"), at(state))
        assert spoken(reply).startswith("Call 911 now"), name


@pytest.mark.parametrize(
    "text", ["my chest is fine", "no chest pain just the back", "i don't want an ambulance", "she's breathing fine"]
)
@pytest.mark.parametrize("name", ["EmergencyIntent", "HaveComplaintIntent", "TopicIntent", "MaybeEmergencyIntent"])
def test_a_denial_is_no_sign(name: str, text: str) -> None:
    key = next(iter(sorted(set(INTENTS[name]) - {"relation"})))
    reply = conversation.respond(Turn(name, {key: Slot("", text)}), at("opened"))
    assert not reply.call
    assert reply.question.id != calls.SIGN


def test_an_emergency_that_names_nothing_starts_the_check_up() -> None:
    for slots in ({}, {"red_flag": Slot("", "pizza")}):
        reply = conversation.respond(Turn("EmergencyIntent", slots), at("opened"))
        assert reply.question.id == "checkup.chest"


@pytest.mark.parametrize("text", ["when should i call 911", "how would i know if it's a heart attack"])
def test_a_question_about_danger_is_answered_and_nobodys_emergency(text: str) -> None:
    reply = conversation.respond(Turn("EmergencyIntent", {"red_flag": Slot("", text)}), at("opened"))
    assert reply.state.room == "answers"
    assert not reply.call


@pytest.mark.parametrize(
    "text",
    ["i've got this pain", "sudden pain in my back", "stabbing pain under my shoulder blade", "i'm in so much pain"],
)
def test_opening_words_get_sympathy_and_the_check_up_offered(text: str) -> None:
    reply = conversation.respond(Turn("InPainIntent", words=text), at("opened"))
    assert spoken(reply).startswith("I'm sorry")
    assert reply.question.id == "checkup.start"
    assert "911" not in spoken(reply)
    assert conversation.respond(Turn(YES), reply.state).question.id == "checkup.chest"


@pytest.mark.parametrize("intent", ["WhichBetterIntent", "TopicIntent", "WhatIsIntent"])
def test_a_spasm_or_a_heart_attack_is_told_apart_by_no_voice(intent: str) -> None:
    turn = Turn(intent, words="what's the difference between a spasm and a heart attack")
    assert spoken(conversation.respond(turn, at("opened"))).startswith("Nobody can tell a spasm from a heart attack")


def test_two_advil_are_no_poisoning() -> None:
    reply = conversation.respond(Turn("EmergencyIntent", words="i took two advil is that ok"), at("opened"))
    assert not reply.call
    assert "pharmacist" in spoken(reply)


@pytest.mark.parametrize("text", ["went gray and clammy", "a beating lump in my belly", "i have a cold sweat"])
def test_no_sign_is_read_back_that_was_not_named(text: str) -> None:
    reply = conversation.respond(Turn("EmergencyIntent", {"red_flag": Slot("", text)}), at("opened"))
    said = spoken(reply)
    for name in ("fainting", "tearing pain", "chest pain", "heart attack"):
        assert f"told me about {name}" not in said


def test_a_sign_not_sure_gets_one_question_alone_and_anything_but_a_clear_no_is_the_call() -> None:
    asked = conversation.respond(
        Turn("TopicIntent", {"topic": Slot("", "a tight chest muscle from the gym")}), at("mid-stretch")
    )
    assert asked.question.id == calls.SIGN
    assert asked.question.ask == words("signs")["chest_pain"]["ask"].replace("{Do} {you}", "Do you")
    for name in (
        YES,
        "NotSureIntent",
        "AMAZON.FallbackIntent",
        "CausesIntent",
        "AMAZON.NextIntent",
        "ThanksIntent",
        "AMAZON.StopIntent",
    ):
        assert spoken(conversation.respond(Turn(name), asked.state)).startswith("Call 911 now"), name
    for name in ("AMAZON.RepeatIntent", "WhyIntent", "AMAZON.HelpIntent", "AMAZON.PauseIntent"):
        assert conversation.respond(Turn(name), asked.state).question.id == calls.SIGN, name
    clear = conversation.respond(Turn(NO), asked.state)
    assert not clear.call
    assert clear.question.id == "stretching.resume"


def test_being_hurt_is_answered_once_in_neutral_words_and_never_again() -> None:
    state = at("opened")
    heard = conversation.respond(Turn("HaveComplaintIntent", {"complaint": Slot("", "my husband hits me")}), state)
    assert "1 800 799 7233" in spoken(heard)
    assert not heard.call
    assert heard.card is None
    assert heard.question.id == "checkup.injury"
    for name in ("AMAZON.RepeatIntent", "AMAZON.HelpIntent", NO):
        assert "7233" not in spoken(conversation.respond(Turn(name), heard.state)), name
    assert "7233" not in heard.question.reprompt
    again = conversation.respond(Turn("HaveComplaintIntent", {"complaint": Slot("", "he hits me")}), heard.state)
    assert "7233" not in spoken(again)
    stopped = conversation.respond(Turn("AMAZON.StopIntent"), heard.state)
    assert not stopped.question


def test_nothing_is_heard_in_what_only_names_something() -> None:
    for name, key in SLOTS:
        if key in ears.NAMING:
            for id_ in VALUES[INTENTS[name][key]]:
                assert not ears.listen(Turn(name, {key: Slot(id_, id_)}), State()), (name, id_)
