"""Where Chromium is on this machine, and how it is started."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")

# Nothing leaves the machine, and nothing is tried.
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


def installed() -> str:
    """The path of Chromium; empty where it is not installed."""
    return next(filter(None, map(shutil.which, NAMES)), "")
