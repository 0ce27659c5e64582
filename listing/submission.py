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

SAY_UNREVIEWED = ("README.md", "listing/store.toml", "lambda/upper_back_guide/content/en/answers.toml")
UNREVIEWED = re.compile(r"No (clinician|medical expert) has (reviewed|checked)")

EXAMPLE = re.compile(r"(^|\.)example(\.(com|net|org))?$|\.(invalid|test|localhost|local)$")
"""Hosts that stand for no real one (RFC 2606)."""


def gaps(parameters: Parameters, root: Path = ROOT) -> Iterator[str]:
    """What is missing, a line for each gap; `root` is the folder with the documents."""
    addresses = {"privacy_url": parameters.privacy_url, "terms_url": parameters.terms_url}
    endpoints = {f"endpoints: {region}": endpoint for region, endpoint in parameters.endpoints.items()}
    for name, address in {**addresses, **endpoints}.items():
        if EXAMPLE.search(urlsplit(address).hostname or ""):
            yield f"parameters.toml: {name} is only an example"
    yield from _review(parameters.reviewed_by, root)
    if not endpoints:
        yield "parameters.toml: endpoints: none is given, so nothing would answer"
    for name in DOCUMENTS:
        for blank in dict.fromkeys(BLANK.findall((root / name).read_text(encoding="utf-8"))):
            yield f"{name}: {blank} is not filled in"


def _review(reviewed_by: str, root: Path) -> Iterator[str]:
    """That nobody has signed the content off, or what still says so once somebody has."""
    if not reviewed_by:
        yield "parameters.toml: reviewed_by: no clinician has signed the content off"
        return
    for name in (*DOCUMENTS, *SAY_UNREVIEWED):
        if UNREVIEWED.search(" ".join((root / name).read_text(encoding="utf-8").split())):
            yield f"{name} still says that nobody has reviewed the content"
