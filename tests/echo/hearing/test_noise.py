import numpy as np

from echo.hearing.noise import RATE, Samples, cleaned, pcm, samples


def tone() -> Samples:
    sound = np.zeros(RATE * 2)
    sound[RATE // 2 : RATE] = 8000 * np.sin(np.arange(RATE // 2) * 2 * np.pi * 440 / RATE)
    return sound


def test_a_steady_noise_is_turned_down_and_a_voice_is_not() -> None:
    noise = np.random.default_rng(3).normal(0, 800, RATE * 2)
    heard = cleaned(tone() + noise)
    before, loud = slice(RATE // 8, RATE // 3), slice(RATE * 5 // 8, RATE * 7 // 8)
    assert np.std(heard[before]) < np.std(noise[before]) / 3
    assert np.std(heard[loud]) > np.std(tone()[loud]) * 0.8


def test_what_is_clean_stays_as_it_is() -> None:
    loud = slice(RATE * 5 // 8, RATE * 7 // 8)
    assert np.corrcoef(cleaned(tone())[loud], tone()[loud])[0, 1] > 0.99


def test_the_same_sound_is_heard_the_same_each_time() -> None:
    assert pcm(cleaned(tone())) == pcm(cleaned(tone()))


def test_no_sample_is_lost() -> None:
    for length in (3200, 3201, 5000):
        assert len(cleaned(np.zeros(length))) == length


def test_half_a_sample_is_dropped_and_too_loud_is_as_loud_as_it_gets() -> None:
    assert list(samples(b"\x01\x00\x02")) == [1]
    assert list(samples(pcm(np.array([40000.0, -40000.0])))) == [32767, -32768]
