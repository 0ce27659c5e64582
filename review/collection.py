"""Gathers everything that the product says about health, as items in the order in which they are read."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from drawings import source
from review.item import Item, Kind, Part
from upper_back_guide import patient, safety_net
from upper_back_guide.answers import cautions
from upper_back_guide.checkup import rules
from upper_back_guide.content import facts, sections, words
from upper_back_guide.turn import State, Turn

ROOT = Path(__file__).parents[1]
DECISIONS = ROOT / "docs" / "clinician.md"
RED_FLAGS = Path(__file__).with_name("red_flags.toml")

NAMES = frozenset({"name", "synonyms"})
"""What things are called, in words that people ask for them by: not what is said about health."""

ORIGIN = frozenset({"sources", "held_on"})
Table = Mapping[str, Any]


def items() -> tuple[Item, ...]:
    """Every item, the riskiest first; ValueError when two have the same id."""
    gatherers: tuple[Callable[[], Iterator[Item]], ...] = (
        *(decisions, signs, checkup, emergency, medicines),
        *(dangers, stretches, answers, around, hearing),
    )
    found = {}
    for item in (item for gather in gatherers for item in gather()):
        if item.id in found:
            raise ValueError(f"two items to be signed have the id {item.id}")
        found[item.id] = item
    return tuple(found.values())


@cache
def red_flags() -> Table:
    """The red-flag evidence table, by row."""
    return tomllib.loads(RED_FLAGS.read_text(encoding="utf-8"))


def parts(table: Table, kind: Kind = "said", skip: frozenset[str] = frozenset(), under: str = "") -> Iterator[Part]:
    """A table of content, a part for each of its texts; of tables in it too."""
    for key, value in table.items():
        label = f"{under} {key}".strip()
        if key in skip:
            continue
        if isinstance(value, dict):
            yield from parts(value, kind, skip, label)
        else:
            yield Part(label, tuple(map(_text, value)) if isinstance(value, list) else (_text(value),), kind)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _item(id_: str, title: str, section: str, told: Iterator[Part] | list[Part], known: Table | None = None) -> Item:
    """An item with the origin that its facts name."""
    known = known or {}
    return Item(id_, title, section, tuple(told), tuple(known.get("sources", ())), known.get("held_on"))


def _texts(id_: str, title: str, section: str, table: Table, skip: frozenset[str] = frozenset()) -> Item:
    """An item of all texts that stand in a table by themselves."""
    plain = {key: value for key, value in table.items() if not isinstance(value, dict)}
    return _item(id_, title, section, parts(plain, skip=skip))


def _rows(named: Any) -> Iterator[Part]:
    for row in map(str, named):
        told = red_flags()[row]
        yield Part(f"row {row}", tuple(told[key] for key in ("cue", "level") if key in told), "heard")


def decisions() -> Iterator[Item]:
    """What only a clinician may decide: the rows of the tables in docs/clinician.md."""
    for line in DECISIONS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().replace("`", "") for cell in line.strip("| ").split(" | ")]
        if line.startswith("| ") and len(cells) >= 2 and cells[0] != "question":
            slug = "-".join(re.findall(r"[a-z0-9]+", cells[0].lower())[:6])
            told = [Part("until_then", (cells[1],), "fact"), Part("where", tuple(cells[2:]), "fact")]
            yield _item(f"decision.{slug}", cells[0], "decisions", told)


def signs() -> Iterator[Item]:
    """Every sign of danger: what it gives, what is said about it, and how people say it."""
    told, named = words("signs"), words("checkup")
    for id_, known in facts("signs").items():
        model = named["red_flags"].get(id_) or named["warning_signs"].get(id_) or {}
        given = parts(known, "fact", ORIGIN | {"rows"})
        said = parts(told[id_], skip=frozenset({"name"}))
        shown = [*given, *said, *parts(model, "heard"), *_rows(known["rows"])]
        yield _item(f"sign.{id_}", told[id_]["name"], "signs", shown, known)


def checkup() -> Iterator[Item]:
    """Every question of the check-up with its rule, and every result."""
    told, known = words("checkup"), facts("checkup")
    for number, rule in enumerate(rules.RULES, 1):
        levels = {"yes_gives": rule.yes.name, "not_sure_gives": rule.unsure.name}
        given = {"number": number, **levels, "only_after_a_yes_to_or_with": rule.follows}
        shown = [*parts(given, "fact"), *parts(told["questions"][rule.question]), *_rows(rule.rows)]
        title = f"{number}. {told['questions'][rule.question]['short']}"
        yield _item(f"rule.{rule.question}", title, "checkup", shown, known["questions"][rule.question])
    ages = {name.lower(): getattr(patient, name) for name in ("ADULT_FROM", "OLDER_FROM", "CAREFUL_FROM", "OLD_FROM")}
    yield _item("rule.ages", "Ages, in years", "checkup", parts(ages, "fact"))
    for level, result in told["results"].items():
        shown = [*parts(known["results"][level], "fact"), *parts(result)]
        yield _item(f"result.{level}", result["headline"], "checkup", shown)
    for level, said in told["standing"].items():
        yield _item(f"standing.{level}", f"While {level} stands", "checkup", parts(said))


def emergency() -> Iterator[Item]:
    """What is said with a call and until help comes, the safety nets, and whose numbers are said where."""
    told = words("emergency")
    for id_, said in told["advice"].items():
        yield _item(f"emergency.{id_}", f"A call of the kind {id_}", "emergency", parts(said))
    yield _texts("emergency.words", "Around a call, and taking it back", "emergency", told)
    yield _item("emergency.lifted", "When a call is taken back", "emergency", parts(told["lifted_from"]))
    for id_, said in told["waiting"].items():
        shown = [Part("say", (said["say"],)), *parts(said, "heard", frozenset({"name", "say", "synonyms"}))]
        yield _item(f"waiting.{id_}", f"While waiting: {said['name']}", "emergency", shown)
    for locale, named in words("locales").items():
        yield _item(f"locale.{locale}", f"Numbers and names: {locale}", "emergency", parts(named))
    due = parts({"again_after_seconds": safety_net.AFTER}, "fact")
    yield _item("net", "When a safety net is due again", "emergency", due)
    for id_, net in words("answers")["nets"].items():
        yield _item(f"net.{id_}", f"Safety net: {id_.replace('_', ' ')}", "emergency", [Part("net", (net,))])


SINGLE = {"other": "medicines.muscle_relaxants"}
"""Entries that columns are tried with, besides those that are about one alone."""


def medicines() -> Iterator[Item]:
    """What each condition means for each medicine, heat and cold, with the sentence that is heard for it."""
    table, told = facts("medicines"), words("conditions")
    of_column = {columns[0]: id_ for id_, columns in reversed(table["columns"].items()) if len(columns) == 1} | SINGLE
    for id_, known in table["conditions"].items():
        cells = [
            Part(column, (level, cautions.lead(of_column[column], Turn("TopicIntent"), _somebody(id_))))
            for column, level in known.items()
            if column in of_column
        ]
        rest = parts(known, "fact", ORIGIN | of_column.keys())
        shown = [*cells, *rest, *parts(told["conditions"][id_])]
        yield _item(f"condition.{id_}", told["conditions"][id_]["with"], "medicines", shown, known)
    columns = parts(table["columns"], "fact")
    yield _item("cautions.columns", "Which answers each medicine's cautions come before", "medicines", columns)
    labels = parts(table["labels"], "fact", ORIGIN)
    yield _item("cautions.labels", "What labels say", "medicines", labels, table["labels"])
    amounts = parts(told["amounts"])
    yield _item("cautions.amounts", "What is said to an amount that was taken", "medicines", amounts)
    general = {key: value for key, value in told.items() if key not in ("amounts", "conditions")}
    yield _item("cautions.words", "How a caution is said", "medicines", parts(general))


def _somebody(condition: str) -> State:
    """Somebody of whom nothing but one condition is known."""
    match condition:
        case "under_16":
            return State(people=patient.People("child"))
        case "pregnancy":
            return State().update_patient(group=patient.PREGNANT)
        case "older":
            return State().update_patient(conditions=("age_60",))
        case "fever":
            return State().update_patient(signs=("fever",))
    return State().update_patient(conditions=(condition,))


def dangers() -> Iterator[Item]:
    """The answers to what is asked about danger."""
    yield from (item for item, danger in _entries() if danger)


def answers() -> Iterator[Item]:
    """All other answers, and what is said to what there is no answer to."""
    yield from (item for item, danger in _entries() if not danger)
    told, known = words("answers"), facts("answers")
    for intent, said in told["unknown"].items():
        shown = [*parts(said), *parts(known["unknown"].get(intent, {}), "fact")]
        yield _item(f"unknown.{intent}", f"Something unknown: {intent}", "answers", shown)


def _entries() -> Iterator[tuple[Item, bool]]:
    for name in sections():
        known, told = facts(f"answers/{name}"), words(f"answers/{name}")
        for key in known:
            danger = known[key].get("danger", False)
            section = "dangers" if danger else "answers"
            shown = _entry(known[key], told[key])
            yield _item(f"{name}.{key}", told[key]["name"], section, shown, known[key]), danger


def _entry(known: Table, told: Table) -> Iterator[Part]:
    say, cited = words("answers"), known.get("facets", {})
    for shape, verdict in known.get("verdicts", {}).items():
        yield Part(f"verdict {shape}", (verdict, say["verdicts"][shape][verdict]))
    for part in parts(told, skip=NAMES):
        yield Part(part.label, part.texts, part.kind, tuple(cited.get(part.label, ())))
    if net := known.get("net"):
        yield Part("net", (say["nets"][net],))
    yield from parts(known, "fact", ORIGIN | {"facets", "verdicts"})


def stretches() -> Iterator[Item]:
    """Who is led, by what questions, through what, and what is felt meanwhile."""
    told, known = words("stretching"), facts("stretching")
    before = ("screen", "body", "surgery", "safe", "ask_first", "for_children", "bones_first", "net")
    screening = {key: value for key, value in told.items() if key.startswith(before)}
    shown = [*parts(screening), *parts(known["not_led"], "fact", under="not_led"), *parts(known["body"], "fact")]
    yield _item("stretching.screening", "Who is led, and the questions before it", "stretches", shown)
    for id_, routine in known["routines"].items():
        shown = [*parts(routine, "fact", ORIGIN), *parts(told["routines"][id_], skip=NAMES)]
        yield _item(f"routine.{id_}", f"Routine: {told['routines'][id_]['name']}", "stretches", shown, routine)
    for id_, exercise in known["exercises"].items():
        said = told["exercises"][id_]
        shown = [*parts(exercise, "fact", ORIGIN), *parts(said, skip=NAMES)]
        made = _item(f"exercise.{id_}", said["name"], "stretches", shown, exercise)
        yield replace(made, poses=_poses(id_))
    for id_, sensation in known["sensations"].items():
        said = told["sensations"][id_]
        heard = parts({key: said[key] for key in ("name", "synonyms", "hears") if key in said}, "heard")
        shown = [*parts(sensation, "fact"), *parts(said, skip=NAMES | {"hears"}), *heard]
        yield _item(f"sensation.{id_}", f"What is felt: {said['name']}", "stretches", shown)
    wishes = [*parts(known["wishes"], "fact"), *parts(told["wishes"], "heard", frozenset({"synonyms"}))]
    yield _item("stretching.wishes", "What somebody may wish for", "stretches", wishes)
    gone = ("routines", "exercises", "sensations", "wishes")
    rest = {key: value for key, value in told.items() if key not in screening and key not in gone}
    yield _item("stretching.words", "What is said while leading", "stretches", parts(rest))


@cache
def _drawings() -> Table:
    return tomllib.loads(source.PATH.read_text(encoding="utf-8"))


def _poses(exercise: str) -> str:
    """All that an exercise's drawing is made from, in one line."""
    drawn = _drawings()["exercises"][exercise]
    if other := drawn.get("as"):
        return _poses(other)
    return json.dumps([_drawings()["positions"][drawn["position"]], drawn], sort_keys=True)


ROOMS = ("basics", "caregiver", "checkup", "answers", "phrases", "settings", "screens")


def around() -> Iterator[Item]:
    """What is said around the answers."""
    elsewhere = {
        "answers": frozenset({"nets", "unknown", "verdicts"}),
        "caregiver": frozenset({"synonyms"}),
        "checkup": frozenset({"questions", "results", "standing", "red_flags", "warning_signs"}),
    }
    for room in ROOMS:
        told = parts(words(room), skip=elsewhere.get(room, frozenset()))
        known = parts(facts(room), "fact") if room == "caregiver" else ()
        yield _item(f"said.{room}", f"Said around the talk: {room}", "around", [*told, *known])
    verdicts = parts(words("answers")["verdicts"])
    yield _item("said.verdicts", "The first sentence of an answer, by verdict", "around", verdicts)


def hearing() -> Iterator[Item]:
    """The patterns and words that signs, answers, people and conditions are heard by."""
    for id_, told in words("listening/signs").items():
        if told and id_ in facts("signs"):
            yield _item(f"heard.{id_}", f"Heard: {words('signs')[id_]['name']}", "hearing", parts(told, "heard"))
    for id_, told in words("listening/answers")["questions"].items():
        short = words("checkup")["questions"][id_]["short"]
        yield _item(f"heard.question.{id_}", f"Answers to: {short}", "hearing", parts(told, "heard"))
    lists = {
        "classes": words("listening/classes"),
        "signs": words("listening/signs")["weights"],
        "answers": words("listening/answers")["classes"],
        "idioms": words("listening/idioms"),
        "talk": words("listening/talk"),
        "spoken": words("listening/spoken"),
    }
    for id_, table in lists.items():
        yield _item(f"words.{id_}", f"Words that are heard: {id_}", "hearing", parts(table, "heard"))
