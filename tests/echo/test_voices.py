import array
import io
import sys
import tempfile
import wave
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from echo import voices
from echo.spoken import LONGEST, Saying, pieces
from echo.voices import VOICES, NoVoice, Unsayable, Voice, Voices, sayable
from tests.echo.sound import wav
from tests.voice import echo
from upper_back_guide.speeds import saying

SENTENCE = "Cold can numb a sore muscle for a while."


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def spoken(cache: Path) -> Voices:
    try:
        return Voices(cache)
    except NoVoice as missing:
        pytest.skip(str(missing))


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder of its own for temporary files, in which nothing may be left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert not list(tmp_path.iterdir())


def samples(sound: bytes) -> list[int]:
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getcomptype()) == (1, 2, "NONE")
        assert file.getframerate() == 16000
        return array.array("h", file.readframes(file.getnframes())).tolist()


def seconds(sound: bytes) -> float:
    return len(samples(sound)) / 16000


def sentences(replies: Iterable[str]) -> list[Saying]:
    heard = [piece for reply in replies for piece in pieces(f"<speak>{escape(reply)}</speak>")]
    return [piece for piece in heard if isinstance(piece, Saying)]


@pytest.mark.parametrize("voice", VOICES)
def test_a_voice_is_heard_at_once(spoken: Voices, voice: str) -> None:
    heard = samples(spoken.sound(SENTENCE, voice=voice))
    assert max(map(abs, heard[: 16000 // 20])) > voices.SOFT
    assert max(map(abs, heard[-16000 // 5 :])) <= voices.SOFT  # the quiet is between two sentences


def test_a_sound_in_which_nobody_speaks_stays_as_it_is() -> None:
    assert voices.at_once(wav([0] * 100)) == wav([0] * 100)


def test_without_the_module_one_hears_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(NoVoice, match=r"flite.wasm is not there; install it with npm ci in echo/"):
        Voices(tmp_path, tmp_path / "flite.wasm")


def test_without_the_runtime_one_hears_which(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "flite.wasm").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "wasmtime", None)
    with pytest.raises(NoVoice, match="wasmtime is not installed"):
        Voices(tmp_path, tmp_path / "flite.wasm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n b\tc\x00d", "a b c d"),
        ("It\u2019s \u201ccaf\u00e9\u201d", 'It\'s "cafe"'),
        ("rest \u2014 then go", "rest , then go"),
    ],
)
def test_what_is_said_is_in_letters_that_the_voice_knows(text: str, expected: str) -> None:
    assert sayable(text) == expected


@pytest.mark.parametrize("text", ["", " ", "...", "\u4f60\u597d", "a" * (voices.LONGEST + 1)])
def test_nothing_and_too_much_cannot_be_said(text: str) -> None:
    with pytest.raises(Unsayable):
        sayable(text)


def test_every_piece_of_speech_is_short_enough() -> None:
    assert voices.LONGEST >= LONGEST


@pytest.mark.parametrize("voice", VOICES)
def test_every_voice_says_a_sentence(spoken: Voices, voice: str) -> None:
    sound = samples(spoken.sound(SENTENCE, voice=voice))
    assert 1.5 < len(sound) / 16000 < 5
    assert 5000 < max(map(abs, sound)) <= 32768


def test_no_two_voices_are_the_same(spoken: Voices, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "VOICES", {name: Voice("", 1) for name in VOICES})
    assert len({spoken.sound("They differ in more than how quick they are.", voice=voice) for voice in VOICES}) == len(
        VOICES
    )


@pytest.mark.parametrize("rate", [20, 70, 130, 400])
def test_a_rate_is_how_fast_it_is_said(spoken: Voices, rate: int) -> None:
    normal, changed = seconds(spoken.sound(SENTENCE)), seconds(spoken.sound(SENTENCE, rate))
    assert normal / changed == pytest.approx(rate / 100, rel=0.1)


@pytest.mark.parametrize("voice", VOICES)
def test_every_voice_is_as_quick_as_alexa(spoken: Voices, voice: str) -> None:
    device = echo()
    device.open()
    replies = [device.intent("TopicIntent", topic=topic).speech for topic in ("causes.posture", "causes.stress")]
    took = sum(seconds(spoken.sound(piece.text, voice=voice)) for piece in sentences(replies))
    assert took == pytest.approx(saying(len(" ".join(replies).split())), rel=0.1)


def test_more_words_take_longer(spoken: Voices) -> None:
    assert seconds(spoken.sound("Call nine one one now, on a phone.")) > 1.5 * seconds(spoken.sound("Call now."))


@pytest.mark.parametrize("rate", [-1, 0, 19, 401])
def test_a_rate_that_is_none_is_refused(spoken: Voices, rate: int) -> None:
    with pytest.raises(Unsayable, match="per cent"):
        spoken.sound(SENTENCE, rate)


@pytest.mark.parametrize("voice", ["", "joanna", "/etc/passwd"])
def test_a_voice_that_is_none_is_refused(spoken: Voices, voice: str) -> None:
    with pytest.raises(Unsayable, match="there is no voice"):
        spoken.sound(SENTENCE, voice=voice)


@pytest.mark.parametrize(
    "text", ["-o /sound/other", "$(touch x) `touch x`; touch x", "--help", "<audio src='x'/>", "%s%n"]
)
def test_whatever_is_said_is_only_said(spoken: Voices, left: Path, text: str) -> None:
    assert seconds(spoken.sound(text)) > 0.3


def test_the_longest_piece_at_the_slowest_is_said(spoken: Voices) -> None:
    text = " ".join(["Cold can numb a sore muscle for a while, so wrap the ice."] * 4)[:LONGEST]
    assert seconds(spoken.sound(text, voices.SLOWEST)) > 30


def test_what_the_voice_breaks_down_over_is_refused(
    spoken: Voices, left: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "MEMORY", 20 * 1024 * 1024)
    with pytest.raises(Unsayable, match="broke down"):
        spoken.sound("Never has this been said, nor anything like it, by anybody.", voices.SLOWEST)


def test_what_was_said_is_not_made_again(spoken: Voices) -> None:
    assert spoken.sound(SENTENCE) is spoken.sound(f" {SENTENCE}\n")


def test_many_at_once_each_hear_their_own(spoken: Voices, left: Path) -> None:
    texts = [f"Hold for {number} seconds." for number in range(20, 32)]
    with ThreadPoolExecutor(6) as threads:
        at_once = list(threads.map(spoken.sound, texts))
    spoken._sound.cache_clear()
    assert at_once == [spoken.sound(text) for text in texts]
    assert len(set(at_once)) == len(texts)


def test_it_is_compiled_once(spoken: Voices, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import wasmtime

    def compile_again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(wasmtime.Module, "__init__", compile_again)
    assert Voices(cache).sound(SENTENCE) == spoken.sound(SENTENCE)


def test_what_was_kept_of_another_version_goes(spoken: Voices, tmp_path: Path) -> None:
    (tmp_path / "voice-0.cwasm").write_bytes(b"old")
    (tmp_path / "phrases-3.npz").write_bytes(b"another's")
    Voices(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".cwasm", ".npz"}
    assert not (tmp_path / "voice-0.cwasm").exists()


def test_a_kept_module_that_is_broken_is_compiled_again(spoken: Voices, tmp_path: Path) -> None:
    Voices(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.unlink()
    kept.write_bytes(whole[: len(whole) // 2])
    assert Voices(tmp_path).sound(SENTENCE) == spoken.sound(SENTENCE)
    assert kept.read_bytes() == whole


def test_a_cache_that_cannot_be_written_costs_only_time(spoken: Voices, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Voices(tmp_path / "file").sound(SENTENCE) == spoken.sound(SENTENCE)
