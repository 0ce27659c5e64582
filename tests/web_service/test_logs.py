import json
import logging
import sys

from web_service.logs import JsonLines

SAID = "a very private complaint"


def _line(record: logging.LogRecord) -> dict[str, object]:
    line: dict[str, object] = json.loads(JsonLines("{levelname}{message}", style="{").format(record))
    return line


def test_an_exception_is_its_kind_and_place_and_no_more() -> None:
    try:
        raise ValueError(SAID)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    line = _line(record)
    assert str(line["exc_info"]).startswith(f"ValueError at {__file__}:")
    assert SAID not in str(line)


def test_what_the_server_would_quote_of_a_request_is_left_out() -> None:
    for text in (f"Invalid request from ip=192.0.2.1: {SAID}", "Error handling request %s %s"):
        arguments = ("POST", f"/?{SAID}") if "%" in text else ()
        line = str(_line(logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, text, arguments, None)))
        assert SAID not in line
        assert "192.0.2.1" not in line
