"""Two questions in one sentence: the first is answered, and the other offered by its name."""

from simulator.device import Device
from tests.talk import NO, YES, spoken
from upper_back_guide import conversation
from upper_back_guide.turn import Slot, State, Turn


def asked(intent: str, also: Turn | None) -> State:
    return conversation.respond(Turn(intent, also=also), State()).state


def test_the_other_question_is_offered_by_its_name_and_a_yes_answers_it() -> None:
    also = Turn("SeeProfessionalIntent", {"professional": Slot("care.chiropractor", "chiropractor")})
    state = asked("CausesIntent", also)
    assert state.question.ask == "You also asked about a chiropractor. Shall I go on to that?"
    assert "chiropractor" in spoken(conversation.respond(Turn(YES), state))
    assert "chiropractor" not in spoken(conversation.respond(Turn(NO), state))


def test_what_we_do_not_know_or_have_just_answered_is_not_offered() -> None:
    plain = asked("CausesIntent", None).question
    for also in (Turn("CausesIntent"), Turn("CanCauseIntent", {"cause": Slot("", "the moon")}), Turn("NoSuchIntent")):
        assert asked("CausesIntent", also).question == plain


def test_where_a_call_stands_nothing_is_offered() -> None:
    also = Turn("TopicIntent", {"topic": Slot("relief.heat", "heat")})
    called = conversation.respond(Turn("EmergencyIntent", {"red_flag": Slot("chest_pain", "chest pain")}), State())
    reply = conversation.respond(Turn("CausesIntent", also=also), called.state)
    assert "You also asked" not in reply.question.ask


def test_a_device_that_hears_text_sends_both() -> None:
    device = Device()
    device.open()
    device.say("can stress cause it and should i see a chiropractor")
    assert device.attributes["question"]["ask"].startswith("You also asked about a chiropractor.")
