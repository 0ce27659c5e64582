"""Whose signature it is: Amazon's certificate chain, fetched from where Amazon keeps it, checked and kept for a while.

The rules are those of Amazon's "Host a Custom Skill as a Web Service".
"""

import posixpath
import re
import ssl
import time
import warnings
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from threading import Lock

import certifi
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
NAME = "echo-api.amazon.com"
"""The name that a certificate of Alexa's has among its alternative names."""

URL = re.compile(r"https://s3\.amazonaws\.com(?::443)?(/[a-z0-9_.~/-]+)", re.IGNORECASE | re.ASCII)
"""No user, query, fragment, percent sign or backslash: two readers of such a URL may not read the same."""

TIME_OUT = 2.0
"""Seconds for a fetch; Alexa gives up on the whole turn after eight."""

MAX_BYTES = 32 * 1024
"""Bytes of a chain; Amazon's has about 6,000."""

LIFE = 24 * 3600.0
"""Seconds that a key is kept, at most."""

KEPT = 8
"""Keys kept at once; Amazon uses one or two at a time."""

PAUSE = 10.0
"""Seconds until a URL whose fetch failed is tried again."""

FAILURES = 10
FAILURES_WITHIN = 60.0
"""Seconds in which so many fetches may fail before no unknown URL is fetched."""


class Untrusted(ValueError):
    """No key to trust; the message is the reason, in one line and our own words."""


Fetch = Callable[[str], bytes]
"""Path on Amazon's host to what is there; Untrusted when there is nothing, or not in time."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A key that was vouched for."""

    key: RSAPublicKey
    until: float
    """Seconds since 1970: when it must be fetched anew."""


class Certificates:
    """The public keys behind certificate URLs.

    Anybody can name a URL, so failing fetches are rationed: one at a time, the same URL not again for a while, and none
    of an unknown URL once many have failed. Only keys that a trusted root vouches for are kept, so that nobody else's
    URL can push out Amazon's, and a URL that was good before is never counted as unknown.
    """

    def __init__(
        self,
        roots: Sequence[x509.Certificate] | None = None,
        fetch: Fetch | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Trusts certifi's roots and fetches from Amazon unless told otherwise; `clock` gives seconds since 1970."""
        self._roots = Store(list(roots or certifi_roots()))
        self._fetch = fetch or fetched
        self._clock = clock
        self._kept: dict[str, Kept] = {}
        self._failed: deque[tuple[float, str]] = deque(maxlen=FAILURES)
        self._one_at_a_time = Lock()

    def key(self, url: str) -> RSAPublicKey:
        """The key of the certificate at this URL; Untrusted when it is not one of Alexa's."""
        path = located(url)
        if known := self._known(path):
            return known
        if not self._one_at_a_time.acquire(timeout=TIME_OUT):
            raise Untrusted("another certificate is being fetched")
        try:
            return self._known(path) or self._fetched(path)
        finally:
            self._one_at_a_time.release()

    def _known(self, path: str) -> RSAPublicKey | None:
        kept = self._kept.get(path)
        return kept.key if kept and self._clock() < kept.until else None

    def _fetched(self, path: str) -> RSAPublicKey:
        now = self._clock()
        if any(failed == path and now < when + PAUSE for when, failed in self._failed):
            raise Untrusted("fetching this certificate failed a moment ago")
        many = len(self._failed) == FAILURES and now < self._failed[0][0] + FAILURES_WITHIN
        if many and path not in self._kept:
            raise Untrusted("too many certificates could not be fetched of late")
        try:
            kept = vouched(self._fetch(path), self._roots, now)
        except Untrusted:
            self._failed.append((now, path))
            raise
        self._kept[path] = kept
        if len(self._kept) > KEPT:
            del self._kept[min(self._kept, key=lambda path: self._kept[path].until)]
        return kept.key


def located(url: str) -> str:
    """The path of a certificate URL on Amazon's host, in its one normal form; Untrusted when it breaks a rule."""
    match = URL.fullmatch(url)
    if match is None:
        raise Untrusted("the certificate URL is not on Amazon's host, or not plain https")
    path = posixpath.normpath(match[1])
    if not path.startswith(FOLDER):
        raise Untrusted("the certificate URL is not in Amazon's folder")
    return path


def vouched(chain: bytes, roots: Store, now: float) -> Kept:
    """The key of a PEM chain's first certificate, if a root vouches for it as Alexa's; else Untrusted.

    It is kept no longer than every certificate on the way to the root is valid.
    """
    try:
        leaf, *rest = x509.load_pem_x509_certificates(chain)
        key = leaf.public_key()
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise Untrusted("the certificate cannot be read") from fault
    if not isinstance(key, RSAPublicKey):
        raise Untrusted("the certificate has no RSA key")
    policy = PolicyBuilder().store(roots).time(datetime.fromtimestamp(now, UTC))
    try:
        path = policy.build_server_verifier(x509.DNSName(NAME)).verify(leaf, rest)
    except (ValueError, VerificationError) as fault:
        raise Untrusted("the certificate is not valid now, not Alexa's, or of no trusted root") from fault
    valid = min(certificate.not_valid_after_utc.timestamp() for certificate in path)
    return Kept(key, min(now + LIFE, valid))


def certifi_roots() -> list[x509.Certificate]:
    """The roots that Mozilla trusts, the same on every system."""
    with warnings.catch_warnings():
        # One old root has a serial number that newer rules forbid.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        return x509.load_pem_x509_certificates(Path(certifi.where()).read_bytes())


def amazon() -> HTTPConnection:
    """A connection to where Amazon keeps the certificates."""
    return HTTPSConnection(HOST, timeout=TIME_OUT, context=ssl.create_default_context(cafile=certifi.where()))


def fetched(path: str, connect: Callable[[], HTTPConnection] = amazon) -> bytes:
    """What is at a path on Amazon's host; Untrusted when it is not there, too large or too slow. Redirects are not
    followed."""
    deadline = time.monotonic() + TIME_OUT
    connection = connect()
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        if response.status != 200:
            raise Untrusted(f"fetching the certificate was answered with {response.status}")
        found = b""
        while part := response.read1(MAX_BYTES):
            found += part
            if len(found) > MAX_BYTES:
                raise Untrusted("the certificate is too large")
            if time.monotonic() > deadline:
                raise Untrusted("fetching the certificate took too long")
    except TimeoutError as fault:
        raise Untrusted("fetching the certificate took too long") from fault
    except (OSError, HTTPException) as fault:
        raise Untrusted("the certificate could not be fetched") from fault
    finally:
        connection.close()
    return found
