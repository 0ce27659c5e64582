"""The server: gunicorn around the application, with gevent's worker.

Whoever runs it has called gevent's monkey.patch_all before all else, so that who waits for a socket or a lock lets
others go on, and takes no thread.
"""

import gc
import socket
from collections.abc import Callable

from flask import Flask
from gunicorn.app.base import BaseApplication

from web_service import app, logs

GRACE = 8
"""Seconds for the turns under way when the server is told to stop."""

CONNECTIONS = 900
"""Open at a time in each worker: fewer than the 1,024 files that a process may often open. One that waits costs some
kilobytes, so half-sent requests stop nobody."""


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, set up by code alone: no configuration file, no arguments of its own."""

    def __init__(self, create: Callable[[], Flask], listener: socket.socket, workers: int) -> None:
        """`create` makes the application, once in each worker, so that nothing it opens is shared between them."""
        self._create = create
        self._settings = {
            "bind": f"fd://{listener.detach()}",
            "workers": workers,
            "worker_class": "web_service.worker.FairWorker",
            "worker_connections": CONNECTIONS,
            "keepalive": app.DEADLINE,  # gunicorn holds the head of a request to it, too
            "graceful_timeout": GRACE,
            "logger_class": logs.ServerLog,
            "control_socket_disable": True,
            # Nothing that a proxy adds is wanted, and some of it would be refused.
            "forwarded_allow_ips": "",
            "forwarder_headers": "",
            "secure_scheme_headers": {},
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand the settings to gunicorn."""
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, in a worker."""
        application = self._create()
        gc.collect()
        gc.freeze()  # what lives as long as the worker need not be looked through again and again
        return application


def serve(create: Callable[[], Flask], listener: socket.socket, workers: int) -> int:
    """Serve until SIGTERM or SIGINT; the exit status."""
    Server(create, listener, workers).run()
    return 0
