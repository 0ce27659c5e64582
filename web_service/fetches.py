"""What is wanted from elsewhere: each path once at a time, only so many at once, and what was asked for last first."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")

AT_ONCE = 16
"""Fetches under way at a time."""

WAITING = 256
"""Paths that wait for their turn; one more, and the oldest is given up."""


class GivenUp(Exception):
    """So much is wanted that this path lost its turn."""


class Fetches(Generic[T]):
    """Fetches in threads of its own, so that who asks may stop waiting and the next still finds what came.

    Under a flood the newest goes first: who asked for the oldest has most likely gone, and a path that is asked for
    again and again, as one that Alexa sends, is always among the newest.
    """

    def __init__(self, fetch: Callable[[str], T]) -> None:
        """`fetch` gives what is at a path, or raises."""
        self._fetch = fetch
        self._lock = Lock()
        self._waiting: OrderedDict[str, Future[T]] = OrderedDict()
        self._under_way: dict[str, Future[T]] = {}
        self._threads = 0

    def ask(self, path: str) -> "Future[T]":
        """What is at a path, once it is here; GivenUp when too much else was wanted, or what the fetch raised."""
        given_up = starting = None
        with self._lock:
            if under_way := self._under_way.get(path):
                return under_way
            asked = self._waiting.setdefault(path, Future())
            self._waiting.move_to_end(path)
            if len(self._waiting) > WAITING:
                _, given_up = self._waiting.popitem(last=False)
            if self._threads < AT_ONCE:
                self._threads += 1
                starting = Thread(target=self._work, name="fetch", daemon=True)
        if given_up:
            given_up.set_exception(GivenUp())
        if starting:
            starting.start()
        return asked

    def _work(self) -> None:
        """Fetch until nothing waits."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._threads -= 1
                    return
                path, asked = self._waiting.popitem()
                self._under_way[path] = asked
            found: T | None = None
            fault: Exception | None = None
            try:
                found = self._fetch(path)
            except Exception as raised:
                fault = raised
            with self._lock:
                del self._under_way[path]
            asked.set_exception(fault) if fault else asked.set_result(found)  # type: ignore[arg-type]
