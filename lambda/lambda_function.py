"""Amazon's front door: AWS Lambda calls `handler` with every request Alexa sends."""

import os

from upper_back_guide.alexa.guard import guarded
from upper_back_guide.storage import open_store


class MissingSkillId(RuntimeError):
    """On AWS the function must know which skill may call it."""


def _skill_id() -> str | None:
    skill_id = os.environ.get("SKILL_ID") or None
    if skill_id is None and "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
        raise MissingSkillId("SKILL_ID is not set: the function would answer any skill")
    return skill_id


handler = guarded(_skill_id(), open_store(os.environ))
