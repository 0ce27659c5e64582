"""The sounds of sentences, each behind an address that nobody can guess."""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from threading import Lock

from echo.parts import Sound

KEPT = 1000
"""Sentences that are remembered; a stretch has thirty in a turn."""


class Sounds:
    """What may be listened to."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self._key = secrets.token_bytes(16)
        self._sentences: OrderedDict[str, tuple[str, int]] = OrderedDict()
        self._lock = Lock()

    def offer(self, text: str, rate: int) -> str:
        """The id of a sentence at a rate."""
        id_ = hmac.new(self._key, f"{rate} {text}".encode(), hashlib.sha256).hexdigest()[:32]
        with self._lock:
            self._sentences[id_] = text, rate
            self._sentences.move_to_end(id_)
            while len(self._sentences) > KEPT:
                self._sentences.popitem(last=False)
        return id_

    def wav(self, id_: str) -> bytes | None:
        """The sound of a sentence; None for one that was not offered, or is long gone. Unsayable where it fails."""
        with self._lock:
            sentence = self._sentences.get(id_)
        return self._sound(*sentence) if sentence else None
