import math
from pathlib import Path

import numpy as np
import pytest

from understanding import vectors
from understanding.layer import layer
from understanding.sentences import Vectors

TEXTS = [f"{name} {number}" for name in ("left", "right", "up") for number in range(20)]
LABELS = [text.split()[0] for text in TEXTS]


def _points() -> Vectors:
    centres = {"left": (-1, 0), "right": (1, 0), "up": (0, 1)}
    chance = np.random.default_rng(3)
    return np.array([np.array(centres[label]) + chance.normal(0, 0.2, 2) for label in LABELS], np.float32)


def test_it_learns_what_belongs_where() -> None:
    learned = layer(TEXTS, LABELS, _points)
    for point, label in (((-1, 0), "left"), ((1, 0.1), "right"), ((0, 1.2), "up")):
        chances = learned.log_probabilities(np.array(point, np.float32))
        assert max(chances, key=chances.__getitem__) == label
        assert math.exp(chances[label]) > 0.9
        assert sum(map(math.exp, chances.values())) == pytest.approx(1, abs=1e-4)


def test_what_it_learned_is_kept_by_what_it_learned_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vectors, "cache_folder", lambda: tmp_path)
    learned = layer(TEXTS, LABELS, _points)

    def never() -> Vectors:
        raise AssertionError

    assert (layer(TEXTS, LABELS, never).weights == learned.weights).all()
    with pytest.raises(AssertionError):
        layer(TEXTS, LABELS[::-1], never)
