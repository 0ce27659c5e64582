"""The bill of materials of a package, in CycloneDX: what of others' is in it, in which version, under which licence."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from upper_back_guide import __version__

NAME = "upper-back-guide"


def text(folder: Path, archive: Path) -> str:
    """The bill for a zip that was made from this folder: the same text for the same bytes."""
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    package = Component(
        name=archive.name,
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref=NAME,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )
    bom = Bom(components=_components(folder), serial_number=uuid5(NAMESPACE_URL, digest))
    bom.metadata.component = package
    bom.metadata.timestamp = None  # type: ignore[assignment]  # it would tell two builds apart
    bom.register_dependency(package, bom.components)
    written: str = JsonV1Dot6(bom).output_as_string(indent=2)
    return f"{written}\n"


def _components(folder: Path) -> Iterator[Component]:
    licences = LicenseFactory()
    for found in sorted(distributions(path=[str(folder)]), key=lambda one: one.name.lower()):
        url = PackageURL("pypi", name=found.name.lower(), version=found.version)
        yield Component(
            name=found.name,
            version=found.version,
            purl=url,
            bom_ref=url.to_string(),
            licenses=[licences.make_from_string(licence)] if (licence := _licence(found)) else (),
        )


def _licence(found: Distribution) -> str:
    """The licence as its metadata names it; its first line, as some put the whole text there."""
    about = found.metadata.json
    named = str(about.get("license_expression") or about.get("license") or "").strip()
    return named.partition("\n")[0]
