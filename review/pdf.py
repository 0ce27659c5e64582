"""Prints the document with Chromium, the same bytes every time."""

import re
import subprocess
from datetime import date
from pathlib import Path

from screens.chromium import FLAGS, installed

PRINTING = ("--headless", "--no-pdf-header-footer", "--generate-pdf-document-outline")
PATIENCE = 300
"""Seconds that printing may take."""

STAMP = re.compile(rb"(?<=Date \(D:)\d{14}[^)]*")
"""When a PDF was made and changed."""


class NoPrinter(RuntimeError):
    """There is no PDF; the message says why, in one line."""


def printed(page: Path, output: Path, as_of: date | None) -> None:
    """Print an HTML file, dated as it is; NoPrinter where that does not go."""
    if not (chromium := installed()):
        raise NoPrinter("Chromium is not installed")
    command = [chromium, *PRINTING, *FLAGS, f"--print-to-pdf={output}", page.resolve().as_uri()]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own page
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise NoPrinter(" ".join(str(fault).split())) from fault
    if done.returncode or not output.is_file():
        raise NoPrinter(f"Chromium could not print it, status {done.returncode}")
    output.write_bytes(STAMP.sub(lambda found: _stamp(as_of, len(found[0])), output.read_bytes()))


def _stamp(as_of: date | None, length: int) -> bytes:
    """A date as PDF writes it, as long as the one that it stands for: the file has places counted in bytes."""
    return f"{as_of or date(2000, 1, 1):%Y%m%d}000000+00'00'".encode().ljust(length)[:length]
