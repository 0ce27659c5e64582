"""A steady noise is taken out of what was recorded, before it is decoded: the Wiener filter, its gain followed from
frame to frame (Ephraim and Malah, "decision-directed")."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

RATE = 16000
LOUDEST = 32767
FRAME, STEP = 512, 128
QUIET = 0.1
"""The share of the frames that are taken for noise alone: people pause, and wait before they begin."""

FEWEST = 12
FOLLOWED = 0.96
"""How much of the gain is the last frame's: less, and the rest of the noise begins to tinkle."""

LEAST = 0.2
"""The gain where there is nothing but noise: taking out more harms the words that are left."""

HISS = 8.0
"""Added before and after. Digital silence, which no microphone gives, has no logarithm, and is heard as speech."""


def samples(pcm: bytes) -> Samples:
    """16-bit mono as numbers; half a sample at the end is dropped."""
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float64)


def pcm(heard: Samples) -> bytes:
    """Numbers as 16-bit mono."""
    return np.clip(heard, -LOUDEST - 1, LOUDEST).astype("<i2").tobytes()


def cleaned(heard: Samples) -> Samples:
    """The same, with a steady noise turned down; the same each time for the same samples."""
    chance = np.random.default_rng(0)
    padded = np.pad(heard + chance.normal(0, HISS, len(heard)), FRAME)
    window = np.sqrt(np.hanning(FRAME + 1)[:FRAME])
    starts = range(0, len(padded) - FRAME + 1, STEP)
    spectra = np.fft.rfft(np.stack([padded[start : start + FRAME] * window for start in starts]))
    frames = np.fft.irfft(spectra * _gains(np.abs(spectra) ** 2)) * window
    summed, weight = np.zeros(len(padded)), np.zeros(len(padded))
    for start, frame in zip(starts, frames, strict=True):
        summed[start : start + FRAME] += frame
        weight[start : start + FRAME] += window**2
    clean = (summed / np.maximum(weight, 0.1))[FRAME:-FRAME]
    return np.asarray(clean + chance.normal(0, HISS, len(clean)))


def _gains(power: Samples) -> Samples:
    loudness = power.sum(axis=1)
    edge = FRAME // STEP + 1
    loudness[:edge] = loudness[-edge:] = np.inf  # half of them is padding
    quiet = np.argsort(loudness)[: max(FEWEST, int(len(loudness) * QUIET))]
    noise = power[quiet].mean(axis=0)
    gains, before = np.empty_like(power), np.zeros(power.shape[1])
    for row, now in enumerate(power / noise):
        ratio = FOLLOWED * before + (1 - FOLLOWED) * np.maximum(now - 1, 0)
        gain = ratio / (1 + ratio)
        gains[row], before = np.maximum(gain, LEAST), gain**2 * now
    return gains
