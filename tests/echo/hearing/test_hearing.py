"""What is heard of synthetic speech; these need pocketsphinx, and flite for the voice."""

import shutil
import subprocess
import sys
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from echo.hearing import RATE, Hearing, NoHearing, language, phones, sentences
from echo.hearing.decoder import their_dictionary, voice
from echo.hearing.noise import pcm, samples
from understanding.model import MissingModel
from upper_back_guide.ears import CERTAIN


def test_without_pocketsphinx_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    with pytest.raises(NoHearing, match="pocketsphinx"):
        Hearing("en-US")


@pytest.fixture(scope="module")
def hearing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hearing]:
    pytest.importorskip("pocketsphinx", reason="pocketsphinx is not installed")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield Hearing("en-US")


def spoken(text: str, folder: Path) -> bytes:
    flite = shutil.which("flite")
    if not flite:
        pytest.skip("flite is not installed")
    path = folder / "said.wav"
    subprocess.run([flite, "-voice", "slt", "-t", text, "-o", str(path)], check=True)
    with wave.open(str(path)) as sound:
        said = samples(sound.readframes(sound.getnframes()))
    return pcm(np.pad(said, (RATE // 3, RATE // 3)))


@pytest.mark.parametrize(
    "text", ["open upper back guide", "what causes upper back spasms", "i have chest pain", "yes please", "stop"]
)
def test_a_sentence_of_the_skill_is_heard_for_certain(hearing: Hearing, tmp_path: Path, text: str) -> None:
    heard = hearing.hear(spoken(text, tmp_path))
    assert heard.text == text
    assert heard.certainty >= CERTAIN


def test_other_guesses_are_others_and_no_surer(hearing: Hearing, tmp_path: Path) -> None:
    first, *others = islice(hearing._ear.guesses(spoken("i have chest pain", tmp_path)), 9)
    assert first.text == "i have chest pain"
    assert {other.certainty for other in others} == {first.certainty}
    assert {other.text for other in others} - {first.text}
    assert not any("<" in other.text or "(" in other.text for other in others)


def test_what_was_heard_before_changes_nothing(hearing: Hearing, tmp_path: Path) -> None:
    sound = spoken("what causes upper back spasms", tmp_path)
    alone = hearing.hear(sound)
    hearing.hear(pcm(samples(spoken("stop", tmp_path)) / 20))
    assert hearing.hear(sound) == alone


def test_several_may_be_heard_at_once(hearing: Hearing, tmp_path: Path) -> None:
    sounds = [spoken(text, tmp_path) for text in ("yes please", "what helps", "i have chest pain")] * 2
    with ThreadPoolExecutor(3) as threads:
        heard = list(threads.map(hearing.hear, sounds))
    assert [one.text for one in heard] == ["yes please", "what helps", "i have chest pain"] * 2


@pytest.mark.parametrize("loud", [0, 20, 500, 4000])
def test_silence_and_noise_say_nothing(hearing: Hearing, loud: int) -> None:
    noise = np.random.default_rng(2).normal(0, loud, RATE * 2) if loud else np.zeros(RATE * 2)
    assert hearing.hear(pcm(noise)).text == ""


@pytest.mark.parametrize("sound", [b"", b"\x00", b"\x00\x01" * 500])
def test_hardly_any_sound_says_nothing(hearing: Hearing, sound: bytes) -> None:
    assert hearing.hear(sound).certainty == 0


@pytest.fixture
def little_to_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "sentences", lambda _model: [("my", "back", "hurts"), ("stop",)])


@pytest.mark.usefixtures("hearing", "little_to_learn")
def test_a_language_model_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = language.language("en-GB", their_dictionary())
    assert capsys.readouterr().err.count("\n") == 1
    assert language.language("en-GB", their_dictionary()) == first
    assert capsys.readouterr().err == ""
    assert [path.name for path in language.folder().iterdir()] == [first.model.parent.name]


@pytest.mark.usefixtures("hearing", "little_to_learn")
def test_a_changed_source_makes_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    before = language.language("en-US", their_dictionary())
    changed = tmp_path / "declined.txt"
    changed.write_text("# nothing\nwhat time is it\n", "utf-8")
    monkeypatch.setattr("echo.hearing.sentences.SOURCES", (changed,))
    after = language.language("en-US", their_dictionary())
    assert after != before
    assert not before.model.exists()


def test_a_locale_that_is_none_has_no_ears(hearing: Hearing) -> None:
    with pytest.raises(MissingModel):
        Hearing("de-DE")


def test_the_words_that_are_known_are_in_the_dictionary(hearing: Hearing) -> None:
    assert phones.known() <= phones.dictionary(their_dictionary()).keys()


def test_of_a_long_silence_only_the_voice_is_decoded(hearing: Hearing, tmp_path: Path) -> None:
    sound = spoken("yes please", tmp_path)
    silence = bytes(RATE * 2 * 3)
    assert len(voice(silence + sound + silence)) <= len(sound)
    assert hearing.hear(silence + sound + silence).text == "yes please"
