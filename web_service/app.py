"""The Flask application: the skill at `/`, and `/healthz` for whoever watches over the server."""

import json
import logging
from typing import Any

from ask_sdk_webservice_support.verifier import AbstractVerifier
from flask import Flask, Response, request
from flask.json.provider import JSONProvider
from flask_ask_sdk.skill_adapter import VERIFY_SIGNATURE_APP_CONFIG, VERIFY_TIMESTAMP_APP_CONFIG, SkillAdapter
from gevent import Timeout
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from upper_back_guide.alexa.guard import Handler
from upper_back_guide.logs import report
from web_service.skill import GuardedSkill
from web_service.verifier import Refused

MAX_BODY = 64 * 1024
"""Bytes of a request; Alexa's have a few thousand."""

DEADLINE = 8
"""Seconds for a request's body, after as many for its head; Alexa waits no longer for the whole turn."""

log = logging.getLogger("web_service")


class StrictJson(JSONProvider):
    """What the adapter writes an answer with: quicker than Flask's own, and ValueError for NaN, which is not JSON."""

    _encode = staticmethod(json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode)

    def dumps(self, obj: Any, **_: Any) -> str:
        """The text, in ASCII."""
        return self._encode(obj)

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """What a text holds."""
        return json.loads(s)


def create(handler: Handler, verifier: AbstractVerifier) -> Flask:
    """The application that answers with `handler` what `verifier` lets through.

    What it does not answer gets a status and no more: 400 for a bad request, 413 over MAX_BODY, 404, 405. The reason
    goes to the log, in one line, without anything of the request.
    """
    app = Flask("web_service", static_folder=None)
    app.url_map.merge_slashes = False
    app.json = StrictJson(app)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY + 1  # a body without a length is cut off there, not refused
    # The SDK's own verifiers stay out; ours is the one below.
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    adapter = SkillAdapter(GuardedSkill(handler), skill_id="upper-back-guide", verifiers=[verifier], app=app)

    def answer() -> Response:
        _read_body()
        try:
            response: Response = adapter.dispatch_request()
        except UnicodeDecodeError as fault:
            raise Refused("the body is not UTF-8") from fault
        return response

    app.add_url_rule("/", view_func=answer, methods=["POST"], provide_automatic_options=False)
    app.add_url_rule("/healthz", view_func=_healthy, provide_automatic_options=False)
    app.register_error_handler(HTTPException, _refuse)
    app.register_error_handler(Exception, _fail)
    return app


def _read_body() -> None:
    try:
        with Timeout(DEADLINE, Refused("the body took too long")):
            body = request.get_data()
    except (RequestEntityTooLarge, Refused):
        raise
    except Exception as fault:  # the server's own kinds, such as for a chunk that is not one
        raise Refused("the body broke off") from fault
    if len(body) > MAX_BODY:
        raise RequestEntityTooLarge


def _healthy() -> Response:
    return Response("ok\n", content_type="text/plain")


def _refuse(reason: HTTPException) -> Response:
    log.warning("refused: %s %s", reason.code, reason.description if isinstance(reason, Refused) else reason.name)
    response = Response(f"{reason.code} {reason.name}\n", reason.code, content_type="text/plain")
    response.headers.extend((name, value) for name, value in reason.get_headers() if name == "Allow")
    return response


def _fail(fault: Exception) -> Response:
    report("request failed", fault)
    return Response("500 Internal Server Error\n", 500, content_type="text/plain")
