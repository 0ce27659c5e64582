"""What the operator reads: one line for each turn, and why one failed; never what was said, nor by whom."""

import logging
import re
from dataclasses import dataclass
from typing import Literal, Self

LOGGER = logging.getLogger("upper_back_guide")

Service = Literal["full", "forgetful", "apology", "none"]
"""How a person was served: as meant, without their preferences, with an apology for a fault of ours, or not at all."""

CONFIRMATIONS = frozenset({"AMAZON.YesIntent", "AMAZON.NoIntent", "NotSureIntent"})
"""Which of them it was may be an answer about somebody's health, so the log does not tell."""

INTENT = re.compile(r"Launch|Answer|(AMAZON\.)?[A-Za-z]{1,60}Intent")
REQUEST_ID = re.compile(r"[\w.-]{1,128}")
CONSTANT = re.compile(r"[A-Z_]{1,60}")


@dataclass(slots=True)
class Account:
    """What a turn's line tells; each layer fills in what it knows."""

    request_id: str = ""
    intent: str = ""
    room: str = ""
    """Where the listener is after the reply."""

    service: Service = "full"

    @classmethod
    def of(cls, request_id: str, intent: str) -> Self:
        """The account of a launch or an intent, with "unknown" for what does not look like a front door's names."""
        intent = "Answer" if intent in CONFIRMATIONS else intent
        return cls(
            request_id if REQUEST_ID.fullmatch(request_id) else "unknown",
            intent if INTENT.fullmatch(intent) else "unknown",
        )


def log_turn(account: Account, seconds: float) -> None:
    """Log the line of a turn that took this long."""
    told = {name: getattr(account, name) for name in account.__slots__}
    LOGGER.info("turn", extra={**told, "milliseconds": round(seconds * 1000, 1)})


def report(text: str, fault: BaseException | None = None) -> None:
    """Log an error; of a fault only its type and the last line it passed, as its message may quote somebody."""
    LOGGER.error(f"{text}: {type(fault).__name__} at {place(fault)}" if fault else text)


def note(text: str) -> None:
    """Log what is worth knowing and no error."""
    LOGGER.info(text)


def constant(text: str) -> str:
    """An enumerated value of Alexa's as it may be logged: "unknown" for what does not look like one."""
    return text if CONSTANT.fullmatch(text) else "unknown"


def place(fault: BaseException) -> str:
    """The last line that a fault passed."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
