"""Words to facts."""

from upper_back_guide.listening import details, having, judging, patterns, people, scan, scopes
from upper_back_guide.listening import english as table
from upper_back_guide.listening.facts import Facts, Injury
from upper_back_guide.listening.weighing import ASKED


def hear(words: str, kind: str) -> Facts:
    """What was said, in a slot of this kind or, when it is "", in a whole sentence."""
    facts = _hear(words)
    if kind not in table.KINDS or facts.denied or _is_certain(facts):
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
    heard, denied = judging.judge(text, patterns.find(text), nos, asked, mentions)
    signs = judging.signs(heard)
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


def _injury(signs: set[str]) -> Injury:
    if "injury" in signs:
        return "hard"
    return "minor" if "after_a_fall" in signs else ""
