"""A conversation in the terminal."""

import os
import shutil
import sys
import textwrap

from simulator.device import Device, Exchange
from simulator.viewports import Viewport
from understanding.result import Understood
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.storage.memory import MemoryStore

HELP = """\
Say anything, as to an Echo. Between sessions, Enter opens a new one, and a question starts one.
  /silence   say nothing for eight seconds
  /locale L  be a device of another locale, en-GB for example
  /exit      leave
"""
CLOSED = "(microphone closed)"


def run(locale: str, screen: Viewport | None = None) -> None:
    """Talk until /exit or the end of the input; lines come from standard input when that is not a terminal."""
    skill = guarded(os.environ.get("SKILL_ID"), MemoryStore())  # a routine can be taken up after the session ended
    device = Device(locale, screen, skill)
    print(f"Alexa, open {device.model.invocation_name}. (/help tells what else there is)")
    print(transcript(device.open()))
    while (line := _line(device.listening)) is not None:
        match line.split():
            case ["/exit" | "/quit"]:
                break
            case ["/help"]:
                print(HELP)
            case ["/locale", locale]:
                device = Device(locale, screen, skill)
                print(transcript(device.open()))
            case ["/silence"] if device.listening:
                print(transcript(device.silence()))
            case [command, *_] if command.startswith("/"):
                print(f"{command} does nothing now; /help tells what there is.")
            case [] if device.listening:
                pass
            case []:
                print(transcript(device.open()))
            case _:
                print(transcript(device.say(line) if device.listening else device.ask(line)))
    if device.listening:
        device.exit()


def transcript(exchange: Exchange) -> str:
    """One turn as it reads in the terminal: what was understood, what is heard, and whether the session closed."""
    lines = []
    if exchange.understood:
        lines.append(_dim(f"[{explained(exchange.understood)}]"))
    if exchange.speech:
        width = min(shutil.get_terminal_size().columns, 100)
        lines.append(textwrap.fill(exchange.speech, width, initial_indent="Alexa: ", subsequent_indent="       "))
    if not exchange.open:
        lines.append(_dim(CLOSED))
    return "\n".join(lines)


def explained(understood: Understood) -> str:
    """What was understood, in a few words: intent, slots, tier and score."""
    if understood.intent is None:
        return f"not understood, {understood.certainty:.2f}"
    slots = " ".join(f"{name}={filled.id!r}" for name, filled in understood.slots.items())
    return f"{understood.intent} {slots} {understood.tier} {understood.certainty:.2f}".replace("  ", " ")


def _line(listening: bool) -> str | None:
    """The next line, or None at the end of the input; without a terminal it is echoed, so that a log reads whole."""
    prompt = "You: " if listening else "You (Enter opens the skill again): "
    if sys.stdin.isatty():
        try:
            return input(prompt)
        except EOFError:
            print()
            return None
    line = sys.stdin.readline()
    if not line:
        return None
    print(f"You: {line.strip()}")
    return line.strip()


def _dim(text: str) -> str:
    return f"\x1b[2m{text}\x1b[0m" if sys.stdout.isatty() else text
