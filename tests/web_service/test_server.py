"""The command, and the server it starts, over the wire."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from simulator import ROOT
from tests.web_service.authority import SKILL, Authority
from tests.web_service.requests import body, launch
from tests.web_service.served import Served, served, trusting
from web_service.__main__ import certificates_file, listening, main
from web_service.app import MAX_BODY

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "SKILL_ID" and "PREFERENCES" not in name}
COMMAND = [sys.executable, "-m", "web_service"]


@pytest.fixture(scope="module")
def checking(authority: Authority) -> Iterator[Served]:
    with trusting(authority) as server:
        yield server


def unverified(port: int) -> Sequence[str]:
    return [*COMMAND, "--no-verification", "--bind", f"127.0.0.1:{port}", "--workers", "1"]


def test_what_alexa_signed_is_answered_over_the_wire(checking: Served, authority: Authority) -> None:
    raw = body(launch())
    status, text = checking.send("POST", "/", raw, authority.headers(raw))
    assert status == 200
    assert "Welcome to Upper Back Guide" in text


def test_what_is_refused_over_the_wire_has_its_status_and_nothing_of_it_is_logged(
    checking: Served, authority: Authority
) -> None:
    said = b'{"said": "a very private complaint"}'
    before = len(checking.lines())
    sent: list[tuple[int, str, bytes, dict[str, str]]] = [
        (400, "POST", body(launch()), {}),
        (400, "POST", body(launch()), authority.headers(said)),
        (400, "POST", said, authority.headers(said)),
        (400, "POST", b"\xff", authority.headers(b"\xff")),
        (413, "POST", b" " * (MAX_BODY + 1), {}),
        (405, "GET", b"", {}),
        (405, "DELETE", b"", {}),
    ]
    for status, method, raw, headers in sent:
        answered, text = checking.send(method, "/", raw, headers)
        assert (answered, len(text.splitlines())) == (status, 1)
    lines = [json.loads(line) for line in checking.lines()[before:]]
    assert [line["message"][: len("refused: 400")] for line in lines] == [f"refused: {status}" for status, *_ in sent]
    assert {line["level"] for line in lines} == {"WARNING"}
    assert "private" not in json.dumps(lines)


@pytest.mark.parametrize(("size", "status"), [(MAX_BODY, 400), (MAX_BODY + 1, 413), (MAX_BODY * 20, 413)])
def test_a_body_of_unknown_length_has_the_same_bound(size: int, status: int, checking: Served) -> None:
    with closing(checking.connect()) as connection:
        pieces = [b" " * 4096] * (size // 4096) + [b" " * (size % 4096)] * (size % 4096 > 0)
        try:
            connection.request("POST", "/", iter(pieces), encode_chunked=True)
        except (BrokenPipeError, ConnectionResetError):
            assert size > MAX_BODY  # the server may stop listening once it is too much
        else:
            assert connection.getresponse().status == status


def test_a_body_said_to_be_too_large_is_not_waited_for(checking: Served) -> None:
    with socket.create_connection(("127.0.0.1", checking.port), timeout=10) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n")
        assert connection.recv(100).split()[1] == b"413"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nprivate", "refused: 400 the body broke off"),
        (b"a very private complaint\r\n\r\n", "refused: not HTTP"),
        (b"POST / HTTP/1.1\r\nHost: x\r\npri vate: x\r\n\r\n", "refused: not HTTP"),
    ],
)
def test_what_is_hardly_http_is_a_bad_request_too(raw: bytes, reason: str, checking: Served) -> None:
    with socket.create_connection(("127.0.0.1", checking.port), timeout=10) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(100).split()[1] == b"400"
    line = checking.lines()[-1]
    assert json.loads(line)["message"] == reason
    assert "127.0.0.1" not in line


def test_without_verification_it_answers_what_nobody_signed_and_ends_when_told() -> None:
    with served(unverified, ENVIRONMENT) as server:
        status, text = server.send("POST", "/", body(launch()))
        assert status == 200
        assert "Welcome to Upper Back Guide" in text
        assert server.send("POST", "/", b"{")[0] == 400
        server.process.terminate()
        assert server.process.wait(20) == 0
        logged = [json.loads(line) for line in server.lines()]
    assert "Listening at" in logged[1]["message"]
    assert not [line for line in logged if line["level"] == "ERROR"]
    assert "verification is off: what nobody signed is answered" in [line["message"] for line in logged]


def test_with_verification_it_answers_nothing_that_amazon_did_not_sign(authority: Authority) -> None:
    command = [*COMMAND, "--workers", "1", "--bind"]
    with served(lambda port: [*command, f"127.0.0.1:{port}"], {**ENVIRONMENT, "SKILL_ID": SKILL}) as server:
        raw = body(launch())
        assert server.send("POST", "/", raw)[0] == 400
        evil = authority.headers(raw, url="https://example.org/echo.api/c.pem")
        assert server.send("POST", "/", raw, evil)[0] == 400


@pytest.mark.parametrize(
    ("arguments", "environment", "error"),
    [
        ([], {}, "SKILL_ID is not set"),
        ([], {"SKILL_ID": SKILL, "PREFERENCES_FILE": "x"}, "PREFERENCES_SECRET"),
        ([], {"SKILL_ID": SKILL, "CERTIFICATES_FILE": "/missing/x"}, "CERTIFICATES_FILE: /missing/x cannot be written"),
        ([], {"SKILL_ID": SKILL, "CERTIFICATES_FILE": "/"}, "CERTIFICATES_FILE: / cannot be written"),
        (["--no-verification", "--bind", "0.0.0.0:0"], {}, "0.0.0.0 is not a loopback address"),
        (["--no-verification", "--bind", "[::]:0"], {}, "[::] is not a loopback address"),
        (["--no-verification", "--bind", "192.0.2.1:0"], {}, "192.0.2.1 is not a loopback address"),
        (["--bind", "192.0.2.1:0"], {"SKILL_ID": SKILL}, "cannot bind to 192.0.2.1:0: "),
        (["--bind", "127.0.0.1:99999"], {"SKILL_ID": SKILL}, "'127.0.0.1:99999': it is not of the form HOST:PORT"),
        (["--bind", "8080"], {"SKILL_ID": SKILL}, "it is not of the form HOST:PORT"),
        (["--bind", ":8080"], {"SKILL_ID": SKILL}, "it is not of the form HOST:PORT"),
        (["--bind", f"{'a' * 70}:1"], {"SKILL_ID": SKILL}, "no host is called that"),
        ([], {"SKILL_ID": "upper-back-guide"}, "SKILL_ID is not a skill's ID"),
        (["--bind", "no such host:1"], {"SKILL_ID": SKILL}, "cannot bind to no such host:1: "),
    ],
)
def test_what_cannot_be_started_is_one_line_and_status_two(
    arguments: list[str],
    environment: dict[str, str],
    error: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("web_service.__main__.serve", lambda *_: 0)
    assert main(arguments, environment) == 2
    told = capsys.readouterr().err
    assert told.startswith("web_service: ")
    assert error in told
    assert told.count("\n") == 1


def test_the_certificate_is_kept_where_the_environment_says_or_beside_the_preferences(tmp_path: Path) -> None:
    beside, file = str(tmp_path / "preferences.sqlite"), str(tmp_path / "certificates")
    assert certificates_file({}) is None
    assert certificates_file({"PREFERENCES_FILE": beside}) == Path(f"{beside}.certificates")
    assert certificates_file({"PREFERENCES_FILE": beside, "CERTIFICATES_FILE": file}) == Path(file)


@pytest.mark.parametrize("address", ["127.0.0.1:0", "127.8.8.8:0", "localhost:0"])
def test_without_verification_every_loopback_address_will_do(address: str) -> None:
    with listening(address, only_loopback=True) as listener:
        assert listener.getsockname()[1]


def test_a_port_in_use_is_one_line_and_status_two() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [*COMMAND, "--no-verification", "--bind", f"127.0.0.1:{taken.getsockname()[1]}"]
        done = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith("Address already in use\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--workers", "0"], ["--workers", "many"]])
def test_counts_are_numbers_from_one_on(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "is not a number from 1 to 999" in capsys.readouterr().err


def test_the_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert "--no-verification" in capsys.readouterr().out
