"""What words answer to a question of the check-up."""

from typing import Literal

from upper_back_guide.listening import english as table
from upper_back_guide.listening import evidence
from upper_back_guide.listening.evidence import Evidence
from upper_back_guide.listening.facts import Answered
from upper_back_guide.listening.scan import Scan
from upper_back_guide.listening.weighing import CERTAIN
from upper_back_guide.listening.words import BREAK, COMMA

Lead = Literal["yes", "no", "unsure", ""]

_LEADS: tuple[tuple[str, Lead], ...] = (
    ("A_UNSURE", "unsure"),
    ("A_NO", "no"),
    ("A_WELL", "no"),
    ("A_NO_FIRST", "no"),
    ("A_SAME_NO", "no"),
    ("A_YES", "yes"),
    ("A_LITTLE_YES", "yes"),
    ("A_SAME", "yes"),
)
_SAME = ("A_SAME", "A_SAME_NO")


def answer(words: str, question: str) -> Answered | None:
    """The answer; "part" when only some of what the question names is denied, None when it is no answer."""
    asked = table.QUESTIONS[question]
    heard = evidence.listen(words)
    text = heard.scan
    if not text.words:
        return None
    lead, of_the_rest = _lead(heard)
    if stated := _stated(heard, asked, lead):
        return stated
    if lead != "yes" and text.has("A_UNSURE") and not _only_seeks(text):
        return "unsure"
    if text.has("WAS_THERE"):
        return "yes" if asked.ever else "unsure"
    some, every = evidence.parts_denied(heard, asked)
    if lead == "yes" or (lead == "no" and not (of_the_rest and some)):
        return lead
    if some:
        return "no" if every else "part"
    if text.has("ASKING") and min(text.starts("ASKING")) <= 1:
        return None
    if text.has("A_NO") or any(map(heard.is_well, (*asked.no, "A_WELL"))) or _ends(text, "A_SAME_NO"):
        return "no"
    if heard.signs:
        return None  # of another question
    if any(map(heard.stands, asked.perhaps)) or any(_ends(text, name) for name in ("A_LITTLE_YES", "A_YES", "A_SAME")):
        return "yes"
    return None


def _stated(heard: Evidence, asked: table.Asked, lead: Lead) -> Answered | None:
    """Yes when what is asked about is said to be there; unsure when that is not certain."""
    told = [verdict for id_, verdict in heard.signs.items() if id_ in asked.signs]
    if any(map(heard.stands, asked.yes)):
        told.append(CERTAIN)
    if heard.age is not None and not asked.to_age < heard.age < asked.from_age:
        told.append(CERTAIN)
    if heard.days is not None and heard.days > asked.from_days:
        told.append(CERTAIN)
    if not told or (lead == "no" and heard.scan.has("NOTHING_LIKE")):
        return None
    over = heard.scan.has("WAS_THERE") and not asked.ever
    if lead == "yes" or (max(told) == CERTAIN and not heard.scan.has("DOUBTING") and not over):
        return "yes"
    return "unsure"


def _lead(heard: Evidence) -> tuple[Lead, bool]:
    """What it begins with, and whether that denies only the words after it."""
    text = heard.scan
    at = 0
    saying = dict(text.spots.get("SAYING", ()))
    while at < len(text.words) and (at in saying or text.words[at] in (BREAK, COMMA)):
        at = saying.get(at, at + 1)
    longer = ("ASKING", "A_NOT_WELL")  # "some stretches", "not just my back"
    asking = max((end for name in longer for start, end in text.spots.get(name, ()) if start == at), default=0)
    for name, says in _LEADS:
        ends = [end for start, end in text.spots.get(name, ()) if start == at and end >= asking]
        if ends and (name not in _SAME or _is_all(text, max(ends))):
            return says, any(
                at <= scope.at < max(ends) for scope in heard.nos if text.words[scope.at] not in table.NO_WHOLE
            )
    for name, says in _LEADS:
        if text.words[-1] in table.TRAILING and len(text.words) - 1 in text.starts(name):
            return says, False
    return "", False


def _is_all(text: Scan, end: int) -> bool:
    """Whether what follows a phrase leaves its meaning alone: "she does", but not "it was from lifting"."""
    return end >= len(text.words) or text.words[end] in (BREAK, COMMA) or text.words[end] in table.AFTER_SAME


def _ends(text: Scan, name: str) -> bool:
    return any(end == len(text.words) for _, end in text.spots.get(name, ()))


def _only_seeks(text: Scan) -> bool:
    """Whether all that is not known is what to do: "i don't know how to sit" asks for advice."""
    return text.starts("A_UNSURE") <= text.starts("SEEKING")
