"""What an operator fills in: read from parameters.toml, and refused when it cannot be used."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PATH = Path(__file__).with_name("parameters.toml")
REGIONS = {"NA": "us-east-1", "EU": "eu-west-1", "FE": "us-west-2"}
"""Alexa's regions, and AWS's beside them; the first one that is given an endpoint serves those that are not."""

FUNCTION = re.compile(
    r"arn:aws:lambda:(?P<region>[a-z]{2}-[a-z]+-\d):\d{12}:function:[\w-]{1,64}(:(?P<alias>[\w$-]{1,128}))?"
)
COUNTRY = re.compile(r"[A-Z]{2}")
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
ADDRESS = re.compile(r"[!-~]+")
"""What a web address is written in: ASCII without spaces."""


class Unusable(ValueError):
    """A parameter cannot be used; the message says which and why, in one line."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an operator fills in."""

    privacy_url: str
    terms_url: str
    countries: tuple[str, ...] = ()
    """Two-letter codes; none means everywhere Alexa is."""

    endpoints: Mapping[str, str] = field(default_factory=dict)
    """A function's ARN or an https address, by region; empty until something is deployed."""


def read(path: Path = PATH) -> Parameters:
    """The parameters in a file; Unusable when there is no such file or something in it cannot be used."""
    try:
        return parsed(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Unusable(f"{path.name}: {' '.join(str(fault).split())}") from fault


def parsed(text: str) -> Parameters:
    """The parameters in TOML; ValueError when something in it cannot be used."""
    match tomllib.loads(text):
        case {
            "privacy_url": str(privacy_url),
            "terms_url": str(terms_url),
            "countries": [*countries],
            "endpoints": dict(endpoints),
            **others,
        } if not others:
            pass
        case _:
            raise Unusable("needs privacy_url, terms_url, countries, [endpoints], and nothing else")
    for name, url in (("privacy_url", privacy_url), ("terms_url", terms_url)):
        _check_url(name, url)
    for country in countries:
        if not (isinstance(country, str) and COUNTRY.fullmatch(country)):
            raise Unusable(f"countries: {country!r} is not a two-letter code such as GB")
    for region, endpoint in endpoints.items():
        _check_endpoint(region, endpoint)
    given = {region: endpoints[region] for region in REGIONS if endpoints.get(region)}
    return Parameters(privacy_url, terms_url, tuple(countries), given)


def _check_endpoint(region: str, endpoint: Any) -> None:
    if region not in REGIONS:
        raise Unusable(f"endpoints: {region} is not one of {', '.join(REGIONS)}")
    if not isinstance(endpoint, str):
        raise Unusable(f"endpoints: {region} is not a text")
    if endpoint.startswith("https:"):
        _check_url(f"endpoints: {region}", endpoint)
    elif endpoint:
        function = FUNCTION.fullmatch(endpoint)
        if not function:
            raise Unusable(f"endpoints: {region} is neither the ARN of a Lambda function nor an https address")
        # Alexa may call the alias alone, and a version would never be another one.
        if not re.search("[A-Za-z_-]", (function["alias"] or "").replace("$LATEST", "")):
            raise Unusable(f"endpoints: {region} lacks the alias at its end, such as :live")
        if function["region"] != REGIONS[region]:
            raise Unusable(f"endpoints: {region} is answered from {REGIONS[region]}, not {function['region']}")


def _check_url(name: str, url: str) -> None:
    """Unusable for what Alexa would not take: it wants https on its own port, and nobody else's name to be "alexa"."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as fault:
        raise Unusable(f"{name}: {fault}") from fault
    if parts.scheme != "https" or not HOST.fullmatch(host) or not ADDRESS.fullmatch(url):
        raise Unusable(f"{name} is not an https address")
    if port not in (None, 443) or parts.username is not None:
        raise Unusable(f"{name} has a port or a user name, which Alexa does not take")
    if "alexa" in host:
        raise Unusable(f'{name}: Amazon allows no "alexa" in the host\'s name')
