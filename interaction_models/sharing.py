"""Gathers sentences that say the same but for the slot into the one intent that carries them.

Rooms say what they hear, each with its own slot: "i have {complaint}", "i have {red_flag}". A device cannot tell those
apart, so the compiled model has them once, with a slot for things of every kind. The skill's own table says which
intents share, and takes them apart again: upper_back_guide/carriers.py.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from interaction_models.grammar import Grammar
from interaction_models.overlap import written_out
from upper_back_guide.carriers import CARRIERS, Place, kinds_of

SLOT = re.compile(r"\{(\w+)\}")

Samples = dict[str, list[str]]


def gathered(samples: Mapping[str, Sequence[str]], slots: Mapping[str, str], spoken: Grammar) -> Samples:
    """The samples of each intent, every shared sentence in one of them; `slots` are the types of all slots."""
    kept = {intent: dict.fromkeys(said) for intent, said in samples.items()}
    for owners in shared(samples, slots, spoken).values():
        carrier = _carrier(owners)
        if not carrier:
            continue  # the lint tells of it
        intent, slot = carrier
        own = owners.get(carrier)
        for (other, name), said in owners.items():
            for sample in said:
                if other != intent or name != slot:
                    kept[other].pop(sample, None)
                own = own or [sample.replace(f"{{{name}}}", f"{{{slot}}}")]
        kept[intent].update(dict.fromkeys(own or ()))
    return {intent: list(said) for intent, said in kept.items()}


def shared(
    samples: Mapping[str, Sequence[str]], slots: Mapping[str, str], spoken: Grammar
) -> dict[str, dict[Place, list[str]]]:
    """Sentences that several intents have but for the slot, each with the slots and samples that have it. Numbers are
    told from names."""
    shapes: dict[str, dict[Place, list[str]]] = defaultdict(lambda: defaultdict(list))
    for intent, said in samples.items():
        for sample in said:
            for slot in SLOT.findall(sample):
                if slots.get(slot, "").startswith("AMAZON."):
                    continue
                shapes[shape(sample, slot, spoken)][intent, slot].append(sample)
    return {said: owners for said, owners in shapes.items() if len({intent for intent, _ in owners}) > 1}


def shape(sample: str, slot: str, spoken: Grammar) -> str:
    """A sample whatever is in one of its slots."""
    return " ".join(written_out(sample.replace(f"{{{slot}}}", "{}"), spoken).split())


def _carrier(owners: Mapping[Place, object]) -> Place | None:
    """The slot that may hold what all of these do; one that has the sentence already before the others."""
    fitting = [place for place, kinds in CARRIERS.items() if owners.keys() <= {place, *kinds.values()}]
    return next((place for place in fitting if place in owners), next(iter(fitting), None))


class Frames:
    """What stands before and after the one slot of a sample, where things of any kind may stand."""

    def __init__(self, samples: Mapping[str, Sequence[str]], spoken: Grammar) -> None:
        self._spoken = spoken
        self._frames: dict[str, dict[str, set[Place]]] = defaultdict(lambda: defaultdict(set))
        for intent, slot in CARRIERS:
            for sample in samples.get(intent, ()):
                whole = shape(sample, slot, spoken).replace("my {relation}", "{relation}")
                before, found, after = whole.partition("{}")
                if found and (before or after) and "{" not in before.removeprefix("{relation}") + after:
                    self._frames[before.strip()][after.strip()].add((intent, slot))

    def make(self, name: str, names: Collection[str], kind: str, slot: str) -> bool:
        """Whether the name of a thing is one of those sentences about another of its names."""
        if kind == slot or kind not in kinds_of(slot):
            return False
        words = written_out(name, self._spoken).split()
        others = {written_out(other, self._spoken) for other in names if other != name}
        for start in range(len(words)):
            for after, places in self._posts(words[:start]):
                rest = " ".join(words[start:])
                if after and not rest.endswith(f" {after}"):
                    continue
                if rest.removesuffix(after).strip() in others and any(kind in CARRIERS[place] for place in places):
                    return True
        return False

    def _posts(self, before: list[str]) -> Iterator[tuple[str, set[Place]]]:
        said = " ".join(before)
        yield from self._frames.get(said, {}).items()
        rest = before[1:] if before[:1] == ["my"] else before
        if rest:
            yield from self._frames.get(" ".join(("{relation}", *rest[1:])), {}).items()
