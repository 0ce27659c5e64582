"""What the server writes to standard error: JSON lines, none with anything of a request."""

import logging
from logging.config import dictConfig
from types import TracebackType
from typing import Any

from gunicorn.glogging import Logger
from pythonjsonlogger.json import JsonFormatter

from upper_back_guide.logs import place

QUOTING = {"Invalid request from": "refused: not HTTP", "Error handling request": "request failed"}
"""How gunicorn begins the lines that quote a request or tell an address, and what is said instead."""

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class JsonLines(JsonFormatter):
    """One JSON object a line; of an exception its kind and place alone, as its message may quote somebody."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record."""
        for start, instead in QUOTING.items():
            if str(record.msg).startswith(start):
                record = logging.makeLogRecord({**vars(record), "msg": instead, "args": ()})
        return super().format(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802
        """The kind of an exception and the last line it passed."""
        _, fault, _ = ei
        return f"{type(fault).__name__} at {place(fault)}" if fault else ""


CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": JsonLines,
            "fmt": "{levelname}{name}{message}",
            "style": "{",
            "rename_fields": {"levelname": "level", "name": "logger"},
            "timestamp": True,
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {
        "upper_back_guide": {"level": "INFO"},
        "web_service": {"level": "INFO"},
        "gunicorn.error": {"level": "INFO", "propagate": True},
    },
}
"""For logging.config.dictConfig, with the names that AWS Lambda gives to the same fields."""


class ServerLog(Logger):  # type: ignore[misc]
    """gunicorn's own lines among the others. It has no access log, which would hold addresses."""

    def setup(self, cfg: object) -> None:
        """Set all logs up."""
        super().setup(cfg)
        dictConfig(CONFIGURATION)
        # What no line tells need not be found out for each: "Optimization" in Python's HOWTO on logging.
        logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
