"""Is it Alexa, is it now, is it for us: what Amazon demands of a skill on a server of one's own.

The rules are those of Amazon's "Host a Custom Skill as a Web Service".
"""

import binascii
import time
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from ask_sdk_webservice_support.verifier import AbstractVerifier
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from werkzeug.exceptions import BadRequest

from web_service.certificates import Certificates, Untrusted

TOLERANCE = 150.0
"""Seconds between a request's timestamp and now, at most."""

EVENT_TOLERANCE = 3600.0
"""The same for what Alexa tells a skill outside of a conversation, which it may send again."""


class Refused(BadRequest):
    """A bad request; the description is the reason, in one line and our own words.

    Not the SDK's VerificationException: the adapter logs that one with a traceback.
    """


class Verifier(AbstractVerifier):  # type: ignore[misc]
    """Lets through what Alexa signed just now for one skill."""

    def __init__(self, skill_id: str, certificates: Certificates, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives the seconds since 1970."""
        self._skill_id = skill_id
        self._certificates = certificates
        self._clock = clock

    def verify(
        self, headers: Mapping[str, str], serialized_request_env: str, deserialized_request_env: Mapping[str, Any]
    ) -> None:
        """Refused unless the request may be answered. The serialized envelope is the body decoded as strict UTF-8, so
        encoding it gives the bytes that were signed; the headers' names are in any case."""
        request = _table(deserialized_request_env.get("request"))
        self._fresh(request.get("timestamp"), request.get("type"))
        system = _table(_table(deserialized_request_env.get("context")).get("System"))
        if _table(system.get("application")).get("applicationId") != self._skill_id:
            raise Refused("it was meant for another skill")
        # Last, as only this can make us fetch something, and not everybody should.
        self._signed(headers, serialized_request_env.encode())

    def _signed(self, headers: Mapping[str, str], body: bytes) -> None:
        url, signature = headers.get("SignatureCertChainUrl"), headers.get("Signature-256")
        if not url:
            raise Refused("no certificate URL")
        if not signature:
            raise Refused("no signature")
        try:
            key = self._certificates.key(url)
            key.verify(b64decode(signature, validate=True), body, PKCS1v15(), SHA256())
        except Untrusted as reason:
            raise Refused(str(reason)) from reason
        except (binascii.Error, ValueError) as fault:
            raise Refused("the signature is not base64") from fault
        except InvalidSignature as fault:
            raise Refused("the signature is not of this body") from fault

    def _fresh(self, timestamp: object, kind: object) -> None:
        sent = _seconds(timestamp)
        event = isinstance(kind, str) and kind.startswith("AlexaSkillEvent.")
        if abs(self._clock() - sent) > (EVENT_TOLERANCE if event else TOLERANCE):
            raise Refused("the timestamp is not of now")


class NoVerification(AbstractVerifier):  # type: ignore[misc]
    """Lets everything through: for a server that only this machine can reach."""

    def verify(
        self, headers: Mapping[str, str], serialized_request_env: str, deserialized_request_env: Mapping[str, Any]
    ) -> None:
        """Never refuses."""


def _seconds(timestamp: object) -> float:
    """Seconds since 1970, of ISO 8601 (UTC when it does not say) or of milliseconds since 1970."""
    try:
        if isinstance(timestamp, str):
            when = datetime.fromisoformat(timestamp)
            return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
        if isinstance(timestamp, int | float) and not isinstance(timestamp, bool):
            return timestamp / 1000
    except (ValueError, OverflowError) as fault:
        raise Refused("the timestamp is not a time") from fault
    raise Refused("no timestamp")


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
