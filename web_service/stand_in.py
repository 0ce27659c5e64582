"""Stands in for certvalidator, so that flask-ask-sdk can be imported.

Its published verifier imports certvalidator, that imports oscrypto 1.3.0, and that cannot read an OpenSSL version with
two digits at the end, such as 3.0.19: the import fails even where the verifier is not used (wbond/oscrypto issue 78,
mended in 2023, never released). Our own verifier takes its place, so all that is needed is for the import to succeed.
Anything that calls what is here has gone past our verifier, and is told so.
"""

import sys
from types import ModuleType
from typing import NoReturn


class NotHere(RuntimeError):
    """Something called certvalidator, which this service does not have."""


class CertificateValidator:
    """The name that flask-ask-sdk imports; it validates nothing, so it cannot be made."""

    def __init__(self, *_: object, **__: object) -> NoReturn:
        raise NotHere("certvalidator is only a stand-in here: web_service.verifier checks requests")


class PathError(Exception):
    """A name that flask-ask-sdk imports; never raised."""


class ValidationError(Exception):
    """A name that flask-ask-sdk imports; never raised."""


def install() -> None:
    """Make `import certvalidator` find the stand-in."""
    package, errors = ModuleType("certvalidator"), ModuleType("certvalidator.errors")
    vars(package).update(CertificateValidator=CertificateValidator, errors=errors)
    vars(errors).update(PathError=PathError, ValidationError=ValidationError)
    sys.modules["certvalidator"], sys.modules["certvalidator.errors"] = package, errors
