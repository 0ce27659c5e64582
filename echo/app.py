"""The Flask application: the page, and the desks behind it.

Every tab of a browser has a desk of its own, by an id that it makes itself. What is said at one is kept nowhere and
logged nowhere.
"""

import hmac
import json
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, request, send_file
from werkzeug.exceptions import BadRequest, HTTPException

from echo.desk import DEVICES, LOCALES, Desk, Told
from echo.hearing import NoHearing
from echo.parts import Parts, Piece
from echo.sounds import Sounds
from echo.voices import Unsayable
from simulator import ROOT
from simulator.device import NothingThere, NotListening
from simulator.rules import RefusedResponse
from upper_back_guide.alexa.guard import LONGEST
from upper_back_guide.logs import report

STATIC = Path(__file__).with_name("static")
RENDERER = ROOT / "screens" / "node_modules" / "apl-viewhost-web" / "index.js"
NO_SCREEN = "Amazon's renderer is not installed (npm is needed for it): what a screen shows stands here in words."

MAX_JSON = 64 * 1024
MAX_SOUND = 2 * 1024 * 1024
"""Bytes of a body: of sound, a minute."""

MOST_DESKS = 50
MOST_ARGUMENTS = 4
TAB = re.compile(r"[0-9a-f-]{16,64}")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

OWN = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
OWN += "media-src 'self' blob:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
SCREEN = "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
SCREEN += "connect-src 'self' data:; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; "
SCREEN += "frame-ancestors 'self'"
"""The page does with little; what Amazon's renderer needs beyond that, it has in a frame of its own."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the desks are served."""

    locale: str = "en-US"
    """Of a desk that was not set otherwise."""

    token: str = ""
    """What whoever calls must know; empty where only this machine can call."""

    parts: Parts = field(default_factory=Parts)
    renderer: Path = RENDERER


class Desks:
    """The desks by the ids of their tabs; of too many, the one unused longest goes."""

    def __init__(self, locale: str) -> None:
        self._locale = locale
        self._desks: OrderedDict[str, Desk] = OrderedDict()
        self._lock = Lock()

    def of(self, tab: str) -> Desk:
        """The desk of a tab, a new one for a new tab."""
        with self._lock:
            desk = self._desks.get(tab) or Desk(self._locale)
            self._desks[tab] = desk
            self._desks.move_to_end(tab)
            while len(self._desks) > MOST_DESKS:
                self._desks.popitem(last=False)
            return desk


def create(options: Options | None = None) -> Flask:
    """The application. What it does not do gets a status and {"error": why, in one line}."""
    options = options or Options()
    app = Flask("echo", static_folder=str(STATIC))
    app.config["MAX_CONTENT_LENGTH"] = MAX_JSON
    parts, desks = options.parts, Desks(options.locale)
    sounds = Sounds(parts.sound) if parts.sound else None

    @app.before_request
    def guard() -> Response | None:
        if options.token:
            return _known(options.token)
        if _name(request.host) not in LOOPBACK:
            abort(403, "this page is for the machine that it runs on")
        return None

    @app.before_request
    def same_origin() -> None:
        if request.method != "GET" and request.headers.get("Origin", _origin()) != _origin():
            abort(403, "another page may not talk to a desk")

    @app.after_request
    def harden(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", OWN)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "microphone=(self), camera=(), geolocation=()"
        return response

    @app.get("/")
    def page() -> Response:
        response = send_file(STATIC / "index.html")
        if options.token:
            response.set_cookie(_cookie(), options.token, httponly=True, samesite="Strict")
        return response

    @app.get("/screen")
    def screen() -> Response:
        response = send_file(STATIC / "screen.html")
        response.headers["Content-Security-Policy"] = SCREEN
        return response

    @app.get("/viewhost/index.js")
    def renderer() -> Response:
        if not options.renderer.is_file():
            abort(404, NO_SCREEN)
        return send_file(options.renderer, mimetype="text/javascript")

    @app.get("/api/voice/<id_>.wav")
    def voice(id_: str) -> Response:
        wav = sounds.wav(id_) if sounds else None
        if wav is None:
            abort(404, "no such sentence")
        return Response(wav, mimetype="audio/wav")

    def with_sound(piece: Piece) -> Piece:
        if not sounds or "say" not in piece:
            return piece
        return {**piece, "sound": f"/api/voice/{sounds.offer(piece['say'], piece['rate'])}.wav"}

    def told(turn: Told) -> Response:
        return jsonify({**turn, **{name: [*map(with_sound, turn[name])] for name in ("pieces", "reprompt_pieces")}})

    def at_desk(do: Callable[[Desk], Told]) -> Told:
        desk = desks.of(_tab())
        with desk.lock:
            return do(desk)

    @app.post("/api/settings")
    def settings() -> Response:
        body = _body()
        locale, device = _one_of(body, "locale", LOCALES), _one_of(body, "device", DEVICES)
        there = {
            "locales": LOCALES,
            "devices": DEVICES,
            "mute": parts.mute,
            "deaf": parts.deaf,
            "ear": parts.ear,
            "no_screen": "" if options.renderer.is_file() else NO_SCREEN,
        }
        return jsonify({**there, **at_desk(lambda desk: desk.settings(locale, device))})

    @app.post("/api/open")
    def open_() -> Response:
        _body()
        return told(at_desk(Desk.open))

    @app.post("/api/say")
    def say() -> Response:
        body = _body()
        text, certainty = body.get("text"), body.get("certainty", 1)
        if not isinstance(text, str) or not text.strip():
            raise BadRequest("text must be words")
        if len(text) > LONGEST or not _is_text(text):
            raise BadRequest(f"text must be at most {LONGEST} characters")
        if type(certainty) not in (int, float) or not 0 <= certainty <= 1:
            raise BadRequest("certainty must be from 0 to 1")
        return told(at_desk(lambda desk: desk.say(text, certainty)))

    @app.post("/api/touch")
    def touch() -> Response:
        arguments = _body().get("arguments")
        if not isinstance(arguments, list) or not 0 < len(arguments) <= MOST_ARGUMENTS:
            raise BadRequest("arguments must be what a button sends")
        if not all(isinstance(one, str) for one in arguments):
            raise BadRequest("arguments must be what a button sends")
        return told(at_desk(lambda desk: desk.touch(arguments)))

    @app.post("/api/silence")
    def silence() -> Response:
        _body()
        return told(at_desk(Desk.silence))

    @app.post("/api/exit")
    def exit_() -> Response:
        _body()
        return told(at_desk(Desk.exit))

    @app.post("/api/hear")
    def hear() -> Response:
        request.max_content_length = MAX_SOUND
        pcm, desk = request.get_data(), desks.of(_tab())
        if not pcm or len(pcm) % 2:
            raise BadRequest("sound must be 16 bits at 16 kHz on one channel")
        if not parts.hear:
            abort(503, parts.deaf)
        heard = parts.hear(desk.locale, pcm)
        text = heard.text.strip()[:LONGEST]
        with desk.lock:
            whole = desk.is_whole(text)
        return jsonify({"heard": text, "certainty": heard.certainty, "whole": whole})

    app.register_error_handler(HTTPException, _refuse)
    app.register_error_handler(Exception, _fail)
    return app


def _known(token: str) -> Response | None:
    """Nothing for whoever knows the token."""
    shown = request.args.get("token", request.cookies.get(_cookie(), ""))
    if not hmac.compare_digest(shown.encode(errors="replace"), token.encode()):
        abort(403, "the address that was printed has a token, and this has none, or another")
    return None


def _cookie() -> str:
    """Cookies are for a host: two servers on it are told apart by their ports."""
    return f"echo-{urlsplit(request.host_url).port or 80}"


def _name(host: str) -> str:
    """The name in a Host header; whoever was led here by another name comes from elsewhere."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _origin() -> str:
    return request.host_url.rstrip("/")


def _tab() -> str:
    tab = request.headers.get("X-Desk", "")
    if not TAB.fullmatch(tab):
        raise BadRequest("X-Desk must say which desk it is")
    return tab


def _body() -> dict[str, Any]:
    """The JSON object of a request."""
    if request.mimetype != "application/json":
        raise BadRequest("the body must be JSON")
    try:
        body = json.loads(request.get_data())
    except RecursionError as fault:
        raise BadRequest("the body is too deep") from fault
    except ValueError as fault:
        raise BadRequest("the body is not JSON") from fault
    if not isinstance(body, dict):
        raise BadRequest("the body must be an object")
    return body


def _one_of(body: dict[str, Any], name: str, known: tuple[str, ...]) -> str:
    value = body.get(name, "")
    if value != "" and value not in known:
        raise BadRequest(f"{name} must be one of {', '.join(known)}")
    return str(value)


def _is_text(text: str) -> bool:
    """Whether it is words as they can be written: half a character is none."""
    try:
        return bool(text.encode())
    except UnicodeEncodeError:
        return False


def _refuse(reason: HTTPException) -> tuple[Response, int]:
    return jsonify({"error": str(reason.description).partition("\n")[0]}), reason.code or 500


def _fail(fault: Exception) -> tuple[Response, int]:
    if isinstance(fault, NotListening):
        return jsonify({"error": "the session is closed"}), 409
    if isinstance(fault, NothingThere):
        return jsonify({"error": "nothing on the screen sends that"}), 409
    if isinstance(fault, RefusedResponse):
        return jsonify({"error": f"Alexa would not play this answer: {fault}"}), 502
    if isinstance(fault, NoHearing | Unsayable):
        return jsonify({"error": str(fault).partition("\n")[0]}), 503
    report("request failed", fault)  # never with what was said
    return jsonify({"error": "something here is broken"}), 500
