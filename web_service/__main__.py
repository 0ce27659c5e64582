"""`python -m web_service`: the skill on a server of one's own, behind a proxy that speaks TLS."""

if __name__ == "__main__":  # before all else, and never where these functions are only used
    from gevent import monkey

    monkey.patch_all()

import argparse
import ipaddress
import logging
import os
import re
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from flask import Flask

from upper_back_guide import __version__
from upper_back_guide.alexa.guard import guarded
from upper_back_guide.storage import BadSetting, open_store
from web_service.app import create
from web_service.certificates import Certificates
from web_service.server import serve
from web_service.verifier import NoVerification, Verifier

ID = re.compile(r"amzn1\.ask\.skill\.[0-9a-f-]{36}")

UNUSABLE = 2
"""Exit status when the server cannot be started as asked."""


class CannotStart(RuntimeError):
    """The server cannot be started; the message says why, in one line."""


def main(arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Serve until told to stop; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        application = applied(environment, options.verification)
        listener = listening(options.bind, only_loopback=not options.verification)
    except (CannotStart, BadSetting) as fault:
        print(f"web_service: {fault}", file=sys.stderr)
        return UNUSABLE
    return serve(application, listener, options.workers)


def applied(environment: Mapping[str, str], verification: bool) -> Callable[[], Flask]:
    """What makes the application that the environment asks for; CannotStart or BadSetting when it cannot be made."""
    skill_id = environment.get("SKILL_ID") or None
    if verification and skill_id is None:
        raise CannotStart("SKILL_ID is not set: which skill may call?")
    if skill_id and not ID.fullmatch(skill_id):
        raise CannotStart("SKILL_ID is not a skill's ID, such as amzn1.ask.skill. and 36 characters")
    open_store(environment)  # only to hear now if it cannot be opened: each worker opens its own
    file = certificates_file(environment)

    def application() -> Flask:
        if not verification:
            logging.getLogger("web_service").warning("verification is off: what nobody signed is answered")
        verifier = Verifier(skill_id, Certificates(file=file)) if verification and skill_id else NoVerification()
        return create(guarded(skill_id, open_store(environment)), verifier)

    return application


def certificates_file(environment: Mapping[str, str]) -> Path | None:
    """Where certificates outlive the server: the file of that name, or one beside the preferences."""
    beside = environment.get("PREFERENCES_FILE")
    file = environment.get("CERTIFICATES_FILE") or (f"{beside}.certificates" if beside else "")
    if not file:
        return None
    if Path(file).is_dir() or not os.access(Path(file).parent, os.W_OK):
        raise CannotStart(f"CERTIFICATES_FILE: {file} cannot be written")
    return Path(file)


def listening(address: str, only_loopback: bool) -> socket.socket:
    """A socket bound to HOST:PORT; CannotStart when it cannot be, or would let others in than it may."""
    host, colon, port = address.rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit() and int(port) < 65536):
        raise CannotStart(f"cannot bind to {address!r}: it is not of the form HOST:PORT")
    try:
        found = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)
        family, *_, where = found[0]
        if only_loopback and not ipaddress.ip_address(where[0]).is_loopback:
            raise CannotStart(f"without verification only this machine may call, and {host} is not a loopback address")
        return socket.create_server(where[:2], family=family, backlog=1024)
    except UnicodeError as fault:
        raise CannotStart(f"cannot bind to {address!r}: no host is called that") from fault
    except socket.gaierror as fault:
        raise CannotStart(f"cannot bind to {address}: {fault.strerror}") from fault
    except OSError as fault:
        raise CannotStart(f"cannot bind to {address}: {os.strerror(fault.errno or 0)}") from fault


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m web_service",
        description="The skill on a server of one's own, behind a proxy that speaks TLS. "
        "The environment gives SKILL_ID, the skill that may call.",
    )
    parser.add_argument("--version", action="version", version=f"Upper Back Guide {__version__}")
    parser.add_argument("--bind", default="127.0.0.1:8080", metavar="HOST:PORT", help="default: 127.0.0.1:8080")
    parser.add_argument("--workers", type=_count, default=2, help="processes (default: 2)")
    parser.add_argument(
        "--no-verification",
        dest="verification",
        action="store_false",
        help="answer requests that nobody signed; only on a loopback address",
    )
    return parser


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1000):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 999")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
