"""A deadline over a call that has none of its own."""

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, call: Callable[[], T]) -> T:
    """What the call gives or raises; TimeoutError when it takes longer, and then its thread is left to its fate."""
    given: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            given.append(call())
        except BaseException as fault:
            raised.append(fault)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    for fault in raised:
        raise fault
    for found in given:
        return found
    raise TimeoutError("no whole answer in time")
