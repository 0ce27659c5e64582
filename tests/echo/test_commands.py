import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_server

import pytest

from echo.__main__ import address, main
from simulator import ROOT


@contextmanager
def started(*arguments: str) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, "-m", "echo", "--port", "0", "--no-voice", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        try:
            yield process
        finally:
            process.terminate()


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def told(process: "subprocess.Popen[str]") -> tuple[str, str]:
    """What else it prints until it is stopped, and to standard error."""
    process.terminate()
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    return out, err


def test_it_prints_where_it_is_and_serves_there_and_stops_when_told() -> None:
    with started() as process:
        at = line(process)
        assert at.startswith("http://127.0.0.1:")
        assert b"An Echo at your desk" in urllib.request.urlopen(at, timeout=20).read()  # noqa: S310
        assert told(process) == ("", "")


def test_beyond_this_machine_the_address_has_a_token() -> None:
    with started("--host", "0.0.0.0") as process:  # noqa: S104
        at = line(process)
        port, token = at.rpartition(":")[2].split("/?token=")
        assert len(token) > 20
        mine = f"http://127.0.0.1:{port}/"
        assert urllib.request.urlopen(f"{mine}?token={token}", timeout=20).status == 200  # noqa: S310
        with pytest.raises(urllib.error.HTTPError, match="403") as refused:
            urllib.request.urlopen(mine, timeout=20)
        refused.value.close()
        assert told(process) == ("", "")


def test_a_port_that_is_taken_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert f"port {port}: Address already in use; --port takes another" in err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--locale", "fr-FR"], "unknown locale 'fr-FR': choose from en-AU, "),
        (["--ear", "tin"], "unknown ear 'tin': choose from pocketsphinx, whisper"),
        (["--host", "no host"], "no host is called that"),
        (["--host", "192.0.2.1"], "cannot listen at 192.0.2.1"),
    ],
)
def test_what_it_cannot_do_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], reason: str
) -> None:
    assert main(["--port", "0", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert reason in err


def test_a_part_that_is_missing_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    assert main(["--port", "0", "--ear", "whisper"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "make echo EAR=whisper installs it" in err
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    assert main(["--port", "0", "--voice"]) == 2
    assert capsys.readouterr().err.startswith("echo: a part is missing: ")
    monkeypatch.setitem(sys.modules, "echo.server", None)
    assert main(["--port", "0"]) == 2
    assert capsys.readouterr().err.startswith("echo: a part is missing: ")


def test_an_address_is_one_that_a_browser_takes() -> None:
    assert address("127.0.0.1", 8321, "") == "http://127.0.0.1:8321/"
    assert address("::1", 80, "") == "http://[::1]:80/"
    assert address("desk.example", 8321, "secret") == "http://desk.example:8321/?token=secret"
