"""Every name of a red flag or a warning sign is heard, however it arrives."""

from itertools import cycle

import pytest

from tests.listening.ears import SIGNS, ids, names
from upper_back_guide.listening import hear


def is_heard(sign: str, words: str, kind: str = "") -> bool:
    """Whether the name is heard in the words; asked of the heart, a call is as right as the question."""
    heard = ids(hear(words, kind))
    return sign in heard or (sign == "heart_question" and "heart_attack" in heard)


DRESSED = (
    "um {}",
    "so {}",
    "i think {}",
    "help {}",
    "please {}",
    "{} please",
    "oh god {}",
    "and {}",
    "{} now",
    "well um {} help",
)
KINDS = ("", "topic", "complaint", "red_flag", "warning_sign", "condition", "activity")


def test_a_name_is_heard_dressed_in_small_words() -> None:
    """Each in one of the dresses; all of them in all told nothing more."""
    dressed = [(dress.format(name), sign) for (name, sign), dress in zip(names(), cycle(DRESSED), strict=False)]
    assert [said for said, sign in dressed if not is_heard(sign, said)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_heard_in_any_slot(kind: str) -> None:
    unheard = [name for name, sign in names() if not is_heard(sign, name, kind)]
    assert not unheard


def test_a_name_in_full_speech_is_heard() -> None:
    unheard = [name for name, sign in names() if not is_heard(sign, f"I was at home and {name}. What should I do?")]
    assert not unheard


def test_the_names_of_red_flags_are_all_but_all_sure() -> None:
    flags = [(name, sign) for name, sign in names() if "advice" in SIGNS[sign]]
    unsure = [name for name, sign in flags if not any(heard.id == sign and heard.sure for heard in hear(name).signs)]
    assert len(unsure) < len(flags) * 0.06, unsure


@pytest.mark.parametrize(
    ("words", "kind", "sign"),
    [
        ("chest", "body_part", "chest_pain"),
        ("my chest", "body_part", "chest_pain"),
        ("left arm", "body_part", "heart_attack"),
        ("jaw", "body_part", "heart_attack"),
        ("heart", "body_part", "chest_pain"),
        ("die", "activity", "self_harm"),
        ("kill myself", "activity", "self_harm"),
        ("too many pills", "medicine", "overdose"),
        ("a whole bottle of tylenol", "medicine", "overdose"),
        ("unknown pills", "medicine", "unknown_pills"),
        ("crushing chest pain", "complaint", "chest_pain"),
        ("my chest is tight", "topic", "chest_pain"),
    ],
)
def test_the_kind_of_slot_tells(words: str, kind: str, sign: str) -> None:
    assert any(heard.id == sign and heard.sure for heard in hear(words, kind).signs)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("shoulder", "body_part"),
        ("upper back", "body_part"),
        ("neck", "body_part"),
        ("swim", "activity"),
        ("ibuprofen", "medicine"),
        ("a stiff back", "complaint"),
        ("pizza", "red_flag"),
        ("posture", "topic"),
    ],
)
def test_other_words_in_the_same_slots_do_not(words: str, kind: str) -> None:
    assert not hear(words, kind).signs
