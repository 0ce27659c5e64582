import re
import ssl
import subprocess
import sys

import pytest

from simulator import ROOT

READABLE = re.compile(r"\b\d\.\d\.\d[a-z]*\b")
"""The versions of OpenSSL that oscrypto 1.3.0 can read."""


def _run(code: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)


@pytest.mark.skipif(
    sys.platform != "linux", reason="only on Linux does the published adapter ask for OpenSSL's version"
)
@pytest.mark.skipif(bool(READABLE.search(ssl.OPENSSL_VERSION)), reason=f"{ssl.OPENSSL_VERSION} is one it can read")
def test_the_stand_in_is_still_needed() -> None:
    done = _run("import flask_ask_sdk.skill_adapter")
    assert done.returncode != 0, "flask-ask-sdk can be imported by itself: delete web_service/stand_in.py"
    assert "LibraryNotFoundError" in done.stderr, done.stderr


def test_with_it_the_adapter_is_imported_and_what_it_stands_in_for_is_not() -> None:
    done = _run(
        "import web_service.app, sys\n"
        "assert sys.modules['certvalidator'].CertificateValidator.__module__ == 'web_service.stand_in'\n"
        "assert not [name for name in sys.modules if name.startswith(('oscrypto', 'certvalidator.')) and name != "
        "'certvalidator.errors']"
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_whoever_calls_it_is_told_and_not_let_through() -> None:
    done = _run(
        "import web_service\n"
        "from ask_sdk_webservice_support.verifier import RequestVerifier\n"
        "from tests.web_service.authority import Authority\n"
        "RequestVerifier()._validate_cert_chain(Authority().chain())"
    )
    assert done.returncode == 1
    assert "NotHere: certvalidator is only a stand-in here" in done.stderr
