"""What weighs on a sign: that it is asked about, supposed, long past, or has a harmless reason."""

from collections.abc import Iterable

from upper_back_guide.listening import english as table
from upper_back_guide.listening.patterns import Match
from upper_back_guide.listening.people import Mention
from upper_back_guide.listening.scan import Scan
from upper_back_guide.listening.scopes import Scope

DENIED, ASKED, UNSURE, CERTAIN = range(4)
"""What can be heard of a sign, from the least to the most."""

_NEARBY = 12
"""How many words away something may stand that weighs on a sign."""


def asked_of(scan: Scan, match: Match, asked: list[Scope], mentions: list[Mention]) -> int:
    """The most that a match can amount to, given what is asked and what is only supposed."""
    most = CERTAIN
    sign = table.SIGNS[match.sign]
    for scope in asked:
        if not scope.covers(match.end - 1) or (scope.at > match.start and scope.kind != "if"):
            continue
        if scope.kind == "asks":
            most = min(most, ASKED)
            continue
        personal = any(scope.at < mention.at < match.end for mention in mentions)
        if scope.kind == "if":
            here = personal or (sign.red and _is_this(scan, scope.at))
            most = min(most, UNSURE if here else ASKED)
        elif sign.request and any(word in table.YOU for word in scan.words[scope.at + 1 : scope.at + 2]):
            continue
        elif not sign.request and _points(scan.words, scope.at):
            most = min(most, CERTAIN if sign.deictic else UNSURE)
        else:
            most = min(most, UNSURE if personal and not sign.request else ASKED)
    return most


def _points(words: list[str], at: int) -> bool:
    """Whether a question is about somebody or something here: "is this", "am i", "could it be", but not "should i"."""
    if words[at] in table.FOR_OTHERS and any(word in table.I for word in words[at + 1 : at + 2]):
        return False
    return any(word in table.DEIXIS for word in words[at + 1 : at + 3])


def _is_this(scan: Scan, at: int) -> bool:
    """Whether it is supposed that this is something: "what if this is a stroke", but not "if it spreads"."""
    supposed = [scan.words[end : end + 2] for start, end in scan.spots["IF"] if start == at]
    return any(
        word in table.DEIXIS and (following in table.COPULAS or following in table.ARTICLES)
        for word, following in (pair for pair in supposed if len(pair) == 2)
    )


def is_softened(scan: Scan, match: Match) -> bool:
    """Whether something makes a sure sign unsure: a harmless reason, a doubt, hearsay, "it's gone now"."""
    sign = table.SIGNS[match.sign]
    if any(is_near(scan, match, name) for name in (*sign.softened, "DOUBT", "HEARSAY")):
        return True
    lasts = sign.event or sign.wish or is_negative(match)  # "can't feel it any more" is there now
    return (not lasts and _is_gone(scan, match)) or (sign.red and is_past(scan, match))


def is_negative(match: Match) -> bool:
    """Whether a sign is itself a "cannot"."""
    return any(name in table.NEGATIVE for name in match.names)


def _is_gone(scan: Scan, match: Match) -> bool:
    """Whether it is said to be over; "my back's better now but my chest hurts" says that of something else."""
    here = scan.runs[match.start]
    return any(start >= match.end or scan.runs[start] == here for start in scan.starts("GONE_NOW"))


def is_felt_after_all(scan: Scan, match: Match) -> bool:
    """Whether what is denied of a chest is said in other words after it: many a heart attack is no pain."""
    if "CHEST" not in match.names:
        return False
    ends = scan.starts("CLAUSE_END")
    return any(start >= match.start and end in ends for start, end in scan.spots.get("BUT_TIGHT", ()))


def is_past(scan: Scan, match: Match) -> bool:
    """Whether it is long past, and not said to be there now."""
    if not is_near(scan, match, "PAST"):
        return False
    return not any(start >= match.end for start in scan.starts("NOW"))


def is_near(scan: Scan, match: Match, name: str, nos: Iterable[Scope] = ()) -> bool:
    """Whether a class of words stands near a match and is not denied."""
    return any(
        not any(scope.covers(start) for scope in nos)
        and start - match.end < _NEARBY
        and match.start - end < _NEARBY
        and (start, end) not in match.spans
        for start, end in scan.spots.get(name, ())
    )
