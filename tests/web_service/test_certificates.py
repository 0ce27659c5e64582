import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
from cryptography import x509
from cryptography.x509.verification import Store

from simulator import ROOT
from tests.web_service.authority import URL, Authority, pem
from web_service import certificates, fetches
from web_service.certificates import (
    BREATH,
    FAILED,
    KEPT,
    LIFE,
    MAX_BYTES,
    PAUSE,
    RENEWAL,
    Certificates,
    Unanswered,
    Untrusted,
)
from web_service.chains import Chain
from web_service.fetches import AT_ONCE, WAITING

AMAZON = ROOT.parent / "shared" / "oracles" / "requests" / "echo-api-cert-7.expired.pem"


class Amazon:
    """What is kept at Amazon's, a clock, and the fetches that were made."""

    def __init__(self, authority: Authority) -> None:
        self.chain: bytes | None = authority.chain()
        self.bad: set[str] = set()
        """Paths where nothing is."""

        self.now = time.time()
        self.fetches: list[str] = []
        self.seconds = 0.0
        self.root = authority.root.certificate
        self.start()

    def start(self, file: Path | None = None) -> Certificates:
        """As a server would that is started now."""
        self.certificates = Certificates([self.root], self._fetch, lambda: self.now, file)
        return self.certificates

    def _fetch(self, path: str) -> bytes:
        self.fetches.append(path)
        time.sleep(self.seconds)
        if path in self.bad:
            raise Untrusted("fetching the certificate was answered with 403")
        if self.chain is None:
            raise Unanswered("the certificate could not be fetched")
        return self.chain

    def refuses(self, url: str, reason: str) -> None:
        with pytest.raises(Untrusted, match=reason):
            self.certificates.key(url)

    def fetched(self, count: int) -> None:
        """Wait until so many fetches were made, and no more under way."""
        until = time.monotonic() + 10
        while len(self.fetches) < count or self.certificates._fetches._threads:
            assert time.monotonic() < until, self.fetches
            time.sleep(0.005)
        assert len(self.fetches) == count


def of_days(authority: Authority, days: float) -> bytes:
    leaf = authority.intermediate.leaf(authority.key, end=timedelta(days=days))
    return pem(leaf, authority.intermediate.certificate)


@pytest.fixture
def amazon(authority: Authority) -> Amazon:
    return Amazon(authority)


def numbered(number: int) -> str:
    return URL.replace("12", f"n{number}")


def path(url: str) -> str:
    return certificates.located(url)


def test_a_key_is_fetched_once_whatever_the_form_of_its_url(amazon: Amazon) -> None:
    for url in (URL, URL, URL.replace("/echo.api/", "/echo.api/x/../"), URL.replace(".com/", ".com:443/")):
        amazon.certificates.key(url)
    assert amazon.fetches == ["/echo.api/echo-api-cert-12.pem"]


def test_a_key_is_fetched_again_after_a_day_and_nobody_waits_for_it(authority: Authority, amazon: Amazon) -> None:
    amazon.chain = of_days(authority, 20)
    amazon.certificates.key(URL)
    amazon.now += LIFE - 1
    amazon.certificates.key(URL)
    amazon.fetched(1)
    amazon.now += 2
    amazon.seconds = 0.2
    started = time.monotonic()
    amazon.certificates.key(URL)
    assert time.monotonic() - started < 0.15
    amazon.fetched(2)
    amazon.certificates.key(URL)
    amazon.fetched(2)


def test_while_amazon_is_away_the_old_key_is_good_until_its_certificate_ends(
    authority: Authority, amazon: Amazon, caplog: pytest.LogCaptureFixture
) -> None:
    amazon.chain = of_days(authority, 20)
    amazon.certificates.key(URL)
    amazon.chain = None
    for day in range(1, 20):
        amazon.now += LIFE
        amazon.certificates.key(URL)
        amazon.fetched(1 + day)
    assert caplog.messages == ["the certificate was not renewed: the certificate could not be fetched"] * 19
    amazon.now += LIFE
    amazon.refuses(URL, "could not be fetched")


def test_a_failed_renewal_is_not_tried_again_for_a_while_but_at_once_when_the_key_has_ended(
    authority: Authority, amazon: Amazon
) -> None:
    amazon.chain = of_days(authority, 2)
    amazon.certificates.key(URL)
    amazon.chain = None
    amazon.now += 2 * LIFE - RENEWAL / 2
    amazon.certificates.key(URL)
    amazon.fetched(2)
    amazon.now += RENEWAL / 2 - 10
    amazon.certificates.key(URL)
    amazon.fetched(2)
    amazon.chain = of_days(authority, 20)
    amazon.now += 20
    amazon.certificates.key(URL)
    amazon.fetched(3)


def test_a_renewed_chain_that_nobody_vouches_for_changes_nothing(authority: Authority, amazon: Amazon) -> None:
    amazon.chain = of_days(authority, 20)
    key = amazon.certificates.key(URL)
    amazon.chain = Authority().chain()
    amazon.now += LIFE + 1
    assert amazon.certificates.key(URL) == key
    amazon.fetched(2)
    assert amazon.certificates.key(URL) == key


def test_a_key_is_never_kept_beyond_its_certificate(authority: Authority, amazon: Amazon) -> None:
    amazon.chain = of_days(authority, 1 / 24)
    amazon.certificates.key(URL)
    amazon.now += 3601
    amazon.refuses(URL, "not valid now")
    assert len(amazon.fetches) == 2


@pytest.mark.parametrize(("bad", "pause"), [(True, PAUSE), (False, BREATH)])
def test_a_failed_fetch_is_tried_again_after_a_pause_and_not_before(
    bad: bool, pause: float, authority: Authority, amazon: Amazon
) -> None:
    amazon.bad, amazon.chain = {path(URL)} if bad else set(), None
    amazon.refuses(URL, "answered with 403" if bad else "could not be fetched")
    amazon.bad, amazon.chain = set(), authority.chain()
    amazon.now += pause - 0.1
    amazon.refuses(URL, "failed a moment ago")
    assert len(amazon.fetches) == 1
    amazon.now += 0.2
    amazon.certificates.key(URL)


def test_only_so_many_failures_are_remembered(amazon: Amazon) -> None:
    amazon.chain = b"nothing"
    for number in range(FAILED + 10):
        amazon.refuses(numbered(number), "cannot be read")
    assert len(amazon.certificates._pauses) == FAILED
    amazon.refuses(numbered(FAILED), "failed a moment ago")
    amazon.refuses(numbered(0), "cannot be read")


def test_a_genuine_url_has_its_turn_before_a_crowd_of_others_that_are_slow(amazon: Amazon) -> None:
    amazon.bad = {path(numbered(number)) for number in range(60)}
    amazon.seconds = 0.3
    refused = [Thread(target=amazon.refuses, args=(numbered(number), "403")) for number in range(60)]
    for thread in refused:
        thread.start()
    while len(amazon.fetches) < AT_ONCE:
        time.sleep(0.005)
    amazon.certificates.key(URL)
    assert amazon.fetches.index(path(URL)) < 2 * AT_ONCE
    for thread in refused:
        thread.join()


def test_what_is_wanted_too_much_is_given_up_and_never_grows() -> None:
    go = Event()
    wanted = fetches.Fetches(lambda path: go.wait(10) and path)
    under_way = [wanted.ask(f"{number}") for number in range(AT_ONCE)]
    while wanted._waiting:
        time.sleep(0.005)
    waiting = [wanted.ask(f"w{number}") for number in range(WAITING + 1)]
    with pytest.raises(fetches.GivenUp):
        waiting[0].result(0)
    assert wanted.ask("w1") is waiting[1]
    wanted.ask("one more")
    with pytest.raises(fetches.GivenUp):
        waiting[2].result(0)
    go.set()
    assert [one.result(10) for one in (*under_way, waiting[1], waiting[-1])][-2:] == ["w1", f"w{WAITING}"]


def test_who_waits_too_long_is_refused_and_the_next_finds_the_key(
    amazon: Amazon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificates, "PATIENCE", 0.05)
    amazon.seconds = 0.3
    amazon.refuses(URL, "took too long")
    amazon.fetched(1)
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


def test_a_slow_fetch_holds_up_neither_what_is_known_nor_another(authority: Authority) -> None:
    asked, answered = Event(), Event()

    def fetch(path: str) -> bytes:
        if "slow" in path:
            asked.set()
            answered.wait(10)
        return authority.chain()

    ours = Certificates([authority.root.certificate], fetch)
    ours.key(URL)
    slow = Thread(target=ours.key, args=(URL.replace("12", "slow"),))
    slow.start()
    asked.wait(10)
    ours.key(URL)
    ours.key(URL.replace("12", "13"))
    answered.set()
    slow.join()


def test_a_key_outlives_the_server(authority: Authority, amazon: Amazon, tmp_path: Path) -> None:
    file = tmp_path / "chains"
    amazon.chain = of_days(authority, 20)
    key = amazon.start(file).key(URL)
    assert file.stat().st_mode & 0o777 == 0o600
    amazon.chain = None
    amazon.now += 3600
    assert amazon.start(file).key(URL) == key
    assert amazon.fetches == [path(URL)]
    amazon.now += LIFE
    assert amazon.start(file).key(URL) == key
    amazon.fetched(2)
    assert [one.name for one in tmp_path.iterdir()] == ["chains"]


def test_one_process_finds_what_another_has_fetched(amazon: Amazon, tmp_path: Path) -> None:
    one, other = amazon.start(tmp_path / "chains"), amazon.start(tmp_path / "chains")
    assert one.key(URL) == other.key(URL)
    assert len(amazon.fetches) == 1


def test_a_url_whose_certificate_has_ended_is_fetched_at_the_start(
    authority: Authority, amazon: Amazon, tmp_path: Path
) -> None:
    amazon.chain = of_days(authority, 1 / 24)
    amazon.start(tmp_path / "chains").key(URL)
    amazon.chain = of_days(authority, 20)
    amazon.now += 3601
    amazon.start(tmp_path / "chains")
    amazon.fetched(2)
    amazon.chain = None
    amazon.certificates.key(URL)


def stored(chain: Chain, at: str = "/echo.api/echo-api-cert-12.pem") -> bytes:
    return json.dumps({at: {"pem": chain.pem.decode(), "fetched": chain.fetched}}).encode()


@pytest.mark.parametrize("kind", ["nothing", "not JSON", "a list", "no chains", "too large", "a folder", "deep"])
def test_a_file_that_is_none_of_ours_is_only_replaced(kind: str, amazon: Amazon, tmp_path: Path) -> None:
    file = tmp_path / "chains"
    content = {
        "nothing": b"", "not JSON": b"\xff", "a list": b"[1]", "no chains": b'{"/echo.api/x": {"pem": 1}}',
        "too large": b" " * 600_000 + b"{}", "deep": b"[" * 100_000,
    }.get(kind)  # fmt: skip
    file.mkdir() if content is None else file.write_bytes(content)
    amazon.start(file).key(URL)
    assert len(amazon.fetches) == 1
    if content is not None:
        amazon.start(file).key(URL)
    assert len(amazon.fetches) == 1


def test_what_is_in_the_file_is_trusted_no_more_than_what_is_fetched(
    authority: Authority, amazon: Amazon, tmp_path: Path
) -> None:
    file = tmp_path / "chains"
    file.write_bytes(stored(Chain(Authority().chain(), 2**40)))
    genuine = amazon.start(file).key(URL)
    assert genuine == authority.key.public_key()
    assert len(amazon.fetches) == 1
    file.write_bytes(stored(Chain(Authority().chain(), 0), at="/evil/c.pem"))
    amazon.start(file)
    amazon.fetched(1)


def test_a_chain_of_tomorrow_is_renewed_no_later_for_it(authority: Authority, amazon: Amazon, tmp_path: Path) -> None:
    file = tmp_path / "chains"
    file.write_bytes(stored(Chain(of_days(authority, 20), 2**40)))
    amazon.start(file).key(URL)
    amazon.now += LIFE
    amazon.certificates.key(URL)
    amazon.fetched(1)


def test_a_file_that_cannot_be_written_costs_no_turn(
    amazon: Amazon, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    amazon.start(tmp_path / "missing" / "chains").key(URL)
    amazon.certificates.key(URL)
    assert caplog.messages == ["the certificate was not saved: No such file or directory"]


def test_a_url_of_any_length_is_not_remembered() -> None:
    with pytest.raises(Untrusted, match="not on Amazon's host"):
        certificates.located(f"https://s3.amazonaws.com/echo.api/{'x' * 200}")


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
    assert certificates.vouched(Chain(chain, 0), roots, lasts - 60).until == lasts
    with pytest.raises(Untrusted, match="not valid now"):
        certificates.vouched(Chain(chain, 0), roots, lasts + 60)


def test_the_roots_are_the_ones_that_mozilla_trusts() -> None:
    assert len(certificates.certifi_roots()) > 50
