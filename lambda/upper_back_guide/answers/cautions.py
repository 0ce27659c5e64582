"""What is said first about a medicine, heat or cold to somebody whom it may harm more: the table, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from upper_back_guide import listening, patient
from upper_back_guide.answers import lookup
from upper_back_guide.content import entry, facts, is_treatment, words
from upper_back_guide.meaning import holds, said
from upper_back_guide.turn import State, Turn
from upper_back_guide.wording import grammar

AVOID, ASK, FINE = "avoid", "ask", "fine"
MEDICINES = ("ibuprofen", "naproxen", "aspirin", "acetaminophen")
PACKS = ("heat", "cold")
OVERVIEW = "relief.medication"
HEAT = frozenset({"relief.heat", "relief.heat_or_cold"})

OF_ILLNESSES = frozenset({"causes.other_organs", "people.cancer"})
"""Entries about illnesses that medicines have to do with."""

GROUPS = frozenset({"AgeIntent", "PersonGroupIntent"})
"""Intents that say who somebody is."""

INSTEAD = "InsteadIntent"
OF_MEDICINES = frozenset({"DoseIntent", "DoseTimingIntent", INSTEAD, "MedicineIntent"})
"""Intents whose slot may hold a medicine in words that are in no list."""

MOST = 2
"""How many conditions are named."""

NAMES = {"diclofenac": "creams"}
"""Medicines that are part of an entry of another name."""


def lead(id_: str, turn: Turn, state: State) -> str:
    """What comes before the answer of an entry, the pair named in the first sentence; empty for most people."""
    if _moves(id_):
        return before_moving(state)
    if not is_treatment(id_):
        return ""
    known = _conditions(state)
    return f"{_caution(_columns(id_, turn), known) if known else ''} {_label(id_, turn)}".strip()


def before_moving(state: State) -> str:
    """What has to come before stretching and exercise; empty where nothing has to."""
    urgent = patient.URGENT & {state.patient.level, state.patient.reached}
    if not urgent and state.under_way != "checkup":
        return ""
    text: str = words("conditions")["seen_first" if urgent else "checked_first"]
    return text


def _moves(id_: str) -> bool:
    return bool(lookup.known(id_)) and entry(id_).moves


def after(entry: str, id_: str, turn: Turn, state: State) -> str:
    """What comes before the answer of an entry, or, for who somebody is, what that means for what was told before."""
    told = entry if id_.startswith("people.") and (turn.intent in GROUPS or state.learned) else id_
    return lead(told, turn if told == id_ else Turn(turn.intent, locale=turn.locale), state)


def is_alone(id_: str, state: State) -> bool:
    """Whether the caution of an entry is an answer by itself: of one medicine, of moving, or of heat or cold that are
    out."""
    if _moves(id_):
        return True
    columns = facts("medicines")["columns"].get(id_, ())
    if not set(columns) <= set(PACKS):
        return len(columns) == 1
    table = facts("medicines")["conditions"]
    out = any(table[known].get(column) == AVOID for known in _conditions(state) for column in columns)
    return out or len(columns) > 1  # "either is fine"


def of_what_was_told(entry: str, turn: Turn, state: State) -> str:
    """What somebody's condition, said just now, means for the medicine told last, or else for all; empty when nothing
    that matters was said."""
    told = set(state.learned) & facts("medicines")["conditions"].keys() if state.learned else ()
    if not told:
        return ""
    asked = Turn(turn.intent, locale=turn.locale)
    for id_ in dict.fromkeys((entry, OVERVIEW, "medicines.creams", "relief.heat_or_cold")):
        if id_ and (text := lead(id_, asked, state)):
            return text
    kept: str = words("conditions")["kept"]
    return kept


def net_of_what_was_told(state: State) -> str:
    """The safety net that goes with it: on blood thinners, knocks count."""
    table = facts("medicines")["conditions"]
    thinners = {id_ for id_, row in table.items() if "blood_thinners" in (id_, row.get("instead_of"))}
    return "general" if thinners.isdisjoint(state.learned) else "thinners"


def tells_of_an_illness(asked: str, turn: Turn) -> bool:
    """Whether an illness was told ("I have kidney trouble, and I'm on warfarin"), though what was understood is the
    entry about such illnesses: whoever asks if it comes from one says so."""
    if asked not in OF_ILLNESSES or not turn.words:
        return False
    say, spoken = words("conditions"), said(turn)
    tells = holds(spoken, say["tells"])
    return tells and not holds(spoken, say["asks_why"])


def named(turn: Turn) -> str:
    """The entry of a medicine in a slot that resolved to nothing: "two advil", "diclofenac gel"."""
    slot = turn.slot("medicine")
    if turn.intent not in OF_MEDICINES or slot.id or not slot.heard:
        return ""
    ids = (lookup.known(f"medicines.{NAMES.get(trait.id, trait.id)}") for trait in listening.hear(slot.heard).medicines)
    return next(filter(None, ids), "")


def asks_instead(turn: Turn) -> bool:
    """Whether the words ask for something in the place of what they name."""
    return not {*words("conditions")["instead_words"]}.isdisjoint(said(turn).split())


def instead(entry: str, turn: Turn, state: State) -> str:
    """ "What can I take instead?": what is fine by the table for somebody like this; empty when that is not asked, and
    where nothing is known that matters."""
    if not (known := _with_medicines(state)):
        return ""
    say, spoken = words("conditions"), said(turn)
    if turn.intent == INSTEAD:
        entry = lookup.asked_for(turn) or named(turn) or entry
    else:
        another = any(is_treatment(slot.id) and slot.id != OVERVIEW for slot in turn.slots.values()) or named(turn)
        asked = holds(spoken, say["instead_hears"])
        if another or not asked or not entry.startswith(("medicines.", OVERVIEW)):
            return ""
        if not lead(entry, Turn(turn.intent, locale=turn.locale), state):
            return ""
    table, out = facts("medicines")["conditions"], facts("medicines")["columns"].get(entry, ())
    left = [name for name in MEDICINES if entry == OVERVIEW or name not in out]
    fine = [name for name in left if all(table[id_].get(name) == FINE for id_ in known)]
    text: str = say["instead" if fine else "nothing_instead"]
    return _filled(text, fine, known[:MOST])


def _columns(id_: str, turn: Turn) -> Sequence[str]:
    """The columns that a question is about: those of the medicines that it mixes, or of its entry."""
    columns: Mapping[str, Sequence[str]] = facts("medicines")["columns"]
    mixed = [columns.get(turn.slot(name).id, ()) for name in ("medicine", "second_medicine")]
    named = [column for some in mixed for column in some if column != "other"]
    return list(dict.fromkeys(named)) if turn.intent == "MixMedicinesIntent" and named else columns.get(id_, ())


def _conditions(state: State) -> list[str]:
    """What is known of the patient and is in the table: what was said last first, no general one beside its kind."""
    one = state.patient
    found = ["under_16"] if state.people.is_child else []
    found += reversed(one.conditions)
    if one.group == patient.PREGNANT and "breastfeeding" not in found:
        found.append("pregnancy")
    young = "age_50" in found and "age_60" not in found
    if "age_60" in found or "age_65" in found or (one.group == patient.OLDER and not young):
        found.append("older")
    if "fever" in one.signs:
        found.append("fever")
    if not found:
        return []
    table = facts("medicines")["conditions"]
    general = {table[id_].get("instead_of") for id_ in found if id_ in table}
    return [id_ for id_ in dict.fromkeys(found) if id_ in table and id_ not in general]


def _with_medicines(state: State) -> list[str]:
    return [
        id_ for id_ in _conditions(state) if any(name in facts("medicines")["conditions"][id_] for name in MEDICINES)
    ]


def _caution(columns: Sequence[str], known: Sequence[str]) -> str:
    """The most careful that is known of any of these, of at most two conditions."""
    table = facts("medicines")["conditions"]
    for level in (AVOID, ASK):
        groups: dict[tuple[str, ...], list[str]] = {}
        for id_ in known:
            if those := tuple(column for column in columns if table[id_].get(column) == level):
                groups.setdefault(those, []).append(id_)
        if groups:
            return _spoken(level, groups)
    fine = (words("conditions")["conditions"][id_].get("fine", {}) for id_ in known)
    return next((text for told in fine for column, text in told.items() if column in columns), "")


def _spoken(level: str, groups: Mapping[tuple[str, ...], list[str]]) -> str:
    say, left, sentences = words("conditions"), MOST, list[str]()
    for columns, ids in groups.items():
        ids, left = ids[:left], left - len(ids[:left])
        if not ids:
            break
        kind = "pack" if columns[0] in PACKS else "gel" if columns[0] == "gel" else "medicine"
        any_of_them = level == ASK and len(columns) > MOST
        own = say["conditions"][ids[0]].get("say", {}) if len(ids) == 1 else {}
        text = own.get(columns[0] if len(columns) == 1 else "", own.get(level, say[level][kind]))
        sentences.append(_filled(text, ["any"] if any_of_them else columns, ids))
        added = (say["conditions"][id_].get("add", {}).get(column, "") for id_ in ids for column in columns)
        sentences += dict.fromkeys(filter(None, added)) if len(columns) <= MOST else ()
    return " ".join(sentences)


def _filled(text: str, columns: Sequence[str], ids: Sequence[str]) -> str:
    say: Mapping[str, Any] = words("conditions")
    conditions = [say["conditions"][id_]["with"] for id_ in ids]
    first = conditions[0].partition(" ")[0]
    if len(conditions) > 1 and all(each.startswith(f"{first} ") for each in conditions):
        conditions[1:] = [each.partition(" ")[2] for each in conditions[1:]]
    named, things = grammar().join(conditions), grammar().either([say["things"][column] for column in columns])
    for mark, value in (("with", named), ("things", things)):
        text = text.replace(f"<{mark}>", value).replace(f"<{mark.capitalize()}>", _capital(value))
    return text


def _capital(text: str) -> str:
    """With a capital letter, in a mark too: it gives one in its words."""
    at = 1 if text.startswith("{") else 0
    return f"{text[:at]}{text[at : at + 1].upper()}{text[at + 1 :]}"


def _label(id_: str, turn: Turn) -> str:
    """What is said first of a gel by name where its label does not cover the back, and of heat over a rub."""
    if id_ in HEAT:
        names = (name for name in entry("medicines.rubs").synonyms if " " in name and not name.startswith("a "))
        over = holds(turn.words.lower(), names)
        return str(words("conditions")["no_heat_over"]) if over else ""
    if id_ != "medicines.creams" or turn.locale not in facts("medicines")["labels"]["no_gel_for_the_back"]:
        return ""
    spoken = f"{turn.words} {turn.slot('medicine').heard} {turn.slot('topic').heard} {turn.slot('relief').heard}"
    text: str = words("conditions")["no_gel"]
    return text if any(name in spoken.lower() for name in words("conditions")["gels"]) else ""
