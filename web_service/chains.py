"""The certificate chains that outlive the server: a small file, trusted no more than the network is."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

MAX_BYTES = 512 * 1024
"""Bytes of the file; a larger one is none of ours."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What was behind a certificate URL."""

    pem: bytes
    fetched: float
    """Seconds since 1970."""


class Chains:
    """Chains by their path on Amazon's host, in one file that several processes read and write as a whole."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, int] | None = None

    def changed(self) -> Mapping[str, Chain]:
        """What is in the file, if it is another file than last time; nothing where there is none, or no such one."""
        try:
            found = self._file.stat()
            if self._seen == (seen := (found.st_ino, found.st_mtime_ns)) or found.st_size > MAX_BYTES:
                return {}
            self._seen = seen
            rows = json.loads(self._file.read_bytes())
            return {path: Chain(row["pem"].encode("latin-1"), float(row["fetched"])) for path, row in rows.items()}
        except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return {}

    def write(self, chains: Mapping[str, Chain]) -> None:
        """Replace the file; OSError when it cannot be written."""
        rows = {path: {"pem": chain.pem.decode("latin-1"), "fetched": chain.fetched} for path, chain in chains.items()}
        with NamedTemporaryFile("w", dir=self._file.parent, prefix=self._file.name, delete=False) as new:
            json.dump(rows, new)
        try:
            os.replace(new.name, self._file)  # noqa: PTH105  whole, or not at all
        except OSError:
            Path(new.name).unlink(missing_ok=True)
            raise
