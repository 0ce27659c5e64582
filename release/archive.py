"""Zips a folder so that the same files always make the same bytes."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from release.package import files

LIMIT = 7_000_000
"""Bytes. A larger package starts slower, and holds something that it does not need."""


class TooLarge(ValueError):
    """The zip is over the limit; the message says by how much."""


def write(folder: Path, archive: Path) -> int:
    """Zip the files of a folder and return the size in bytes; TooLarge when that is over the LIMIT."""
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as zipped:
        for path in files(folder):
            entry = ZipInfo(path.relative_to(folder).as_posix())  # dated 1980, as all are
            entry.external_attr = 0o100644 << 16
            entry.compress_type = ZIP_DEFLATED
            zipped.writestr(entry, path.read_bytes())
    size = archive.stat().st_size
    if size > LIMIT:
        raise TooLarge(f"the package has {size:,} bytes, over the limit of {LIMIT:,}")
    return size
