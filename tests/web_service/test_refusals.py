"""Everything that is not a request of Alexa's for this skill, now: each gets its status and one line in the log."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA1
from flask.testing import FlaskClient

from tests.web_service.authority import DAY, SKILL, URL, Authority, Issuer, new_key, pem, sign
from tests.web_service.requests import body, launch, stamp
from upper_back_guide.alexa.guard import guarded
from web_service.app import MAX_BODY, create
from web_service.certificates import Certificates, Untrusted
from web_service.verifier import Verifier


@dataclass(frozen=True)
class Sent:
    """One request, and what is behind its certificate URL."""

    body: bytes
    headers: dict[str, str]
    chain: bytes
    method: str = "POST"
    path: str = "/"

    def without(self, *names: str) -> "Sent":
        return replace(self, headers={name: value for name, value in self.headers.items() if name not in names})

    def adding(self, **headers: str) -> "Sent":
        return replace(self, headers={**self.headers, **{key.replace("_", "-"): val for key, val in headers.items()}})

    def behind(self, url: str) -> "Sent":
        return self.adding(SignatureCertChainUrl=url)


def good(authority: Authority, envelope: object = None) -> Sent:
    return signed(authority, body(launch() if envelope is None else envelope))


def signed(authority: Authority, raw: bytes) -> Sent:
    return Sent(raw, authority.headers(raw), authority.chain())


def other_chain(**leaf: Any) -> Callable[[Authority], Sent]:
    def sent(ours: Authority) -> Sent:
        issued = ours.intermediate.leaf(leaf.get("key", ours.key), **{k: v for k, v in leaf.items() if k != "key"})
        return replace(good(ours), chain=pem(issued, ours.intermediate.certificate))

    return sent


def chained(make: Callable[[Authority], bytes]) -> Callable[[Authority], Sent]:
    return lambda ours: replace(good(ours), chain=make(ours))


def from_url(url: str) -> Callable[[Authority], Sent]:
    return lambda ours: good(ours).behind(url)


def enveloped(envelope: Callable[[], object]) -> Callable[[Authority], Sent]:
    return lambda ours: good(ours, envelope())


def raw(text: bytes) -> Callable[[Authority], Sent]:
    return lambda ours: signed(ours, text)


def method(name: str) -> Callable[[Authority], Sent]:
    return lambda ours: replace(good(ours), method=name)


def for_another_skill() -> dict[str, Any]:
    envelope = launch()
    envelope["context"]["System"]["application"] = {"applicationId": "amzn1.ask.skill.another"}
    return envelope


def without_context() -> dict[str, Any]:
    return {**launch(), "context": None}


def untimely() -> dict[str, Any]:
    envelope = launch()
    del envelope["request"]["timestamp"]
    return envelope


FORGED_OR_BROKEN: dict[str, tuple[Callable[[Authority], Sent], int, str]] = {
    # Whose signature it is.
    "untrusted root": (chained(lambda ours: Authority(key=ours.key).chain()), 400, "of no trusted root"),
    "own root in the chain": (
        chained(lambda ours: (new := Authority(key=ours.key)).chain() + pem(new.root.certificate)),
        400,
        "of no trusted root",
    ),
    "self-signed": (chained(lambda ours: pem(Issuer.root().leaf(ours.key))), 400, "of no trusted root"),
    "expired certificate": (other_chain(start=-2 * DAY, end=-timedelta(minutes=1)), 400, "not valid now"),
    "certificate of tomorrow": (other_chain(start=DAY, end=2 * DAY), 400, "not valid now"),
    "certificate of another name": (other_chain(name="echo-api.amazon.com.example.org"), 400, "not Alexa's"),
    "missing intermediate": (chained(lambda ours: pem(ours.intermediate.leaf(ours.key))), 400, "of no trusted root"),
    "certificate with an EC key": (other_chain(key=ec.generate_private_key(ec.SECP256R1())), 400, "no RSA key"),
    "chain that is not PEM": (chained(lambda _: b"<html>hello</html>"), 400, "cannot be read"),
    "chain that is empty": (chained(lambda _: b""), 400, "cannot be read"),
    "chain broken off": (chained(lambda ours: ours.chain()[:700]), 400, "cannot be read"),
    # Where the certificate is.
    "http": (from_url(URL.replace("https", "http")), 400, "not on Amazon's host, or not plain https"),
    "other host": (from_url("https://s3.amazonaws.com.example.org/echo.api/c.pem"), 400, "not on Amazon's host"),
    "other bucket": (from_url("https://s3.amazonaws.com/evil/c.pem"), 400, "not in Amazon's folder"),
    "folder in another case": (from_url("https://s3.amazonaws.com/Echo.API/c.pem"), 400, "not in Amazon's folder"),
    "path out of the folder": (from_url("https://s3.amazonaws.com/echo.api/../evil/c.pem"), 400, "not in Amazon's"),
    "encoded path out": (from_url("https://s3.amazonaws.com/echo.api/%2e%2e/evil/c.pem"), 400, "not on Amazon's"),
    "encoded slash": (from_url("https://s3.amazonaws.com/echo.api/..%2fevil/c.pem"), 400, "not on Amazon's host"),
    "backslash": (from_url("https://s3.amazonaws.com/echo.api/..\\evil/c.pem"), 400, "not on Amazon's host"),
    "other port": (from_url("https://s3.amazonaws.com:8443/echo.api/c.pem"), 400, "not on Amazon's host"),
    "user in front": (from_url("https://s3.amazonaws.com@example.org/echo.api/c.pem"), 400, "not on Amazon's host"),
    "user and password": (from_url("https://u:p@s3.amazonaws.com/echo.api/c.pem"), 400, "not on Amazon's host"),
    "query": (from_url(f"{URL}?versionId=1"), 400, "not on Amazon's host"),
    "fragment": (from_url(f"{URL}#x"), 400, "not on Amazon's host"),
    "no URL at all": (lambda ours: good(ours).without("SignatureCertChainUrl"), 400, "no certificate URL"),
    # What was signed.
    "no signature": (lambda ours: good(ours).without("Signature-256"), 400, "no signature"),
    "the old signature alone": (
        lambda ours: good(ours).without("Signature-256").adding(Signature=sign(ours.key, b"", SHA1())),  # noqa: S303
        400,
        "no signature",
    ),
    "SHA-1 signature": (
        lambda ours: (sent := good(ours)).adding(Signature_256=sign(ours.key, sent.body, SHA1())),  # noqa: S303
        400,
        "not of this body",
    ),
    "signature of another key": (
        lambda ours: (sent := good(ours)).adding(Signature_256=sign(new_key(), sent.body)),
        400,
        "not of this body",
    ),
    "signature that is not base64": (lambda ours: good(ours).adding(Signature_256="%%%"), 400, "not base64"),
    "signature that is not ASCII": (lambda ours: good(ours).adding(Signature_256="é"), 400, "not base64"),
    "empty signature": (lambda ours: good(ours).adding(Signature_256=""), 400, "no signature"),
    "tampered body": (
        lambda ours: replace(sent := good(ours), body=sent.body.replace(b"en-US", b"en-GB")),
        400,
        "not of this body",
    ),
    "body with a blank more": (lambda ours: replace(sent := good(ours), body=sent.body + b" "), 400, "of this body"),
    # When, and for whom.
    "stale": (enveloped(lambda: launch(timestamp=stamp(-200))), 400, "not of now"),
    "of the future": (enveloped(lambda: launch(timestamp=stamp(200))), 400, "not of now"),
    "stale, in milliseconds": (enveloped(lambda: launch(timestamp=int(time.time() - 200) * 1000)), 400, "not of now"),
    "event of yesterday": (
        enveloped(lambda: launch(type="AlexaSkillEvent.SkillDisabled", timestamp=stamp(-7200))),
        400,
        "not of now",
    ),
    "without a timestamp": (enveloped(untimely), 400, "no timestamp"),
    "timestamp that is none": (enveloped(lambda: launch(timestamp="yesterday")), 400, "not a time"),
    "timestamp of another type": (enveloped(lambda: launch(timestamp=[True])), 400, "no timestamp"),
    "timestamp beyond numbers": (enveloped(lambda: launch(timestamp=10**400)), 400, "not a time"),
    "timestamp beyond the calendar": (
        enveloped(lambda: launch(timestamp="0001-01-01T00:00:00+23:59")),
        400,
        "not of now",
    ),
    "request that is a list": (enveloped(lambda: {**launch(), "request": []}), 400, "no timestamp"),
    "for another skill": (enveloped(for_another_skill), 400, "for another skill"),
    "without a context": (enveloped(without_context), 400, "for another skill"),
    # Signed by Alexa, and still broken.
    "not JSON": (raw(b"{"), 400, "not JSON"),
    "empty body": (raw(b""), 400, "not JSON"),
    "not UTF-8": (raw(b'{"a": "\xff"}'), 400, "not UTF-8"),
    "a byte order mark": (raw(b"\xef\xbb\xbf{}"), 400, "not JSON"),
    "NaN": (raw(b'{"a": NaN}'), 400, "not JSON"),
    "a number beyond bounds": (raw(b'{"a": ' + b"9" * 5000 + b"}"), 400, "not JSON"),
    "nested without end": (raw(b"[" * MAX_BODY), 400, "not JSON"),
    "a list": (raw(b"[]"), 400, "not a JSON object"),
    "too large": (raw(b" " * (MAX_BODY + 1)), 413, "413"),
    "GET": (method("GET"), 405, "405"),
    "PUT": (method("PUT"), 405, "405"),
    "OPTIONS": (method("OPTIONS"), 405, "405"),
    "another path": (lambda ours: replace(good(ours), path="/skill"), 404, "404"),
}


class Service:
    """The application with a handler that counts."""

    def __init__(self, authority: Authority) -> None:
        self.turns = 0
        self.chain = b""
        self._handler = guarded(SKILL)
        certificates = Certificates([authority.root.certificate], self._fetch)
        self.client: FlaskClient = create(self.answer, Verifier(SKILL, certificates)).test_client()

    def answer(self, event: object, context: object = None) -> dict[str, Any]:
        self.turns += 1
        return self._handler(event, context)

    def send(self, sent: Sent) -> tuple[int, str]:
        self.chain = sent.chain
        answered = self.client.open(sent.path, method=sent.method, data=sent.body, headers=sent.headers)
        return answered.status_code, answered.text

    def _fetch(self, path: str) -> bytes:
        return self.chain


@pytest.fixture
def service(authority: Authority) -> Service:
    return Service(authority)


@pytest.mark.parametrize("kind", FORGED_OR_BROKEN)
def test_what_is_forged_or_broken_is_refused_with_one_line_of_reason_and_reaches_no_handler(
    kind: str, service: Service, authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    make, status, reason = FORGED_OR_BROKEN[kind]
    sent = make(authority)
    answered, text = service.send(sent)
    assert answered == status
    assert service.turns == 0
    (line,) = caplog.records
    assert (line.name, line.levelno, line.exc_info) == ("web_service", logging.WARNING, None)
    told = line.getMessage()
    assert told.startswith(f"refused: {status} ")
    assert reason in told
    assert "\n" not in told
    assert text.splitlines()[0].startswith(str(status))
    assert len(text.splitlines()) == 1


def test_what_alexa_signed_is_answered(
    service: Service, authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    status, text = service.send(good(authority))
    assert status == 200
    assert "Welcome to Upper Back Guide" in json.loads(text)["response"]["outputSpeech"]["ssml"]
    assert service.turns == 1
    assert not [record for record in caplog.records if record.name == "web_service"]


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "HTTPS://S3.AmazonAWS.com/echo.api/echo-api-cert-12-ats.pem",
    ],
)
def test_the_forms_of_url_that_amazon_allows_are_allowed(url: str, service: Service, authority: Authority) -> None:
    assert service.send(good(authority).behind(url))[0] == 200


def test_header_names_are_of_any_case(service: Service, authority: Authority) -> None:
    sent = good(authority)
    shouted = {name.upper(): value for name, value in sent.headers.items()}
    assert service.send(replace(sent, headers=shouted))[0] == 200


@pytest.mark.parametrize(
    "timestamp",
    [
        lambda: stamp(-60),
        lambda: stamp(60),
        lambda: stamp().rstrip("Z"),
        lambda: stamp().replace("Z", ".123Z"),
        lambda: stamp(7200).replace("Z", "+02:00"),
        lambda: int(time.time() * 1000),
    ],
)
def test_a_timestamp_of_now_is_taken_in_every_form(
    timestamp: Callable[[], object], service: Service, authority: Authority
) -> None:
    assert service.send(good(authority, launch(timestamp=timestamp())))[0] == 200


def test_an_event_outside_of_a_conversation_may_be_an_hour_old(service: Service, authority: Authority) -> None:
    event = launch(type="AlexaSkillEvent.SkillDisabled", timestamp=stamp(-3000))
    assert service.send(good(authority, event))[0] == 200
    assert service.turns == 1


def test_a_form_that_was_signed_is_read_as_its_bytes(service: Service, authority: Authority) -> None:
    form = good(authority).adding(Content_Type="application/x-www-form-urlencoded")
    assert service.send(form)[0] == 200


def test_a_body_of_just_the_size_is_read(service: Service, authority: Authority) -> None:
    padded = body(launch())
    assert service.send(signed(authority, padded + b" " * (MAX_BODY - len(padded))))[0] == 200


def test_deep_or_strange_json_that_alexa_signed_is_never_an_error_of_ours(
    service: Service, authority: Authority
) -> None:
    envelope = launch()
    for attributes in (b"[" * 900 + b"]" * 900, b'{"a": 1, "a": 2}', b'"\\ud800"', b"1e999", b"-0"):
        text = body(envelope).replace(b'"attributes": {}', b'"attributes": ' + attributes)
        assert service.send(signed(authority, text))[0] == 200


def test_a_fault_of_ours_is_500_and_tells_the_caller_nothing(
    authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: object, context: object = None) -> dict[str, Any]:
        raise RuntimeError("a very private complaint")

    certificates = Certificates([authority.root.certificate], lambda path: authority.chain())
    client = create(fail, Verifier(SKILL, certificates)).test_client()
    sent = good(authority)
    answered = client.post("/", data=sent.body, headers=sent.headers)
    assert (answered.status_code, answered.text) == (500, "500 Internal Server Error\n")
    assert "RuntimeError" in caplog.text
    assert "private" not in caplog.text


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_an_answer_that_would_not_be_json_never_leaves(number: float, authority: Authority) -> None:
    certificates = Certificates([authority.root.certificate], lambda path: authority.chain())
    client = create(lambda event, context=None: {"version": number}, Verifier(SKILL, certificates)).test_client()
    sent = good(authority)
    assert client.post("/", data=sent.body, headers=sent.headers).status_code == 500


def test_a_failing_fetch_is_a_bad_request(authority: Authority, caplog: pytest.LogCaptureFixture) -> None:
    def fail(path: str) -> bytes:
        raise Untrusted("fetching the certificate took too long")

    verifier = Verifier(SKILL, Certificates([authority.root.certificate], fail))
    sent = good(authority)
    client = create(guarded(SKILL), verifier).test_client()
    assert client.post("/", data=sent.body, headers=sent.headers).status_code == 400
    assert caplog.messages == ["refused: 400 fetching the certificate took too long"]


@pytest.mark.parametrize("kind", ["a stale timestamp", "another skill's"])
def test_who_cannot_be_alexa_makes_us_fetch_nothing(kind: str, authority: Authority) -> None:
    fetched: list[str] = []

    def fetch(path: str) -> bytes:
        fetched.append(path)
        return authority.chain()

    envelope = launch()
    if kind == "a stale timestamp":
        envelope["request"]["timestamp"] = "2020-01-01T00:00:00Z"
    else:
        envelope["context"]["System"]["application"]["applicationId"] = "amzn1.ask.skill.other"
    sent = good(authority, envelope)
    client = create(guarded(SKILL), Verifier(SKILL, Certificates([authority.root.certificate], fetch))).test_client()
    assert client.post("/", data=sent.body, headers=sent.headers).status_code == 400
    assert not fetched


def test_the_server_says_that_it_is_up(service: Service) -> None:
    answered = service.client.get("/healthz")
    assert (answered.status_code, answered.text) == (200, "ok\n")
    assert service.client.post("/healthz").status_code == 405


def test_a_refused_method_is_told_which_is_allowed(service: Service) -> None:
    assert service.client.get("/").headers["Allow"] == "POST"
