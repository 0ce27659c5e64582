"""How far a denial, a question or an "if" reaches."""

from typing import NamedTuple

from upper_back_guide.listening import english as table
from upper_back_guide.listening.scan import Scan
from upper_back_guide.listening.words import BREAK, COMMA


class Scope(NamedTuple):
    """Words that something before them says something about."""

    at: int
    """Where that stands."""

    start: int
    end: int
    kind: str
    """Of denials "no", "hardly" when it is only thought or may end before that, and "unwanted" for "i don't want".

    Of questions "asks" in general, "perhaps" of somebody here, and "if" for what is only supposed.
    """

    def covers(self, word: int) -> bool:
        """Whether a word is within."""
        return self.start <= word < self.end


_REACH = 9
_TURNING = 3
"""How many words before another a "not" may turn it round: "didn't come on slowly"."""


def denials(scan: Scan) -> list[Scope]:
    """What "no", "not" and their like deny."""
    words, weak = scan.words, scan.starts("WEAK_NO")
    scopes = []
    asked = bool(words) and words[0] in table.ISNT_IT and any(word in table.DEIXIS for word in words[1:2])
    why = scan.starts("WHY")
    for at, _ in scan.spots.get("NEGATOR", ()):
        following = words[at + 1] if at + 1 < len(words) else BREAK
        first = _answers(words, at)
        particle = first and (following in (BREAK, COMMA) or following in table.NO_PARTICLE_NEXT)
        if particle or (asked and at == 0) or (why and at > min(why)) or _denies_nothing(words, at):
            continue
        end = _end(scan, at)
        if first and any(at < fine <= end + 1 for fine in scan.starts("FINE")):
            continue  # "no, my legs are fine"
        if following in table.WANTING:
            scopes.append(Scope(at, at + 1, end, "unwanted"))
        elif end > at + 1:
            kind = "hardly" if at in weak or at + 1 in weak else "no"
            clear = next((place for place in range(at + 2, end) if words[place] in table.AND), end)
            scopes.append(Scope(at, at + 1, clear, kind))
            if clear < end:
                scopes.append(Scope(at, clear, end, "hardly"))  # "not bending and fever"
    return scopes


def is_turned(scan: Scan, at: int) -> bool:
    """Whether a word that says all is well is turned round: "isn't good", "barely awake", "not just my back".

    That is no denial either: it names nothing that is not there.
    """
    reach = 1 if scan.words[at] in table.SCOPE_ENDS else _TURNING
    return any(
        0 < at - start <= reach and scan.parts[start] == scan.parts[at] and not _answers(scan.words, start)
        for name in ("NEGATOR", "NEG")
        for start in scan.starts(name)
    )


def _answers(words: list[str], at: int) -> bool:
    """Whether a "no" answers by itself, and may stand before what is no denial."""
    return words[at] in table.NO_PARTICLES and (at == 0 or words[at - 1] in (BREAK, COMMA, *table.STARTERS))


def _denies_nothing(words: list[str], at: int) -> bool:
    following = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in table.NOTHING:
        return following not in table.NOTHING_NEXT
    if following in table.GETTING:
        return not table.GETTING_NEXT.isdisjoint(words[at + 2 : at + 4])
    if following in table.FEELING:
        return not table.FEELING_NEXT.isdisjoint(words[at + 2 : at + 3])
    if following in table.GOING and any(word in table.TO for word in words[at + 2 : at + 3]):
        return False
    return following in table.NOT_DENYING


def _end(scan: Scan, at: int) -> int:
    words = scan.words
    for place in range(at + 1, min(len(words), at + 1 + _REACH)):
        word, before = words[place], words[place - 1]
        if word in (BREAK, COMMA) or word in table.BREAKS:
            return place
        if word in table.THE and before in table.AND:
            return place
        single = words[at] in table.NO_WORDS and place > at + 1 and before not in table.LINKS
        if words[at] in table.NO_WORDS and (word in table.NO_WORDS or (single and word in table.NEW_CLAUSE)):
            return place
        if place > at + 1 and (word in table.SCOPE_ENDS or (word in table.SUBJECTS and before not in table.LINKS)):
            return place
    return min(len(words), at + 1 + _REACH)


def questions(scan: Scan) -> list[Scope]:
    """What is asked about, and what is only supposed."""
    words = scan.words
    scopes = [_question(scan, start, end, "asks") for start, end in scan.spots.get("META", ())]
    start = True
    for at, word in enumerate(words):
        if start and word in table.OPENERS:
            question = _question(scan, at, at + 2, "perhaps")
            if word not in table.COPULAS or _asks(words, at, question.end):
                scopes.append(question)
        start = word in (BREAK, COMMA) or word in table.BREAKS or (start and word in table.STARTERS)
    as_if = {end - 1 for _, end in scan.spots.get("AS_IF", ())}
    for at, after in scan.spots.get("IF", ()):
        if at not in as_if and after - 1 not in as_if:
            scopes.append(Scope(at, after, _if_end(scan, after), "if"))
    return scopes


def _asks(words: list[str], at: int, end: int) -> bool:
    """Whether "is" and its like begin a question, and are not what is left of "he is vomiting blood"."""
    following = words[at + 1] if at + 1 < len(words) else BREAK
    if following in table.SUBJECTS or following in table.ARTICLES or following in table.YOU:
        return True
    return words[at] not in table.HAVES and any(_is_asked_of(words, place) for place in range(at + 2, end))


def _is_asked_of(words: list[str], at: int) -> bool:
    """Whether a word is asked of those before it, as in "is chest pain serious".

    It is not in "is in serious pain", nor in "is having chest pain and a spasm".
    """
    before = words[at - 1] if words[at - 1] not in table.ARTICLES else words[at - 2]
    following = words[at + 1] if at + 1 < len(words) else BREAK
    goes_on = following not in table.LINKS and following not in table.ENDERS and following not in table.SUBJECTS
    return words[at] in table.ASKED_OF and before not in table.AND and not goes_on


def _question(scan: Scan, at: int, after: int, kind: str) -> Scope:
    words = scan.words
    complete = max((end for start, end in scan.spots.get("COMPLETE", ()) if start == at), default=0)
    if complete and complete < len(words) and words[complete] not in table.GOES_ON:
        return Scope(at, at, complete, kind)
    for place in range(after, len(words)):
        word = words[place]
        verb = place <= at + 3 and word in table.POSSESSIVES  # "should i double my dose"
        new = word in table.SUBJECTS and words[place - 1] not in table.LINKS and not verb
        if word == BREAK or word in table.BREAKS or new:
            return Scope(at, at, place, kind)
    return Scope(at, at, len(words), kind)


def _if_end(scan: Scan, at: int) -> int:
    words = scan.words
    for place in range(at + 1, len(words)):
        if words[place] in (BREAK, COMMA) or words[place] in table.BREAKS:
            return place
    return len(words)
