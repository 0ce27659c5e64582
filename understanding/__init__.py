"""What was meant by a sentence: the intent and its slots, for every door that hears text.

It works from the compiled interaction model alone, and stands in for Amazon's understanding, which decides on a real
device. It only chooses the intent: the skill's own ears hear every sentence whole. The tiers, the surest first:

- template: the utterance is one of the samples, word for word, with known values in its slots;
- answer: it agrees, declines or leaves open what was just offered;
- wish: it names the check-up, or says goodbye;
- open: a sample fits but for one slot whose words are in no list; Alexa passes such words on too;
- meaning: the nearest sentence by the sentence model, if the trained layer finds it near enough;
- everyday: where that is no more than near and the sentence is long, the entry that it asks for;
- named: the one thing that is named beside a back that hurts, where the guess before it passes that over.

A red flag anywhere in a statement goes before all but the first.
"""

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from understanding import polarity, speech
from understanding.clauses import is_question
from understanding.mentions import BACK, Lexicon, Mention, stem
from understanding.model import Model, Value
from understanding.result import Filled, Understood
from understanding.templates import Match, Templates
from understanding.words import bare, begun, tokens
from upper_back_guide.answers import lookup

if TYPE_CHECKING:
    from understanding.context import Context
    from understanding.meaning import Meaning

# Set before numpy is imported: threads that wait for one another at every product stall on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

URGENT = ("EmergencyIntent", "MaybeEmergencyIntent")
"""Intents that win ties, the first most."""

HELP = "ReliefIntent"
"""What helps: asked at the end of every kind of sentence."""

LAST = "OtherConditionIntent"
"""The intent that loses ties: it declines."""

THANKS = "ThanksIntent"
ANSWERS = {"yes": "AMAZON.YesIntent", "no": "AMAZON.NoIntent", "unsure": "NotSureIntent"}

OPEN = 0.8
"""The certainty of the open tier."""

ANSWERED = 0.9
"""The certainty of an answer to an offer that is in no sample."""

NAMED = 0.7
"""The certainty of a name in a sentence that is like none."""

TOPIC, TOPICS = "TopicIntent", "Topic"
"""The intent that asks about a thing by its name, and the slot type of all the names."""

CLOSING = re.compile(r"\b(?:can|could|did|does|is|will|would) (?:it|that|they|this) (?:be|cause|do|have|matter)\b")
"""What asks about a thing that was told of before: "he smokes, could that be it"."""

DECLINING = (None, LAST, "HaveConditionIntent")
"""What a sentence is that we have no answer to."""

PASSING_OVER = frozenset(
    {*DECLINING, *URGENT, "CanCauseIntent", "HowToIntent", "IsSymptomIntent", "MedicineIntent", "ShouldUseIntent"}
) | {TOPIC, "WhatIsIntent", "WhyDoesIntent"}
"""What a sentence may be guessed to be that passes over the thing it names; what tells how somebody is does not."""

GENERAL = frozenset({"about", "care", "impact", "overview", "places", "symptoms"})
"""Sections and entries of the back, how it hurts and whom to see: they are named beside whatever is asked."""

ASKED = frozenset({"bad", "buy", "caus", "cause", "good", "help", "safe", "try", "use", "work", "worth"})
"""Words of asking what a thing does for a back."""

HAVING, HURTS, PARTS = "HaveConditionIntent", "BodyPartHurtsIntent", "BodyPart"
"""The intents that tell what somebody has, and what hurts; and the slot type of the parts of the body that we know."""

ACHING = frozenset({"ache", "ach", "burn", "hurt", "pain", "painful", "sore", "spasm", "stiff", "tight"})
"""Words of a part that hurts."""

CARRIED = 2
"""How many words of its own a sample needs to carry a slot with unknown words."""

SMALL = {
    "i", "it", "me", "you", "we", "he", "she", "they", "is", "are", "do", "does", "to", "not", "what", "how", "this",
    "that", "about", "really", "like",
}  # fmt: skip
"""Words that belong to a sentence, and to nothing's name."""


class Understanding:
    """What is understood of an utterance, by one model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._lexicon = Lexicon(model)
        self._templates = Templates(model, self._lexicon)

    @cached_property
    def _meaning(self) -> "Meaning | None":
        """The last tier, made when an utterance first gets there; None where a package that it needs is missing."""
        try:
            from understanding.meaning import Meaning
            from understanding.sentences import sentence_model

            return Meaning(self._model, self._lexicon, sentence_model())
        except ImportError as missing:
            print(f"understanding: {missing}, so only the samples' own words are understood", file=sys.stderr)
            return None

    def __call__(self, text: str, context: "Context | None" = None) -> Understood:
        """The intent of an utterance and its slots, as the context has it."""
        if context is None:
            from understanding.context import Context

            context = Context()
        said = tokens(text)
        if not said:
            return Understood(text)
        if verbatim := self._verbatim(text, said, context):
            return verbatim
        if self._meaning and (flag := self._meaning.red_flag(text)):
            return flag if context.is_dangerous else self._spotted(text, said, flag)
        wish = "" if context.is_dangerous else speech.plain_wish(said)
        if wish in self._model.intents:
            return Understood(text, wish, {}, ANSWERED, "wish")
        if answer := self._answer(text, said, context):
            return answer
        if context.asked == "strict" and (asked := speech.asked_back(said)):
            return Understood(text, asked, {}, ANSWERED, "wish")
        if context.is_dangerous:  # what is said beside a yes or a no is for the ears, and so are second thoughts
            is_answer = context.asked == "strict" and polarity.is_plain(begun(said))
            return Understood(text) if is_answer else self._guessed(text, said, context)
        several = self._corrected(text, context) or self._several(text, context)
        heard = several or self._asked_last(text, self._guessed(text, said, context), context)
        return heard if context.asked in ("strict", "step") else self._spotted(text, said, heard)

    def _spotted(self, text: str, said: tuple[str, ...], heard: Understood) -> Understood:
        """What was heard; or the one thing that is named beside a back that hurts, where what was heard passes it over
        and is no more than a guess.

        Of what is said freely, a name is surer than the sentence that it is most like. A sign of danger that was said
        word for word stays what it is, and the ears hear the sentence in any case.
        """
        guessed = heard.tier in (None, "meaning", "open") and heard.intent in PASSING_OVER
        asks = is_question(text) or said[0] in ("has", "have") or bool(CLOSING.search(" ".join(said)))
        if not self._meaning or not guessed or (heard.intent in URGENT and not asks):
            return heard
        words = bare(speech.tidied(said))
        stems = {stem(word) for word in words}
        ill = heard.slots.get("illness")
        if ill and heard.intent in DECLINING and "." in ill.id and BACK.intersection(stems):  # a cough that hurts there
            return Understood(text, TOPIC, {"topic": ill}, NAMED, "named")
        if heard.intent == HAVING and (part := self._aching(words, heard)):
            return Understood(text, HURTS, {"body_part": part}, NAMED, "named")
        ours = stems <= self._meaning.known and heard.intent not in (LAST, *URGENT)
        if thing := self._passed_over(words, BACK | ASKED if ours else BACK, heard):
            name = " ".join(words[thing.start : thing.end])
            return Understood(text, TOPIC, {"topic": Filled(name, thing.values)}, NAMED, "named")
        return heard

    def _passed_over(self, words: tuple[str, ...], about: frozenset[str], heard: Understood) -> Mention | None:
        """The one thing that is named beside a word of what it is about, and is not in what was heard."""
        named = self._lexicon.mentions(words, TOPICS)
        things = [one for one in named if not GENERAL.intersection(one.values[0].id.split("."))]
        if not things and heard.intent in DECLINING:
            things = [one for one in named if one.values[0].id.startswith("symptoms.")]
        own = {stem(word) for one in things for word in words[one.start : one.end]}
        if len({one.values[0].id for one in things}) != 1 or not about.intersection({*map(stem, words)} - own):
            return None
        thing, taken = things[0], [value.id for filled in heard.slots.values() for value in filled.values]
        longest = thing.end - thing.start == max(one.end - one.start for one in named)
        meant = {value.id for kind in self._model.types for value in self.named(words, kind)}
        return None if thing.values[0].id in taken or (meant.intersection(taken) and not longest) else thing

    def _aching(self, words: tuple[str, ...], heard: Understood) -> Filled | None:
        """Our part of the body that hurts, where what was heard is a thing beside it that we know nothing of: "it hurts
        in my shoulder when I raise that hand"."""
        if heard.slots.keys() != {"condition"} or not ACHING.intersection(map(stem, words)):
            return None
        parts = self._lexicon.mentions(words, PARTS)
        return Filled(" ".join(words[parts[0].start : parts[0].end]), parts[0].values) if parts else None

    def named(self, words: tuple[str, ...], kind: str) -> tuple[Value, ...]:
        """The values of a slot type that the words name."""
        return tuple(value for mention in self._lexicon.mentions(words, kind) for value in mention.values)

    def _verbatim(self, text: str, said: tuple[str, ...], context: "Context") -> Understood | None:
        """What a sample says, word for word but for how people speak."""
        tidy = speech.tidied(said)
        for words in dict.fromkeys((said, bare(said), tidy, bare(tidy))):
            if match := _surest(self._templates.matches(words)):
                if match.intent == THANKS and context.is_offered and "thank" not in "".join(said):
                    return self._answer(text, said, context)  # "great" takes up what was offered
                return Understood(text, match.intent, match.slots, 1.0, "template")
        return None

    def _answer(self, text: str, said: tuple[str, ...], context: "Context") -> Understood | None:
        """Yes, no, or neither, where something was offered and nothing else is asked."""
        if context.is_dangerous or self._asks(said):
            return None
        asks = speech.LAST_QUESTION.search(" ".join(said))  # "how often, you dumb box"
        if context.is_offered and polarity.DISDAIN.intersection(said) and not asks:
            return Understood(text, ANSWERS["no"], {}, ANSWERED, "answer")
        answer = polarity.answer(speech.tidied(begun(said)), asked=context.asked)
        if not answer or not (context.is_offered or polarity.is_plain(begun(said))):
            return None
        return (
            Understood(text, ANSWERS[answer], {}, ANSWERED, "answer")
            if ANSWERS[answer] in self._model.intents
            else None
        )

    def _asks(self, said: tuple[str, ...]) -> bool:
        """Whether the words name something that the skill answers about."""
        return any(self._lexicon.mentions(said, kind) for kind in self._model.types if kind not in NAMELESS)

    def _corrected(self, text: str, context: "Context") -> Understood | None:
        """What somebody meant who corrected themselves: the later, in the frame of the earlier if it needs one."""
        thought = speech.second_thought(text)
        if not thought:
            return None
        first, then = map(tokens, thought)
        for kind in self._model.types:
            meant = self._lexicon.mentions(bare(then), kind)
            before = self._lexicon.mentions(first, kind)
            if before and meant and meant[0].end - meant[0].start >= len(bare(then)) - 1:
                start, end = before[-1].start, before[-1].end
                framed = " ".join((*first[:start], *then, *first[end:]))
                return replace(self(framed, context), text=text)
        later = self(thought[1], context)
        return replace(later, text=text) if later.intent else None

    def _several(self, text: str, context: "Context") -> Understood | None:
        """The first of several questions, or the urgent one; with the next, to be offered."""
        parts = speech.questions(text)
        if len(parts) < 2:
            return None
        heard = [one for part in parts if (one := self(part, context)).intent not in (None, LAST)]
        if not heard:
            return None
        first = next((one for one in heard if one.intent in URGENT), heard[0])
        also = next((one for one in heard if (one.intent, one.slots) != (first.intent, first.slots)), None)
        return replace(first, text=text, also=also)

    def _asked_last(self, text: str, whole: Understood, context: "Context") -> Understood:
        """What was guessed of all of it, or the question that it ends in, where that is understood more surely."""
        question = speech.last_question(text)
        if not question or whole.intent in (None, LAST, *URGENT):
            return whole
        asked = self(question, context)
        ours = asked.intent not in (None, LAST) and not str(asked.intent).startswith("AMAZON.")
        bare_one = whole.slots and not asked.slots  # "I'll do heat then how long"
        less = _names(whole) and not _names(asked)  # "I have to fly, what can I do for my back"
        fits = ours and not bare_one and not less
        return replace(asked, text=text) if fits and asked.certainty > whole.certainty else whole

    def _guessed(self, text: str, said: tuple[str, ...], context: "Context") -> Understood:
        """What the words are like."""
        words = bare(speech.tidied(said))
        led = context.asked == "step"  # unknown words there are how it goes, and no name of anything
        if not led and (match := _surest(filter(self._carries, self._templates.matches(words, open_slots=True)))):
            return Understood(text, match.intent, match.slots, OPEN, "open")
        if not self._meaning:
            return Understood(text)
        strange = self._meaning.is_strange
        called = bare(speech.tidied(tokens(speech.unaddressed(text, strange)))) or words
        readings = dict.fromkeys((words, called, speech.mended(called, strange, self._sounds)))
        heard = [self._meaning.nearest(text, reading, context) for reading in readings]
        return max(heard, key=lambda one: (one.intent not in (None, LAST), one.certainty))

    @cached_property
    def _sounds(self) -> "dict[str, str]":
        return dict(speech.sounding(self._meaning.known)) if self._meaning else {}

    def _carries(self, match: Match) -> bool:
        """Whether a sample with unknown words in a slot still says enough: another slot is filled, or its own words
        name an entry, or the unknown words are of the slot's kind ("a naturopath", but not "a movie")."""
        if match.intent in (*URGENT, LAST) or match.literal < CARRIED or match.unresolved != 1:
            return False
        ((slot, words),) = ((name, tokens(filled.heard)) for name, filled in match.slots.items() if filled.is_unknown)
        if SMALL.intersection(words) or any(self._lexicon.mentions(words, kind) for kind in self._model.types):
            return False
        if len(match.slots) > 1:
            return True
        return bool(self._meaning and self._meaning.is_akin(self._model.intents[match.intent].slots[slot], words))


NAMELESS = frozenset({"Answer", "Position", "Relation", "Waiting"})
"""Slot types whose values are no names of things."""


@cache
def understanding(model: Model) -> Understanding:
    """The understanding that works from a model, made once."""
    return Understanding(model)


def _names(understood: Understood) -> bool:
    """Whether it names something: more than who somebody is, which part of the body, or that help is wanted."""
    if understood.intent in lookup.PLAIN and understood.intent != HELP:
        return True
    named = (filled.id for slot, filled in understood.slots.items() if slot != "relation")
    return any(not id_.startswith("places.") for id_ in named)


def _surest(matches: Iterable[Match]) -> Match | None:
    def sureness(match: Match) -> tuple[int, bool, int, int, int]:
        urgency = len(URGENT) - URGENT.index(match.intent) if match.intent in URGENT else 0
        filled = len(match.slots) - 2 * match.unresolved - match.inflected  # "slow down" is no kind of "slowing down"
        return urgency, match.intent != LAST, filled, -match.inflected, match.literal

    return max(matches, key=sureness, default=None)
