"""The manifest in skill-package/, and the same one as it is before and after the skill is deployed."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from listing.manifest import manifest, texts
from listing.parameters import Parameters
from review import collection, signatures

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "skill-package"
MANIFEST: dict[str, Any] = json.loads((PACKAGE / "skill.json").read_text())["manifest"]
LOCALES: dict[str, Any] = MANIFEST["publishingInformation"]["locales"]
UNSIGNED = signatures.gaps(collection.items(), signatures.read())
TESTING: str = MANIFEST["publishingInformation"]["testingInstructions"]

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:upper-back-guide:live"
ELSEWHERE = "arn:aws:lambda:eu-west-1:123456789012:function:upper-back-guide:live"
SERVER = "https://back.example.org/alexa"
ENDPOINTS: dict[str, dict[str, str]] = {
    "before it is deployed": {},
    "one function": {"NA": FUNCTION},
    "two functions": {"NA": FUNCTION, "EU": ELSEWHERE},
    "a server": {"EU": SERVER},
}


def made(endpoints: Mapping[str, str] | None = None, countries: tuple[str, ...] = ()) -> dict[str, Any]:
    """The manifest that these parameters make."""
    parameters = Parameters("https://example.org/privacy", "https://example.org/terms", countries, endpoints or {})
    content: dict[str, Any] = manifest(texts(), parameters)["manifest"]
    return content


def quoted(text: str) -> list[str]:
    """What stands in quotation marks."""
    return re.findall(r'"([^"]+)"', text)
