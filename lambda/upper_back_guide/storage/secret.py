"""Keys made with a secret that AWS Secrets Manager holds: it is in no environment, and one role may read it."""

import re
from functools import cached_property
from typing import Any

from upper_back_guide.storage import BadSetting, aws
from upper_back_guide.storage.keys import Keys

ARN = re.compile(r"arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+")


class SecretKeys:
    """Keys whose secret is read when the first is made, and then no more."""

    def __init__(self, arn: str) -> None:
        """`arn` is the secret's; BadSetting when it is no such thing."""
        if not ARN.fullmatch(arn):
            raise BadSetting("PREFERENCES_SECRET_ARN is not the ARN of a secret")
        self._arn = arn

    def connect(self) -> None:
        """Make the client now, not when it is first needed."""
        self._client  # noqa: B018  made by being asked for

    def key(self, user: str) -> str:
        """The key of a user's row; raises when the secret cannot be read, or is none."""
        return self._keys.key(user)

    @cached_property
    def _keys(self) -> Keys:
        match self._client.get_secret_value(SecretId=self._arn):
            case {"ARN": self._arn, "SecretString": str(secret)}:
                return Keys(secret)
        raise ConnectionError("what answered is not the secret")  # another one would forget everybody

    @cached_property
    def _client(self) -> Any:
        return aws.client("secretsmanager")
