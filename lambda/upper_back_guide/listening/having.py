"""Whether a question says that somebody has or takes something, or only asks about it."""

from upper_back_guide.listening import english as table
from upper_back_guide.listening.people import Mention
from upper_back_guide.listening.scan import Scan, Span
from upper_back_guide.listening.scopes import Scope

_BEFORE = 3
"""How many words before a condition may say whose it is: "with very bad asthma"."""


def is_asked(span: Span, asked: list[Scope]) -> bool:
    """Whether something is within a question."""
    return any(scope.covers(span[0]) and scope.at < span[0] for scope in asked)


def is_only_asked(id_: str, span: Span, scan: Scan, asked: list[Scope], mentions: list[Mention]) -> bool:
    """Whether a condition is only asked about: "do i have asthma", but not "is heat okay with my asthma"."""
    if any(_causes(scan.words[max(scope.at, span[0] - _BEFORE - 1) : span[0]]) for scope in asked):
        return id_ not in table.HAVING_ALWAYS
    scopes = [scope for scope in asked if scope.covers(span[0]) and scope.at < span[0]]
    if not scopes:
        return False
    of_somebody = all(any(scope.at < mention.at < scope.end for mention in mentions) for scope in scopes)
    if of_somebody and (id_ in table.HAVING_ALWAYS or any(scope.kind == "if" for scope in scopes)):
        return False
    before = scan.words[max(scope.at for scope in scopes) : span[0]]
    near, together = before[-_BEFORE:], _together(span, scan)
    if not table.HAVING_WITH.isdisjoint(near) or near[-1] in table.AND:
        return not (together or (of_somebody and near[-1] not in table.AND))
    whether = not table.HAVING_WHETHER.isdisjoint(before[-2:])  # "do i have asthma", "can i get an ulcer"
    taking = not (table.HAVING_TAKING | table.HAVING_WHETHER).isdisjoint(near)
    return not of_somebody or whether or (taking and not together)


def _causes(before: list[str]) -> bool:
    return not table.HAVING_CAUSING.isdisjoint(before)


def _together(span: Span, scan: Scan) -> bool:
    """Whether a medicine, heat or cold stands in the same words."""
    names = ("CARE", *(name for _, name in table.MEDICINES))
    return any(end <= span[0] or start >= span[1] for name in names for start, end in scan.spots.get(name, ()))
