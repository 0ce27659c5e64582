"""Which patterns of words a sentence holds."""

from collections.abc import Iterator
from typing import NamedTuple

from upper_back_guide.listening import english as table
from upper_back_guide.listening.scan import Scan, Span

FINE, NAMED, MAYBE, SURE = range(4)
"""What a pattern says of its sign: not there; not there when a denial covers it; perhaps; there."""


class Match(NamedTuple):
    """A pattern found in a sentence."""

    sign: str
    says: int
    spans: tuple[Span, ...]
    names: tuple[str, ...]
    """The classes of the spans, in the same order."""

    @property
    def start(self) -> int:
        """The first word."""
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> int:
        """The word after the last."""
        return max(end for _, end in self.spans)


def find(scan: Scan) -> Iterator[Match]:
    """Every match."""
    spots = scan.spots
    for key in tuple(spots):
        for sign, says, ordered, reach, names, unless in table.PATTERNS.get(key, ()):
            if all(name in spots for name in names):
                seek = _in_order if ordered else _near
                barring = [span for name in unless for span in spots.get(name, ())]
                for spans in seek(scan, names, key, reach):
                    if not any(_distance(bar, span) <= _NEARBY for bar in barring for span in spans):
                        yield Match(sign, says, spans, names)


def _in_order(scan: Scan, names: tuple[str, ...], _: str, reach: int) -> Iterator[tuple[Span, ...]]:
    for first in scan.spots[names[0]]:
        spans = [first]
        for name in names[1:]:
            end = spans[-1][1]
            following = [span for span in scan.spots[name] if 0 <= span[0] - end <= reach]
            if not following or (
                reach <= _SENTENCE
                and scan.runs[following[0][0] - (following[0][0] == following[0][1])] != scan.runs[first[0]]
            ):
                break
            spans.append(following[0])
        else:
            yield tuple(spans)


def _near(scan: Scan, names: tuple[str, ...], key: str, reach: int) -> Iterator[tuple[Span, ...]]:
    for centre in scan.spots[key]:
        chosen = {key: centre}
        for name in names:
            if name != key:
                near = [
                    (distance, span)
                    for span in scan.spots[name]
                    if (distance := _distance(span, centre)) <= reach
                    and (reach > _SENTENCE or scan.runs[span[0]] == scan.runs[centre[0]])
                    and all(_distance(span, other) >= 0 for other in chosen.values())
                ]
                if not near:
                    break
                chosen[name] = min(near)[1]
        else:
            yield tuple(chosen[name] for name in names)


_NEARBY = 8
"""Within so many words it matters what a pattern must not stand with."""

_SENTENCE = 9
"""A reach beyond this looks past a "but" and a full stop: signs that count together."""


def _distance(one: Span, other: Span) -> int:
    """Words between; negative when they overlap."""
    return max(one[0] - other[1], other[0] - one[1])
