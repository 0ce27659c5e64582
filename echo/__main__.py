"""The Echo in the browser: `python -m echo`."""

import argparse
import ipaddress
import logging
import os
import secrets
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence
from types import FrameType

from upper_back_guide import __version__

UNUSABLE = 2
"""Exit status when the page cannot be served as asked."""


class CannotStart(RuntimeError):
    """The page cannot be served; the message says why, in one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until told to stop; the exit status."""
    options = _parser().parse_args(arguments)
    logging.getLogger("upper_back_guide").setLevel(logging.ERROR)  # that a session ended is no news here
    try:
        with listening(options.host, options.port) as listener:
            _serve(options, listener)
    except CannotStart as fault:
        print(f"echo: {fault}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        pass
    return 0


def listening(host: str, port: int) -> socket.socket:
    """A socket bound there; CannotStart where it cannot be."""
    try:
        family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(where[:2], family=family, backlog=128)
    except (socket.gaierror, UnicodeError) as fault:
        raise CannotStart(f"cannot listen at {host}: no host is called that") from fault
    except OSError as fault:
        reason = os.strerror(fault.errno or 0)
        raise CannotStart(f"cannot listen at {host}, port {port}: {reason}; --port takes another") from fault


def address(host: str, port: int, token: str) -> str:
    """Where a browser finds the page."""
    if host in ("0.0.0.0", "::"):  # noqa: S104  what was asked for
        host = socket.gethostname()
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/{f'?token={token}' if token else ''}"


def _serve(options: argparse.Namespace, listener: socket.socket) -> None:
    try:
        from echo.app import Options, create
        from echo.desk import LOCALES
        from echo.hearing import EARS
        from echo.parts import MissingPart, found
        from echo.server import server
    except ImportError as missing:
        raise CannotStart(f"a part is missing: {missing}") from missing
    if options.locale not in LOCALES:
        raise CannotStart(f"unknown locale {options.locale!r}: choose from {', '.join(LOCALES)}")
    if options.ear and options.ear not in EARS:
        raise CannotStart(f"unknown ear {options.ear!r}: choose from {', '.join(EARS)}")
    try:
        parts = found(options.voice, options.ear)
    except MissingPart as missing:
        raise CannotStart(f"a part is missing: {missing}") from missing
    own = ipaddress.ip_address(listener.getsockname()[0]).is_loopback
    token = "" if own else secrets.token_urlsafe(16)
    here = server(create(Options(options.locale, token, parts)), listener)
    at = address(options.host, listener.getsockname()[1], token)
    print(at, flush=True)
    signal.signal(signal.SIGTERM, _stop)
    if options.open:
        threading.Thread(target=webbrowser.open, args=(at,), daemon=True).start()
    here.serve_forever()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m echo",
        description="An Echo in the browser. Nothing that is said at it leaves this machine.",
    )
    parser.add_argument("--version", action="version", version=f"Upper Back Guide {__version__}")
    parser.add_argument("--port", type=_port, default=8321, help="default: 8321; 0 is any that is free")
    parser.add_argument(
        "--host", default="127.0.0.1", help="default: 127.0.0.1; with another, whoever knows the token may come in"
    )
    parser.add_argument("--locale", default="en-US", help="of the devices, until another is chosen (default: en-US)")
    parser.add_argument(
        "--voice",
        action=argparse.BooleanOptionalAction,
        help="whether it speaks and hears (default: where what it takes is there)",
    )
    parser.add_argument(
        "--ear",
        default="",
        metavar="EAR",
        help="what hears: pocketsphinx, or whisper, which is larger and hears better (default: pocketsphinx)",
    )
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
