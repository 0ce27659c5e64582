"""What was learned of sentences is kept between runs, so that only the first one waits for it."""

import hashlib
import json
import os
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from understanding.sentences import SentenceModel, Vectors

VERSION = "3"
"""Part of the names of what is kept: to be changed whenever it is made in another way."""

CHUNK = 256
"""How many sentences are learned between two lines of progress."""

Arrays = Mapping[str, NDArray[np.generic]]


class Memory:
    """The vectors of texts, from former runs where they are known."""

    def __init__(self, encoder: SentenceModel) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] | None = None

    def vectors(self, texts: Iterable[str]) -> Vectors:
        """One row for each text. Another locale or a changed model learns only what is new."""
        wanted = list(texts)
        if self._known is None:
            self._known = _known()
        if new := [text for text in dict.fromkeys(wanted) if text not in self._known]:
            self._known |= self._learned(new)
            kept = {"texts": np.array(json.dumps(list(self._known))), "vectors": np.array(list(self._known.values()))}
            _keep(f"phrases-{VERSION}", kept)
        return np.array([self._known[text] for text in wanted], np.float32).reshape(len(wanted), -1)

    def _learned(self, new: Sequence[str]) -> dict[str, Vectors]:
        start, told = time.monotonic(), f"Learning {len(new)} phrases, this once"
        by_length = sorted(new, key=len)  # little padding
        learned: dict[str, Vectors] = {}
        chunks = [by_length[first : first + CHUNK] for first in range(0, len(new), CHUNK)]
        with ThreadPoolExecutor(os.cpu_count()) as threads:  # each product is a single thread's: see __init__.py
            for chunk, vectors in zip(chunks, threads.map(self._encoder.encode, chunks), strict=True):
                learned |= zip(chunk, vectors.astype(np.float16), strict=True)
                if sys.stderr.isatty():
                    print(f"\r{told}: {len(learned) / len(new):.0%} ", end="", file=sys.stderr, flush=True)
        again = "\r" if sys.stderr.isatty() else ""
        print(f"{again}{told}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
        return learned


def remembered(name: str, made_of: Sequence[object], make: Callable[[], Arrays]) -> Arrays:
    """What `make` gives, kept by what it was made of."""
    digest = hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:16]
    file = f"{name}-{VERSION}-{digest}"
    if kept := _read(file):
        return kept
    made = make()
    for old in cache_folder().glob(f"{name}-*.npz"):
        if old.stat().st_mtime < time.time() - 30 * 24 * 3600:
            old.unlink(missing_ok=True)
    _keep(file, made)
    return made


def _known() -> dict[str, Vectors]:
    kept = _read(f"phrases-{VERSION}")
    try:
        return dict(zip(json.loads(kept["texts"].item()), kept["vectors"], strict=True))
    except (KeyError, ValueError):
        return {}


def _read(name: str) -> Arrays:
    """What was kept under a name; nothing when it cannot be read."""
    try:
        with np.load(cache_folder() / f"{name}.npz") as kept:
            return {key: kept[key] for key in kept.files}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        return {}


def _keep(name: str, arrays: Arrays) -> None:
    """Keep it for the next time; a folder that cannot be written to only costs the seconds again."""
    path = cache_folder() / f"{name}.npz"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.tmp")
        with partial.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
        partial.replace(path)
    except OSError:
        return


def cache_folder() -> Path:
    """Where it is kept."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "upper-back-guide"
