"""The server: gunicorn around the application."""

import gc
import socket
from collections.abc import Callable

from flask import Flask
from gunicorn.app.base import BaseApplication

from web_service import logs

KEEP_ALIVE = 75
"""Seconds that an idle connection stays open: longer than nginx keeps one, so that the proxy is who closes it."""

GRACE = 8
"""Seconds for the turns under way when the server is told to stop; Alexa waits no longer."""


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, set up by code alone: no configuration file, no arguments of its own."""

    def __init__(self, create: Callable[[], Flask], listener: socket.socket, workers: int, threads: int) -> None:
        """`create` makes the application, once in each worker, so that nothing it opens is shared between them."""
        self._create = create
        self._settings = {
            "bind": f"fd://{listener.detach()}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "keepalive": KEEP_ALIVE,
            "graceful_timeout": GRACE,
            "logger_class": logs.ServerLog,
            "control_socket_disable": True,
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


def serve(create: Callable[[], Flask], listener: socket.socket, workers: int, threads: int) -> int:
    """Serve until SIGTERM or SIGINT; the exit status."""
    Server(create, listener, workers, threads).run()
    return 0
