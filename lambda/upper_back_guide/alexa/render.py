"""Reply to response: the one place that knows SSML, cards, reprompts and shouldEndSession."""

import re
from typing import Any

from ask_sdk_model import Response
from ask_sdk_model.ui import PlayBehavior, Reprompt, SimpleCard, SsmlOutputSpeech

from upper_back_guide.logs import report
from upper_back_guide.speeds import rate
from upper_back_guide.turn import Pause, Reply, Turn

MAX_SPEECH = 8000
"""Characters of SSML in one reply, Alexa's limit."""

MAX_CARD = 8000
MAX_PAUSE = 10
"""Seconds in one break, Alexa's limit."""

ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""What XML wants escaped in text; the standard library's own function for it costs a quarter of a cold start."""

DIGITS = re.compile(r"\d+(?: \d+)*")
ZEROS = re.compile(r"\b000\b")


class BrokenReply(ValueError):
    """A reply breaks a rule of the product or of Alexa; the message says which."""


def render(reply: Reply, turn: Turn) -> Response:
    """The response for a reply to a turn that has been worded; BrokenReply when it breaks a rule.

    A question, an open session and a reprompt come together or not at all, so the microphone never hangs open and a
    question is never cut off (Alexa's functional test 4.1).
    """
    parts, question = reply.parts, reply.question
    spoken = "".join(part for part in parts if isinstance(part, str)).strip()
    if not spoken and not question:
        raise BrokenReply("nothing is said")
    if question and not question.ask.endswith("?"):
        raise BrokenReply("the question does not end with a question mark")
    if not question and spoken.endswith("?"):
        raise BrokenReply("a question that closes the session")
    card = reply.card
    if card and len(card.title) + len(card.text) > MAX_CARD:
        raise BrokenReply(f"a card over {MAX_CARD} characters")
    percent = rate(reply.state.speed, urgent=bool(reply.state.patient.call))
    speech = _speech((*parts, question.ask), percent)
    if turn.touched:  # at once: what was being said is no longer wanted
        speech.play_behavior = PlayBehavior.REPLACE_ALL
    return Response(
        output_speech=speech,
        card=SimpleCard(title=card.title, content=card.text) if card else None,
        reprompt=Reprompt(output_speech=_speech((question.reprompt or question.ask,), percent)) if question else None,
        should_end_session=not question,
        directives=_screen(reply) if turn.screen else None,
    )


def _screen(reply: Reply) -> list[dict[str, Any]] | None:
    """What the screen shows; with a fault of it the voice goes on."""
    from upper_back_guide.alexa import screens  # only where there is one: it would be part of every cold start

    try:
        return screens.directives(reply)
    except Exception as fault:
        report("screen failed", fault)
        return None


def _speech(parts: tuple[str | Pause, ...], percent: int) -> SsmlOutputSpeech:
    marked_up = " ".join(filter(None, map(_marked_up, parts)))
    if percent != 100:
        marked_up = f'<prosody rate="{percent}%">{marked_up}</prosody>'
    ssml = f"<speak>{marked_up}</speak>"
    if len(ssml) > MAX_SPEECH:
        raise BrokenReply(f"speech over {MAX_SPEECH} characters")
    if "{" in ssml or "}" in ssml:
        raise BrokenReply("a wording mark was left over")
    return SsmlOutputSpeech(ssml=ssml)


def _marked_up(part: str | Pause) -> str:
    if isinstance(part, Pause):
        if not 0 < part.seconds <= MAX_PAUSE:
            raise BrokenReply(f"a pause of {part.seconds} seconds")
        return f'<break time="{round(part.seconds * 1000)}ms"/>'
    return DIGITS.sub(_phone_number, part.translate(ESCAPED))


def _phone_number(match: re.Match[str]) -> str:
    """Phone numbers are read digit by digit, small numbers as such; Australians say theirs as "triple zero"."""
    if not any(len(group) > 2 for group in match[0].split(" ")):
        return match[0]
    if ZEROS.fullmatch(match[0]):
        return '<sub alias="triple zero">000</sub>'
    return f'<say-as interpret-as="telephone">{match[0]}</say-as>' if " " in match[0] else _digits(match[0])


def _digits(number: str) -> str:
    return f'<say-as interpret-as="digits">{number}</say-as>'
