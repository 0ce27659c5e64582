import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from simulator import ROOT
from simulator.__main__ import main
from tests.understanding.small import DOCUMENT
from understanding import model

KEYS = ["utterance", "intent", "slots", "speech", "reprompt", "open", "request", "response"]


def _run(*arguments: str, said: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "simulator", *arguments]
    return subprocess.run(command, input=said, capture_output=True, cwd=ROOT, timeout=60, check=False)


def _main(arguments: Sequence[str], monkeypatch: pytest.MonkeyPatch, said: str = "") -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    return main(arguments)


def test_the_version_is_the_one_that_the_change_log_begins_with(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    newest = re.search(r"^## (\S+), ", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    assert capsys.readouterr().out == f"Upper Back Guide {newest[1]}\n"


def test_say_opens_a_session_and_says_each_in_turn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(["say", "--json", "help", "stop"], monkeypatch) == 0
    turns = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(turn) for turn in turns] == [KEYS] * 3
    assert [(turn["utterance"], turn["intent"], turn["open"]) for turn in turns] == [
        ("open upper back guide", "LaunchRequest", True),
        ("help", "AMAZON.HelpIntent", True),
        ("stop", "AMAZON.StopIntent", False),
    ]
    assert all("<" not in turn["speech"] for turn in turns)


def test_say_can_start_with_the_utterance_and_have_a_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["say", "--one-shot", "--screen", "small", "--locale", "en-GB", "--json", "what causes spasms"]
    assert _main(arguments, monkeypatch) == 0
    (turn,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert turn["request"]["session"]["new"] is True
    assert turn["request"]["request"]["locale"] == "en-GB"
    assert "Viewport" in turn["request"]["context"]


@pytest.mark.parametrize("arguments", [["--locale", "en-GB", "say", "help"], ["say", "--locale", "en-GB", "help"]])
def test_the_locale_may_stand_before_the_command_or_after_it(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(arguments, monkeypatch) == 0
    assert "999" in capsys.readouterr().out


def test_say_to_a_session_that_ended_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(["say", "stop", "yes"], monkeypatch) == 2
    assert capsys.readouterr().err == "simulator: the session is closed, so nobody hears 'yes'\n"


def test_understand_answers_every_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert _main(["understand", "--json"], monkeypatch, "stop\n\nhelp me\n") == 0
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert results == [
        {"text": "stop", "intent": "AMAZON.StopIntent", "slots": {}, "certainty": 1.0, "tier": "template"},
        {"text": "", "intent": None, "slots": {}, "certainty": 0.0, "tier": None},
        {"text": "help me", "intent": "AMAZON.HelpIntent", "slots": {}, "certainty": 1.0, "tier": "template"},
    ]


def test_the_chat_is_what_no_command_does(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said = "help\n/help\n/silence\n/silence\n/silence\n\nstop\nwhat causes spasms\n/locale en-GB\n/exit\nnever read\n"
    assert _main([], monkeypatch, said) == 0
    told = capsys.readouterr().out
    assert "You: help\n[AMAZON.HelpIntent template 1.00]\nAlexa: " in told
    assert told.count("(microphone closed)") == 2
    assert "/silence does nothing now" in told
    assert "[CausesIntent template 1.00]" in told
    assert told.count("Alexa: Welcome") == 3
    assert "never read" not in told


def test_the_commands_run_from_the_repository() -> None:
    done = _run("understand", said=b"yes\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"yes\n  AMAZON.YesIntent template 1.00\n", b"")


@pytest.mark.parametrize(
    ("arguments", "said", "error"),
    [
        (["understand", "--locale", "de-DE"], b"", "unknown locale 'de-DE': choose from en-AU, en-CA"),
        (["--locale", "xx"], b"", "unknown locale 'xx'"),
        (["understand"], b"\xff\xfe\n", "cannot read standard input"),
    ],
)
def test_errors_are_one_line_and_status_two(arguments: list[str], said: bytes, error: str) -> None:
    done = _run(*arguments, said=said)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().startswith(f"simulator: {error}")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({}, "simulator: no compiled interaction models found: run `make models`\n"),
        ({"en-US.json": "{"}, "en-US.json: not an interaction model\n"),
        ({"en-US.json": "[]"}, "en-US.json: not an interaction model\n"),
        ({"en-US.json": '{"interactionModel": {}}'}, "en-US.json: not an interaction model\n"),
    ],
)
def test_a_model_that_is_missing_or_broken_is_an_error(
    files: dict[str, str],
    error: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(model, "MODELS", tmp_path)
    model.load.cache_clear()
    status = _main(["say", "help"], monkeypatch)
    model.load.cache_clear()
    assert status == 2
    assert capsys.readouterr().err.endswith(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser can read everything")
def test_a_model_that_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "en-US.json").write_text(json.dumps(DOCUMENT))
    (tmp_path / "en-US.json").chmod(0)
    monkeypatch.setattr(model, "MODELS", tmp_path)
    model.load.cache_clear()
    status = _main(["say", "help"], monkeypatch)
    model.load.cache_clear()
    assert status == 2
    assert "Permission denied" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["say", "--help"], ["understand", "--help"]])
def test_every_command_has_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(arguments)
    assert "--locale" in capsys.readouterr().out or arguments == ["--help"]
