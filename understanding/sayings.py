"""What people say, written down by us beyond the model's samples: acts.toml, everyday.toml and declined.txt."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

OURS = Path(__file__).resolve().parent
Sayings = Mapping[str, Sequence[str]]


class BadSayings(ValueError):
    """A file of sayings is not as it should be; the message says in one line what is wrong where."""


@cache
def acts() -> Sayings:
    """How people steer a talk, by intent."""
    return by_key(OURS / "acts.toml")


@cache
def everyday() -> Sayings:
    """What people say at length, by the id of the entry that answers it, or by intent."""
    return by_key(OURS / "everyday.toml")


@cache
def declined() -> Sequence[str]:
    """What no back guide answers."""
    return lines(OURS / "declined.txt")


def by_key(path: Path) -> Sayings:
    """The sayings of a TOML file that has nothing but lists of sentences."""
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except ValueError as fault:
        raise BadSayings(f"{path.name}: {fault}") from fault
    seen: dict[str, str] = {}
    for key, said in read.items():
        if not isinstance(said, list) or not said:
            raise BadSayings(f"{path.name}: {key} is no list of sentences")
        for saying in said:
            _check(path, saying, f"in {key}")
            if saying in seen:
                raise BadSayings(f"{path.name}: {saying!r} is in {seen[saying]} and in {key}")
            seen[saying] = key
    return read


def lines(path: Path) -> Sequence[str]:
    """The sayings of a text file: one a line, but for empty lines and those that begin with #."""
    said = [
        (number, line)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line and not line.startswith("#")
    ]
    for number, line in said:
        _check(path, line, f"in line {number}")
    return [line for _, line in said]


def _check(path: Path, saying: object, where: str) -> None:
    if not isinstance(saying, str) or not saying.strip() or saying != saying.strip().lower():
        raise BadSayings(f"{path.name}: {saying!r} {where} is no sentence in lower case")
