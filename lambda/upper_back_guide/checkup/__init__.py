"""When and where to get professional care: the spoken check-up, and the emergency reply that wins everywhere."""

from dataclasses import replace

from upper_back_guide import caregiver
from upper_back_guide.checkup import advice, rules
from upper_back_guide.checkup.place import Place, ended
from upper_back_guide.checkup.rules import Answer, Level
from upper_back_guide.content import words
from upper_back_guide.turn import Reply, Slot, State, Turn, again

INTENTS = frozenset(
    {
        "AdviceAgainIntent",
        "CorrectIntent",
        "EmergencyIntent",
        "MaybeEmergencyIntent",
        "StartCheckupIntent",
        "StopCheckupIntent",
    }
)

ANSWERS: dict[str, Answer] = {
    "AMAZON.YesIntent": "yes",
    "AMAZON.NoIntent": "no",
    "NotSureIntent": "unsure",
    "AMAZON.NextIntent": "unsure",  # "skip" leaves a red flag open, so it counts as not sure
}


LEAVING = frozenset(
    {
        "AMAZON.CancelIntent",
        "AMAZON.NavigateHomeIntent",
        "AMAZON.NoIntent",
        "AMAZON.StopIntent",
        "EnoughIntent",
        "StopCheckupIntent",
        "ThanksIntent",
    }
)
"""What ends the talk while an emergency call stands."""


def is_emergency(turn: Turn) -> bool:
    """Whether what was said names a red flag that needs an emergency call."""
    return turn.intent == "EmergencyIntent"


def emergency(turn: Turn, state: State) -> Reply:
    """The emergency reply; it ends whatever was under way."""
    return advice.for_red_flag(turn.slot("red_flag").id, ended(state))


def is_calling(state: State) -> bool:
    """Whether an emergency reply was the last thing of weight: its "shall I say that again?" is open."""
    return state.room == "checkup" and Place.of(state).offer == advice.AGAIN


def call(state: State) -> str:
    """Whom to phone, when an emergency call stands for this person; else empty."""
    return advice.call(Place.of(state).advice) if state.level == Level.EMERGENCY.name else ""


def is_crisis(state: State) -> bool:
    """Whether the call that stands is to a crisis line."""
    return Place.of(state).advice == "crisis"


def held(turn: Turn, state: State) -> Reply:
    """What is said while the call stands, to all that is no question and no setting: the call, and nothing after it."""
    if turn.intent in LEAVING:
        return Reply(f"{words('checkup')['call_then']} {call(state)}", state)
    if turn.intent == "AMAZON.RepeatIntent" or (turn.intent == "AMAZON.YesIntent" and is_calling(state)):
        return again(state)
    return advice_again(state)


def reply(turn: Turn, state: State) -> Reply | Turn | None:
    """Answer an intent of this room, or one said while in it; None when it means nothing here."""
    place = Place.of(state)
    match turn.intent:
        case "StartCheckupIntent" if state.level == Level.EMERGENCY.name:
            return advice_again(state)  # an answer offered it, and no question comes before the call
        case "StartCheckupIntent":
            return _begin(state, words("checkup")["begin"], _standing(place))
        case "MaybeEmergencyIntent":
            return _maybe(turn, state, place)
        case "AdviceAgainIntent":
            return advice_again(state) if state.level else Turn("TopicIntent", {"topic": Slot("care.emergency")})
        case "StopCheckupIntent" if _standing(place) >= Level.TODAY:
            return advice.for_level(_standing(place), place.deciding(), ended(state))
        case "StopCheckupIntent":
            say = words("checkup")
            return Reply(say["stopped"] if place.question else say["not_running"], ended(state), words("basics")["ask"])
        case "CorrectIntent":
            return _corrected(turn, state, place)
    return _during(turn, state, place) if place.question else _afterwards(turn, state)


def guidance(state: State) -> str:
    """What help says in this room."""
    help_text: str = words("checkup")["help"]
    return help_text


def resumption(state: State) -> tuple[str, str, State]:
    """The question that brings an interrupted check-up back, its reprompt, and the state to ask it in; an ordinary one
    when there is none."""
    place = Place.of(state)
    if not place.question:
        return words("basics")["anything_else"], "", replace(state, under_way="")
    return f"{words('checkup')['resume']} {_question(state, place)}", _reprompt(place), replace(state, room="checkup")


def advice_again(state: State) -> Reply:
    """The advice of the level this session has reached; without one, an offer to find out."""
    if state.level in Level.__members__:
        return advice.for_level(Level[state.level], "", ended(state))
    say = words("checkup")
    return Reply(say["not_running"], ended(state, advice.CHECKUP), say["start_ask"])


def _begin(state: State, lead: str, floor: Level = Level.SELF_CARE) -> Reply:
    if not Place.of(state).told:
        lead = f"{lead} {words('checkup')['disclaimer']}"
    if caregiver.is_child(state) or state.group not in ("", caregiver.GROWN_UP):
        floor = max(floor, Level.SOON)
    return _ask(replace(state, disclaimed=True), Place(rules.FIRST, floor.value, told=True), lead)


def _ask(state: State, place: Place, lead: str) -> Reply:
    moved = state.moved("checkup", place, under_way="checkup")
    return Reply(lead, moved, _question(state, place), _reprompt(place))


def _reprompt(place: Place) -> str:
    """After a silence: the safety net, how to answer, and the question in short."""
    say = words("checkup")
    return f"{say['net_while_waiting']} {say['answer_how']} {say['questions'][place.question]['short']}"


def _question(state: State, place: Place) -> str:
    """The open question, as a caregiver can see the answer when the talk is about somebody else."""
    asked = words("checkup")["questions"][place.question]
    question: str = asked.get("watch", asked["ask"]) if state.person else asked["ask"]
    return question


def _maybe(turn: Turn, state: State, place: Place) -> Reply:
    """A statement that might be a red flag: a yes to the open question if it is about that, else the first question."""
    sign = words("checkup")["warning_signs"].get(turn.slot("warning_sign").id, {})
    if place.question and sign.get("question") == place.question:
        return _answered("yes", state, place)
    lead = "stop_first" if state.under_way == "stretching" else "begin_at_once"
    return _begin(state, words("checkup")[lead], _standing(place))


def _standing(place: Place) -> Level:
    """The level that a check-up under way has reached: it is kept when the questions begin again unasked."""
    return Level(place.level) if place.question else Level.SELF_CARE


def _during(turn: Turn, state: State, place: Place) -> Reply | None:
    say = words("checkup")
    asked = say["questions"][place.question]
    if answer := ANSWERS.get(turn.intent):
        return _answered(answer, state, place)
    match turn.intent:
        case "WhyIntent":
            return Reply(asked["why"], replace(state, room="checkup"), _question(state, place), _reprompt(place))
        case "ExplainIntent":
            return Reply(asked["meaning"], replace(state, room="checkup"), _question(state, place), _reprompt(place))
        case "AMAZON.PreviousIntent":
            return _back(state, place)
        case "AMAZON.StartOverIntent":
            return _begin(state, say["begin_again"])
        case "AMAZON.FallbackIntent" | "PickIntent":
            how = say["answer_how_again"] if state.misses else say["answer_how"]
            missed = replace(state, room="checkup", misses=state.misses + 1)
            return Reply(how, missed, asked["short"], _reprompt(place))
    return None


def _answered(answer: Answer, state: State, place: Place, lead: str = "") -> Reply:
    following, level = rules.after(place.question, answer, Level(place.level))
    onward = place.onward(following, level)
    if following:
        return _ask(state, onward, lead or words("checkup")["questions"][following].get("lead", ""))
    return advice.for_level(level, onward.deciding(), ended(state))


def _back(state: State, place: Place) -> Reply:
    say = words("checkup")
    if not place.trail:
        return _ask(state, place, say["back_at_start"])
    return _ask(state, place.back(), say["back"])


def _corrected(turn: Turn, state: State, place: Place) -> Reply:
    """ "I meant yes": the last question answered again."""
    say = words("checkup")
    answer = turn.slot("answer").id
    if not place.question or not place.trail or answer not in rules.ANSWERS:
        return _back(state, place) if place.question else advice_again(state)
    return _answered(answer, state, place.back(), say["corrected"])


def _afterwards(turn: Turn, state: State) -> Reply | Turn | None:
    """Yes or no to what a result offered."""
    offer = Place.of(state).offer
    match turn.intent:
        case "AMAZON.YesIntent" if offer == advice.CHECKUP:
            return replace(turn, intent="StartCheckupIntent")
        case "AMAZON.YesIntent" if offer:
            return replace(turn, intent="TopicIntent", slots={"topic": Slot(offer)})
        case "AMAZON.NoIntent" if offer:
            return Reply(words("answers")["declined_offer"], ended(state), words("basics")["anything_else"])
    return None
