"""Who knows the skill's ID cannot keep a fresh server from Amazon's key, over real sockets."""

from threading import Thread
from time import monotonic, sleep

from tests.web_service.authority import URL, Authority
from tests.web_service.requests import body, launch
from tests.web_service.served import Served, trusting

CROWD = 60
"""Requests at once that name a URL where nothing is."""

WATCHED = 3.0
"""Seconds that genuine requests are sent for, ten a second."""


def bad(server: Served, authority: Authority, number: int) -> None:
    raw = body(launch())
    assert server.send("POST", "/", raw, authority.headers(raw, URL.replace("12", f"bad-{number}")))[0] == 400


def test_a_crowd_of_bad_urls_keeps_no_genuine_request_from_its_answer(authority: Authority) -> None:
    with trusting(authority, workers=2, seconds=1.9) as server:
        started = monotonic()
        crowd = [Thread(target=bad, args=(server, authority, number)) for number in range(CROWD)]
        genuine: list[tuple[float, int, float]] = []

        def ask() -> None:
            raw, asked = body(launch()), monotonic()
            status, _ = server.send("POST", "/", raw, authority.headers(raw))
            genuine.append((asked - started, status, monotonic() - asked))

        for thread in crowd:
            thread.start()
        asking = []
        for turn in range(int(WATCHED * 10)):
            asking.append(Thread(target=ask))
            if turn % 10 == 0:
                asking.append(Thread(target=bad, args=(server, authority, CROWD + turn)))
            for thread in asking[-2 if turn % 10 == 0 else -1 :]:
                thread.start()
            sleep(0.1)
        for thread in (*crowd, *asking):
            thread.join()
    refused = [when for when, status, _ in genuine if status != 200]
    assert len(genuine) == int(WATCHED * 10)
    assert len(refused) <= 1, refused
    assert all(when < 5 for when in refused)
    assert max(took for *_, took in genuine) < 8, "Alexa waits no longer"
