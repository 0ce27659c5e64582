"""The language model and the small dictionary of a locale, made when they are first needed and kept in the cache."""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from echo.hearing import phones, sentences
from echo.hearing.sentences import Sentence
from echo.hearing.trigrams import Trigrams
from understanding.model import MODELS, Model, load

HERE = Path(__file__).resolve().parent
MADE_BY = tuple(HERE / f"{name}.py" for name in ("language", "phones", "sentences", "trigrams"))
FILLERS = (
    "<s> SIL",
    "</s> SIL",
    "<sil> SIL",
    "[NOISE] +NSN+",
    "[SPEECH] +SPN+",
)
"""What may be heard between any two words, and is no word."""


@dataclass(frozen=True, slots=True)
class Language:
    """The files that a decoder reads."""

    model: Path
    dictionary: Path
    fillers: Path


def language(locale: str, theirs: Path) -> Language:
    """The files of a locale, with the words of the decoder's own dictionary; MissingModel where the locale has no
    interaction model. The first time they take some seconds to make."""
    kept = folder() / f"hearing-{locale}-{_key(locale, theirs)}"
    if not kept.is_dir():
        print(f"hearing: learning what people say ({locale}), once ...", file=sys.stderr, flush=True)
        _make(kept, locale, theirs)
    return Language(kept / "sentences.arpa", kept / "words.dict", kept / "fillers.dict")


def folder() -> Path:
    """Where what is made is kept."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "upper-back-guide"


def heard_words(locale: str) -> set[str]:
    """Every word that can be heard."""
    return {word for sentence in sentences.sentences(as_compiled(locale)) for word in sentence}


def as_compiled(locale: str) -> Model:
    """The interaction model as a device has it."""
    model = load(locale)
    return model.compiled or model


def _key(locale: str, theirs: Path) -> str:
    told = hashlib.sha256()
    for path in (MODELS / f"{locale}.json", *sentences.SOURCES, phones.OURS, *MADE_BY):
        told.update(path.read_bytes() if path.is_file() else b"")
    told.update(f"{theirs} {theirs.stat().st_size}".encode())
    return told.hexdigest()[:16]


def _make(kept: Path, locale: str, theirs: Path) -> None:
    """Written beside, then renamed: whoever comes in between sees all of it or nothing."""
    said: list[Sentence] = list(sentences.sentences(as_compiled(locale)))
    spoken, own = phones.dictionary(theirs), phones.ours()
    sayable = spoken.keys() | own.keys()
    said = [sentence for sentence in said if sayable >= set(sentence)]
    words = {word for sentence in said for word in sentence}
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="hearing-", dir=kept.parent))
    try:
        _write(fresh / "sentences.arpa", Trigrams.of(said).arpa())
        _write(fresh / "words.dict", phones.lines(words, spoken, own))
        _write(fresh / "fillers.dict", FILLERS)
        for old in kept.parent.glob(f"hearing-{locale}-*"):
            shutil.rmtree(old, ignore_errors=True)
        try:
            fresh.rename(kept)
        except OSError:  # somebody else was quicker
            if not kept.is_dir():
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("\n".join(lines) + "\n", "utf-8")
