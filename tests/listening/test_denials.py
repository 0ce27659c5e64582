"""A denial covers what it names, and no more."""

import pytest

from tests.listening.ears import called, flagged, ids
from upper_back_guide.listening import hear


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("no chest pain just the back", "chest_pain"),
        ("my chest is fine", "chest_pain"),
        ("her chest is okay", "chest_pain"),
        ("I don't have any chest pain", "chest_pain"),
        ("it's not my chest", "chest_pain"),
        ("she's breathing fine", "breathing"),
        ("no trouble breathing", "breathing"),
        ("I'm not short of breath", "breathing"),
        ("I don't want an ambulance", "call_for_help"),
        ("no need to call an ambulance", "call_for_help"),
        ("my legs are fine", "legs"),
        ("I didn't faint", "fainting"),
        ("I'm not having a heart attack", "heart_attack"),
        ("I don't want to kill myself", "self_harm"),
        ("I didn't take any pills", "overdose"),
        ("no fever", "fever"),
        ("my chest has no pain", "chest_pain"),
        ("my legs have no weakness", "legs"),
        ("she's breathing", "unconscious"),
        ("no my legs are fine and I don't have chest pain", "chest_pain"),
        ("I don't have chest pain is chest pain common with this", "chest_pain"),
    ],
)
def test_a_denied_sign_is_no_sign(words: str, denied: str) -> None:
    facts = hear(words)
    assert denied in facts.denied
    assert denied not in ids(facts)
    assert not called(words)


@pytest.mark.parametrize(
    ("words", "denied", "sign"),
    [
        ("I don't have chest pain but my left arm hurts", "chest_pain", "heart_attack"),
        ("no chest pain my arm is numb", "chest_pain", "arm"),
        ("my chest is fine but I can't feel my legs", "chest_pain", "legs"),
        ("no trouble breathing but my chest is tight", "breathing", "chest_pain"),
        ("no fever and my chest hurts", "fever", "chest_pain"),
        ("my legs are fine it's my chest that hurts", "legs", "chest_pain"),
        ("not my back my chest hurts", "", "chest_pain"),
        ("no it's my chest that hurts", "", "chest_pain"),
        ("no my chest hurts", "", "chest_pain"),
        ("no he can't breathe", "", "breathing"),
        ("it's not going away my chest is so tight", "", "chest_pain"),
        ("why isn't my chest pain going away", "", "chest_pain"),
        ("nothing helps my chest pain", "", "chest_pain"),
        ("I don't know what's wrong my chest hurts", "", "chest_pain"),
        ("I don't feel well my chest is heavy", "", "chest_pain"),
        ("I haven't slept because of the chest pain", "", "chest_pain"),
        ("not only my back but my chest hurts too", "", "chest_pain"),
        ("my chest pain won't go away", "", "chest_pain"),
        ("my chest has no pain but I'm unsteady", "chest_pain", "legs"),
        ("I don't want this chest pain", "", "chest_pain"),
        ("it's not a muscle it feels like it's tearing", "", "tearing_pain"),
        ("isn't this a heart attack", "", "heart_attack"),
    ],
)
def test_it_covers_only_what_it_names(words: str, denied: str, sign: str) -> None:
    facts = hear(words)
    assert sign in ids(facts)
    assert not denied or denied in facts.denied
    assert sign not in facts.denied


@pytest.mark.parametrize(
    "words", ["my back's better now but my chest hurts", "I had chest pain last year and my chest hurts now"]
)
def test_what_is_over_is_over_for_what_it_is_said_of(words: str) -> None:
    assert "chest_pain" in called(words)


@pytest.mark.parametrize(
    "words",
    [
        "nothing helps my chest pain",
        "not getting better the chest pain",
        "don't feel good chest pain",
        "not going away chest pain",
        "I'm not going to lie my chest hurts",
    ],
)
def test_a_not_that_denies_something_else_leaves_what_is_said(words: str) -> None:
    assert "chest_pain" in called(words)


@pytest.mark.parametrize(
    "words", ["nothing wrong with my chest", "doesn't get chest pain", "I don't feel chest pain", "nothing in my chest"]
)
def test_a_not_with_the_same_words_denies_what_follows_it(words: str) -> None:
    assert hear(words).denied == {"chest_pain"}


def test_what_somebody_is_not_going_to_do_is_denied() -> None:
    assert hear("I'm not going to faint").denied == {"fainting"}


@pytest.mark.parametrize(
    "words",
    [
        "my chest doesn't hurt but it feels really tight",
        "no chest pain but it's tight",
        "there's no pain in my chest, just a heaviness",
        "my chest is not painful but there's pressure",
        "my chest has no pain but it feels tight",
        "my chest is fine, it just feels heavy",
    ],
)
def test_a_chest_that_does_not_hurt_and_yet_is_tight_is_asked_about(words: str) -> None:
    assert "chest_pain" in flagged(words)
    assert "chest_pain" not in hear(words).denied


@pytest.mark.parametrize(
    "words",
    [
        "no chest pain, just a tightness between my shoulder blades",
        "no chest pain but it feels tight in my back",
        "my back feels tight but my chest is fine",
        "it's tight but no chest pain",
    ],
)
def test_what_is_tight_elsewhere_says_nothing_of_the_chest(words: str) -> None:
    assert "chest_pain" in hear(words).denied


def test_of_a_sign_of_several_things_one_that_is_denied_denies_only_itself() -> None:
    assert hear("no fever but my neck is stiff").denied == {"fever"}


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("my breathing isn't normal", "breathing"),
        ("my breathing hasn't been normal", "breathing"),
        ("my breathing's no good", "breathing"),
        ("my chest isn't good", "chest_pain"),
        ("her speech isn't normal", "stroke"),
        ("his face doesn't look right", "stroke"),
        ("my walking isn't normal", "legs"),
        ("he's barely conscious", "unconscious"),
    ],
)
def test_what_is_said_not_to_be_well_is_asked_about(words: str, sign: str) -> None:
    facts = hear(words)
    assert sign in flagged(words)
    assert sign not in facts.denied


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("i can't breathe", "breathing"),
        ("can't feel my legs", "legs"),
        ("haven't been able to wee", "bladder"),
        ("she won't wake up", "unconscious"),
        ("i don't want to live", "self_harm"),
        ("he is not breathing", "unconscious"),
        ("I can not feel my legs", "legs"),
        ("my legs do not work", "legs"),
        ("no pee comes out", "bladder"),
        ("there's no feeling between my legs", "saddle"),
        ("I can't feel my legs any more", "legs"),
        ("I don't want to be here any more", "self_harm"),
        ("she fainted but it's gone now", "fainting"),
    ],
)
def test_a_sign_that_is_a_cannot_is_a_sign(words: str, sign: str) -> None:
    assert sign in called(words)


@pytest.mark.parametrize(
    "words",
    [
        "I don't have chest pain any more",
        "my chest doesn't hurt anymore",
        "my chest doesn't hurt any longer",
        "my chest is fine it's gone now",
        "it's not that I can't breathe",
        "I don't have no chest pain",
        "I don't think it's a heart attack",
        "I had chest pain but it's gone now",
        "it's gone now the chest pain",
        "I had a heart attack last year",
        "had a heart attack last year",
        "can you help me what if my chest hurts",
        "what if this is a stroke",
        "my legs if I stand go numb",
        "I have a tight chest muscle from the gym",
        "I heard my chest can feel tight with a spasm",
        "I'm not sure if it's chest pain",
        "what if my chest hurts",
        "my chest is fine but what if I faint",
        "everything's gone blurry",
        "she's got her eyes shut",
    ],
)
def test_what_is_unclear_is_asked_about(words: str) -> None:
    assert flagged(words)
    assert not called(words)
