"""The ears: from any words to facts about danger. Loaded when first needed; they import nothing of the rooms.

hear("no chest pain but my left arm hurts").signs   -> (Sign("heart_attack", sure=True, person="me"),)
answer("no, just my back", "chest")                 -> "no"
"""

from upper_back_guide.listening.facts import Answered, Facts, Sign, Trait

__all__ = ["Answered", "Facts", "Sign", "Trait", "answer", "hear"]


def hear(words: str, kind: str = "") -> Facts:
    """What was said. `kind` is the slot it came in, such as "body_part"; "" is a whole sentence."""
    from upper_back_guide.listening import hearing

    return hearing.hear(words, kind)


def answer(words: str, question: str) -> Answered | None:
    """What words say to a question of the check-up; "part" denies only some of what it names. None is no answer."""
    from upper_back_guide.listening import answers

    return answers.answer(words, question)
