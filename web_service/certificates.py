"""Whose signature it is: Amazon's certificate chain, fetched from where Amazon keeps it, checked and kept.

The rules are those of Amazon's "Host a Custom Skill as a Web Service".
"""

import logging
import posixpath
import re
import ssl
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as Waited
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from threading import Lock

import certifi
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from web_service.chains import Chain, Chains
from web_service.fetches import Fetches, GivenUp

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
NAME = "echo-api.amazon.com"
"""The name that a certificate of Alexa's has among its alternative names."""

URL = re.compile(r"https://s3\.amazonaws\.com(?::443)?(/[a-z0-9_.~/-]{1,200})", re.IGNORECASE | re.ASCII)
"""No user, query, fragment, percent sign or backslash: two readers of such a URL may not read the same."""

TIME_OUT = 2.0
"""Seconds for a fetch; Alexa gives up on the whole turn after eight."""

MAX_BYTES = 32 * 1024
"""Bytes of a chain; Amazon's has about 6,000."""

LIFE = 24 * 3600.0
"""Seconds until a key is fetched anew. Where it cannot be, the old one is good for as long as its certificate."""

KEPT = 8
"""Keys kept at once; Amazon uses one or two at a time."""

PATIENCE = 4.5
"""Seconds that a request waits for its key: a turn among other fetches, and the fetch."""

PAUSE = 10.0
"""Seconds until a URL that has no key of Alexa's is tried again."""

BREATH = 1.0
"""The same for one that was not answered for, which may be Amazon's trouble and not the URL's."""

RENEWAL = 600.0
"""The same for a key that is still good, and should only have been fetched anew."""

FAILED = 1024
"""URLs that are remembered for having failed."""

log = logging.getLogger("web_service")


class Untrusted(ValueError):
    """No key to trust; the message is the reason, in one line and our own words."""


class Unanswered(Untrusted):
    """Amazon could not be asked; the next time it may."""


Fetch = Callable[[str], bytes]
"""Path on Amazon's host to what is there; Untrusted when there is nothing, or not in time."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A key that was vouched for."""

    key: RSAPublicKey
    until: float
    """Seconds since 1970: the end of the first certificate on the way to the root that ends."""

    chain: Chain


class Certificates:
    """The public keys behind certificate URLs.

    Anybody can name a URL, so fetches are rationed: only so many at once, and a URL that failed not again for a while.
    Nobody can use up a genuine URL's turn: see `Fetches`. Only keys that a trusted root vouches for are kept, so that
    nobody else's URL can push out Amazon's. With a file they outlive the server.
    """

    def __init__(
        self,
        roots: Sequence[x509.Certificate] | None = None,
        fetch: Fetch | None = None,
        clock: Callable[[], float] = time.time,
        file: Path | None = None,
    ) -> None:
        """Trusts certifi's roots and fetches from Amazon unless told otherwise; `clock` gives seconds since 1970."""
        self._roots = Store(list(roots or certifi_roots()))
        self._fetch = fetch or fetched
        self._clock = clock
        self._chains = Chains(file) if file else None
        self._kept: dict[str, Kept] = {}
        self._pauses: dict[str, float] = {}
        """Until when a URL is not tried again."""
        self._writing = Lock()
        self._fetches = Fetches(self._fetched)
        for path in self._read():
            self._fetches.ask(path)  # what ran out while the server was down is fetched before it is asked for

    def key(self, url: str) -> RSAPublicKey:
        """The key of the certificate at this URL; Untrusted when it is not one of Alexa's."""
        path, now = located(url), self._clock()
        kept = self._valid(path, now)
        paused = now < self._pauses.get(path, 0)
        if kept:
            if now >= kept.chain.fetched + LIFE and not paused:
                self._fetches.ask(path)  # and nobody waits for it
            return kept.key
        if paused:
            raise Untrusted("fetching this certificate failed a moment ago")
        try:
            return self._fetches.ask(path).result(PATIENCE).key
        except Waited as fault:
            raise Untrusted("fetching the certificate took too long") from fault
        except GivenUp as fault:
            raise Untrusted("too many certificates are asked for") from fault

    def _valid(self, path: str, now: float) -> Kept | None:
        kept = self._kept.get(path)
        return kept if kept and now < kept.until else None

    def _fetched(self, path: str) -> Kept:
        """The key at a path, vouched for, from the file when another process has fetched it."""
        self._read()
        now = self._clock()
        kept = self._valid(path, now)
        if kept and now < kept.chain.fetched + LIFE:
            return kept
        try:
            new = vouched(Chain(self._fetch(path), now), self._roots, now)
        except Exception as reason:
            until = now + (BREATH if isinstance(reason, Unanswered) else PAUSE)
            if kept:
                until = min(now + RENEWAL, kept.until)
                log.warning("the certificate was not renewed: %s", reason)
            with self._writing:
                self._pauses[path] = until
                if len(self._pauses) > FAILED:
                    del self._pauses[next(iter(self._pauses))]
            raise
        self._pauses.pop(path, None)
        self._keep(path, new)
        if self._chains:
            try:
                with self._writing:
                    self._chains.write({path: kept.chain for path, kept in self._kept.copy().items()})
            except OSError as fault:
                log.warning("the certificate was not saved: %s", fault.strerror)
        return new

    def _read(self) -> list[str]:
        """Take what is new in the file, if it can be trusted; the paths in Amazon's folder whose chains cannot."""
        found = self._chains.changed() if self._chains else {}
        now, useless = self._clock(), []
        for path, chain in found.items():
            try:
                located(f"https://{HOST}{path}")
            except Untrusted:
                continue
            try:
                kept = vouched(Chain(chain.pem, min(chain.fetched, now)), self._roots, now)
            except Untrusted:
                useless.append(path)
                continue
            if path not in self._kept or self._kept[path].chain.fetched < kept.chain.fetched:
                self._keep(path, kept)
        return useless[:KEPT]

    def _keep(self, path: str, kept: Kept) -> None:
        with self._writing:
            self._kept[path] = kept
            if len(self._kept) > KEPT:
                del self._kept[min(self._kept, key=lambda path: self._kept[path].until)]


def located(url: str) -> str:
    """The path of a certificate URL on Amazon's host, in its one normal form; Untrusted when it breaks a rule."""
    match = URL.fullmatch(url)
    if match is None:
        raise Untrusted("the certificate URL is not on Amazon's host, or not plain https")
    path = posixpath.normpath(match[1])
    if not path.startswith(FOLDER):
        raise Untrusted("the certificate URL is not in Amazon's folder")
    return path


def vouched(chain: Chain, roots: Store, now: float) -> Kept:
    """The key of a PEM chain's first certificate, if a root vouches for it as Alexa's; else Untrusted.

    It is good no longer than every certificate on the way to the root is valid.
    """
    try:
        leaf, *rest = x509.load_pem_x509_certificates(chain.pem)
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
    return Kept(key, valid, chain)


def certifi_roots() -> list[x509.Certificate]:
    """The roots that Mozilla trusts, the same on every system."""
    with warnings.catch_warnings():
        # One old root has a serial number that newer rules forbid.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        return x509.load_pem_x509_certificates(Path(certifi.where()).read_bytes())


def amazon() -> HTTPConnection:
    """A connection to where Amazon keeps the certificates."""
    return HTTPSConnection(HOST, timeout=TIME_OUT, context=_trusting_certifi())


@cache
def _trusting_certifi() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())  # it reads a hundred roots


def fetched(path: str, connect: Callable[[], HTTPConnection] = amazon) -> bytes:
    """What is at a path on Amazon's host; Untrusted when it is not there or too large, Unanswered when that cannot be
    said in time. Redirects are not followed."""
    deadline = time.monotonic() + TIME_OUT
    connection = connect()
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        if response.status != 200:
            refused = Unanswered if response.status >= 500 else Untrusted
            raise refused(f"fetching the certificate was answered with {response.status}")
        found = b""
        while part := response.read1(MAX_BYTES):
            found += part
            if len(found) > MAX_BYTES:
                raise Untrusted("the certificate is too large")
            if time.monotonic() > deadline:
                raise Unanswered("fetching the certificate took too long")
    except TimeoutError as fault:
        raise Unanswered("fetching the certificate took too long") from fault
    except (OSError, HTTPException) as fault:
        raise Unanswered("the certificate could not be fetched") from fault
    finally:
        connection.close()
    return found
