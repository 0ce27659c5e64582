"""Reads a pattern: "CANT > FEEL > LEGS /3", "CHEST HURT -GYM"."""

from typing import NamedTuple

SAYS = {"denied": 0, "sure": 3, "maybe": 2}
NAMED = 1
NEAR, IN_ORDER = 5, 3
"""How many words may stand between, unless a pattern says so."""


class TableError(ValueError):
    """A source is wrong; the message says where."""


class Pattern(NamedTuple):
    """One pattern of a sign, as the table holds it."""

    sign: str
    says: int
    ordered: bool
    reach: int
    names: tuple[str, ...]
    unless: tuple[str, ...]


def parse(sign: str, key: str, line: str) -> Pattern:
    """The pattern of a line; TableError when it is none."""
    words = line.split()
    unless = tuple(word[1:] for word in words if word.startswith("-"))
    reaches = [word[1:] for word in words if word.startswith("/")]
    ordered = ">" in words
    names = [word for word in words if word != ">" and word[0] not in "-/"]
    if ordered:
        names = ["_".join(group.split()) if not any(c.isupper() for c in group) else group for group in _groups(line)]
        names = [name for group in names for name in group.split()]
    elif all(name.islower() for name in names):
        names = ["_".join(names)]
    else:
        names = _joined(names)
    if not names or len(reaches) > 1 or not all(reach.isdecimal() for reach in reaches):
        raise TableError(f"{sign}: what is {line!r}?")
    says = SAYS[key]
    if key == "denied" and names[0] == "NEGATOR":
        names, says = names[1:], NAMED
    reach = int(reaches[0]) if reaches else (IN_ORDER if ordered else NEAR)
    return Pattern(sign, says, ordered, reach, tuple(names), unless)


def _groups(line: str) -> list[str]:
    bare = " ".join(word for word in line.split() if word[0] not in "-/")
    return [group.strip() for group in bare.split(">")]


def _joined(names: list[str]) -> list[str]:
    """Small words that stand together are one phrase."""
    joined: list[str] = []
    for name in names:
        if joined and name.islower() and joined[-1].islower():
            joined[-1] += f"_{name}"
        else:
            joined.append(name)
    return joined
