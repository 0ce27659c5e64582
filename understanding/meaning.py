"""Understands paraphrases: the nearest of the model's own sentences, if it is near enough.

An utterance is compared with every sentence of the bank; where it names a value of a slot, with that value replaced by
the one that the bank's sentences have. Red flags come first: every clause of a statement is compared with them, and
one wins unless something else fits the clause better.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from understanding.bank import SLOT, Bank, Sentence, Signature
from understanding.clauses import clauses, is_absent, is_general, is_past, is_question
from understanding.mentions import Lexicon, Mention, stem
from understanding.model import Model
from understanding.result import Filled, Understood
from understanding.sentences import SentenceModel, Vectors
from understanding.words import bare, tokens

EMERGENCY, MAYBE = "EmergencyIntent", "MaybeEmergencyIntent"
URGENT = (EMERGENCY, MAYBE)
"""The intents that state a red flag, and what only might be one."""


DECLINED = "OtherConditionIntent"
"""Needs no value: what it is asked about is what no list has. It yields where the skill's entries are named."""

YIELD = 0.08
"""By how much it must fit better then."""

ENTRIES, SECTIONS = "Topic", "Section"
"""The slot types of the skill's entries, and of words like "causes" that name only what is asked of them."""

# The figures below were chosen with benchmarks/understanding.py on every other row, and checked on the rest.
NEAR = 0.64
"""How alike an utterance must be that names none of the skill's entries."""

NEAR_NAMED = 0.58
"""How alike one must be that does."""

UNKNOWN = 0.8
"""How much less alike an utterance counts for the share of its words that the model does not have."""

UNFILLED = 0.08
"""How much less alike a sample counts when the utterance names no value for its slot."""

NEAR_RED_FLAG = 0.62
"""How alike a statement must be to a red flag ..."""

LEAD = 0.05
"""... which may be this much less alike than what else it could be."""

NEAR_ASKED = 0.75
"""How alike a question must be to one: "who should I talk to about my back" states nothing."""

SAID = 0.9
"""How alike a statement counts that has a red flag in it word for word."""

AKIN = 0.45
"""How alike words must be to one of a slot type's to be the same kind of thing."""

MAX_VARIANTS = 12
"""In how many ways the values that are named are given to the slots of a sample."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that an utterance is like."""

    intent: str
    slots: Mapping[str, Filled]
    score: float


class Meaning:
    """Compares utterances with a model's sentences."""

    def __init__(self, model: Model, lexicon: Lexicon, encoder: SentenceModel) -> None:
        self._lexicon = lexicon
        self._encoder = encoder
        self._bank = Bank(model, encoder)
        samples = (SLOT.sub(" ", sample) for intent in model.intents.values() for sample in intent.samples)
        self._known = lexicon.stems().union(stem(word) for sample in samples for word in tokens(sample))
        self._flag_slots = [
            (intent.name, slot, kind)
            for intent in model.intents.values()
            if intent.name in URGENT
            for slot, kind in intent.slots.items()
            if f"{{{slot}}}" in intent.samples
        ]
        self._flags = self._bank.of(URGENT)

    def nearest(self, text: str) -> Understood:
        """The intent that the text is most like, red flags aside; none when it is like nothing."""
        words = tokens(text)
        best = self._best(words)
        unknown = sum(stem(word) not in self._known for word in words) / len(words)
        score = max(0.0, best.score - UNKNOWN * unknown)
        if score < (NEAR_NAMED if self._names_an_entry(words) else NEAR):
            return Understood(text, score=score)
        return Understood(text, best.intent, best.slots, score, "meaning")

    def red_flag(self, text: str) -> Understood | None:
        """The red flag that the text, or a clause of it, states; None when it states none. What asks about one in
        general, or tells of one long past, only might be one."""
        parts = [words for clause in clauses(text) if (words := bare(tokens(clause)))]
        if is_general(text):
            said = (flag for words in parts for flag in self._said(words))
            return next((Understood(text, MAYBE, {}, flag.score, "meaning") for flag in said), None)
        vectors = self._encoder.encode([" ".join(words) for words in parts])
        flags = [flag for words, vector in zip(parts, vectors, strict=True) if (flag := self._stated(words, vector))]
        if not flags:
            return None
        flag = max(flags, key=lambda flag: flag.score)
        past = is_past(text) and flag.intent == EMERGENCY
        return Understood(text, MAYBE if past else flag.intent, {} if past else flag.slots, flag.score, "meaning")

    def is_akin(self, kind: str, words: tuple[str, ...]) -> bool:
        """Whether these words, in no list, are the kind of thing that a slot type holds."""
        likeness = self._bank.wordings[kind] @ self._encoder.encode([" ".join(words)])[0]
        return bool(likeness.max() >= AKIN)

    def _best(self, words: tuple[str, ...]) -> Candidate:
        """What the words are most like, red flags aside."""
        handicap = {DECLINED: YIELD} if self._names_an_entry(words) else {}
        candidates = (candidate for candidate in self._candidates(words) if candidate.intent not in URGENT)
        return max(candidates, key=lambda candidate: candidate.score - handicap.get(candidate.intent, 0.0))

    def _stated(self, words: tuple[str, ...], vector: Vectors) -> Candidate | None:
        """The red flag that these words state, if nothing else fits them better."""
        likeness = self._flags.vectors @ vector
        nearest = int(likeness.argmax()) if likeness.size else 0
        flags = list(self._said(words))
        if likeness.size and likeness[nearest] >= (NEAR_ASKED if is_question(" ".join(words)) else NEAR_RED_FLAG):
            sentence = self._flags.sentences[nearest]
            if not is_absent(" ".join(words)) or is_absent(sentence.text):
                flags.append(Candidate(sentence.intent, _paraphrased(sentence), float(likeness[nearest])))
        if not flags:
            return None
        flag = max(flags, key=lambda flag: flag.score)
        others = (other.score for other in self._candidates(words) if other.intent not in URGENT)
        lead = LEAD if flag.intent == EMERGENCY else 0.0
        return flag if flag.score >= max(others) - lead else None

    def _said(self, words: tuple[str, ...]) -> Iterator[Candidate]:
        """The red flags that the words have in them, word for word."""
        for intent, slot, kind in self._flag_slots:
            for mention in self._lexicon.mentions(words, kind):
                heard = " ".join(words[mention.start : mention.end])
                if not is_absent(" ".join(words[: mention.start])):
                    yield Candidate(intent, {slot: Filled(heard, mention.values)}, SAID)

    def _candidates(self, words: tuple[str, ...]) -> Iterator[Candidate]:
        """For each way to see the words as slots, the sentence that is most like them."""
        variants = [
            (shelf, *variant) for shelf in self._bank.shelves for variant in self._variants(words, shelf.signature)
        ]
        texts = list(dict.fromkeys(text for _, text, _ in variants))
        vectors = dict(zip(texts, self._encoder.encode(texts), strict=True))
        for shelf, text, slots in variants:
            likeness = shelf.vectors @ vectors[text]
            index = int(likeness.argmax())
            sentence, score = shelf.sentences[index], float(likeness[index])
            if sentence.intent != DECLINED:
                score -= UNFILLED * (len(shelf.signature) - len(slots))
            yield Candidate(sentence.intent, slots or _paraphrased(sentence), score)

    def _variants(self, words: tuple[str, ...], signature: Signature) -> Iterator[tuple[str, dict[str, Filled]]]:
        """The ways to give the values that the words name to these slots; with each, the words to compare."""
        choices = [(None, *self._lexicon.mentions(words, kind)) for _, kind in signature]
        for chosen in itertools.islice(itertools.product(*choices), MAX_VARIANTS):
            spans = sorted((mention for mention in chosen if mention), key=lambda mention: mention.start)
            if all(one.end <= next_.start for one, next_ in itertools.pairwise(spans)):
                slots = {
                    slot: Filled(" ".join(words[mention.start : mention.end]), mention.values)
                    for (slot, _), mention in zip(signature, chosen, strict=True)
                    if mention
                }
                yield self._replaced(words, spans), slots

    def _replaced(self, words: tuple[str, ...], spans: list[Mention]) -> str:
        parts: list[str] = []
        at = 0
        for span in spans:
            parts += [*words[at : span.start], self._bank.stand_ins[span.kind]]
            at = span.end
        return " ".join((*parts, *words[at:]))

    def _names_an_entry(self, words: tuple[str, ...]) -> bool:
        general = {(mention.start, mention.end) for mention in self._lexicon.mentions(words, SECTIONS)}
        return any((m.start, m.end) not in general for m in self._lexicon.mentions(words, ENTRIES))


def _paraphrased(sentence: Sentence) -> dict[str, Filled]:
    """The value of a sentence that is nothing but a slot."""
    return {slot: Filled(sentence.text, (value,)) for slot, value in sentence.values.items()}
