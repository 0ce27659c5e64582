"""Words to facts."""

from upper_back_guide.listening import details, having, judging, patterns, people, scan, scopes
from upper_back_guide.listening import english as table
from upper_back_guide.listening.facts import Facts, Injury, Sign
from upper_back_guide.listening.weighing import ASKED

HEART, HEART_QUESTION = "heart_attack", "heart_question"
"""The sign of somebody who asks whether it is the heart."""


def hear(words: str, kind: str) -> Facts:
    """What was said, in a slot of this kind or, when it is "", in a whole sentence."""
    facts = _hear(words)
    asked = any(sign.id == HEART_QUESTION for sign in facts.signs)
    if kind not in table.KINDS or facts.denied or asked or _is_certain(facts):
        return facts
    before, after = table.KINDS[kind]
    spelled_out = _hear(f"{before} {words} {after}")
    return spelled_out if _is_certain(spelled_out) or not facts.signs else facts


def _is_certain(facts: Facts) -> bool:
    return any(sign.sure and table.SIGNS[sign.id].red for sign in facts.signs)


def _hear(words: str) -> Facts:
    text = scan.read(words)
    if not text.words:
        return Facts()
    nos, asked, mentions = scopes.denials(text), scopes.questions(text), people.mentions(text)
    certain = [scope for scope in nos if scope.kind != "unwanted"]
    found = list(patterns.find(text))
    heard, denied = judging.judge(text, found, nos, asked, mentions)
    signs = judging.signs(heard)
    if text.has("TELL_APART") or (asked and any(sign.id == HEART and not sign.sure for sign in signs)):
        rest = [match for match in found if not _names_the_heart(match)]
        signs = _asked_of_the_heart(signs, judging.signs(judging.judge(text, rest, nos, asked, mentions)[0]))
    person, not_me = people.subject(text, mentions)
    if not person:
        person = next((sign.person for sign in signs if sign.person not in ("", people.ME)), "")
    age = details.age(text, mentions)
    return Facts(
        signs=signs,
        denied=denied,
        asks_about=frozenset(id_ for id_, (verdict, _) in heard.items() if verdict == ASKED),
        person=person,
        not_me=not_me,
        age=age[0] if age and (age[1] == person or {age[1], person} <= {"", people.ME}) else None,
        conditions=details.traits(
            text,
            table.CONDITIONS,
            certain,
            lambda id_, at: having.is_only_asked(id_, at, text, asked, mentions),
            mentions,
        ),
        medicines=details.traits(text, table.MEDICINES, certain, lambda _, at: having.is_asked(at, asked), mentions),
        injury=_injury({sign.id for sign in signs if sign.sure}),
        since=details.since(text),
        sudden=text.has("SUDDEN"),
        gone=text.has("GONE_NOW"),
        little=text.has("A_LITTLE"),
    )


def _names_the_heart(match: patterns.Match) -> bool:
    """Whether a match only names it: "my heart", "a heart attack or a spasm"."""
    return set(match.names) <= {"ATTACK", "HEART", "IT", "LOOKALIKE", "MINE"}


def _asked_of_the_heart(signs: tuple[Sign, ...], rest: tuple[Sign, ...]) -> tuple[Sign, ...]:
    """The signs, with a question in place of the heart where that was only asked about: "is it my heart". `rest` are
    those that are heard without its name."""
    named = [sign for sign in signs if sign not in rest and sign.id in ("chest_pain", HEART)]
    if not named or any(table.SIGNS[sign.id].red for sign in rest):
        return signs
    others = (sign for sign in rest if sign.id != HEART_QUESTION)
    return (Sign(HEART_QUESTION, True, named[0].person), *others)


def _injury(signs: set[str]) -> Injury:
    if "injury" in signs:
        return "hard"
    return "minor" if "after_a_fall" in signs else ""
