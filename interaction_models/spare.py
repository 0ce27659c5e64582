"""Leaves out the samples that tell a device nothing: they say what another one of the same intent does.

A model may be so long and no longer, and each of these says the same thing once more:

- contractions, because a device hears "it's" and "it is" alike;
- "my" before somebody, where the type has "my mother" as a name of its own;
- a second article before a slot: beside "{…}" and "a {…}", neither "an {…}" nor "the {…}" is news;
- "please", but where it is half of what is said: "stop please".

Sentences about danger lose none of their articles.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from interaction_models.grammar import Grammar
from interaction_models.overlap import written_out
from interaction_models.twins import DANGER

Rule = Callable[[str, frozenset[str]], bool]
"""Whether a sample is spare beside those that its intent has."""


def left(samples: Mapping[str, Sequence[str]], owned: Collection[str], spoken: Grammar) -> dict[str, list[str]]:
    """The samples of each intent without those; `owned` are the slots whose names have "my" before them already."""
    return {intent: _of_one(said, _rules(intent, owned, spoken), spoken) for intent, said in samples.items()}


def _of_one(said: Sequence[str], rules: Sequence[Rule], spoken: Grammar) -> list[str]:
    once = {written_out(sample, spoken): sample for sample in reversed(said)}
    kept = [sample for sample in said if once[written_out(sample, spoken)] == sample]
    for is_spare in rules:
        there = frozenset(kept)
        kept = [sample for sample in kept if not is_spare(sample, there)]
    return kept


def _rules(intent: str, owned: Collection[str], spoken: Grammar) -> list[Rule]:
    first, *others = spoken.articles
    article = re.compile(rf"\b({'|'.join(others)}) (?=\{{)")

    def is_owned(sample: str, there: frozenset[str]) -> bool:
        """Such as: my {relation} hurts, beside: {relation} hurts."""
        return any(sample.replace(f"{spoken.owner} {{{slot}}}", f"{{{slot}}}") in there - {sample} for slot in owned)

    def is_another_article(sample: str, there: frozenset[str]) -> bool:
        bare, *dressed = (article.sub(word, sample) for word in ("", f"{first} ", f"{spoken.owner} "))
        return bare != sample and bare in there and not there.isdisjoint(dressed)

    def is_polite(sample: str, there: frozenset[str]) -> bool:
        words = [word for word in sample.split() if word not in spoken.polite]
        return len(words) > 1 and " ".join(words) in there - {sample}

    return [is_owned, *(() if intent in DANGER else (is_another_article,)), is_polite]
