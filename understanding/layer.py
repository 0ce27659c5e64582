"""The trained layer: which intent a sentence's vector belongs to, or none, as a probability.

Logistic regression over sentence vectors, learned from the model's own sentences, with those that are to be declined as
a class. It says whether a sentence is one of ours far better than the nearest sentence does, and names the slots not at
all: the two go together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from understanding.sentences import Vectors
from understanding.vectors import Arrays, remembered

STRENGTH = 10.0
"""How much the sentences count against small weights."""

ROUNDS = 90
MEMORY = 8
"""Of the minimiser: the most steps, and how many of the last it learns the curvature from."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights for each class."""

    classes: tuple[str, ...]
    weights: Vectors

    def log_probabilities(self, vector: Vectors) -> Mapping[str, float]:
        """By class, how likely the vector is one of it: natural logarithms."""
        scores = np.append(vector, np.float32(1)) @ self.weights
        scores -= scores.max()
        return dict(zip(self.classes, (scores - np.log(np.exp(scores).sum())).tolist(), strict=True))


def layer(texts: Sequence[str], labels: Sequence[str], vectors: Callable[[], Vectors]) -> Layer:
    """The layer that was learned from labelled sentences, now or in a former run."""
    classes = tuple(sorted(set(labels)))

    def learn() -> Arrays:
        return {"weights": _learned(vectors(), np.searchsorted(classes, labels), len(classes)).astype(np.float16)}

    return Layer(classes, remembered("layer", [texts, labels], learn)["weights"].astype(np.float32))


def _learned(vectors: Vectors, labels: "np.ndarray[tuple[int], np.dtype[np.intp]]", classes: int) -> Vectors:
    x = np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])
    truth = np.eye(classes, dtype=np.float32)[labels]

    def loss(weights: Vectors) -> tuple[float, Vectors]:
        scores = x @ weights
        scores -= scores.max(1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(1, keepdims=True)
        free = weights.copy()
        free[-1] = 0  # how common a class is costs nothing
        wrong = -np.log(np.maximum((chances * truth).sum(1), 1e-12)).sum()
        return float(wrong + (free * free).sum() / 2 / STRENGTH), x.T @ (chances - truth) + free / STRENGTH

    return _minimum(loss, np.zeros((x.shape[1], classes), np.float32))


def _minimum(loss: Callable[[Vectors], tuple[float, Vectors]], at: Vectors) -> Vectors:
    """Where a convex function is least, by L-BFGS."""
    value, slope = loss(at)
    steps: list[tuple[Vectors, Vectors]] = []
    for _ in range(ROUNDS):
        way = _downhill(slope, steps)
        length = 1.0 if steps else 1.0 / float(np.abs(slope).sum())
        for _ in range(20):
            there = at + np.float32(length) * way
            new, tilt = loss(there)
            if new <= value + 1e-4 * length * float((slope * way).sum()):
                break
            length /= 2
        else:
            return at
        step, turn = there - at, tilt - slope
        if float((step * turn).sum()) > 1e-10:
            steps = [*steps, (step, turn)][-MEMORY:]
        at, value, slope = there, new, tilt
    return at


def _downhill(slope: Vectors, steps: Sequence[tuple[Vectors, Vectors]]) -> Vectors:
    way, kept = -slope, []
    for step, turn in reversed(steps):
        share = float((step * way).sum() / (step * turn).sum())
        way = way - np.float32(share) * turn
        kept.append(share)
    if steps:
        step, turn = steps[-1]
        way = way * np.float32((step * turn).sum() / (turn * turn).sum())
    for (step, turn), share in zip(steps, reversed(kept), strict=True):
        way = way + np.float32(share - float((turn * way).sum() / (step * turn).sum())) * step
    return way
