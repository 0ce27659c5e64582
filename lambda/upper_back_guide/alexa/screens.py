"""Reply to screen: which document a device with a screen renders, and what stands in it.

Nothing is shown but what is said with it and the names of what may be touched. That somebody is hurt by another is
never shown, and no text about health outlives the session. The documents are in documents/, the drawings in figures/.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from upper_back_guide.alexa import touch
from upper_back_guide.alexa.render import DIGITS
from upper_back_guide.content import words
from upper_back_guide.meaning import NEXT, NO, PREVIOUS, UNSURE, YES, kind
from upper_back_guide.speeds import rate, saying, seconds
from upper_back_guide.turn import Beat, Reply, StepCard
from upper_back_guide.wording import sentences

DOCUMENTS = Path(__file__).with_name("documents")
FIGURES = Path(__file__).parents[1] / "figures"

MAX_BYTES = 24_000
"""Of the directives of one response."""

SHORT, LONG = 120, 150
"""Characters that are shown of what is said: of an answer, and of what to do."""

CROWDED, SIZES = (60, 120), (1.8, 1.5, 1.25)
"""Characters of a text from which it is smaller, and how large it is: times the smallest text."""

PREVIEW = 2500
"""Milliseconds between two positions of a drawing that shows the whole movement beforehand."""

LINGERS = 4
"""Seconds that what was shown stays when the session ends with it."""

SILENCE, KEPT_OPEN = 8, 30
"""Seconds until the reprompt, and until the session ends after the second silence: Amazon's."""

BLANK = "blank"
DELETE = "settings.delete"

Button = Mapping[str, Any]


def directives(reply: Reply) -> list[dict[str, Any]]:
    """The directives that show a worded reply."""
    name, shown = _screen(reply)
    document = {"document": _document(name, shown.get("figure", "")), "datasources": {"payload": shown}}
    return [{"type": "Alexa.Presentation.APL.RenderDocument", "token": reply.question.id, **document}]


def _screen(reply: Reply) -> tuple[str, dict[str, Any]]:
    """The name of the document, and its data."""
    if reply.call:
        return "call", _call(reply)
    if reply.about == "hurt" or not (reply.question or reply.title):
        return BLANK, {"name": _words("name")}
    if reply.step:
        return "step", _step(reply, reply.step)
    if reply.choices:
        return "list", _list(reply)
    return "message", _message(reply)


def _call(reply: Reply) -> dict[str, Any]:
    """The number, as large as it goes, and the sentence that it is said in."""
    number = _phone_number(reply.call)
    again = [_button("say_again", touch.REPEAT)] if reply.question else []
    return {"number": number, "digits": len(number), "text": reply.call, "buttons": again}


def _step(reply: Reply, step: StepCard) -> dict[str, Any]:
    steers = reply.question.name in ("next", "last")
    place, short = (_filled(name, step=step.step, of=step.of) for name in ("step", "short_step"))
    side = words("screens")["sides"].get(step.side, "")
    text = step.text if steers else reply.question.ask
    figure = _figure(step.drawing)
    return {
        **_frame(reply, step.name),
        "alarm": f"{_words('call')} {_phone_number(reply.reminder)}".strip() if reply.reminder else "",
        "figure": step.drawing,
        "place": f"{place}, {side}" if side else place,
        "short": f"{short}, {side}" if side else short,
        "text": text,
        "size": SIZES[sum(len(text) > most for most in (30, 60))] if steers else SIZES[-1],
        "picture": step.picture,
        "aspect": round(figure["graphic"]["width"] / figure["graphic"]["height"], 3),
        "facing": -1 if step.side == "right" else 1,
        "rest": figure["rest"],
        "beats": _beats(step, figure, rate(reply.state.speed, urgent=False)),
        "repetitions": step.repetitions,
        "buttons": _steering() if steers else _buttons(reply),
    }


def _beats(step: StepCard, figure: Mapping[str, Any], percent: int) -> list[dict[str, Any]]:
    """When the drawing goes where, in milliseconds from the beginning: spoken words at the speed that is set. While it
    is told how to get into place, it is shown once."""
    led = [
        {
            "at": round(1000 * (saying(beat.words, percent) + beat.silence)),
            "to": _position(beat, figure),
            "hold": beat.at if beat.do == "hold" else 0,
            "count": beat.repetition,
        }
        for beat in step.beats
    ]
    ways = [*figure["cues"], figure["rest"]]
    if not led or led[0]["at"] < PREVIEW * (len(ways) + 1):
        return led
    preview = [{"at": PREVIEW * (at + 1), "to": to, "hold": 0, "count": 0} for at, to in enumerate(ways)]
    return [*preview, *led]


def _position(beat: Beat, figure: Mapping[str, Any]) -> float:
    cues, rest = figure["cues"], figure["rest"]
    match beat.do:
        case "cue":
            return float(cues[beat.at])
        case "part":
            return float(rest + (cues[-1] - rest) * beat.at / 100)
        case "hold":
            return float(cues[-1])
    return float(rest)


def _list(reply: Reply) -> dict[str, Any]:
    text = reply.question.ask if kind(reply.question) == "choice" else _key(reply, SHORT)
    items = [
        _touchable(choice.name[:1].upper() + choice.name[1:], choice.intent, choice.slots) for choice in reply.choices
    ]
    buttons = _buttons(reply)
    asked = reply.question.ask if buttons else ""
    return {**_frame(reply), "text": text, "items": items, "ask": asked, "buttons": buttons}


def _message(reply: Reply) -> dict[str, Any]:
    """A question about danger alone and large; else the first of what is said, and what is asked then."""
    strict = kind(reply.question) == "strict"
    text = "" if strict else _key(reply, LONG if reply.headline else SHORT)
    number = _phone_number(text) if reply.headline else ""
    return {
        **_frame(reply),
        "number": number,
        "digits": len(number),
        "size": SIZES[sum(len(text or reply.question.ask) > most for most in CROWDED)],
        "headline": reply.headline,
        "text": text or reply.question.ask,
        "ask": reply.question.ask if text else "",
        "buttons": _buttons(reply),
    }


def _frame(reply: Reply, title: str = "") -> dict[str, Any]:
    """What stands around it on every screen: what it is about, and the call that stands for somebody else."""
    room = reply.question.room
    about = title or reply.title or words("screens")["titles"].get(room) or _words("name")
    return {"title": about[:1].upper() + about[1:], "banner": reply.reminder, "clears": round(1000 * _session(reply))}


def _session(reply: Reply) -> float:
    """Seconds until the session is over, if nobody says anything more: then what is shown goes. A device with a screen
    keeps it for half a minute after the second silence."""
    percent, asked = rate(reply.state.speed, urgent=False), reply.question
    heard = seconds((*reply.parts, asked.ask), percent)
    if not asked:
        return heard + LINGERS
    return heard + seconds((asked.reprompt or asked.ask,), percent) + 2 * SILENCE + KEPT_OPEN


def _key(reply: Reply, most: int) -> str:
    """As many of the first sentences that are said as fit, one at least."""
    said = " ".join(part for part in reply.parts if isinstance(part, str))
    shown = ""
    for sentence in sentences(said.strip()):
        if shown and len(shown) + len(sentence) >= most:
            break
        shown = f"{shown} {sentence}".strip()
    return shown


def _phone_number(text: str) -> str:
    """The first phone number in a text; empty where there is none."""
    return next((found[0] for found in DIGITS.finditer(text) if len(found[0]) > 2), "")


def _buttons(reply: Reply) -> list[Button]:
    """What answers the open question by touch; nothing where it may be answered with anything."""
    match kind(reply.question):
        case "strict" if reply.question.id != DELETE:
            return _answers("yes", "no", "not_sure")
        case "strict" | "offer":
            return _answers("yes", "no")
        case "step":
            return _answers("carry_on" if reply.question.name in ("back", "resume") else "yes", "no", "stop")
    return []


ANSWERS: Mapping[str, str] = {
    "yes": YES,
    "carry_on": YES,
    "no": NO,
    "not_sure": UNSURE,
    "back": PREVIOUS,
    "again": "AgainIntent",
    "next": NEXT,
    "stop": "AMAZON.StopIntent",
    "hurts": "HurtsIntent",
}


def _answers(*names: str) -> list[Button]:
    return [_button(name, ANSWERS[name]) for name in names]


def _steering() -> list[Button]:
    return _answers("back", "again", "next", "stop", "hurts")


def _button(name: str, intent: str) -> Button:
    return _touchable(_words(name), intent, {})


def _touchable(label: str, intent: str, slots: Mapping[str, str]) -> Button:
    return {"label": label, "sends": touch.arguments(intent, slots)}


def _words(name: str) -> str:
    said: str = words("screens")[name]
    return said


def _filled(name: str, **values: object) -> str:
    text = _words(name)
    for place, value in values.items():
        text = text.replace(f"<{place}>", str(value))
    return text


@cache
def _document(name: str, figure: str) -> Mapping[str, Any]:
    """A document with what all of them share, and with a drawing where it has one."""
    shared, own = _read(DOCUMENTS / "shared.json"), _read(DOCUMENTS / f"{name}.json")
    graphics = {**own.get("graphics", {}), **({"figure": _figure(figure)["graphic"]} if figure else {})}
    layouts = {**shared["layouts"], **own.get("layouts", {})}
    return {**shared, **own, "layouts": layouts, **({"graphics": graphics} if graphics else {})}


@cache
def _figure(name: str) -> Mapping[str, Any]:
    return _read(FIGURES / f"{name}.json")


def _read(path: Path) -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return read
