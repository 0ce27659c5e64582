"""The question that is heard is the one that is answered: after whatever was said, by whatever intent."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from random import Random

import pytest

from tests.alexa.test_walk import INTENTS, VALUES
from tests.talk import NO, UNSURE, YES, about, spoken
from upper_back_guide import conversation, meaning
from upper_back_guide.answers.thread import Thread
from upper_back_guide.checkup import rules
from upper_back_guide.checkup.known import known
from upper_back_guide.checkup.progress import Progress
from upper_back_guide.checkup.rules import Level
from upper_back_guide.content import entry, words
from upper_back_guide.stretching import catalog
from upper_back_guide.stretching.lesson import Lesson
from upper_back_guide.turn import Question, Reply, Slot, State, Turn

SAY = words("stretching")
TURNS = 2000
SEEDS = (7, 3, *range(20, 28))
"""Of walks, until every question was asked; the first two ask nearly all."""

RARE = {"checkup.start", "emergency.who", "stretching.ready"}
"""Questions that a walk at random may never come to."""

FALLBACK = "AMAZON.FallbackIntent"
CONFIRMATIONS = {YES: "yes", NO: "no", UNSURE: "unsure"}


def said(state: State, turn: Turn) -> Reply:
    """The reply, with the state as session attributes would bring it back."""
    return conversation.respond(turn, State.remembered(json.loads(json.dumps(state.memory()))))


LIKELY: Mapping[str, tuple[str, ...]] = {
    "checkup": (
        *[NO] * 30,
        YES,
        UNSURE,
        "AMAZON.PreviousIntent",
        "WhyIntent",
        "StopCheckupIntent",
        "AMAZON.NextIntent",
    ),
    "stretching": (
        NO,
        YES,
        "AMAZON.PauseIntent",
        "AMAZON.NextIntent",
        "EasierIntent",
        "SlowerIntent",
        "SkipIntent",
        *["FeltIntent", "CountIntent"] * 2,
    ),
    "basics": (
        "StartCheckupIntent",
        "StartStretchIntent",
        "CausesIntent",
        "WhatDoYouKnowIntent",
        "SpeedIntent",
        "EasierIntent",
        *[FALLBACK] * 6,
    ),
    "answers": (YES, NO, "MoreIntent"),
}
"""What is said more often where a question of a room is open, so that a walk gets deep into it."""


HEARD = (
    "a tight chest muscle from the gym", "my chest is fine", "i take warfarin", "i fell off a ladder", "i want to die",
    "no chest pain just the back", "my heart is racing", "i'm seventy two", "my husband hits me", "i didn't mean it",
    "my calf is swollen", "she's pregnant", "i took too many pills", "it's gone now", "i had a stroke last year",
)  # fmt: skip
"""What may arrive in a slot of another intent."""


def random_turn(chance: Random, state: State) -> Turn:
    if chance.random() < 0.04:
        return Turn("HaveComplaintIntent", {"complaint": Slot("", chance.choice(HEARD))}, keeping="preferences")
    likely = LIKELY.get(state.question.room, ()) if chance.random() < 0.6 else ()
    name = chance.choice(likely or sorted(INTENTS))
    slots = {}
    for key, kind in INTENTS[name].items():
        ids = [*VALUES.get(kind, ()), "", "3"]
        if chance.random() < 0.8:
            id_ = chance.choice(ids)
            slots[key] = Slot(id_ if id_ in VALUES.get(kind, ()) else "", id_ or "something else")
    if name == "EmergencyIntent" and chance.random() < 0.7:
        name, slots = "CausesIntent", {}
    return Turn(name, slots, keeping="preferences", kept={"introduced": True})


def walk(seed: int) -> Iterator[Reply]:
    """Replies that leave a question open."""
    chance = Random(seed)  # noqa: S311
    state = State()
    for number in range(TURNS):
        reply = said(state, Turn("Launch", opening=True) if not state.question else random_turn(chance, state))
        state = reply.state if reply.question and number % 40 else State()
        if reply.question:
            yield reply


def texts(id_: str) -> set[str]:
    """What may be heard as the question of this id, in every form, with its marks as they are for oneself."""
    room, _, name = id_.partition(".")
    if room == "checkup" and name in rules.BY_QUESTION:
        asked = words("checkup")["questions"][name]
        return {asked["ask"], asked["short"], asked.get("watch", asked["ask"])}
    return FORMS[id_]


FORMS: Mapping[str, set[str]] = {
    "answers.word": {words("answers")["misunderstood_ask"]},
    "basics.know": {words("phrases")["ask"]},
    "basics.either": {words("phrases")["ask"]},
    "basics.else": {words("phrases")["anything_else"]},
    "basics.topic": {words("basics")["missed_again_ask"]},
    "basics.again": {words("basics")["trouble_ask"]},
    "checkup.start": {words("checkup")["start_ask"], words("checkup")["in_pain_ask"]},
    "emergency.safe": {words("emergency")["safe"]},
    "emergency.who": {words("emergency")["who"]},
    "checkup.offer": {result["ask"] for result in words("checkup")["results"].values() if result.get("ask")},
    "emergency.repeat": {words("emergency")["repeat"]},
    "settings.delete": {words("settings")["known_ask"]},
    "settings.speed": {words("settings")["speed_ask"]},
    "stretching.start": {SAY["start_ask"]},
    "stretching.checkup": {SAY["hurts_ask"]},
    "stretching.ease": {SAY["ease_ask"]},
    "stretching.next": {SAY["next_ask"], SAY["side_ask"], SAY["place_ask"]},
    "stretching.last": {SAY["finish_ask"]},
}


def is_heard_as(reply: Reply) -> bool:
    """Whether the words of the open question are those of its id."""
    id_, ask = reply.question.id, reply.question.ask
    match id_.partition("."):
        case "answers", _, "offer":
            thread = Thread.of(reply.state)
            offer = entry(thread.entry).offer
            unknown = [unknown["ask"] for unknown in words("answers")["unknown"].values()]
            ways = [
                words("answers")["want_rest"],
                words("answers")["want_more"],
                *([offer.ask] if offer else []),
                *unknown,
            ]
            return any(fits(ask, way) for way in ways)
        case "emergency", _, "sign":
            return any(fits(ask, said["ask"]) for said in words("signs").values() if "ask" in said)
        case "emergency", _, "lift":
            return ask.startswith(words("emergency")["any_time"]) or any(
                fits(ask, said["today"]) for said in words("signs").values() if "today" in said
            )
        case "stretching", _, "again" | "resume" | "back":
            return Lesson.of(reply.state).name() in ask
        case "stretching", _, "screen":
            return fits(ask, SAY["screen"])
        case "stretching", _, "body":
            return fits(ask, SAY["body"].replace("<parts>", "{}")) or ask == SAY["surgery"]
        case "stretching", _, "ready":
            return f"the {catalog.name(Lesson.of(reply.state).routine)} now" in ask
        case "stretching", _, "which":
            return ask == SAY["which_ask"] or ask.startswith("Shall we do the")
        case "checkup", _, name if name in rules.BY_QUESTION:
            return any(fits(ask.removeprefix("Back to the check-up. "), text) for text in texts(id_))
    return ask in texts(id_)


def fits(heard: str, text: str) -> bool:
    """Whether it is that text, whoever it is about."""
    return re.fullmatch(".*".join(map(re.escape, re.split(r"\{[^}]*\}", text))), heard) is not None


def does(reply: Reply, intent: str) -> str:
    """What went wrong with a confirmation of the open question; empty when it did what the question says."""
    state, question = reply.state, reply.question
    after = said(state, Turn(intent, keeping="preferences"))
    answer = CONFIRMATIONS[intent]
    if state.patient.call and answer == "no" and meaning.kind(question) != "strict":
        return "" if not after.question and after.call else "a no under a call does not end with the call"
    if (
        state.patient.call
        and after.question.id == "emergency.repeat"
        and (question.room == "basics" or answer == "unsure")
    ):
        return ""  # the call is the answer to what says nothing; never to a yes that an offer asked for
    expected = EFFECTS.get(question.id) or (CHECKUP if question.room == "checkup" else None)
    assert expected, f"nobody says what an answer to {question.id} does"
    return expected(answer, reply, after)


def checkup(answer: str, before: Reply, after: Reply) -> str:
    progress = Progress.of(before.state)
    then = progress.answer(answer, known(before.state.people))  # type: ignore[arg-type]
    following, level = then.question, Level(then.level)
    if following:
        return "" if after.question.id == f"checkup.{following}" else f"{following} does not follow"
    reached = Level.__members__.get(after.state.patient.level, Level.SELF_CARE)
    back = progress.interrupted if level == Level.SELF_CARE else ""
    over = not after.state.under_way or after.state.under_way == back
    return "" if reached >= level and over else f"{level.name} is not reached"


def offer(answer: str, before: Reply, after: Reply) -> str:
    thread, then = Thread.of(before.state), Thread.of(after.state)
    if answer == "unsure":
        return "" if after.question.id == before.question.id else "the offer is gone"
    if answer == "no":
        return "" if after.question.id in ("basics.know", *UNDER_WAY) else "no is no answer to it"
    if thread.offer in ("checkup", "stretching"):
        barred = after.state.patient.level or after.question.id in ("basics.else", "stretching.checkup")
        return "" if barred or after.question.room == thread.offer else f"{thread.offer} is not opened"
    return "" if then != thread or after.state.patient.call or after.state.people.is_child else "nothing is told"


def screen(answer: str, before: Reply, after: Reply) -> str:
    if answer == "no":
        onward = (after.step and after.step.beats) or after.question.id in (
            "stretching.body",
            "stretching.which",
            "stretching.checkup",
        )
        return "" if onward or after.question.id == "basics.else" else "it does not begin"
    called = after.state.patient.call  # what is known already may be enough for one
    return "" if after.question.room == "checkup" or called else "it does not go to the check-up"


def body(answer: str, before: Reply, after: Reply) -> str:
    if answer == "no":
        return screen(answer, before, after)
    asked_first = "without advice" in spoken(after)  # surgery, which the check-up does not ask about
    return "" if asked_first else screen(answer, before, after)


def step(answer: str, before: Reply, after: Reply) -> str:
    """Yes leads on, or has a reason not to; no and not sure never lead the next step past the question."""
    stage, at = before.question.name, Lesson.of(before.state).step
    leads = after.step.step - 1 if after.step and after.step.beats else None
    if answer == "yes":
        wanted = at if stage in ("again", "ease", "resume") else at + 1
        screened = after.question.id in ("stretching.screen", "stretching.body", "stretching.checkup", "basics.else")
        screened = screened or after.question.room == "checkup"
        return "" if leads == wanted or screened else f"step {wanted} is not led"
    if stage in ("again", "ease") and answer == "no":
        return "" if leads != at else "it is led again"
    return "" if leads is None else "it leads on"


def closes(answer: str, before: Reply, after: Reply) -> str:
    """Where anything may be asked, no ends the talk and yes asks what."""
    if answer == "no":
        return "" if not after.question else "no does not end it"
    return "" if meaning.kind(after.question) == "open" else "something else is asked"


def either(answer: str, before: Reply, after: Reply) -> str:
    """Where two things were named, no is neither of them, and the talk goes on."""
    return "" if meaning.kind(after.question) == "open" and after.question else f"{answer} ends it"


def repeated(answer: str, before: Reply, after: Reply) -> str:
    return "" if after.call and spoken(after).startswith(("Call", "Please call")) else "the call is gone"


def sign(answer: str, before: Reply, after: Reply) -> str:
    """Nothing but a clear no keeps the call away."""
    if answer == "no":
        return "" if not after.call and after.question else "a no does not clear it"
    return "" if after.call and after.state.patient.call else "it is not the call"


def lift(answer: str, before: Reply, after: Reply) -> str:
    """Nothing but a clear no takes the call back, and only for that sign."""
    if answer == "no":
        gone = before.state.sign not in after.state.patient.called_for and after.state.taken_back
        return "" if gone else "a no does not lift it"
    return "" if after.state.patient == before.state.patient and after.call else "it is lifted"


def safe(answer: str, before: Reply, after: Reply) -> str:
    if answer == "yes":
        return "" if before.state.sign not in after.state.patient.called_for else "a yes does not lift it"
    return "" if after.state.patient == before.state.patient and after.call else "it is lifted"


def deleted(answer: str, before: Reply, after: Reply) -> str:
    if answer == "unsure":
        return "" if not after.effect and after.question.id == before.question.id else "not sure answers it"
    return "" if bool(after.effect) is (answer == "yes") else f"{answer} does not do it"


def opened(room: str) -> Callable[[str, Reply, Reply], str]:
    def check(answer: str, before: Reply, after: Reply) -> str:
        barred = after.question.id == "basics.else" or after.state.patient.level in ("TODAY", "EMERGENCY")
        if answer == "no":
            return "" if after.question.id in ("basics.else", *UNDER_WAY) else "no is no answer to it"
        return "" if after.question.room == room or barred else f"{room} is not opened"

    return check


def result_offer(answer: str, before: Reply, after: Reply) -> str:
    if answer == "yes":
        return "" if Thread.of(after.state).entry else "nothing is told"
    wanted = {"no": "basics.else", "unsure": "checkup.offer"}[answer]
    return "" if after.question.id == wanted else f"{answer} is no answer to it"


def word(answer: str, before: Reply, after: Reply) -> str:
    asks = after.question.room == "basics" or answer == "unsure"
    return "" if asks and after.question else "it does not ask what to know"


def asks_again(answer: str, before: Reply, after: Reply) -> str:
    return "" if after.question else "it ends"


UNDER_WAY = tuple(f"stretching.{name}" for name in ("resume", "screen", "body", "ready", "back"))
CHECKUP = checkup
EFFECTS: Mapping[str, Callable[[str, Reply, Reply], str]] = {
    "answers.offer": offer,
    "answers.word": word,
    "basics.know": closes,
    "basics.either": either,
    "basics.else": closes,
    "basics.topic": closes,
    "checkup.offer": result_offer,
    "checkup.start": opened("checkup"),
    "emergency.lift": lift,
    "emergency.repeat": repeated,
    "emergency.safe": safe,
    "emergency.sign": sign,
    "emergency.who": repeated,
    "settings.delete": deleted,
    "settings.speed": asks_again,
    "stretching.screen": screen,
    "stretching.body": body,
    "stretching.ready": opened("stretching"),
    "stretching.start": opened("stretching"),
    "stretching.which": opened("stretching"),
    "stretching.checkup": opened("checkup"),
    "stretching.next": step,
    "stretching.last": step,
    "stretching.again": step,
    "stretching.ease": step,
    "stretching.resume": step,
}
"""What an answer to each question does, written down apart from the code that does it."""


def test_whatever_was_said_a_yes_a_no_and_a_not_sure_do_what_the_question_just_heard_says() -> None:
    unasked = {*EFFECTS, *(f"checkup.{rule.question}" for rule in rules.RULES)} - RARE
    for reply in chain.from_iterable(map(walk, SEEDS)):
        assert is_heard_as(reply), (reply.question, reply.state)
        for intent in CONFIRMATIONS:
            wrong = does(reply, intent)
            assert not wrong, (reply.question, intent, wrong, spoken(said(reply.state, Turn(intent))))
        unasked.discard(reply.question.id)
        if not unasked:
            return
    assert not unasked


def test_every_question_has_a_kind_and_every_row_of_the_table_is_of_a_question() -> None:
    asked = set(meaning.KINDS) | {f"checkup.{name}" for name in rules.BY_QUESTION}
    assert set(EFFECTS) | {"basics.again", "stretching.back"} == set(meaning.KINDS)
    kinds = {"strict", "offer", "step", "choice", "open"}
    assert set(meaning.TABLE) <= asked | kinds | {id_.partition(".")[0] for id_ in asked}
    assert set(meaning.KINDS.values()) == kinds


def test_an_intent_of_no_use_leaves_the_question_open() -> None:
    state = about()
    for turn in (Turn("Launch"), Turn("StartCheckupIntent")):
        state = said(state, turn).state
    for name in (meaning.PAUSE, meaning.RESUME, meaning.MORE, "TheRestIntent", "AMAZON.FallbackIntent", "PickIntent"):
        state = said(state, Turn(name)).state
        assert state.question.id == "checkup.chest", name


@pytest.mark.parametrize("heard", ["i'm fine now", "no just a bit", "not any more but earlier", "no not much"])
@pytest.mark.parametrize("question", sorted(meaning.DIRE))
def test_a_no_that_leaves_something_open_is_no_no_to_danger(question: str, heard: str) -> None:
    state = State(question=Question(f"checkup.{question}", "Is it there?"))
    assert meaning.interpret(Turn(NO, words=heard), state).intent != NO
    assert meaning.interpret(Turn(NO, words="no"), state).intent == NO
