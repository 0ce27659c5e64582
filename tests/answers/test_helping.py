"""What is told to somebody who helps another, and to somebody for whom it is hard."""

import pytest

from tests.talk import Talk, about, spoken
from upper_back_guide import listening
from upper_back_guide.content import entry, section, words
from upper_back_guide.listening import Facts

BESIDE = [*section("comfort").values(), *section("helping").values(), *section("moving").values()]


def told(talk: Talk) -> str:
    id_: str = talk.state.rooms["answers"]["entry"]
    return id_


def opened(person: str = "", **facts: str) -> Talk:
    talk = Talk(state=about(person, **facts))
    talk.turn("Launch")
    return talk


@pytest.mark.parametrize(
    ("activity", "id_"),
    [
        ("", "helping.turning"),
        ("moving.bed", "helping.sitting_up"),
        ("moving.floor", "helping.floor"),
        ("moving.standing", "helping.standing"),
        ("moving.turning", "helping.turning"),
        ("everyday.lifting", "helping.floor"),
        ("everyday.sleeping", "everyday.sleeping"),
    ],
)
def test_who_helps_another_is_told_how_to_help_and_not_how_to_do_it(activity: str, id_: str) -> None:
    talk = opened()
    talk.turn("HelpToIntent", relation="mother", **({"activity": activity} if activity else {}))
    assert told(talk) == id_


@pytest.mark.parametrize("id_", ["helping.turning", "helping.sitting_up", "helping.standing", "helping.floor"])
def test_nobody_is_told_to_lift_anybody(id_: str) -> None:
    told = entry(id_)
    text = " ".join((told.short, *told.more, *told.facets.values())).lower()
    assert "lift" not in text.replace("never lift", "").replace("don't lift", "")


@pytest.mark.parametrize("activity", ["moving.bed", "moving.floor", "moving.standing", "moving.turning"])
def test_nobody_is_told_how_to_move_anybody_while_a_call_stands(activity: str) -> None:
    talk = opened("mother")
    talk.turn("EmergencyIntent", red_flag="legs")
    said = spoken(talk.turn("HelpToIntent", relation="mother", activity=activity))
    assert said.startswith("Call 911 now")
    assert entry(entry(activity).helping).short not in said


def test_who_cares_for_somebody_is_the_one_who_hurts() -> None:
    talk = opened()
    talk.turn("CannotCareIntent", relation="mother")
    assert told(talk) == "comfort.carer"
    assert not talk.state.people.person


@pytest.mark.parametrize(("person", "id_"), [("mother", "helping.cannot_say"), ("", "")])
def test_of_somebody_with_dementia_it_tells_what_to_watch_for(person: str, id_: str) -> None:
    talk = opened(person)
    talk.turn("HaveConditionIntent", condition="alzheimers")
    assert talk.state.rooms.get("answers", {}).get("entry", "") == id_


def test_being_alone_is_a_comfort_where_nothing_dangerous_was_said() -> None:
    talk = opened()
    talk.turn("WaitingIntent", waiting="alone")
    assert told(talk) == "comfort.alone"


@pytest.mark.parametrize("known", [{"level": "TODAY"}, {"reached": "SOON"}])
def test_being_alone_stays_the_emergencys_where_something_was(known: dict[str, str]) -> None:
    talk = opened(**known)
    talk.turn("WaitingIntent", waiting="alone")
    assert told(talk) == "care.emergency"


def test_comfort_begins_with_its_own_kind_word_and_not_with_two() -> None:
    talk = opened()
    said = spoken(talk.turn("HaveComplaintIntent", complaint="comfort.scared"))
    assert words("answers")["lead"]["HaveComplaintIntent"] not in said


@pytest.mark.parametrize("said", ["{}", "i'm {}", "my mum is {}"])
def test_none_of_their_names_is_a_word_of_danger(said: str) -> None:
    """The words of crisis and of a fall are signs of danger, and have to stay so."""
    names = [name for one in BESIDE for name in (one.name, *one.synonyms)]
    assert [name for name in names if listening.hear(said.format(name)).signs != Facts().signs] == []


@pytest.mark.parametrize(
    "said",
    ["i can't go on", "i want to end it", "i'm fed up and want to end it all", "i'm sick of living"],
)
def test_the_words_of_crisis_are_heard_beside_those_of_comfort(said: str) -> None:
    assert "self_harm" in {sign.id for sign in listening.hear(said).signs}


@pytest.mark.parametrize("said", ["am i going to be paralyzed", "will i be paralysed", "could i end up paralysed"])
def test_a_question_about_what_might_come_is_no_sign(said: str) -> None:
    assert not listening.hear(said).signs
    assert {sign.id for sign in listening.hear(f"my legs are numb {said}").signs} == {"legs"}
    assert {sign.id for sign in listening.hear("i'm paralyzed").signs} == {"legs"}
