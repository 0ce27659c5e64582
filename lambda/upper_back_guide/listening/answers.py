"""What words answer to a question of the check-up."""

from dataclasses import dataclass

from upper_back_guide.listening import details, judging, patterns, people, scan, scopes
from upper_back_guide.listening import english as table
from upper_back_guide.listening.facts import Answered
from upper_back_guide.listening.judging import CERTAIN, UNSURE
from upper_back_guide.listening.scan import Scan, Span
from upper_back_guide.listening.words import BREAK, COMMA


@dataclass(slots=True)
class _Heard:
    """One answer, listened to."""

    scan: Scan
    signs: dict[str, int]
    denied: frozenset[str]
    nos: list[scopes.Scope]
    asked: list[scopes.Scope]
    age: int | None
    days: int | None


def answer(words: str, question: str) -> Answered | None:
    """The answer; "part" when only some of what the question names is denied, None when it is no answer."""
    asked = table.QUESTIONS[question]
    heard = _listen(words)
    text = heard.scan
    if not text.words:
        return None
    lead, rest = _lead(heard)
    if verdict := _stated(heard, asked, lead):
        return verdict
    if lead != "yes" and text.has("A_UNSURE") and not _only(text, "A_NO", "A_UNSURE"):
        return "unsure"
    if text.has("WAS_THERE"):
        return "yes" if asked.ever else "unsure"
    if lead in ("yes", "no") and not (lead == "no" and rest and _parts(heard, asked) and not text.has("ALL_OF_IT")):
        return lead
    if parts := _parts(heard, asked):
        return parts
    if text.has("ASKING") and min(text.starts("ASKING")) <= 1:
        return None
    if any(_stands(heard, name) for name in asked.perhaps) or text.has("A_LITTLE_YES") or _ends_with(text, "A_YES") or _ends_with(text, "A_SAME"):
        return "yes"
    if any(text.has(name) for name in (*asked.no, "A_NO")):
        return "no"
    return None


def _listen(words: str) -> _Heard:
    text = scan.read(words)
    nos, asked, mentions = [scope for scope in scopes.denials(text) if scope.kind != "unwanted"], scopes.questions(text), people.mentions(text)
    heard, denied = judging.judge(text, patterns.find(text), nos, asked, mentions)
    age = details.age(text, mentions)
    signs = {id_: verdict for id_, (verdict, _) in heard.items() if verdict >= UNSURE}
    return _Heard(text, signs, denied, nos, asked, age[0] if age else None, details.since(text))


def _stated(heard: _Heard, asked: table.Asked, lead: str) -> Answered | None:
    """Yes when what is asked about is said to be there; unsure when that is not certain."""
    doubting = heard.scan.has("DOUBTING")
    told = [verdict for id_, verdict in heard.signs.items() if id_ in asked.signs]
    if any(_stands(heard, name) for name in asked.yes):
        told.append(CERTAIN)
    if heard.age is not None and (heard.age >= asked.from_age or heard.age <= asked.to_age):
        told.append(CERTAIN)
    if heard.days is not None and heard.days > asked.from_days:
        told.append(CERTAIN)
    if not told or (lead == "no" and heard.scan.has("NOTHING_LIKE")):
        return None
    if max(told) == CERTAIN and not doubting and not (heard.scan.has("WAS_THERE") and not asked.ever):
        return "yes"
    return "yes" if lead == "yes" else "unsure"


def _lead(heard: _Heard) -> tuple[str, bool]:
    """What it begins with: "yes", "no", "unsure" or "", and whether that "no" belongs to the words after it."""
    text = heard.scan
    at = 0
    saying = {start: end for start, end in text.spots.get("SAYING", ())}
    while at < len(text.words) and (at in saying or text.words[at] in (BREAK, COMMA)):
        at = saying.get(at, at + 1)
    for name, says in _LEADS:
        ends = [end for start, end in text.spots.get(name, ()) if start == at]
        if ends and (name != "A_SAME" or _is_all(text, max(ends))):
            return says, any(at <= scope.at < max(ends) for scope in heard.nos if text.words[scope.at] not in _WHOLE)
    last = text.words[-1]
    for name, says in _LEADS[1:3]:
        if last in _ALONE and len(text.words) - 1 in text.starts(name):
            return says, False
    return "", False


_LEADS = (("A_UNSURE", "unsure"), ("A_NO", "no"), ("A_YES", "yes"), ("A_LITTLE_YES", "yes"), ("A_SAME", "yes"))
_WHOLE = ("neither", "none", "nothing")
"""They deny all that was asked."""
_ALONE = ("yes", "yeah", "no", "nope", "yep")


def _is_all(text: Scan, end: int) -> bool:
    """Whether a phrase is the whole answer, or more than a word of it does not follow."""
    return end >= len(text.words) or text.words[end] in (BREAK, COMMA, "but", "yes", "yeah", "a", "sometimes", "though", "now")


def _parts(heard: _Heard, asked: table.Asked) -> Answered | None:
    """No when every part of the question is denied, "part" when some are, None when none is."""
    if any(_is_denied(heard, name) for name in asked.all):
        return "no"
    denied = [any(_is_denied(heard, name) for name in names) for names in asked.parts]
    for name in asked.fine:
        if heard.scan.has(name):
            denied[-1] = True
    if heard.age is not None:
        denied = [was or "AGE" in names for was, names in zip(denied, asked.parts, strict=True)]
    if heard.days is not None:
        denied = [was or "DAYS" in names for was, names in zip(denied, asked.parts, strict=True)]
    if not any(denied):
        return None
    if all(denied) or heard.scan.has("ALL_OF_IT") or ("AGE" in str(asked.parts) and heard.scan.has("MALE")):
        return "no"
    return "part"


def _is_denied(heard: _Heard, name: str) -> bool:
    """Whether a sign or a class of words is said not to be there, or to be fine."""
    if name in heard.denied:
        return True
    spans = heard.scan.spots.get(name, ())
    return any(_is_covered(heard, span) or _is_fine(heard, span) for span in spans)


def _stands(heard: _Heard, name: str) -> bool:
    """Whether a class of words is said, and neither denied nor asked about."""
    return any(
        not _is_covered(heard, span) and not _is_fine(heard, span) and not _is_asked(heard, span)
        for span in heard.scan.spots.get(name, ())
    )


def _is_covered(heard: _Heard, span: Span) -> bool:
    unlike = any(0 <= span[0] - end <= 1 for _, end in heard.scan.spots.get("NOTHING_LIKE", ()))
    return unlike or any(scope.covers(span[0]) for scope in heard.nos)


def _is_asked(heard: _Heard, span: Span) -> bool:
    return any(scope.covers(span[0]) and scope.at < span[0] for scope in heard.asked)


def _is_fine(heard: _Heard, span: Span) -> bool:
    parts = heard.scan.parts
    return any(
        0 <= start - span[1] <= _FINE_AFTER and parts[start] == parts[span[0]] and (name != "FINE" or not _is_covered(heard, (start, start + 1)))
        for name in ("FINE", "NO_PROBLEM")
        for start, _ in heard.scan.spots.get(name, ())
    )


_FINE_AFTER = 3


def _ends_with(text: Scan, name: str) -> bool:
    return any(end == len(text.words) for _, end in text.spots.get(name, ()))


def _only(text: Scan, name: str, inside: str) -> bool:
    """Whether every phrase of one class lies within a phrase of another: "i doubt it" is no, "doubt" is not."""
    return all(
        any(a <= start and end <= b and (b - a) > (end - start) for a, b in text.spots.get(name, ()))
        for start, end in text.spots.get(inside, ())
    )
