"""A device that has one session after another with a skill that keeps preferences."""

from collections.abc import Callable
from typing import Any

from tests.alexa.envelopes import intent, launch, slot
from tests.storage.faults import Unreliable
from upper_back_guide.alexa.guard import guarded, usable
from upper_back_guide.alexa.skill import build, talk
from upper_back_guide.storage import Document, Store
from upper_back_guide.storage.memory import MemoryStore

USER = "amzn1.ask.account.A"
START = 1_800_000_000


class Echo:
    """A device, and a clock to turn."""

    def __init__(self, open_: Callable[[Callable[[], float]], Store] = MemoryStore) -> None:
        self.now: float = START
        self.store = Unreliable(open_(lambda: self.now))
        self.attributes: dict[str, Any] = {}
        self.again()

    def again(self) -> None:
        """As if the function had been started anew."""
        self._skill = build(None, talk(self.store, lambda: self.now))

    def open(self) -> str:
        """Begin a session: what is said."""
        return self._said(launch())

    def forget(self, new: bool = False) -> str:
        """Ask to be forgotten, and say yes to being asked whether that was meant."""
        self.ask("ForgetMeIntent", new=new)
        return self.ask("AMAZON.YesIntent")

    def ask(self, name: str, new: bool = False, **ids: str) -> str:
        """Say something in the session, or begin a new one with it."""
        slots = {key: slot(key, id_, id_) for key, id_ in ids.items()}
        return self._said(intent(name, slots=slots, new=new, attributes={} if new else self.attributes))

    def reach(self, routine: str, step: int) -> str:
        """Open, start a routine and be led to a step, from 0."""
        self.open()
        self.ask("StartStretchIntent", routine=routine)
        said = self.ask("AMAZON.NoIntent")
        if "And do you have" in said:
            said = self.ask("AMAZON.NoIntent")
        for _ in range(step):
            said = self.ask("AMAZON.NextIntent")
        return said

    def ended(self) -> None:
        """The session ends without a word."""
        event = launch(new=False, attributes=self.attributes)
        event["request"] |= {"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"}
        assert guarded(None, self.store)(event) == {"version": "1.0", "response": {}}

    def kept(self) -> Document:
        """What is kept now, whatever ails the store."""
        return self.store.sound.get(USER).document

    def asked(self) -> list[str]:
        """What the store was asked since the last time."""
        asked, self.store.asked = self.store.asked, []
        return asked

    def _said(self, event: dict[str, Any]) -> str:
        response = self._skill(usable(event), None)
        self.attributes = response.get("sessionAttributes", {})
        text: str = response["response"]["outputSpeech"]["ssml"]
        return text
