"""The server for one machine: a thread for each request, and no line in any log for what is asked."""

import socket
import threading
from typing import Any

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from understanding import understanding
from understanding.model import load

PATIENCE = 30
"""Seconds for a request to be here."""


class _Quiet(WSGIRequestHandler):
    timeout = PATIENCE

    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing: an address may tell who is at a desk."""


def server(app: Flask, listener: socket.socket) -> BaseWSGIServer:
    """A server of the application on a socket that is bound."""
    host, port = listener.getsockname()[:2]
    threading.Thread(target=_warm, daemon=True).start()
    return make_server(host, port, app, threaded=True, request_handler=_Quiet, fd=listener.fileno())


def _warm() -> None:
    """Have the understanding ready before the first thing is said."""
    understanding(load("en-US"))("does it go away by itself")
