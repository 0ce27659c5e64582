import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from echo import app as echo
from echo.app import MAX_JSON, MAX_SOUND, MOST_DESKS, Options, create
from echo.hearing import Heard, NoHearing
from echo.parts import Parts
from echo.voices import Unsayable
from tests.echo.visitor import Visitor, visitor

ENDPOINTS = ("settings", "open", "say", "touch", "silence", "exit")
APP = create()


def fails(answered: Any, status: int) -> None:
    """It says why in one line, and in JSON."""
    assert answered.status_code == status, answered.get_data(as_text=True)
    error = answered.get_json()["error"]
    assert error
    assert "\n" not in error


def test_the_page_comes_with_its_policy(at: Visitor) -> None:
    page = at.get("/")
    policy = page.headers["Content-Security-Policy"]
    assert page.status_code == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_only_the_screen_may_do_what_the_renderer_needs(at: Visitor) -> None:
    policy = at.get("/screen").headers["Content-Security-Policy"]
    assert "'unsafe-eval'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", [path.name for path in Path(str(APP.static_folder)).iterdir()])
def test_nothing_that_the_page_loads_is_from_elsewhere(at: Visitor, path: str) -> None:
    text = at.get(f"/static/{path}").get_data(as_text=True)
    assert text
    assert "http://" not in text
    assert "https://" not in text


def test_nothing_else_is_served(at: Visitor) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/api/say", "/api/voice/x.wav", "/README.md"):
        assert at.get(path).status_code in (404, 405)


def test_without_npm_it_says_why_the_screen_is_in_words(tmp_path: Path) -> None:
    at = visitor(create(Options(renderer=tmp_path / "missing.js")))
    assert "npm" in at.turn("settings")["no_screen"]
    fails(at.get("/viewhost/index.js"), 404)


def test_with_it_it_is_served(tmp_path: Path) -> None:
    (tmp_path / "index.js").write_text("renderer")
    at = visitor(create(Options(renderer=tmp_path / "index.js")))
    assert at.turn("settings")["no_screen"] == ""
    assert at.get("/viewhost/index.js").get_data() == b"renderer"


def test_desks_do_not_mix() -> None:
    mine, theirs = visitor(APP, "a" * 32), visitor(APP, "b" * 32)
    mine.turn("open")
    theirs.turn("open")
    mine.say("i'm pregnant", "start a chair stretch")
    assert "Stretching" not in json.dumps(theirs.say("what causes it")["response"])
    assert theirs.turn("exit")["ended_by"] == "you"
    assert mine.turn("silence")["open"]
    mine.turn("exit")


def test_of_too_many_desks_the_one_unused_longest_goes(at: Visitor) -> None:
    at.turn("open")
    used = Visitor(at.client, "c" * 32)
    used.turn("open")
    for number in range(MOST_DESKS - 1):
        Visitor(at.client, f"{number:032x}").turn("settings")
        used.turn("settings")
    assert used.turn("silence")["open"]
    assert at.post("silence").status_code == 409  # a new desk, on which nothing was opened


def test_a_desk_needs_a_name(at: Visitor) -> None:
    for tab in ("", "x", "../../etc/passwd", "a" * 65):
        fails(Visitor(at.client, tab).post("open"), 400)


@pytest.mark.parametrize("what", ENDPOINTS)
def test_a_body_that_is_too_large_is_refused(at: Visitor, what: str) -> None:
    fails(at.post(what, b'{"text":"' + b"a" * MAX_JSON + b'"}'), 413)


@pytest.mark.parametrize("what", ENDPOINTS)
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 30000, b'{"a":' + b"9" * 5000 + b"}", b'"text"']
)
def test_what_is_no_json_object_is_refused(at: Visitor, what: str, body: bytes) -> None:
    fails(at.post(what, body), 400)


def test_json_must_say_that_it_is(at: Visitor) -> None:
    fails(at.post("open", b"{}", Content_Type="text/plain"), 400)


@pytest.mark.parametrize("text", [None, 1, "", "   ", "a" * 1001, "\ud800", ["help"]])
def test_what_is_said_must_be_words(at: Visitor, text: object) -> None:
    fails(at.post("say", json.dumps({"text": text}).encode()), 400)


@pytest.mark.parametrize("certainty", [None, "1", True, -0.1, 1.1, [1], 10**400])
def test_how_surely_it_was_heard_must_be_a_share(at: Visitor, certainty: object) -> None:
    fails(at.post("say", json.dumps({"text": "help", "certainty": certainty}).encode()), 400)


def test_a_share_is_a_number(at: Visitor) -> None:
    fails(at.post("say", b'{"text": "help", "certainty": NaN}'), 400)


@pytest.mark.parametrize("settings", [{"locale": "fr-FR"}, {"locale": 1}, {"device": "fridge"}, {"device": None}])
def test_settings_must_be_known(at: Visitor, settings: dict[str, object]) -> None:
    fails(at.post("settings", settings), 400)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside, max_size=4),
    max_leaves=8,
)
KEYS = st.sampled_from(["text", "certainty", "arguments", "locale", "device"])


@given(st.sampled_from([*ENDPOINTS, "hear"]), st.dictionaries(KEYS, JSON, max_size=4) | JSON)
def test_hostile_json_never_breaks_a_desk(what: str, body: Any) -> None:
    at = visitor(APP, "d" * 32)
    answered = at.post(what, json.dumps(body).encode())
    assert answered.status_code in (200, 400, 409, 503)
    assert at.turn("open")["open"]


@given(st.text(min_size=1, max_size=200))
def test_whatever_is_said_is_answered(text: str) -> None:
    at = visitor(APP, "e" * 32)
    at.turn("open")
    assert at.post("say", json.dumps({"text": text}).encode()).status_code in (200, 400)


def test_another_page_may_not_talk_to_a_desk(at: Visitor) -> None:
    for origin in ("http://evil.example", "null", "http://localhost:1", "https://localhost"):
        fails(at.post("open", Origin=origin), 403)
    assert at.post("open", Origin="http://localhost").status_code == 200


def test_another_name_for_this_machine_is_refused(at: Visitor) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8321", "[::1", ""):
        assert at.post("open", Host=host).status_code in (400, 403)
        assert at.get("/", Host=host).status_code in (400, 403)
    for host in ("127.0.0.1:8321", "localhost", "[::1]:8321"):
        assert at.post("open", Host=host).status_code == 200


def test_with_a_token_nobody_comes_in_without_it() -> None:
    at = visitor(create(Options(token="right")))  # noqa: S106
    for path in ("/", "/?token=wrong", "/?token=", "/static/main.js", "/viewhost/index.js"):
        fails(at.get(path), 403)
    fails(at.post("open"), 403)
    at.client.set_cookie("echo-80", "wrong")
    fails(at.post("open"), 403)


def test_with_the_token_of_the_address_the_page_works() -> None:
    at = visitor(create(Options(token="right")))  # noqa: S106
    page = at.get("/?token=right")
    assert page.status_code == 200
    cookie = page.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert at.get("/static/main.js").status_code == 200
    assert at.turn("open")["open"]


def test_nothing_that_is_said_is_logged(
    at: Visitor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(0)

    def broken(*_: object) -> None:
        raise ValueError("my secret pain")

    at.say("my secret pain")
    monkeypatch.setattr("echo.desk.ears", broken)
    fails(at.post("say", {"text": "my secret pain"}), 500)
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_a_response_that_alexa_would_refuse_is_told(at: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    at.turn("open")
    monkeypatch.setattr("simulator.rules.MAX_SPEECH", 1)
    answered = at.post("say", {"text": "help"})
    fails(answered, 502)
    assert "Alexa would not play" in answered.get_json()["error"]


def test_each_sentence_has_its_sound() -> None:
    at = visitor(create(Options(parts=Parts(sound=lambda text, rate: f"{rate} {text}".encode(), mute=""))))
    turn = at.turn("open")
    assert at.turn("settings")["mute"] == ""
    for piece in (*turn["pieces"], *turn["reprompt_pieces"]):
        sound = at.get(piece["sound"])
        assert sound.mimetype == "audio/wav"
        assert sound.get_data(as_text=True) == f"{piece['rate']} {piece['say']}"


def test_a_sentence_that_cannot_be_said_says_why() -> None:
    def sound(_text: str, _rate: int) -> bytes:
        raise Unsayable("it is hoarse")

    at = visitor(create(Options(parts=Parts(sound=sound, mute=""))))
    fails(at.get(at.turn("open")["pieces"][0]["sound"]), 503)


def test_without_a_voice_there_is_no_sound(at: Visitor) -> None:
    assert at.turn("settings")["mute"]
    assert not [piece for piece in at.turn("open")["pieces"] if "sound" in piece]


def hears(heard: Heard) -> Visitor:
    return visitor(create(Options(parts=Parts(hear=lambda _locale, _pcm: heard, deaf=""))))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("should i use ice", True),
        ("open upper back guide", True),
        ("yes", True),
        ("should i use", False),
        ("my back hurts and", False),
        ("", False),
    ],
)
def test_what_is_heard_is_told_and_whether_it_is_a_whole_sentence(text: str, whole: bool) -> None:
    at = hears(Heard(text, 0.4))
    at.turn("open")
    assert at.post("hear", bytes(3200)).get_json() == {"heard": text, "certainty": 0.4, "whole": whole}
    assert at.turn("silence")["open"]  # nothing was said yet


def test_an_answer_is_a_whole_sentence_where_it_was_asked_for() -> None:
    at = hears(Heard("that would be lovely", 0.9))
    assert not at.post("hear", bytes(3200)).get_json()["whole"]
    at.turn("open")
    at.say("should i use heat")
    assert at.post("hear", bytes(3200)).get_json()["whole"]


def test_what_was_heard_is_said_with_its_certainty(at: Visitor) -> None:
    at.turn("open")
    turn = at.turn("say", text="my husband has chest pain", certainty=0.4)
    assert (turn["heard"], turn["heard_certainty"]) == ("my husband has chest pain", 0.4)
    assert turn["ears"]["signs"] == [{"id": "chest_pain", "sure": False, "person": "husband"}]
    assert turn["request"]["hearing"]["certainty"] == 0.4


def test_sound_is_bounded() -> None:
    at = hears(Heard("help", 1.0))
    assert at.post("hear", bytes(MAX_SOUND)).status_code == 200
    fails(at.post("hear", bytes(MAX_SOUND + 2)), 413)
    fails(at.post("hear", bytes(3)), 400)
    fails(at.post("hear", b""), 400)


def test_where_nothing_hears_it_says_so(at: Visitor) -> None:
    fails(at.post("hear", bytes(3200)), 503)


def test_a_fault_of_the_ear_is_told() -> None:
    def hear(_locale: str, _pcm: bytes) -> Heard:
        raise NoHearing("too loud")

    at = visitor(create(Options(parts=Parts(hear=hear, deaf=""))))
    assert at.post("hear", bytes(3200)).get_json() == {"error": "too loud"}


def test_the_policies_name_no_host() -> None:
    assert "//" not in echo.OWN + echo.SCREEN
