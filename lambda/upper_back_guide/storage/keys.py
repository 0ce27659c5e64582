"""The key of a user's row: it tells nobody whose row it is."""

import hmac
from hashlib import sha256

from upper_back_guide.storage import BadSetting

SHORTEST = 32
"""Characters of a secret that is long enough."""


class Keys:
    """Makes keys with an organisation's secret. Another secret makes other keys, and so forgets everybody."""

    def __init__(self, secret: str) -> None:
        """BadSetting for a secret that is too short."""
        if len(secret) < SHORTEST:
            raise BadSetting(f"PREFERENCES_SECRET needs {SHORTEST} characters or more")
        self._secret = secret.encode()

    def key(self, user: str) -> str:
        """HMAC-SHA-256 of Alexa's user ID, in hexadecimal."""
        return hmac.new(self._secret, user.encode("utf-8", "surrogatepass"), sha256).hexdigest()
