"""The skill in the shape that flask-ask-sdk takes: plain JSON on both sides, and the guard in the middle."""

import json
from typing import Any, NoReturn

from ask_sdk_core.skill import CustomSkill, SkillConfiguration

from upper_back_guide.alexa.guard import Handler
from web_service.verifier import Refused


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


JSON = json.JSONDecoder(parse_constant=_no_number)
"""Made once: `json.loads` would make one for each request."""


class PlainJson:
    """In place of the SDK's serializer, which raises on what it does not know before anybody has verified it."""

    def deserialize(self, payload: str, obj_type: object = None) -> dict[str, Any]:
        """The envelope as it came; Refused when it is not a JSON object."""
        try:
            envelope = JSON.decode(payload)
        except (ValueError, RecursionError) as fault:
            raise Refused("the body is not JSON") from fault
        if not isinstance(envelope, dict):
            raise Refused("the body is not a JSON object")
        return envelope

    def serialize(self, obj: Any) -> Any:
        """The envelope as it is: the adapter makes the text."""
        return obj


class GuardedSkill(CustomSkill):  # type: ignore[misc]
    """A skill whose every turn goes through the guard, as on AWS."""

    def __init__(self, handler: Handler) -> None:
        super().__init__(SkillConfiguration(request_mappers=[], handler_adapters=[]))
        self.serializer = PlainJson()
        self._handler = handler

    def invoke(self, request_envelope: dict[str, Any], context: object = None) -> dict[str, Any]:
        """Answer one request envelope."""
        return self._handler(request_envelope, context)
