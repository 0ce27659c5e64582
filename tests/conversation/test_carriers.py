"""What one intent of the model carries for several rooms is told apart by what was named."""

import pytest

from tests.alexa.test_walk import INTENTS, VALUES
from tests.talk import spoken
from upper_back_guide import calls, carriers, conversation, router, signs
from upper_back_guide.turn import Slot, State, Turn

ROWS = [
    (place, kind, to) for place, kinds in carriers.CARRIERS.items() for kind, to in kinds.items() if kind != place[1]
]


@pytest.mark.parametrize(("place", "kind", "to"), ROWS, ids=str)
def test_every_thing_in_a_carrier_goes_to_the_room_of_its_kind(
    place: carriers.Place, kind: str, to: carriers.Place
) -> None:
    (intent, slot), relation = place, Slot("mother", "mother")
    ids = [id_ for id_ in VALUES[INTENTS[intent][slot]] if id_.partition(".")[0] == kind]
    assert ids
    for id_ in ids:
        turn = carriers.resolve(Turn(intent, {slot: Slot(id_, "said"), "relation": relation}))
        assert (turn.intent, dict(turn.slots)) == (
            to[0],
            {to[1]: Slot(id_.partition(".")[2], "said"), "relation": relation},
        )


def test_every_value_of_the_model_is_of_a_kind_that_some_carrier_knows_or_of_its_own_slot() -> None:
    for name, ids in VALUES.items():
        slots = {slot for kinds in INTENTS.values() for slot, type_ in kinds.items() if type_ == name}
        known = {kind for slot in slots for kind in carriers.kinds_of(slot)}
        assert {id_.partition(".")[0] for id_ in ids} & carriers.KINDS <= known, name


@pytest.mark.parametrize("place", carriers.CARRIERS, ids=str)
def test_words_in_no_list_stay_where_they_are(place: carriers.Place) -> None:
    intent, slot = place
    turn = carriers.resolve(Turn(intent, {slot: Slot("", "pizza")}))
    assert turn == Turn(carriers.UNKNOWN.get(intent, intent), {slot: Slot("", "pizza")})


def test_a_kind_that_means_nothing_in_a_sentence_is_words_in_it() -> None:
    turn = carriers.resolve(Turn("WhatIsIntent", {"topic": Slot("red_flag.stroke", "a stroke")}))
    assert turn == Turn("WhatIsIntent", {"topic": Slot("", "a stroke")})


@pytest.mark.parametrize("id_", ["condition.condition.condition.x", "red_flag.", "red_flag.no_such", ".", "condition"])
def test_an_id_that_is_none_of_ours_breaks_nothing(id_: str) -> None:
    for intent, slot in carriers.CARRIERS:
        assert conversation.respond(Turn(intent, {slot: Slot(id_, "something")}), State()).parts


def test_rooms_know_where_it_goes_and_carriers_carry_for_others_only() -> None:
    known = router.OWNERS.keys() | calls.INTENTS | {"PickIntent"}
    for (intent, _), kinds in carriers.CARRIERS.items():
        assert {to for to, _ in kinds.values()} <= known
        assert intent in known or intent in carriers.UNKNOWN


@pytest.mark.parametrize("place", [place for place, kinds in carriers.CARRIERS.items() if "red_flag" in kinds], ids=str)
def test_a_red_flag_named_in_a_carrier_gets_the_call(place: carriers.Place) -> None:
    intent, slot = place
    flags = [id_ for id_ in VALUES[INTENTS[intent][slot]] if id_.startswith("red_flag.")]
    assert {id_.removeprefix("red_flag.") for id_ in flags} == set(VALUES["RedFlag"])
    for id_ in flags:
        if signs.is_emergency(id_.removeprefix("red_flag.")):
            reply = conversation.respond(Turn(intent, {slot: Slot(id_, "")}), State())
            assert reply.call, (id_, spoken(reply))
