"""What an answer says of the things that a question names."""

from dataclasses import dataclass

from upper_back_guide.listening import details, judging, patterns, people, scan, scopes
from upper_back_guide.listening import english as table
from upper_back_guide.listening.scan import Scan, Span
from upper_back_guide.listening.scopes import Scope
from upper_back_guide.listening.weighing import UNSURE

_FINE_AFTER = 3
"""How many words may stand between a thing and "fine"."""


@dataclass(slots=True)
class Evidence:
    """One answer, listened to."""

    scan: Scan
    signs: dict[str, int]
    denied: frozenset[str]
    nos: list[Scope]
    asked: list[Scope]
    age: int | None
    days: int | None

    def stands(self, name: str) -> bool:
        """Whether a class of words is said, and neither denied nor asked about."""
        return any(
            not self._is_covered(span) and not self._is_fine(span) and not self._is_asked(span)
            for span in self.scan.spots.get(name, ())
        )

    def is_well(self, name: str) -> bool:
        """Whether a class of words that says all is well is said: "he's alert", but not "he isn't alert"."""
        return any(not scopes.is_turned(self.scan, start) for start in self.scan.starts(name))

    def is_denied(self, name: str) -> bool:
        """Whether a sign or a class of words is said not to be there, or to be fine."""
        if (
            name in self.denied
            or (name == "AGE" and self.age is not None)
            or (name == "DAYS" and self.days is not None)
        ):
            return True
        return any(self._is_covered(span) or self._is_fine(span) for span in self.scan.spots.get(name, ()))

    def _is_covered(self, span: Span) -> bool:
        unlike = any(0 <= span[0] - end <= 1 for _, end in self.scan.spots.get("NOTHING_LIKE", ()))
        return unlike or any(scope.covers(span[0]) for scope in self.nos)

    def _is_asked(self, span: Span) -> bool:
        return any(scope.covers(span[0]) and scope.at < span[0] for scope in self.asked)

    def _is_fine(self, span: Span) -> bool:
        parts = self.scan.parts
        return any(
            0 <= start - span[1] <= _FINE_AFTER
            and table.SUBJECTS.isdisjoint(self.scan.words[span[1] : start])
            and parts[start] == parts[span[0]]
            and (name != "FINE" or not (self._is_covered((start, start + 1)) or scopes.is_turned(self.scan, start)))
            for name in ("FINE", "NO_PROBLEM")
            for start, _ in self.scan.spots.get(name, ())
        )


def listen(words: str) -> Evidence:
    """Listen to an answer."""
    text = scan.read(words)
    nos = [scope for scope in scopes.denials(text) if scope.kind != "unwanted"]
    asked, mentions = scopes.questions(text), people.mentions(text)
    heard, denied = judging.judge(text, patterns.find(text), nos, asked, mentions)
    age = details.age(text, mentions)
    signs = {id_: verdict for id_, (verdict, _) in heard.items() if verdict >= UNSURE}
    return Evidence(text, signs, denied, nos, asked, age[0] if age else None, details.since(text))


def parts_denied(heard: Evidence, asked: table.Asked) -> tuple[bool, bool]:
    """Whether any part of a question is denied, and whether every part is."""
    if any(heard.is_denied(name) for name in asked.all):
        return True, True
    denied = [any(heard.is_denied(name) for name in names) for names in asked.parts]
    if denied and any(map(heard.is_well, asked.fine)):
        denied[-1] = True
    return any(denied), any(denied) and (all(denied) or heard.scan.has("ALL_OF_IT"))
