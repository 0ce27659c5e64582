import pytest

from simulator.viewports import VIEWPORTS
from tests.echo.visitor import Visitor


def said(turn: dict[str, object]) -> str:
    pieces = turn["pieces"]
    assert isinstance(pieces, list)
    return " ".join(piece["say"] for piece in pieces if "say" in piece)


def test_a_turn_tells_what_was_understood_and_what_is_said(at: Visitor) -> None:
    opened = at.turn("open")
    assert (opened["intent"], opened["open"], opened["ended_by"]) == ("LaunchRequest", True, "")
    turn = at.say("should i use ice")
    assert turn["heard"] == "should i use ice"
    assert turn["intent"] == "ShouldUseIntent"
    assert turn["slots"] == {"relief": {"id": "relief.cold", "heard": "ice"}}
    assert turn["certainty"] == 1
    assert "ice" in turn["card"]["text"]
    assert turn["request"]["request"]["type"] == "IntentRequest"
    assert "outputSpeech" in turn["response"]["response"]


def test_every_piece_tells_how_long_it_takes_and_all_words_are_in_one(at: Visitor) -> None:
    turn = at.turn("open")
    assert all(piece["seconds"] > 0 for piece in turn["pieces"] if "say" in piece)
    assert said(turn).replace("9 1 1", "911") == turn["speech"]
    assert said({"pieces": turn["reprompt_pieces"]}) == turn["reprompt"]


def test_a_slower_voice_takes_longer(at: Visitor) -> None:
    at.turn("open")
    normal = at.say("what causes it")["pieces"][0]
    slow = at.say("speak slower", "what causes it")["pieces"][0]
    assert slow["rate"] < normal["rate"] == 100
    assert slow["seconds"] == pytest.approx(normal["seconds"] * 100 / slow["rate"], abs=0.01)


def test_holds_are_silences(at: Visitor) -> None:
    at.turn("open")
    turn = at.say("start a chair stretch", "no", "no")
    assert max(piece.get("pause", 0) for piece in turn["pieces"]) >= 3


def test_without_a_session_what_is_said_starts_one_and_may_end_it(at: Visitor) -> None:
    turn = at.say("should i use ice")
    assert (turn["open"], turn["ended_by"]) == (False, "guide")
    assert turn["request"]["session"]["new"]


def test_a_silence_plays_the_reprompt_and_a_second_one_ends_the_session(at: Visitor) -> None:
    opened = at.turn("open")
    first = at.turn("silence")
    assert first["pieces"] == opened["reprompt_pieces"] != []
    assert (first["open"], first["request"]) == (True, {})
    second = at.turn("silence")
    assert (second["open"], second["ended_by"], second["pieces"]) == (False, "silence", [])
    assert second["touchable"] == []
    assert at.post("silence").status_code == 409


def test_something_said_between_two_silences_keeps_the_session(at: Visitor) -> None:
    at.turn("open")
    at.turn("silence")
    at.say("what causes it")
    assert at.turn("silence")["open"]


def test_exit_ends_it_and_clears_the_screen(at: Visitor) -> None:
    at.turn("open")
    assert at.turn("exit")["ended_by"] == "you"
    assert at.post("exit").status_code == 409


def test_a_button_of_the_screen_is_touched(at: Visitor) -> None:
    at.turn("open")
    turn = at.say("start a check-up")
    yes = next(button for button in turn["touchable"] if button["label"] == "Yes")
    touched = at.turn("touch", arguments=yes["sends"])
    assert touched["intent"] == "Alexa.Presentation.APL.UserEvent"
    assert "911" in touched["speech"]


def test_what_the_screen_does_not_show_cannot_be_touched(at: Visitor) -> None:
    at.turn("open")
    assert at.post("touch", {"arguments": ["HurtsIntent"]}).status_code == 409


def test_an_emergency_shows_the_number(at: Visitor) -> None:
    at.turn("open")
    turn = at.say("my husband has chest pain")
    assert turn["directive"]["datasources"]["payload"]["number"] == "911"
    assert "911" in turn["speech"]
    assert turn["ears"]["signs"] == [{"id": "chest_pain", "sure": True, "person": "husband"}]


def test_the_number_is_the_locales(at: Visitor) -> None:
    at.turn("settings", locale="en-GB")
    at.turn("open")
    assert at.say("i have chest pain")["directive"]["datasources"]["payload"]["number"] == "999"


def test_the_ears_tell_denials_and_conditions_and_nothing_where_nothing_was_said(at: Visitor) -> None:
    assert at.turn("open")["ears"] == {}
    ears = at.say("i'm pregnant and i have no fever")["ears"]
    assert "pregnancy" in [trait["id"] for trait in ears["conditions"]]
    assert "fever" in ears["denied"]
    assert "signs" not in ears


def test_a_speaker_shows_nothing(at: Visitor) -> None:
    assert at.turn("settings", device="speaker")["viewport"] is None
    turn = at.turn("open")
    assert (turn["directive"], turn["touchable"]) == (None, [])


@pytest.mark.parametrize("device", VIEWPORTS)
def test_each_screen_is_as_large_as_the_device_s(at: Visitor, device: str) -> None:
    shape = at.turn("settings", device=device)["viewport"]
    assert (shape["width"], shape["height"]) == (VIEWPORTS[device].width, VIEWPORTS[device].height)
    assert at.turn("open")["directive"]["type"] == "Alexa.Presentation.APL.RenderDocument"


def test_another_device_ends_the_session(at: Visitor) -> None:
    at.turn("open")
    at.turn("settings", device="round")
    assert at.post("silence").status_code == 409


def test_the_same_settings_change_nothing(at: Visitor) -> None:
    at.turn("open")
    at.turn("settings", device="large", locale="en-US")
    assert at.turn("silence")["open"]


def test_a_stretch_can_be_taken_up_again_at_the_same_desk_and_at_no_other(at: Visitor) -> None:
    at.turn("open")
    at.say("start a chair stretch", "no", "no", "next")
    at.turn("settings", device="speaker")
    assert "carry on with step 2" in at.turn("open")["speech"]
    assert "carry on" not in Visitor(at.client, "f" * 32).turn("open")["speech"]
