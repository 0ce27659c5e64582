"""Who signed what: written by the clinician's command alone, and read by all that says "reviewed by a clinician"."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches, unified_diff
from pathlib import Path
from typing import Any, Literal

from review.item import Item, fingerprint

PATH = Path(__file__).with_name("signatures.toml")
HEAD = "# Written by `python -m review --sign`, which a clinician runs: README.md. Nobody edits it.\n"
KEYS = {"id", "fingerprint", "by", "on", "remark", "signed"}

Standing = Literal["signed", "changed", "unsigned"]
"""Whether a signature stands under an item as it is now, is void because it changed, or there is none."""


class Unusable(ValueError):
    """The signatures cannot be read, or one cannot be given; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Signature:
    """That a clinician found an item right, as it was then."""

    id: str
    fingerprint: str
    by: str
    """Name and registration."""

    on: date
    remark: str
    signed: tuple[str, ...]
    """The lines of the item as they were signed."""


def read(path: Path | None = None) -> dict[str, Signature]:
    """The latest signature of each item, by id; none where there is no file. Unusable when something in it is wrong."""
    path = path or PATH
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return {signature.id: signature for signature in _parsed(tomllib.loads(text))}
    except (OSError, ValueError) as fault:
        raise Unusable(f"{path.name}: {' '.join(str(fault).split())}") from fault


def _parsed(whole: Mapping[str, Any]) -> Iterator[Signature]:
    if set(whole) - {"signatures"} or not isinstance(whole.get("signatures", []), list):
        raise ValueError("needs [[signatures]], and nothing else")
    for number, table in enumerate(whole.get("signatures", []), 1):
        match table:
            case {
                "id": str(id_),
                "fingerprint": str(mark),
                "by": str(by),
                "on": date() as on,
                "remark": str(remark),
                "signed": [*lines],
            } if set(table) == KEYS and id_ and by.strip() and all(isinstance(line, str) for line in lines):
                signed = tuple(lines)
            case _:
                raise ValueError(f"signature {number} needs {', '.join(sorted(KEYS))}, and nothing else")
        if fingerprint(signed) != mark:
            raise ValueError(f"signature {number}, of {id_}: what was signed does not have that fingerprint")
        yield Signature(id_, mark, by, on, remark, signed)


def standing(item: Item, given: Mapping[str, Signature]) -> Standing:
    """How it stands with an item's signature."""
    if item.id not in given:
        return "unsigned"
    return "signed" if given[item.id].fingerprint == item.fingerprint else "changed"


def gaps(items: Iterable[Item], given: Mapping[str, Signature]) -> list[str]:
    """What no signature stands under, a line each."""
    told = {"unsigned": "is not signed", "changed": "changed since it was signed"}
    found = ((item, standing(item, given)) for item in items)
    return [f"{item.id} ({item.title}) {told[how]}" for item, how in found if how != "signed"]


def difference(item: Item, signature: Signature) -> list[tuple[bool, str]]:
    """The lines that changed since an item was signed, and whether each is there now."""
    lines = unified_diff(signature.signed, item.lines, n=0, lineterm="")
    return [(line[0] == "+", line[1:]) for line in list(lines)[2:] if line[0] in "+-"]


def sign(items: Sequence[Item], ids: Sequence[str], by: str, on: date, remark: str, path: Path | None = None) -> None:
    """Put a signature under items; Unusable, and nothing signed, when one is not known or is not as it was printed.

    An id may have the mark beside it that the document prints: "causes.stress@1a2b3c4d" is signed only if that is what
    stands there now.
    """
    path = path or PATH
    read(path)  # what cannot be read is not added to
    by, remark = by.strip(), remark.strip()
    if not by or not by.isprintable() or not remark.isprintable():
        raise Unusable("--by needs a name and a registration, and it and the remark one line of plain text")
    known = {item.id: item for item in items}
    signed = [_asked(id_, known) for id_ in dict.fromkeys(ids)]
    made = [Signature(item.id, item.fingerprint, by, on, remark, item.lines) for item in signed]
    text = path.read_text(encoding="utf-8") if path.exists() else HEAD
    path.write_text(text + "".join(map(_written, made)), encoding="utf-8")


def _asked(asked: str, known: Mapping[str, Item]) -> Item:
    id_, _, mark = asked.partition("@")
    if id_ not in known:
        near = get_close_matches(id_, known, n=1)
        raise Unusable(f"no item has the id {id_!r}" + (f"; did you mean {near[0]}?" if near else ""))
    if not known[id_].fingerprint.startswith(mark):
        raise Unusable(f"{id_} is not what was printed with {mark}: it changed since")
    return known[id_]


def _written(signature: Signature) -> str:
    """A signature in TOML."""
    lines = "".join(f"    {_quoted(line)},\n" for line in signature.signed)
    return (
        f"\n[[signatures]]\nid = {_quoted(signature.id)}\nfingerprint = {_quoted(signature.fingerprint)}\n"
        f"by = {_quoted(signature.by)}\non = {signature.on.isoformat()}\nremark = {_quoted(signature.remark)}\n"
        f"signed = [\n{lines}]\n"
    )


def _quoted(text: str) -> str:
    """A text as TOML quotes it: as JSON does, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
