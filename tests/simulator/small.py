"""A skill that says what it was asked, for tests of the simulator itself."""

from typing import Any

Envelope = dict[str, Any]


def spoken(text: str, question: str = "", **attributes: Any) -> Envelope:
    """A response that says the text and, with a question, keeps the session open."""
    response: Envelope = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{text} {question}</speak>"}}
    if question:
        response["reprompt"] = {"outputSpeech": {"type": "PlainText", "text": question}}
    response["shouldEndSession"] = not question
    return {"version": "1.0", "sessionAttributes": attributes, "response": response}


class Recorder:
    """A skill that counts its turns in the session, keeps every request, and ends on StopIntent."""

    def __init__(self) -> None:
        self.requests: list[Envelope] = []

    def __call__(self, event: Envelope, context: Any) -> Envelope:
        self.requests.append(event)
        request = event["request"]
        if request["type"] == "SessionEndedRequest":
            return {"version": "1.0", "response": {}}
        turns = event["session"]["attributes"].get("turns", 0) + 1
        name = request.get("intent", {}).get("name", "Launch")
        question = "" if name == "AMAZON.StopIntent" else "What next?"
        return spoken(f"Heard {name}.", question, turns=turns)
