import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier, Thread

import pytest
from cryptography import x509
from cryptography.x509.verification import Store

from simulator import ROOT
from tests.web_service.authority import URL, Authority, pem
from web_service import certificates
from web_service.certificates import FAILURES, KEPT, LIFE, MAX_BYTES, PAUSE, Certificates, Untrusted

AMAZON = ROOT.parent / "shared" / "oracles" / "requests" / "echo-api-cert-7.expired.pem"


class Amazon:
    """What is kept at Amazon's, a clock, and the fetches that were made."""

    def __init__(self, authority: Authority) -> None:
        self.chain: bytes | None = authority.chain()
        self.now = time.time()
        self.fetches: list[str] = []
        self.seconds = 0.0
        self.certificates = Certificates([authority.root.certificate], self._fetch, lambda: self.now)

    def _fetch(self, path: str) -> bytes:
        self.fetches.append(path)
        time.sleep(self.seconds)
        if self.chain is None:
            raise Untrusted("the certificate could not be fetched")
        return self.chain

    def refuses(self, url: str, reason: str) -> None:
        with pytest.raises(Untrusted, match=reason):
            self.certificates.key(url)


@pytest.fixture
def amazon(authority: Authority) -> Amazon:
    return Amazon(authority)


def numbered(number: int) -> str:
    return URL.replace("12", f"n{number}")


def test_a_key_is_fetched_once_whatever_the_form_of_its_url(amazon: Amazon) -> None:
    for url in (URL, URL, URL.replace("/echo.api/", "/echo.api/x/../"), URL.replace(".com/", ".com:443/")):
        amazon.certificates.key(url)
    assert amazon.fetches == ["/echo.api/echo-api-cert-12.pem"]


def test_a_key_is_fetched_again_after_a_day(authority: Authority, amazon: Amazon) -> None:
    leaf = authority.intermediate.leaf(authority.key, end=timedelta(days=20))
    amazon.chain = pem(leaf, authority.intermediate.certificate)
    amazon.certificates.key(URL)
    amazon.now += LIFE - 1
    amazon.certificates.key(URL)
    assert len(amazon.fetches) == 1
    amazon.now += 2
    amazon.certificates.key(URL)
    assert len(amazon.fetches) == 2


def test_a_key_is_never_kept_beyond_its_certificate(authority: Authority, amazon: Amazon) -> None:
    leaf = authority.intermediate.leaf(authority.key, end=timedelta(hours=1))
    amazon.chain = pem(leaf, authority.intermediate.certificate)
    amazon.certificates.key(URL)
    amazon.now += 3601
    amazon.refuses(URL, "not valid now")
    assert len(amazon.fetches) == 2


def test_a_failed_fetch_is_tried_again_after_a_pause_and_not_before(authority: Authority, amazon: Amazon) -> None:
    amazon.chain = None
    amazon.refuses(URL, "could not be fetched")
    amazon.chain = authority.chain()
    amazon.refuses(URL, "failed a moment ago")
    assert len(amazon.fetches) == 1
    amazon.now += PAUSE + 1
    amazon.certificates.key(URL)


def test_unknown_urls_cannot_make_us_fetch_without_bound(authority: Authority, amazon: Amazon) -> None:
    good, amazon.chain = amazon.chain, b"nothing"
    for number in range(100):
        with pytest.raises(Untrusted):
            amazon.certificates.key(numbered(number))
    assert len(amazon.fetches) == FAILURES
    amazon.chain = good
    amazon.refuses(URL, "too many certificates")
    amazon.now += certificates.FAILURES_WITHIN + 1
    amazon.certificates.key(URL)


def test_while_others_fail_a_url_that_was_good_is_fetched_anew(authority: Authority, amazon: Amazon) -> None:
    leaf = authority.intermediate.leaf(authority.key, end=timedelta(hours=1))
    amazon.chain = pem(leaf, authority.intermediate.certificate)
    amazon.certificates.key(URL)
    amazon.now += 3700
    amazon.chain = None
    for number in range(FAILURES):
        amazon.refuses(numbered(number), "could not be fetched")
    amazon.chain = authority.chain()
    amazon.certificates.key(URL)


def test_only_so_many_keys_are_kept(amazon: Amazon) -> None:
    for number in range(KEPT + 1):
        amazon.certificates.key(numbered(number))
        amazon.now += 1
    for number in range(1, KEPT + 1):
        amazon.certificates.key(numbered(number))
    assert len(amazon.fetches) == KEPT + 1  # the oldest went
    amazon.certificates.key(numbered(0))
    assert len(amazon.fetches) == KEPT + 2


def test_two_requests_at_once_fetch_once(amazon: Amazon) -> None:
    barrier = Barrier(4)
    amazon.seconds = 0.05

    def ask() -> None:
        barrier.wait()
        amazon.certificates.key(URL)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(amazon.fetches) == 1


def test_a_slow_fetch_does_not_hold_up_what_is_known(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "TIME_OUT", 0.05)
    asked, answered = Barrier(2), Barrier(2)

    def fetch(path: str) -> bytes:
        if "slow" in path:
            asked.wait()
            answered.wait()
        return authority.chain()

    ours = Certificates([authority.root.certificate], fetch)
    ours.key(URL)
    slow = Thread(target=ours.key, args=(URL.replace("12", "slow"),))
    slow.start()
    asked.wait()
    ours.key(URL)
    with pytest.raises(Untrusted, match="another certificate is being fetched"):
        ours.key(URL.replace("12", "13"))
    answered.wait()
    slow.join()


def test_letters_that_only_look_like_amazons_are_others() -> None:
    with pytest.raises(Untrusted, match="not on Amazon's host"):
        certificates.located(URL.replace("s3", "\u017f3"))


Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def host(answer: Answer) -> Iterator[Callable[[], HTTPConnection]]:
    """A host that answers so; what makes connections to it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield lambda: HTTPConnection("127.0.0.1", server.server_port, timeout=0.2)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def status(code: int, content: bytes = b"", **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(content)

    return answer


def silence(request: BaseHTTPRequestHandler) -> None:
    time.sleep(0.5)


def drip(request: BaseHTTPRequestHandler) -> None:
    status(200)(request)
    for _ in range(5):
        request.wfile.write(b"-")
        time.sleep(0.1)


def test_what_is_fetched_is_what_is_there() -> None:
    with host(lambda request: status(200, request.path.encode())(request)) as connect:
        assert certificates.fetched("/echo.api/c.pem", connect) == b"/echo.api/c.pem"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (status(403), "answered with 403"),
        (status(404), "answered with 404"),
        (status(302, Location="/echo.api/other.pem"), "answered with 302"),
        (status(200, b"x" * (MAX_BYTES + 1)), "too large"),
        (silence, "took too long"),
        (drip, "took too long"),
        (lambda request: request.wfile.write(b"not HTTP\r\n\r\n"), "could not be fetched"),
        (lambda request: None, "could not be fetched"),
    ],
)
def test_a_fetch_that_fails_says_why(answer: Answer, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "TIME_OUT", 0.3)
    with host(answer) as connect, pytest.raises(Untrusted, match=reason):
        certificates.fetched("/echo.api/c.pem", connect)


def test_a_host_that_is_not_there_is_a_failed_fetch() -> None:
    with host(silence) as connect:
        pass
    with pytest.raises(Untrusted, match="could not be fetched"):
        certificates.fetched("/echo.api/c.pem", connect)


@pytest.mark.skipif(not AMAZON.exists(), reason="Amazon's own chain is not here")
def test_a_chain_of_amazons_own_was_good_while_it_lasted() -> None:
    chain = AMAZON.read_bytes()
    roots = Store(certificates.certifi_roots())
    leaf = x509.load_pem_x509_certificate(chain)
    lasts = leaf.not_valid_after_utc.timestamp()
    assert certificates.vouched(chain, roots, lasts - 60).until == lasts
    with pytest.raises(Untrusted, match="not valid now"):
        certificates.vouched(chain, roots, lasts + 60)


def test_the_roots_are_the_ones_that_mozilla_trusts() -> None:
    assert len(certificates.certifi_roots()) > 50
