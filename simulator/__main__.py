"""The simulator's commands: `python -m simulator [chat]`, `say` and `understand`."""

import argparse
import io
import json
import logging
import sys
from collections.abc import Iterator, Sequence

from simulator import chat
from simulator.device import Device, Exchange, NotListening
from simulator.rules import RefusedResponse
from simulator.viewports import VIEWPORTS, Viewport
from understanding import understanding
from understanding.model import MissingModel, load
from upper_back_guide import __version__

UNUSABLE = 2
"""Exit status when what was asked for cannot be done."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    # Given here, not to the parser: it would put its defaults in place of what stands before the command.
    options = _parser().parse_args(arguments, argparse.Namespace(locale="en-US", screen=None))
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="strict")
    logging.getLogger("upper_back_guide").setLevel(logging.ERROR)  # that a session ended is no news here
    try:
        {"chat": _chat, "say": _say, "understand": _understand}[options.command or "chat"](options)
    except (MissingModel, NotListening, RefusedResponse) as fault:
        print(f"simulator: {fault}", file=sys.stderr)
        return UNUSABLE
    except UnicodeDecodeError as fault:
        print(f"simulator: cannot read standard input: {fault.reason}, it is not UTF-8", file=sys.stderr)
        return UNUSABLE
    except OSError as fault:
        print(f"simulator: cannot read {fault.filename or 'standard input'}: {fault.strerror}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return 0


def _chat(options: argparse.Namespace) -> None:
    chat.run(options.locale, _screen(options))


def _screen(options: argparse.Namespace) -> Viewport | None:
    return VIEWPORTS[options.screen] if options.screen else None


def _say(options: argparse.Namespace) -> None:
    device = Device(options.locale, _screen(options))
    for exchange in _exchanges(device, options.utterance, options.one_shot):
        if options.json:
            print(json.dumps(exchange.as_json(), ensure_ascii=False), flush=True)
        else:
            print(chat.transcript(exchange), flush=True)


def _exchanges(device: Device, utterances: Sequence[str], one_shot: bool) -> Iterator[Exchange]:
    if one_shot:
        yield device.ask(utterances[0])
        utterances = utterances[1:]
    else:
        yield device.open()
    for utterance in utterances:
        yield device.say(utterance)


def _understand(options: argparse.Namespace) -> None:
    understand = understanding(load(options.locale))
    for line in sys.stdin:
        understood = understand(line.strip())
        if options.json:
            print(json.dumps(understood.as_json(), ensure_ascii=False), flush=True)
        else:
            print(f"{understood.text}\n  {chat.explained(understood)}", flush=True)


def _parser() -> argparse.ArgumentParser:
    device = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    device.add_argument("--locale", help="the language and country of the device (default: en-US)")
    screen = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    screen.add_argument("--screen", choices=VIEWPORTS, help="what screen the device has (default: none)")
    output = argparse.ArgumentParser(add_help=False)
    output.add_argument("--json", action="store_true", help="print one JSON object a line")
    about = "An Echo on your desk."
    parser = argparse.ArgumentParser(prog="python -m simulator", description=about, parents=[device, screen])
    parser.add_argument("--version", action="version", version=f"Upper Back Guide {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.add_parser(
        "chat", parents=[device, screen], help="talk to the skill in the terminal; what no command does"
    )
    say = commands.add_parser(
        "say", parents=[device, screen, output], help="open a session, say each utterance in turn"
    )
    say.add_argument("--one-shot", action="store_true", help="start the session with the first utterance")
    say.add_argument("utterance", nargs="+", metavar="UTTERANCE")
    commands.add_parser("understand", parents=[device, output], help="understand each line of standard input")
    return parser


if __name__ == "__main__":
    sys.exit(main())
