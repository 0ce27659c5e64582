"""The page with a voice and an ear that the tests know: a sentence is a tenth of a second for each word, and whatever
loud enough is heard as the same question."""

import struct
import sys
from pathlib import Path

from echo.__main__ import listening
from echo.app import Options, create
from echo.hearing import Heard
from echo.parts import Parts
from echo.server import server
from tests.echo.sound import HZ, wav

QUESTION = "should i use ice"
LOUD = 3000


def sound(text: str, _rate: int) -> bytes:
    """A sentence without any sound in it."""
    return wav([0] * (len(text.split()) * HZ // 10))


def hear(_locale: str, pcm: bytes) -> Heard:
    """The question, where anything is loud."""
    samples = struct.unpack(f"<{len(pcm) // 2}h", pcm)
    return Heard(QUESTION, 0.62) if max(samples, default=0) > LOUD else Heard("", 0)


def main(voice: str, renderer: str) -> None:
    """Serve until ended, and tell where."""
    parts = Parts(sound, hear, "", "") if voice == "voice" else Parts()
    options = Options(parts=parts, renderer=Path(renderer)) if renderer else Options(parts=parts)
    with listening("127.0.0.1", 0) as listener:
        here = server(create(options), listener)
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
        here.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
