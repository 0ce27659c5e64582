"""What a found pattern amounts to: a sure sign, an unsure one, a denial, or only a question."""

from collections.abc import Iterable

from upper_back_guide.listening import english as table
from upper_back_guide.listening import people, scopes, weighing
from upper_back_guide.listening.facts import Sign
from upper_back_guide.listening.patterns import FINE, MAYBE, NAMED, SURE, Match
from upper_back_guide.listening.people import ME, Mention
from upper_back_guide.listening.scan import Scan
from upper_back_guide.listening.scopes import Scope
from upper_back_guide.listening.weighing import ASKED, CERTAIN, DENIED, UNSURE

Heard = dict[str, tuple[int, str]]
"""For each sign the most that was said of it, and of whom."""


def judge(
    scan: Scan, found: Iterable[Match], nos: list[Scope], asked: list[Scope], mentions: list[Mention]
) -> tuple[Heard, frozenset[str]]:
    """What is heard of each sign, and which are denied."""
    matches = list(found)
    heard: Heard = {}
    denied: set[str] = set()
    fine: dict[str, set[int]] = {}
    cannot = {
        (match.sign, start)
        for match in matches
        if match.says >= MAYBE and weighing.is_negative(match)
        for start, _ in match.spans
    }
    for match in matches:
        able = not any((match.sign, start) in cannot for start, _ in match.spans)
        if match.says == FINE and able and _is_fine(scan, match, nos):
            if scan.has("ANY_MORE") or scan.has("GONE_NOW") or weighing.is_felt_after_all(scan, match):
                heard[match.sign] = (UNSURE, _person(match, mentions))
            denied.add(match.sign)
            fine.setdefault(match.sign, set()).update(start for start, _ in match.spans)
        elif match.says == NAMED and _covering(match, nos):
            denied.add(match.sign)
    explained: dict[str, set[int]] = {}
    for match in sorted(matches, key=_most_certain):
        starts = {start for start, _ in match.spans}
        if match.says < MAYBE or starts & fine.get(match.sign, set()):
            continue
        if match.says == MAYBE and starts & explained.get(match.sign, set()):
            continue
        verdict = _verdict(scan, match, nos, asked, mentions)
        if verdict == DENIED:
            if match.says == SURE:
                denied.add(match.sign)
            explained.setdefault(match.sign, set()).update(starts)
        elif verdict is not None and verdict > heard.get(match.sign, (DENIED, ""))[0]:
            heard[match.sign] = (verdict, _person(match, mentions))
    return heard, frozenset(denied - {sign for sign, (verdict, _) in heard.items() if verdict > ASKED})


def _most_certain(match: Match) -> int:
    """Sure patterns come first: what denies one denies the loose ones in the same words."""
    return -match.says


def signs(heard: Heard) -> tuple[Sign, ...]:
    """The signs of what was heard, the most urgent first."""
    found = [Sign(id_, verdict == CERTAIN, person) for id_, (verdict, person) in heard.items() if verdict >= UNSURE]
    return tuple(
        sorted(found, key=lambda sign: (not table.SIGNS[sign.id].red, not sign.sure, table.SIGNS[sign.id].rank))
    )


def _is_fine(scan: Scan, match: Match, nos: list[Scope]) -> bool:
    """Whether "chest" and "fine" are said of each other, and not "not fine" or "barely awake"."""
    inside = {at for start, end in match.spans for at in range(start, end)}
    between = (scan.words[at] for at in range(match.start, match.end) if at not in inside)
    return (
        scan.parts[match.start] == scan.parts[match.end - 1]
        and table.SUBJECTS.isdisjoint(between)
        and not any(scope.covers(start) for scope in nos for start, _ in match.spans)
        and not any(start < end and scopes.is_turned(scan, start) for start, end in match.spans)
    )


def _covering(match: Match, nos: list[Scope]) -> list[Scope]:
    """The denials that reach into a match from outside."""
    inside = {at for start, end in match.spans for at in range(start, end)}
    return [
        scope
        for scope in nos
        if (scope.kind != "unwanted" or table.SIGNS[match.sign].wish)
        and scope.at not in inside
        and any(scope.covers(start) for start, _ in match.spans)
    ]


def _verdict(scan: Scan, match: Match, nos: list[Scope], asked: list[Scope], mentions: list[Mention]) -> int | None:
    sign = table.SIGNS[match.sign]
    if any(weighing.is_near(scan, match, name, nos) for name in sign.blocked):
        return None
    verdict = UNSURE if match.says == MAYBE else CERTAIN
    if covering := _covering(match, nos):
        if not _all_denied(match, covering):
            return None
        if not _is_clear(scan, match, covering):
            return UNSURE
        return DENIED
    verdict = min(verdict, weighing.asked_of(scan, match, asked, mentions))
    if sign.event and weighing.is_past(scan, match) and _person(match, mentions) not in ("", ME):
        return None
    return UNSURE if verdict == CERTAIN and weighing.is_softened(scan, match) else verdict


def _all_denied(match: Match, covering: list[Scope]) -> bool:
    """A sign made of three things or more is denied only when all of them are; of two, one will do."""
    if len(match.spans) < 3:
        return True
    return all(any(scope.covers(start) for scope in covering) for start, _ in match.spans)


def _is_clear(scan: Scan, match: Match, covering: list[Scope]) -> bool:
    """Whether a denial can only mean no: no double no, no "any more", no "but it feels tight"."""
    return not (
        weighing.is_negative(match)
        or any(sum(scope.covers(start) for scope in covering) > 1 for start, _ in match.spans)
        or scan.has("ANY_MORE")
        or weighing.is_felt_after_all(scan, match)
        or any(scope.kind == "hardly" for scope in covering)
    )


def _person(match: Match, mentions: list[Mention]) -> str:
    others = [start for (start, _), name in zip(match.spans, match.names, strict=True) if name in table.PERSON_CLASSES]
    return people.person_of(mentions, match.start, match.end, others[0] if others else None)
