"""Who is spoken of."""

from typing import NamedTuple

from upper_back_guide.listening import english as table
from upper_back_guide.listening.scan import Scan

ME = "me"


class Mention(NamedTuple):
    """One word that names somebody."""

    at: int
    person: str
    helps: bool
    """Somebody who helps, tells or is told, and is not the one with the pain."""


def mentions(scan: Scan) -> list[Mention]:
    """Everybody named, in order; "she" is the mother named before."""
    words = scan.words
    found: dict[int, Mention] = {}
    ends: dict[int, int] = {}
    for id_ in table.RELATIONS:
        for start, end in scan.spots.get(f"@{id_}", ()):
            if any(first <= start < last for first, last in scan.spots.get("BREASTFEEDING", ())):
                continue  # "nursing my baby" is about who nurses
            if end > ends.get(start, start):  # "son in law" is no son
                ends[start], found[start] = end, Mention(start, id_, _helps(words, start, end))
    for at, word in enumerate(words):
        pronoun = table.PRONOUNS.get(word)
        if pronoun and at not in found and not (word == "my" and (at + 1 in found or at + 2 in found)):
            found[at] = Mention(at, pronoun, word in ("i", "he", "she", "they") and _says(words, at))
    return _resolve([found[at] for at in sorted(found)])


def _resolve(found: list[Mention]) -> list[Mention]:
    named: dict[str, str] = {}
    resolved = []
    for mention in found:
        person = mention.person
        if person in table.UNNAMED:
            person = named.get(person, person)
        elif person != ME:
            named[table.RELATIONS[person]] = person
            named["they"] = person
        resolved.append(mention._replace(person=person))
    return resolved


def _helps(words: list[str], start: int, end: int) -> bool:
    before = [word for word in words[max(0, start - 3) : start] if word not in table.ARTICLES]
    following = words[end : end + 1]
    to = before[-1:] == ["to"] and not table.HELPERS_BEFORE_TO.isdisjoint(before)
    up = before[-1:] == ["up"] and any(word in table.HELPERS_BEFORE for word in before[-2:-1])
    me = words[end + 1 : end + 2] == [ME] and any(word in table.HELPER_VERBS_ME for word in following)
    likened = len(words) == end + 1 and words[end] in table.LIKENED
    return (
        to
        or up
        or likened
        or me
        or any(word in table.HELPERS_BEFORE for word in before[-1:])
        or any(word in table.HELPER_VERBS for word in following)
    )


def _says(words: list[str], at: int) -> bool:
    return any(word in table.SAYS for word in words[at + 1 : at + 2])


def person_of(found: list[Mention], start: int, end: int, other: int | None = None) -> str:
    """Who has what is said from `start` to `end`: who is named at `other`, or nearest before, or within."""
    if other is not None:
        return next((mention.person for mention in found if mention.at == other), "")
    before = [mention for mention in found if mention.at < end and not mention.helps]
    near = [mention for mention in before if mention.at <= start] or before[:1]
    return near[-1].person if near else ""


def subject(scan: Scan, found: list[Mention]) -> tuple[str, bool]:
    """Whom the whole sentence is about, and whether it says "not me"."""
    others = [mention.person for mention in found if mention.person != ME and not mention.helps]
    not_me = scan.has("NOT_ME")
    if scan.has("ABOUT_ME") and not not_me:
        return ME, False
    named = [person for person in others if person not in table.UNNAMED]
    return (named or others or [""])[0], not_me
