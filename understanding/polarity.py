"""Whether words agree, decline, or leave it open, where a question that offers something was just heard.

Sentence vectors tell "great" from "banana", but hardly "that's right" from "that isn't right". So these are told by
words, and by what is denied. Never asked at a question about danger: there only what is plainly said counts.
"""

import re
from typing import Literal

Answer = Literal["", "yes", "no", "unsure"]

HARD = {
    **dict.fromkeys(("yes", "yeah", "yep", "yup", "yeap", "yea", "yah", "aye", "mhm", "roger", "affirmative"), "yes"),
    **dict.fromkeys(("no", "nope", "nah", "na", "nay", "negative", "negatory"), "no"),
}
"""Words that answer by themselves, whatever follows."""

GOOD = frozenset({
    "absolutely", "accurate", "agree", "agreed", "alright", "amazing", "awesome", "beautiful", "brilliant",
    "certainly", "confirmed", "cool", "correct", "definitely", "delighted", "exact", "exactly", "excellent",
    "fab", "fantastic", "fine", "gladly", "good", "grand", "great", "happy", "impressive", "indeed", "keen",
    "lovely", "marvellous", "marvelous", "nice", "ok", "okay", "perfect", "perfectly", "precisely", "right",
    "splendid", "spot", "super", "sure", "surely", "sweet", "terrific", "totally", "true", "understand",
    "understood", "willing", "wonderful", "works",
})  # fmt: skip
BAD = frozenset({
    "awful", "bad", "disagree", "false", "inaccurate", "incorrect", "misheard", "mistake", "mistaken",
    "misunderstood", "negative", "nonsense", "pass", "pointless", "rather", "rubbish", "terrible", "unhelpful",
    "untrue", "useless", "wrong",
})  # fmt: skip
DISDAIN = frozenset({"crap", "dumb", "rubbish", "stupid", "sucks", "useless"})
"""What nobody says who wants what was offered."""

DENIALS = frozenset({"not", "never", "no", "nothing", "hardly", "without", "dont"})
REACH = 5
"""How many words a denial reaches."""

LONGEST = 14
"""Words; who says more asks something."""

PUT_OFF = re.compile(
    r"\b(?:later|another (?:time|day)|some other time|not (?:now|yet|today|tonight|this time|right now|at the moment)"
    r"|rather not|leave it|skip (?:it|that)|forget it|do not (?:want|need|like|bother|feel like)|no need|had enough"
    r"|not (?:that|as far as) \w+ (?:know|am aware)"
    r"|not (?:really |so |very |too |that )?(?:keen|interested|bothered|fussed)"
    r"|i am (?:good|fine|all right|okay|ok)(?: thanks| thank you| for now)*$|(?:give|pass) (?:it|that) a miss)\b"
)
"""No, without saying so."""

OPEN = re.compile(
    r"\b(?:maybe|perhaps|possibly|undecided|unsure|unclear|unimportant|whatever|whichever|depends|fifty fifty|dunno"
    r"|not (?:\w+ )?(?:sure|certain|decided|important)"
    r"|(?:do|does|did|can|could|would|will) not (?:\w+ )?(?:know|mind|care|remember|recall|matter|decide|say|tell)"
    r"|not able to (?:say|tell|decide|answer)|no (?:idea|clue|preference|opinion)|hard to (?:say|tell|know)"
    r"|(?:go|be) either|either (?:way|one|is)|up to you|you (?:choose|pick|decide)|might be|could be|who knows"
    r"|all the same|no difference|not a clue|could not care)\b"
)
"""Neither yes nor no."""

WILLING = re.compile(
    r"\b(?:why not|go (?:ahead|for it|on)|do it|let us|of course|bring it on|checks? out"
    r"|(?:would|i) (?:like|love) (?:that|to|it)$"
    r"|would not mind|sounds? (?:like a plan|good|fine|great|right|interesting)|no (?:problem|worries|objections?)"
    r"|by all means|you bet|got (?:it|that) right|you got (?:it|me)|that is (?:it|the one)|count me in|i am in"
    r"|all for it|uh huh|mm hmm|fire away|hit me|carry on|(?:i will|i would|want (?:to|that|it)|tell me|love to)$)\b"
)
"""Yes, without saying so."""

DONE = re.compile(
    r"^(?:i am |i have |i |we are |okay |ok |all |just )*(?:done|did (?:it|that)|finished|ready|there|got (?:it|that))"
    r"(?: it| that| this| one| with| all| now)*$"
)
"""Yes to "ready for the next one?"."""

NAMED = re.compile(r"\ba (?:\w+ )?(yes|no|yep|nope|negative|negatory|affirmative)\b")
"""Yes and no called by their names: "that's a no from me"."""

SAYING = re.compile(
    r"^(?:(?:i|he|she|they|we|my \w+) (?:would |will |just |did |have to )*(?:say|says|said|answer|answered|reply"
    r"|guess|reckon|believe|think|thinks|tell you|told me)(?: that| it is| it was)?"
    r"|my (?:answer|response|reply) (?:is|would be|was)|put me down for|that is|it is|well|oh|uh|um|sorry|oops)\b ?"
)
ASKING = re.compile(
    r"\b(?:what|where|when|who|which|how|should|is (?:it|this|there)|are (?:there|they)|can (?:i|you|it|he|she)"
    r"|could you|does (?:it|this|that|he|she)|do (?:i|you))\b"
)


def answer(words: tuple[str, ...], asked: str = "offer") -> Answer:
    """What the words answer to a question of this kind, empty when they do not."""
    if not words or len(words) > LONGEST:
        return ""
    text = " ".join(words)
    while (said := SAYING.sub("", text, count=1)) not in ("", text):
        text = said
    if hard := _hard(text.split()):
        return hard
    if ASKING.search(text):
        return ""
    if named := NAMED.search(text):
        return _hard([named[1]])
    if asked == "step" and DONE.search(text):
        return "yes"
    willing = WILLING.search(text)
    if (
        willing
        and not (asked == "choice" and "mind" in willing.group())
        and not _is_denied(text[: willing.start()].split())
    ):
        return "yes"
    if PUT_OFF.search(text):
        return "no"
    if OPEN.search(text):
        return "unsure"
    return _weighed(text.split())


def is_plain(words: tuple[str, ...]) -> bool:
    """Whether the words begin with a plain yes or no."""
    return words[0] in HARD


def _hard(words: list[str]) -> Answer:
    """What the first words say outright: the last of them counts ("yeah nah")."""
    said: Answer = ""
    for word in words[:3]:
        if word not in HARD:
            break
        said = "yes" if HARD[word] == "yes" else "no"
    if said == "no" and words[1:2] in (["problem"], ["worries"], ["objections"], ["doubt"]):
        return "yes"
    if said == "no" and words[1:2] in (["idea"], ["clue"], ["preference"], ["opinion"], ["difference"]):
        return "unsure"
    if not said and words and HARD.get(words[-1]) and len(words) <= 4 and not _is_denied(words[:-1]):
        return "yes" if HARD[words[-1]] == "yes" else "no"  # "i'd have to say no"
    return said


def _weighed(words: list[str]) -> Answer:
    """What its words of praise and blame come to, denials counted."""
    sum_ = 0
    for place, word in enumerate(words):
        weight = (word in GOOD) - (word in BAD)
        sum_ += -weight if weight and _is_denied(words[max(0, place - REACH) : place]) else weight
    return "yes" if sum_ > 0 else "no" if sum_ < 0 else ""


def _is_denied(before: list[str]) -> bool:
    return sum(word in DENIALS for word in before) % 2 == 1
