"""How people speak: hesitation, rudeness, regional turns, words misheard for others, second thoughts, two questions at
once. What is changed here is only compared; the skill hears the words as they were said."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

Words = tuple[str, ...]

TABLE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
HESITATION, RUDE = frozenset(TABLE["hesitation"]), frozenset(TABLE["rude"])
TURNS = [(re.compile(rf"\b{turn}\b"), instead) for turn, instead in (*TABLE["misheard"], *TABLE["turns"])]
"""Turns of phrase, and what the model's sentences say instead."""

ASIDES = re.compile(
    r"(?<!\bdo )(?<!\bdid )\byou know\b|(?<!\bdo )\bi mean\b"
    r"|(?<!\bwhat )(?<!\bwhich )(?<!\bthis )(?<!\bany )\b(?:kind|sort) of\b"
    r"|\bfor (?:god|christ|pete) s sake\b|\boh my god\b|\bif you do not mind\b|\bif you would\b|\bmy friend\b"
)

SECOND_THOUGHT = re.compile(
    r"[,.;\s-]+(?:(?:no|oh|ah|sorry|wait|hang on|hold on|actually)[,.\s]+)*"
    r"(?:i mean(?:t)?(?: to say)?|wait no|no wait|no sorry|sorry no|actually no|no actually|scratch that|strike that"
    r"|make that|correction|or rather|let me rephrase(?: that)?)[,.:\s]+(?:no[,\s]+)?(?:it is|it's|that's)?\s*",
    re.IGNORECASE,
)
NOT_THAT = re.compile(
    r"^.*\b(?:did not|didn't|did n t) (?:ask|say|mean|want)(?: about)? .*?\bi (?:asked|said|meant|wanted)(?: about)? ",
    re.IGNORECASE,
)
"""What comes before the right word, from somebody who was misunderstood."""

NEXT_QUESTION = re.compile(
    r"[?.!;]+\s+|[,\s]+(?:and|also|plus|and also|and then|but|oh and)[,\s]+"
    r"(?=(?:also |then )?(?:what|how|why|when|where|which|who|is|are|do|does|can|could|should|will|would|tell me)\b)",
    re.IGNORECASE,
)

LAST_QUESTION = re.compile(
    r"\b(?:(?:can|could|should|may|would|will) (?:i|he|she|they|we|you|it|my|that|one)"
    r"|is (?:it|that|this) (?:ok|okay|safe|all|bad)"
    r"|(?:what|how|when|which|who|why) (?:can|could|should|do|does|is|are|will|would|much|many|long|often|soon))\b",
    re.IGNORECASE,
)
"""How a question begins that follows a statement without a pause."""

ASKS = re.compile(r"(?:what|why|how|when|where|which|who|is|are|do|does|can|could|should|would|will)\b")

ADDRESSED_FIRST = re.compile(r"\s*([a-z]\w+)[,\s]+(?=\w+\s+\w)", re.IGNORECASE)
ADDRESSED_LAST = re.compile(r"(?<=\w),\s*([a-z]\w+)\W*$", re.IGNORECASE)

LONG_ENOUGH = 5
"""Letters of a word that may be taken for another that sounds like it."""

SOUNDS: Mapping[str, str] = {
    "ph": "f", "gh": "", "ck": "k", "ps": "s", "kn": "n", "wr": "r", "qu": "k", "sch": "sk", "sc": "s", "ce": "s",
    "ci": "s", "cy": "s", "th": "t", "dge": "j", "ch": "x", "sh": "x", "ti": "x", "c": "k", "q": "k", "z": "s",
    "x": "ks", "v": "f", "d": "t", "g": "k", "b": "p", "j": "k",
}  # fmt: skip


def tidied(words: Words) -> Words:
    """The words without hesitation, heat and asides, in the turns of phrase that the model has."""
    text = ASIDES.sub(" ", " ".join(words))
    kept = calm(tuple(text.split()))
    text = " ".join(word for place, word in enumerate(kept) if not place or word != kept[place - 1])
    for turn, instead in TURNS:
        text = turn.sub(instead, text)
    return tuple(text.split()) or words


def calm(words: Words) -> Words:
    """The words without hesitation and heat."""
    return tuple(word for word in words if word not in HESITATION and word not in RUDE) or words


def mended(words: Words, is_strange: Callable[[str], bool], sounds: Mapping[str, str]) -> Words:
    """The words, those that are no English replaced by one of the model's own that sounds the same."""
    return tuple(
        sounds.get(sound(word), word) if len(word) >= LONG_ENOUGH and is_strange(word) else word for word in words
    )


def unaddressed(text: str, is_strange: Callable[[str], bool]) -> str:
    """The text without a name that a device is called by: "olly, stop" or "stop, olly"."""
    first, last = ADDRESSED_FIRST.match(text), ADDRESSED_LAST.search(text)
    if first and is_strange(first[1].lower()):
        text = text[first.end() :]
    if last and is_strange(last[1].lower()):
        text = text[: last.start()]
    return text


def second_thought(text: str) -> tuple[str, str] | None:
    """What was said first and what was meant, when somebody corrects themselves."""
    if wrong := NOT_THAT.match(text):
        return "", f"i meant {text[wrong.end() :]}"
    parts = [part.strip() for part in SECOND_THOUGHT.split(text)]
    if len(parts) < 2 or len(parts[0].split()) < 2 or not parts[-1]:
        return None
    return parts[0], parts[-1]


def questions(text: str) -> tuple[str, ...]:
    """The questions in a text, one after the other; the whole of it when it is one."""
    parts = [part.strip() for part in NEXT_QUESTION.split(text) if part and part.strip()]
    return tuple(parts) if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) else (text,)


def last_question(text: str) -> str:
    """The question that a text ends in, after a statement: "he's diabetic can he use heat"; empty without one."""
    found = [match.start() for match in LAST_QUESTION.finditer(text) if len(text[: match.start()].split()) > 1]
    return text[found[0] :] if found else ""


def plain_wish(said: Words) -> str:
    """The intent of somebody who names the check-up, wants to hear it again, or takes leave, among other words; empty
    for all else."""
    spoken = f" {' '.join(said)} "
    if any(f" {name} " in spoken for name in TABLE["checkup"]):
        stops = any(f" {word} " in spoken for word in TABLE["stopping"])
        starts = any(f" {word} " in spoken for word in TABLE["starting"])
        return "StopCheckupIntent" if stops else "StartCheckupIntent" if starts else ""
    if any(spoken.startswith(f" {repeat} ") for repeat in TABLE["repeats"]):
        return "AMAZON.RepeatIntent"
    left = list(said)
    while left and (left[-1] in HESITATION or left[-1] in TABLE["polite"]):
        left.pop()
    ends = (f" {' '.join(words)}" for words in (said, left))
    leaves = any(end.endswith(f" {leave}") for end in ends for leave in TABLE["farewells"])
    return "AMAZON.StopIntent" if leaves and not ASKS.match(" ".join(said)) else ""


def asked_back(said: Words) -> str:
    """The intent of somebody who asks about the question that is open: what it means, or why; empty for all else."""
    spoken = f"{' '.join(calm(said))} "
    for intent, ways in TABLE["asked_back"].items():
        if any(spoken.startswith(f"{way} ") for way in ways):
            return str(intent)
    return ""


def sounding(known: Collection[str]) -> Mapping[str, str]:
    """For each way to sound, the one word that does; none where several do."""
    alike: dict[str, list[str]] = {}
    for word in known:
        if len(word) >= LONG_ENOUGH:
            alike.setdefault(sound(word), []).append(word)
    return {key: words[0] for key, words in alike.items() if len(words) == 1}


def sound(word: str) -> str:
    """How a word sounds, roughly: its consonants, those that are taken for one another as one."""
    text = word[:1] + re.sub(r"(.)\1", r"\1", word[1:])
    for letters, instead in SOUNDS.items():
        text = text.replace(letters, instead)
    return text[:1].translate(str.maketrans("eiouy", "aaaaa")) + re.sub(r"[aeiouyhw]", "", text[1:])
