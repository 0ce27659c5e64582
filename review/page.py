"""Makes the document: one HTML file with all that it needs in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tomllib import loads
from typing import Any

import jinja2
from markupsafe import Markup

from drawings.files import PICTURES
from review import collection
from review.item import Item, Part
from review.signatures import Signature, difference, standing
from upper_back_guide.checkup import rules
from upper_back_guide.content import facts, words
from upper_back_guide.wording import Wording

HERE = Path(__file__).parent
LOCALE = "en-US"
"""Whose words stand in place of the marks."""

UNSOURCED = frozenset({"decisions", "around", "hearing"})
"""Sections of which nobody expects a source."""

PLAIN = "around"
"""The section whose parts are called by their keys alone: words that mean something else there."""

MARK = 8
"""How much of a fingerprint is printed."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A table at the head of a section."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one kind."""

    key: str
    title: str
    intro: str
    items: Sequence[Item]
    overview: Overview | None


def html(items: Sequence[Item], given: Mapping[str, Signature], as_of: str) -> str:
    """The document; `as_of` says of which state of the product it is."""
    said = loads((HERE / "words.toml").read_text(encoding="utf-8"))
    sources = {key: number for number, key in enumerate(facts("sources"), 1)}
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["heard"] = heard
    environment.filters["title"] = lambda item: Wording(LOCALE).fit(item.title)
    environment.filters["label"] = lambda key, section: called(key, {} if section == PLAIN else said["labels"])
    environment.filters["numbers"] = lambda keys: sorted(sources[key] for key in keys)
    environment.filters["references"] = lambda keys: sorted(
        (sources[key], facts("sources")[key]["reference"]) for key in keys
    )
    environment.globals["standing"] = lambda item: standing(item, given)
    environment.globals["picture"] = picture
    tables = overviews()
    sections = [
        Section(key, told["title"], told["intro"], [item for item in items if item.section == key], tables.get(key))
        for key, told in said["sections"].items()
    ]
    ids = {item.id for item in items}
    return environment.get_template("page.html").render(
        as_of=as_of,
        css=Markup((HERE / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        levels=said["levels"],
        sections=sections,
        items=items,
        given=given,
        changes={item.id: difference(item, given[item.id]) for item in items if standing(item, given) == "changed"},
        gone=sorted(given.keys() - ids),
        sources=[(sources[key], words("sources")[key], told["reference"]) for key, told in facts("sources").items()],
        mark=MARK,
        unsourced=UNSOURCED,
    )


def called(key: str, labels: Mapping[str, str]) -> str:
    """What a part is called; the names of word lists stay as patterns have them."""
    return labels.get(key, key if key.isupper() else key.replace("_", " ").capitalize())


def heard(part: Part) -> Sequence[str]:
    """The texts of a part as somebody hears them about themselves; what has no marks stays as it is."""
    texts = part.texts if part.kind == "heard" else [Wording(LOCALE).fit(text) for text in part.texts]
    return [re.sub(r"<pause (\d+)>", r"[\1 seconds]", text.replace("<count>", "[one to five]")) for text in texts]


def picture(item: Item) -> Markup:
    """An exercise's drawing, as it is; empty for all else."""
    path = PICTURES / f"{item.id.partition('.')[2]}.svg"
    return Markup(path.read_text(encoding="utf-8")) if item.poses else Markup("")  # noqa: S704 - drawn by ourselves


def overviews() -> Mapping[str, Overview]:
    """What is best seen side by side."""
    return {
        "signs": _red_flags(),
        "checkup": _rules(),
        "medicines": _cells(),
    }


def _red_flags() -> Overview:
    rows = [(id_, told["cue"], told["level"], told["why"]) for id_, told in _table_rows()]
    return Overview(
        "The red-flag table that rules and signs name rows of", ("Row", "What is said", "Level", "Why"), rows
    )


def _table_rows() -> Iterable[tuple[str, Mapping[str, Any]]]:
    return ((id_, told) for id_, told in collection.red_flags().items() if "level" in told)


def _rules() -> Overview:
    told = words("checkup")["questions"]
    rows = [
        (str(number), Wording(LOCALE).fit(told[rule.question]["short"]), rule.yes.name, rule.unsure.name, rule.follows)
        for number, rule in enumerate(rules.RULES, 1)
    ]
    return Overview(
        "The questions and their levels", ("", "Question", "Yes", "Not sure", "Only after a yes to, or with"), rows
    )


COLUMNS = ("ibuprofen", "naproxen", "aspirin", "acetaminophen", "gel", "other", "heat", "cold")


def _cells() -> Overview:
    table, said = facts("medicines")["conditions"], words("conditions")["conditions"]
    rows = [
        (said[id_]["with"], *(f"{row.get(column, '-')}{'*' * (column in row.get('memory', ()))}" for column in COLUMNS))
        for id_, row in table.items()
    ]
    return Overview("Every cell; * rests on no page we hold, - nothing is said", ("", *COLUMNS), rows)


def dated(as_of: date | None, commit: str) -> str:
    """Of which state of the product a document is, in words."""
    return " ".join(filter(None, (as_of.isoformat() if as_of else "", f"(version {commit})" if commit else "")))
