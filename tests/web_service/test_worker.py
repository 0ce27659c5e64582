import socket

import gevent
import pytest
from gevent.pool import Pool
from gunicorn.workers import ggevent

from web_service.worker import FairWorker, Listener


def test_the_more_are_served_the_more_newcomers_are_let_in_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        pool = Pool(10)
        listener = Listener(listening, handle=lambda *_: None, spawn=pool)
        listener.max_accept = 1  # as gunicorn does
        for served in range(1, 5):
            assert listener.max_accept == served
            pool.spawn(gevent.sleep, 10)
        pool.kill()
        assert listener.max_accept == 1


def test_the_worker_listens_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ggevent, "StreamServer", ggevent.StreamServer)
    monkeypatch.setattr(ggevent.GeventWorker, "run", lambda self: None)
    FairWorker.run(object.__new__(FairWorker))
    assert ggevent.StreamServer is Listener
