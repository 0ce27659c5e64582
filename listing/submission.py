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

CONTENT = "lambda/upper_back_guide/content/en"
TELLING = (*DOCUMENTS, "README.md", "listing/store.toml", f"{CONTENT}/answers.toml", f"{CONTENT}/basics.toml")
"""What tells people whether a clinician has reviewed it."""

UNREVIEWED = re.compile(r"No (clinician|medical expert) has (reviewed|checked)")
REVIEWED = re.compile(r"(reviewed|checked|signed off) by (a |our )?(clinician|medical expert|doctor)", re.IGNORECASE)

EXAMPLE = re.compile(r"(^|\.)example(\.(com|net|org))?$|\.(invalid|test|localhost|local)$")
"""Hosts that stand for no real one (RFC 2606)."""


def gaps(parameters: Parameters, unsigned: int, root: Path = ROOT) -> Iterator[str]:
    """What is missing, a line for each gap; `unsigned` is how many items no clinician's signature stands under, `root`
    the folder with the documents."""
    addresses = {"privacy_url": parameters.privacy_url, "terms_url": parameters.terms_url}
    endpoints = {f"endpoints: {region}": endpoint for region, endpoint in parameters.endpoints.items()}
    for name, address in {**addresses, **endpoints}.items():
        if EXAMPLE.search(urlsplit(address).hostname or ""):
            yield f"parameters.toml: {name} is only an example"
    yield from _review(unsigned, root)
    if not endpoints:
        yield "parameters.toml: endpoints: none is given, so nothing would answer"
    for name in DOCUMENTS:
        for blank in dict.fromkeys(BLANK.findall((root / name).read_text(encoding="utf-8"))):
            yield f"{name}: {blank} is not filled in"


def _review(unsigned: int, root: Path) -> Iterator[str]:
    """That not all is signed, and what says otherwise than the signatures."""
    if unsigned:
        yield f"review: {unsigned} items are not signed by a clinician: python -m review --ready names them"
    wrong, told = (REVIEWED, "says that it is reviewed") if unsigned else (UNREVIEWED, "says that it is not reviewed")
    for name in TELLING:
        if wrong.search(" ".join((root / name).read_text(encoding="utf-8").split())):
            yield f"{name} {told}"
