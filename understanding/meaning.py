"""Understands paraphrases: the nearest of the model's own sentences, if the trained layer finds it near enough.

An utterance is compared with every sentence of the bank; where it names a value of a slot, with that value replaced by
the one that the bank's sentences have. Red flags come first: every clause of a statement is compared with them, and
one wins unless something else fits the clause better.
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from understanding.bank import DECLINED, ENTRIES, EVERYDAY, NONE, SLOT, Bank, Sentence, Signature
from understanding.clauses import clauses, is_absent, is_general, is_past, is_question
from understanding.context import Context
from understanding.entries import asked_for
from understanding.mentions import BACK, Lexicon, Mention, stem
from understanding.model import Model, Value
from understanding.result import Filled, Understood
from understanding.sentences import SentenceModel, Vectors
from understanding.speech import calm
from understanding.words import bare, tokens
from upper_back_guide.answers import lookup

EMERGENCY, MAYBE = "EmergencyIntent", "MaybeEmergencyIntent"
URGENT = (EMERGENCY, MAYBE)
"""The intents that state a red flag, and what only might be one."""

HAVING = "HaveConditionIntent"
"""The intent that declines what somebody has: that a sentence is one of ours is no reason to hear it in a question."""

TOPIC = "TopicIntent"
"""The intent that asks for an entry by its name."""

SECTIONS = "Section"
"""The slot type of words like "causes", that name only what is asked of the skill's entries."""

# How well an utterance fits is how alike it is to the nearest sentence, from 0 to 1, and the following, chosen on one
# half of the rows of benchmarks/understanding.py.
EDGE = 0.06
"""For each point of the trained layer's log-odds that it is one of ours."""

LEANING = 1.0
"""For how much more alike it is to what is ours than to what is to be declined."""

FARTHEST = 8.0
"""Log-odds beyond this count no more."""

RANK = 0.015
"""For each point of the layer's log-probability of that intent, when the best is picked."""

RAREST = -8.0
NAMED = 0.09
"""Where it names one of the skill's entries; an answer that declines is that much less likely."""

PASSING = 0.05
"""The same, where all that it names is a thing of every day: water, work, a walk."""

OWN = ("about.", "care.", "illnesses.", "medicines.", "people.", "places.", "relief.cold", "relief.heat", "symptoms.")
"""Sections, and two entries, that are hardly named but by somebody with a back."""

UNKNOWN = 0.4
"""Less, for the share of its words that the model does not have."""

FOREIGN = 0.08
"""Less, where there are such words, and nothing of ours is named."""

UNFILLED = 0.08
"""Less, for each slot of a sample that the utterance names no value for."""

LIKELY, UNLIKELY = 0.08, -0.3
"""What the context adds."""

KEPT = frozenset({"AgeIntent", HAVING, "PersonGroupIntent", "RepairIntent", "ShorterIntent"})
"""Intents of the answers that are about who somebody is, or what was told last, whatever else their words are like."""

ASKED = frozenset(
    [
        "any",
        "are",
        "can",
        "could",
        "did",
        "do",
        "does",
        "how",
        "is",
        "should",
        "tell",
        "what",
        "when",
        "which",
        "who",
        "why",
        "will",
        "would",
    ]
)
"""Words that a sentence which asks for something most often has one of, wherever in it."""

ALIKE, LONG = 0.9, 6
"""How alike a sentence is to a shape, and how few its words, where the shape decides what it asks for."""

ASKING = {"StartStretchIntent": "relief.stretching"}
"""The entry that is asked for by what starts something: another one may be what a long sentence asks for."""

AGREED, LIKELIEST = 1.5, 0.3
"""What it counts, in log-probability, that the shape asks for an entry too, and how likely another one must be."""

AGREED_GENERALLY = 0.5
"""What it counts where that entry is a general one: every sentence about a back is like its shapes."""

GENERAL = (
    "places.",
    "impact.pain",
    "about.spasm",
    *(f"{section}.overview" for section in ("causes", "impact", "relief", "symptoms")),
)
"""The general ones: sections that end in a dot, and entries."""

FIT = 0.81
"""What an utterance must come to; there the certainty is FIT_CERTAINTY, and it rises with each STEEP."""

FIT_CERTAINTY, STEEP = 0.4, 0.06

NEAR_DECLINED = 0.6
"""How alike an utterance must be to a sentence that declines by name."""

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

MOST_VECTORS, MOST_COMPARED = 4000, 50
"""How many are kept for when the same words are compared again: clause by clause, and with another context."""

PRONOUNS = frozenset({"he", "she", "they"})
IT = frozenset({"it", "this", "that", "them", "those", "these", "one"})
"""What may stand for the last topic."""

PUT_IN, PLAUSIBLE = 0.05, -3.0
"""Less, where the last topic was put in; and how likely the layer must find that intent without it."""

SHORT = 3
"""Words; a question no longer than this may leave out what it is about."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that an utterance is like."""

    intent: str
    slots: Mapping[str, Filled]
    score: float
    about_it: bool = False
    """Whether the last topic was put in for "it", or for what was left unsaid."""


class Meaning:
    """Compares utterances with a model's sentences."""

    def __init__(self, model: Model, lexicon: Lexicon, encoder: SentenceModel) -> None:
        self._model = model
        self._lexicon = lexicon
        self._encoder = encoder
        self._bank = Bank(model, encoder)
        self._vectors: dict[str, Vectors] = {}
        self._compared: dict[tuple[tuple[str, ...], str], Sequence[Candidate]] = {}
        samples = (SLOT.sub(" ", sample) for intent in model.intents.values() for sample in intent.samples)
        self.known = lexicon.stems().union(stem(word) for sample in samples for word in tokens(sample))
        self._flag_slots = [
            (intent.name, slot, kind)
            for intent in model.intents.values()
            if intent.name in URGENT
            for slot, kind in intent.slots.items()
            if f"{{{slot}}}" in intent.samples
        ]
        self._flags = self._bank.of(URGENT)

    def nearest(self, text: str, words: tuple[str, ...], context: Context) -> Understood:
        """The intent that the words are most like, red flags aside; none when they are like nothing."""
        vector = self._encoded([" ".join(words)])[0]
        chances = self._bank.layer.log_probabilities(vector)
        declined = math.exp(chances.get(NONE, -math.inf))
        odds = math.log((1 - declined + 1e-9) / (declined + 1e-9))
        sampled = math.log(1 - math.exp(chances.get(EVERYDAY, -math.inf)) + 1e-9)
        chances = {intent: chance - sampled for intent, chance in chances.items()}
        ours, others = self._split(words, context)

        def rank(candidate: Candidate) -> float:
            return candidate.score + RANK * max(RAREST, chances.get(candidate.intent, RAREST))

        best = max(
            (one for one in ours if not one.about_it or chances.get(one.intent, RAREST) >= PLAUSIBLE),
            key=rank,
            default=None,
        )
        other = max(others, key=lambda candidate: candidate.score, default=None)
        stems = [stem(word) for word in words]
        names = self._entries_named(words)
        own = bool(BACK.intersection(stems)) or any(name.startswith(OWN) for name in names)
        shift = EDGE * max(-FARTHEST, min(FARTHEST, odds)) + ((NAMED if own else PASSING) if names else 0)
        strangers = sum(one not in self.known for one in stems)
        unknown = UNKNOWN * strangers / len(words) + (FOREIGN if strangers and not (own or names) else 0)
        lean = LEANING * self._bank.lean(vector)
        fit = best.score + shift + lean - unknown if best else 0.0
        certainty = 1 / (1 + math.exp((FIT - fit) / STEEP) * (1 / FIT_CERTAINTY - 1))
        ahead = 0.0 if best and best.intent == HAVING else shift
        if best and fit >= FIT and (not other or best.score + ahead >= other.score):
            slots = self._about(best, context)
            if entry := self._entry(words, vector, best, slots, context):
                return Understood(text, TOPIC, {"topic": Filled(entry.name, (entry,))}, certainty, "everyday")
            return Understood(text, best.intent, slots, certainty, "meaning")
        if other and other.score >= NEAR_DECLINED:
            return Understood(text, other.intent, other.slots, 1 - certainty, "meaning")
        return Understood(text, certainty=certainty)

    def _entry(
        self,
        words: tuple[str, ...],
        vector: Vectors,
        shape: "Candidate",
        slots: Mapping[str, Filled],
        context: Context,
    ) -> Value | None:
        """The entry that a sentence asks for which is like no shape; None where it is what the shape asks for."""
        asked = ASKING.get(shape.intent) or asked_for(shape.intent, {slot: one.id for slot, one in slots.items()})
        if context.asked == "step" or not (asked or shape.intent in lookup.INTENTS) or shape.about_it:
            return None
        if shape.intent in KEPT or (context.topic and asked in ("", context.topic)):
            return None
        if shape.intent in lookup.UNNAMED and not ASKED.intersection(words):  # it only tells how somebody is
            return None
        if context.is_dangerous or shape.score >= ALIKE or len(words) < LONG:
            return None
        chances = dict(self._bank.entries.log_chances(words, vector))
        if asked in chances:
            chances[asked] += AGREED_GENERALLY if asked.startswith(GENERAL) else AGREED
        likeliest = max(chances, key=chances.__getitem__)
        if likeliest == asked or math.exp(chances[likeliest]) < LIKELIEST:
            return None
        return next(value for value in self._model.types[ENTRIES] if value.id == likeliest)

    def is_strange(self, word: str) -> bool:
        """Whether a word is in none of the model's sentences, and no common one."""
        return stem(word) not in self.known and not self._encoder.is_word(word)

    def _split(self, words: tuple[str, ...], context: Context) -> tuple[list["Candidate"], list["Candidate"]]:
        """What the words are like, as the context has it: what is answered, and what is declined."""
        likely, unlikely = context.likely, context.unlikely
        barred = context.barred.union(URGENT)
        ours: list[Candidate] = []
        others: list[Candidate] = []
        for one in self._candidates(words, context):
            if one.intent in barred:
                continue
            added = LIKELY * (one.intent in likely) + UNLIKELY * (one.intent in unlikely)
            (others if one.intent == DECLINED else ours).append(replace(one, score=one.score + added))
        return ours, others

    def _about(self, candidate: "Candidate", context: Context) -> Mapping[str, Filled]:
        """Its slots; where none is filled, the last topic, if it is of the kind that the first one holds."""
        slots = self._model.intents[candidate.intent].slots
        if candidate.slots or not slots or not context.topic:
            return candidate.slots
        slot, kind = next(iter(slots.items()))
        value = self._topic(kind, context)
        return {slot: Filled(value.name, (value,))} if value else candidate.slots

    def _topic(self, kind: str, context: Context) -> Value | None:
        """The last topic as a value of a slot type."""
        if not context.topic:
            return None
        return next((value for value in self._model.types.get(kind, ()) if value.id == context.topic), None)

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        if new := [text for text in dict.fromkeys(texts) if text not in self._vectors]:
            if len(self._vectors) > MOST_VECTORS:
                self._vectors.clear()
                new = list(dict.fromkeys(texts))
            self._vectors |= zip(new, self._encoder.encode(new), strict=True)
        return np.array([self._vectors[text] for text in texts])

    def red_flag(self, text: str) -> Understood | None:
        """The red flag that the text, or a clause of it, states; None when it states none. What asks about one in
        general, or tells of one long past, only might be one."""
        parts = [words for clause in clauses(text) if (words := bare(calm(tokens(clause))))]
        if is_general(text):
            said = (flag for words in parts for flag in self._said(words))
            return next((Understood(text, MAYBE, {}, flag.score, "meaning") for flag in said), None)
        vectors = self._encoded([" ".join(words) for words in parts])
        flags = [flag for words, vector in zip(parts, vectors, strict=True) if (flag := self._stated(words, vector))]
        if not flags:
            return None
        flag = max(flags, key=lambda flag: flag.score)
        past = is_past(text) and flag.intent == EMERGENCY
        return Understood(
            text, MAYBE if past else flag.intent, {} if past else flag.slots, min(flag.score, 1.0), "meaning"
        )

    def is_akin(self, kind: str, words: tuple[str, ...]) -> bool:
        """Whether these words, in no list, are the kind of thing that a slot type holds."""
        likeness = self._bank.wordings[kind] @ self._encoded([" ".join(words)])[0]
        return bool(likeness.max() >= AKIN)

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
        others = (other.score for other in self._candidates(words, Context()) if other.intent not in URGENT)
        lead = LEAD if flag.intent == EMERGENCY else 0.0
        return flag if flag.score >= max(others) - lead else None

    def _said(self, words: tuple[str, ...]) -> Iterator[Candidate]:
        """The red flags that the words have in them, word for word."""
        for intent, slot, kind in self._flag_slots:
            for mention in self._lexicon.mentions(words, kind):
                heard = " ".join(words[mention.start : mention.end])
                if not is_absent(" ".join(words[: mention.start])):
                    yield Candidate(intent, {slot: Filled(heard, mention.values)}, SAID)

    def _candidates(self, words: tuple[str, ...], context: Context) -> Sequence[Candidate]:
        """For each way to see the words as slots, the sentence of each intent that is most like them."""
        if (words, context.topic) not in self._compared:
            if len(self._compared) > MOST_COMPARED:
                self._compared.clear()
            self._compared[words, context.topic] = list(self._like(words, context))
        return self._compared[words, context.topic]

    def _like(self, words: tuple[str, ...], context: Context) -> Iterator[Candidate]:
        variants = [
            (shelf, *variant)
            for shelf in self._bank.shelves
            for variant in self._variants(words, shelf.signature, context)
        ]
        plain = " ".join(words)
        texts = list(dict.fromkeys((plain, *(text for _, text, *_ in variants))))
        vectors = dict(zip(texts, self._encoded(texts), strict=True))
        for shelf, text, slots, about_it in variants:
            likeness = shelf.vectors @ vectors[text]
            if any(
                filled.heard in IT for filled in slots.values()
            ):  # the sentence is no nearer for a topic put into it
                likeness = (likeness + shelf.vectors @ vectors[plain]) / 2 - PUT_IN
            for intent, rows in shelf.rows.items():
                row = rows[int(likeness[rows].argmax())]
                sentence, score = shelf.sentences[row], float(likeness[row])
                if intent != DECLINED:
                    score -= UNFILLED * (len(shelf.signature) - len(slots))
                yield Candidate(intent, slots or _paraphrased(sentence), score, about_it)

    def _variants(
        self, words: tuple[str, ...], signature: Signature, context: Context
    ) -> Iterator[tuple[str, dict[str, Filled], bool]]:
        """The ways to give the values that the words name to these slots; with each, the words to compare."""
        choices = [(None, *self._mentions(words, kind), *self._its(words, kind, context)) for _, kind in signature]
        for chosen in itertools.islice(itertools.product(*choices), MAX_VARIANTS):
            spans = sorted((mention for mention in chosen if mention), key=lambda mention: mention.start)
            named = [(span.kind, span.values[0].id) for span in spans]
            apart = all(one.end <= next_.start for one, next_ in itertools.pairwise(spans))
            if apart and len(set(named)) == len(named):  # "voltaren gel" is one medicine
                slots = {
                    slot: Filled(_heard(words, mention), mention.values)
                    for (slot, _), mention in zip(signature, chosen, strict=True)
                    if mention
                }
                yield self._replaced(words, spans), slots, any(_is_it(words, span) for span in spans)

    def _mentions(self, words: tuple[str, ...], kind: str) -> Sequence[Mention]:
        """The values of a slot type that are named; a pronoun names nobody where somebody is named."""
        named = self._lexicon.mentions(words, kind)
        return [mention for mention in named if mention.values[0].id not in PRONOUNS] or named

    def _its(self, words: tuple[str, ...], kind: str, context: Context) -> Iterator[Mention]:
        """The last topic, where "it" or the like stands for it, or where little more than "how much" is said."""
        if kind == ENTRIES or not (value := self._topic(kind, context)):
            return
        places = [place for place, word in enumerate(words) if word in IT]
        if places:
            yield Mention(kind, (value,), places[0], places[0] + 1)
        elif len(words) <= SHORT:
            yield Mention(kind, (value,), len(words), len(words))

    def _replaced(self, words: tuple[str, ...], spans: list[Mention]) -> str:
        parts: list[str] = []
        at = 0
        for span in spans:
            parts += [*words[at : span.start], self._bank.stand_ins[span.kind]]
            at = span.end
        return " ".join((*parts, *words[at:]))

    def _entries_named(self, words: tuple[str, ...]) -> list[str]:
        general = {(mention.start, mention.end) for mention in self._lexicon.mentions(words, SECTIONS)}
        mentions = (m for m in self._lexicon.mentions(words, ENTRIES) if (m.start, m.end) not in general)
        return [value.id for mention in mentions for value in mention.values]


def _is_it(words: tuple[str, ...], span: Mention) -> bool:
    return span.start == span.end or words[span.start : span.end] in [(word,) for word in IT]


def _heard(words: tuple[str, ...], span: Mention) -> str:
    """The words of a value; its name where it was not said."""
    return span.values[0].name if _is_it(words, span) else " ".join(words[span.start : span.end])


def _paraphrased(sentence: Sentence) -> dict[str, Filled]:
    """The value of a sentence that is nothing but a slot."""
    return {slot: Filled(sentence.text, (value,)) for slot, value in sentence.values.items()}
