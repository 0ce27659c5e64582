"""The page for the tests in a browser: with a voice and an ear that they know, where a sentence is a tenth of a second
for each word, and whatever is loud enough is heard as the same question; or with those that anybody has, and somebody
who says what is asked of them."""

import struct
import sys
from pathlib import Path

from flask import Flask, Response

from echo.__main__ import listening
from echo.app import Options, create
from echo.hearing import Heard
from echo.parts import Parts, found
from echo.server import server
from echo.voices import Voices
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


def with_somebody(app: Flask) -> Flask:
    """The application, and what somebody says: /said/voice/words.wav."""
    voices = Voices()

    @app.get("/said/<voice>/<words>.wav")
    def said(voice: str, words: str) -> Response:
        return Response(voices.sound(words, voice=voice), mimetype="audio/wav")

    return app


def application(voice: str, renderer: str) -> Flask:
    """The page with these parts: "no-voice", "voice" for those of the tests, or "real"."""
    if voice == "real":
        return with_somebody(create(Options(parts=found(True))))
    parts = Parts(sound, hear, "", "") if voice == "voice" else Parts()
    return create(Options(parts=parts, renderer=Path(renderer)) if renderer else Options(parts=parts))


def main(voice: str, renderer: str = "") -> None:
    """Serve until ended, and tell where."""
    with listening("127.0.0.1", 0) as listener:
        here = server(application(voice, renderer), listener)
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
        here.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
