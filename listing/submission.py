"""What still has to be filled in before the skill can be submitted."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from listing.parameters import Parameters

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("PRIVACY.md", "TERMS.md")
BLANK = re.compile(r"\[[^\[\]]*\](?!\()")
"""What an operator replaces in a document: words in square brackets that are no link."""

EXAMPLE = re.compile(r"(^|\.)example(\.(com|net|org))?$|\.(invalid|test|localhost|local)$")
"""Hosts that stand for no real one (RFC 2606)."""


def gaps(parameters: Parameters, root: Path = ROOT) -> Iterator[str]:
    """What is missing, a line for each gap; `root` is the folder with the documents."""
    addresses = {"privacy_url": parameters.privacy_url, "terms_url": parameters.terms_url}
    endpoints = {f"endpoints: {region}": endpoint for region, endpoint in parameters.endpoints.items()}
    for name, address in {**addresses, **endpoints}.items():
        if EXAMPLE.search(urlsplit(address).hostname or ""):
            yield f"parameters.toml: {name} is only an example"
    if not endpoints:
        yield "parameters.toml: endpoints: none is given, so nothing would answer"
    for name in DOCUMENTS:
        for blank in dict.fromkeys(BLANK.findall((root / name).read_text(encoding="utf-8"))):
            yield f"{name}: {blank} is not filled in"
