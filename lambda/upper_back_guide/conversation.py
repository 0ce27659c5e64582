"""The conversation: one turn in, one answer out. Every front door parses, calls this, and renders.

It reads what is kept of the person, lets the rooms answer under the emergency policy, does what the answer wants done
beyond words, and logs the turn. Nothing in here raises for what a person, a store or a room did.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from upper_back_guide import basics, calls, caregiver, carriers, ears, emergency, router, safety_net, standing
from upper_back_guide.content import speak
from upper_back_guide.logs import Account, log_turn, report
from upper_back_guide.memory import sound
from upper_back_guide.storage import Clock, Store
from upper_back_guide.storage.notes import Notes
from upper_back_guide.turn import Reply, State, Turn
from upper_back_guide.wording import Wording, language_of

T = TypeVar("T")

KEPT = "kept"
"""Where session attributes have what storage remembers; the rest are the state's."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a front door holds between two turns, and whose it is."""

    user: str = ""
    """Whose preferences; empty to keep none."""

    attributes: Mapping[str, Any] = field(default_factory=dict)
    """As the last answer gave them; whatever is wrong with them is lost, and nothing else."""

    request_id: str = ""
    """For the log."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What a front door gives back."""

    response: T
    attributes: Mapping[str, Any]
    """Plain JSON, for the next turn; empty when the session ends."""


class Conversation(Generic[T]):
    """The product, for one front door."""

    def __init__(
        self, render: Callable[[Reply, Turn], T], store: Store | None = None, clock: Clock = time.time
    ) -> None:
        """`render` makes the door's response of a worded reply to a turn, and may refuse a broken one. With a store,
        preferences outlive the session; `clock` gives the seconds since 1970."""
        self._render = render
        self._store = store
        self._clock = clock

    def answer(self, turn: Turn, session: Session) -> Answer[T]:
        """Answer one turn. A fault of ours is an apology that keeps the session; only its kind and place are logged."""
        started = time.perf_counter()
        account = Account.of(session.request_id, turn.intent)
        turn = carriers.resolve(replace(turn, at=turn.at or int(self._clock())))
        notes = self._notes(session)
        state = State.remembered(session.attributes)
        urgent = turn.intent in calls.INTENTS
        if not urgent:
            state = notes.read(state, turn.opening)
        if self._store:
            turn = replace(turn, keeping=notes.keeping, kept=notes.document)
        try:
            reply = respond(turn, state)
            response = self._render(reply, turn)
        except Exception as fault:
            report(f"turn failed, intent {account.intent}", fault)
            account.service = "apology"
            reply, response = self._said_instead(basics.apology(state), state, turn)
        if urgent:
            notes.put_off(state, reply.state)
        elif not self._done(notes, state, reply) and reply.effect:
            reply, response = self._said_instead(reply.effect.failure, state, turn)
        # A call is logged as the check-up: another name would tell which answer somebody gave.
        room = "checkup" if reply.state.room == calls.ROOM else reply.state.room
        account.room = room if room in router.ROOMS else "unknown"
        if notes.trouble and account.service == "full":
            account.service = "forgetful"
        log_turn(account, time.perf_counter() - started)
        attributes = {**reply.state.memory(), KEPT: notes.memory()} if reply.question else {}
        return Answer(response, attributes)

    def end(self, session: Session) -> None:
        """The session is over, and nothing can be said: what was put off is done now."""
        self._notes(session).write(State(), State())

    def forget(self, user: str) -> None:
        """Delete what is kept of a person who left. Raises what the store raises."""
        if self._store and user:
            self._store.delete(user)

    def _notes(self, session: Session) -> Notes:
        remembered = sound(session.attributes.get(KEPT)) if isinstance(session.attributes, Mapping) else None
        return Notes(self._store, session.user, remembered, router.PREFERENCES, self._clock)

    def _done(self, notes: Notes, before: State, reply: Reply) -> bool:
        """Whether what a reply wants done beyond words was."""
        forgets = reply.effect and reply.effect.do == "forget"
        return notes.forget() if forgets else notes.write(before, reply.state)

    def _said_instead(self, reply: Reply, before: State, turn: Turn) -> tuple[Reply, T]:
        """A reply that no room was asked for, under the same policy as all others."""
        finished = finish(emergency.guard(reply, before), turn)
        return finished, self._render(finished, turn)


def respond(turn: Turn, state: State) -> Reply:
    """The reply to one turn, in words, its state remembering them: everything but storage and faults."""
    speak(language_of(turn.locale))
    turn = carriers.resolve(turn)
    facts = ears.listen(turn, state)
    state = ears.note(facts, turn, caregiver.note_person(turn, state, facts))
    reply = standing.tell(emergency.respond(turn, state, facts, router.respond))
    return finish(safety_net.place(reply, turn), turn)


def finish(reply: Reply, turn: Turn) -> Reply:
    """A reply in words that fit the person and the locale; its state remembers them for "repeat"."""
    wording = Wording(turn.locale, reply.state.people.person)
    spoken = (*reply.parts, reply.net) if reply.net else reply.parts
    speech = tuple(wording.fit(part) if isinstance(part, str) else part for part in spoken)
    question = replace(
        reply.question, ask=wording.fit(reply.question.ask), reprompt=wording.fit(reply.question.reprompt)
    )
    general = Wording(turn.locale)  # a card says nothing of whom it is about: others see it
    card = reply.card and replace(reply.card, title=general.fit(reply.card.title), text=general.fit(reply.card.text))
    worded = replace(
        reply,
        speech=speech,
        question=question,
        card=card,
        net="",
        title=wording.fit(reply.title),
        headline=wording.fit(reply.headline),
        choices=tuple(replace(choice, name=wording.fit(choice.name)) for choice in reply.choices),
        step=reply.step and replace(reply.step, text=wording.fit(reply.step.text)),
    )
    worded = emergency.ensure(worded, wording)
    earlier = reply.aside and (reply.state.speech or reply.about == "hurt")
    repeated = reply.state.speech if earlier else worded.parts
    misses = reply.state.misses if turn.intent == basics.MISS else 0
    return replace(worded, state=replace(reply.state, misses=misses, speech=repeated, question=worded.question))
