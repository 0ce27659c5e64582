"""Reads what is authored in interaction_models/<language>/: templates, rules, slots, types and locales."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from interaction_models import grammar

LOCALES = "locales.yaml"
ROOT = Path(__file__).parent / "en"


class ModelError(Exception):
    """What is authored cannot be compiled; the message is one line that names the place."""


@dataclass(frozen=True, slots=True)
class Locale:
    """What one locale says differently."""

    rules: Mapping[str, str] = field(default_factory=dict)
    """Expansion rules that it adds, or has instead of the common ones."""

    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """More words for a slot value, by its id."""


@dataclass(frozen=True, slots=True)
class Source:
    """Everything authored for one language, all files together."""

    language: str
    invocation_name: str
    fallback_sensitivity: str
    intents: Mapping[str, tuple[str, ...]]
    """The sentence templates of each intent, in hassil's language."""

    rules: Mapping[str, str]
    """What <name> stands for in a template."""

    slots: Mapping[str, str]
    """The type of each slot."""

    types: Mapping[str, Mapping[str, Any]]
    """Where each slot type gets its values: entries of a kind, a table of content, or values given here."""

    locales: Mapping[str, Locale]
    files: Mapping[str, str] = field(default_factory=dict)
    """The file of each intent and type."""


def read(root: Path = ROOT) -> Source:
    """All files of one language folder as one source; ModelError names the file that cannot be read."""
    intents: dict[str, tuple[str, ...]] = {}
    rules: dict[str, str] = {}
    slots: dict[str, str] = {}
    types: dict[str, Mapping[str, Any]] = {}
    skill: dict[str, str] = {}
    files: dict[str, str] = {}
    for path in sorted(root.glob("*.yaml")):
        if path.name in (LOCALES, grammar.FILE):
            continue
        data = _load(path)
        files |= {name: path.name for key in ("intents", "types") for name in data.get(key, ()) if name not in files}
        for intent, body in data.pop("intents", {}).items():
            intents[intent] = (*intents.get(intent, ()), *_templates(body, f"{path}: {intent}"))
        for name, known in (("expansion_rules", rules), ("slots", slots), ("types", types), ("skill", skill)):
            _add(data.pop(name, {}), known, path, name)
        data.pop("language", None)
        if data:
            raise ModelError(f"{path}: unknown key {next(iter(data))}")
    if missing := {"invocation_name", "fallback_sensitivity"} - skill.keys():
        raise ModelError(f"{root}: no {min(missing)} in any file")
    locales = {name: _locale(body) for name, body in _load(root / LOCALES).items()}
    name, level = skill["invocation_name"], skill["fallback_sensitivity"]
    return Source(root.name, name, level, intents, rules, slots, types, locales, files)


def _load(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as fault:
        raise ModelError(f"{path}: {' '.join(str(fault).split())}") from fault
    if not isinstance(data, dict):
        raise ModelError(f"{path}: not a table")
    return data


def _templates(body: object, place: str) -> tuple[str, ...]:
    match body:
        case {"data": [*blocks]} if all(isinstance(block, dict) and "sentences" in block for block in blocks):
            templates = tuple(template for block in blocks for template in block["sentences"])
            if all(isinstance(template, str) for template in templates):
                return templates
    raise ModelError(f"{place}: needs data, a list of blocks of sentences")


def _add(found: Mapping[str, Any], known: dict[str, Any], path: Path, what: str) -> None:
    for name, value in found.items():
        if known.get(name, value) != value:
            raise ModelError(f"{path}: {what}: {name} is already something else in another file")
        known[name] = value


def _locale(body: Mapping[str, Any]) -> Locale:
    synonyms = {id_: tuple(values) for id_, values in body.get("synonyms", {}).items()}
    return Locale(body.get("rules", {}), synonyms)


def texts(source: Source, locale: str) -> Iterator[str]:
    """Every template and rule that a locale uses, unexpanded."""
    for templates in source.intents.values():
        yield from templates
    yield from {**source.rules, **source.locales[locale].rules}.values()
