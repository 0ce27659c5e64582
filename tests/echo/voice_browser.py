"""The page in Chromium, as somebody talks to it and hears it: `make browser`.

What is said is Flite's, heard by the ear and answered by the voice that anybody has. Most of it is said by `person.js`
in place of a microphone, which can say one thing after another; one browser has a microphone of Chromium's own.
"""

import array
import re
import wave
from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from echo.voices import WASM
from tests.echo.chromium import (
    PERSON,
    Visit,
    chromium,
    hurry,
    open_guide,
    reply,
    said_at,
    screen,
    served,
    state,
    touch,
    visits,
    will_say,
)
from tests.echo.sound import HZ, wav

TALKER = "rms"
"""The voice of whoever talks to the device."""

QUESTION = "should i use ice"
QUESTIONS = 12
"""Of a check-up, at most."""

Person = Callable[..., Page]


@pytest.fixture(scope="session")
def real() -> Iterator[str]:
    if not WASM.is_file():
        pytest.skip("the voice is not installed: npm is needed for it")
    with served("real") as at:
        yield at


@pytest.fixture(scope="session")
def browser(real: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Its microphone plays a question each time that it opens, a little later: a word that is said while it opens is
    cut short."""
    said = tmp_path_factory.mktemp("microphone") / "said.wav"
    with urlopen(f"{real}{said_at(QUESTION, TALKER)}") as file, wave.open(file) as sound:  # noqa: S310
        samples = array.array("h", sound.readframes(sound.getnframes()))
    said.write_bytes(wav([*[0] * (HZ * 2 // 5), *samples, *[0] * (HZ * 3)]))
    with chromium(said) as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with visits(browser) as opened:
        yield opened


@pytest.fixture
def person(visit: Visit, real: str) -> Person:
    """Somebody who says each of these when the microphone opens: words, or a list of words and of seconds of quiet."""

    def at_the_device(*sentences: str | list[str | float], voice: str = TALKER) -> Page:
        page = visit(real, PERSON)
        will_say(page, voice, *([one] if isinstance(one, str) else one for one in sentences))
        return page

    return at_the_device


def heard(page: Page, words: str | re.Pattern[str]) -> None:
    """It was heard as these, lastly."""
    expect(page.locator(".you button").last).to_have_text(words)


def is_heard(page: Page) -> None:
    """A voice is playing while it is said to."""
    expect(page.locator("[data-heard='a voice'] [data-state='speaking']")).to_have_count(1)


def is_quiet(page: Page) -> None:
    """It was stopped in the middle of a sentence."""
    assert page.evaluate("person.sawItStopped()")
    expect(page.locator("html")).to_have_attribute("data-heard", "nothing")


def said(page: Page, sentences: int) -> None:
    """So many were said."""
    expect(page.locator("html")).to_have_attribute("data-said", str(sentences))


def push_to_talk(page: Page) -> None:
    """Hold Space for as long as the next sentence takes, and wait for what is answered."""
    sentences, replies = page.locator("html").get_attribute("data-said") or 0, page.locator(".alexa").count()
    page.keyboard.down(" ")
    said(page, int(sentences) + 1)
    page.keyboard.up(" ")
    expect(page.locator(".alexa")).to_have_count(replies + 1)


@pytest.mark.parametrize("how", ["held", "hands-free"])
def test_a_question_from_the_microphone_is_answered_aloud(visit: Visit, real: str, how: str) -> None:
    page = visit(real, PERSON)
    if how == "held":
        with page.expect_response("**/api/hear"):  # after the question there is a pause
            page.keyboard.down(" ")
        page.keyboard.up(" ")
    else:
        page.check("#hands-free")
        page.click("#microphone")
    heard(page, QUESTION)
    expect(reply(page)).to_contain_text("It may help.")
    is_heard(page)


def test_hands_free_it_listens_after_its_question_and_answers_aloud(person: Person) -> None:
    page = person("what causes it")
    page.check("#hands-free")
    open_guide(page)
    is_heard(page)
    page.keyboard.press("Escape")
    state(page, "Listening: speak now")
    heard(page, "what causes it")
    is_heard(page)


def test_it_is_opened_by_voice(person: Person) -> None:
    page = person("open upper back guide")
    push_to_talk(page)
    expect(reply(page)).to_contain_text("Welcome to Upper Back Guide.")
    is_heard(page)


def test_a_check_up_is_led_to_its_result_by_voice(person: Person) -> None:
    page = person("start a check up", *["no i don't"] * QUESTIONS)
    push_to_talk(page)
    for _ in range(QUESTIONS):
        push_to_talk(page)
        if page.locator(".card").count():
            break
    expect(reply(page)).to_contain_text("Nothing you told me needs urgent care.")


def test_a_stretch_is_led_by_voice_and_touch(person: Person) -> None:
    page = person("start a chair stretch", "no i don't", "no i don't", "next")
    for _ in range(3):
        push_to_talk(page)
    expect(screen(page).get_by_text("Step 1 of", exact=False).first).to_be_visible()
    push_to_talk(page)
    expect(screen(page).get_by_text("Step 2 of", exact=False).first).to_be_visible()
    touch(page, "It hurts")
    expect(reply(page)).to_contain_text("Stop")


@pytest.mark.parametrize(("locale", "number"), [("en-US", "911"), ("en-GB", "999")])
def test_an_emergency_that_is_spoken_gets_the_number_of_the_place_on_the_screen_and_aloud(
    person: Person, locale: str, number: str
) -> None:
    page = person("i have chest pain")
    page.select_option("#locale", locale)
    open_guide(page)
    push_to_talk(page)
    heard(page, "i have chest pain")
    expect(reply(page)).to_contain_text(f"Call {number} now")
    expect(screen(page).get_by_text(number, exact=True)).to_be_visible()
    is_heard(page)


def test_it_is_quiet_as_soon_as_somebody_speaks_and_ends_when_told_to_stop(person: Person) -> None:
    page = person("stop")
    open_guide(page)
    is_heard(page)
    page.keyboard.down(" ")
    state(page, "Listening: speak now")
    is_quiet(page)
    said(page, 1)
    is_quiet(page)
    page.keyboard.up(" ")
    heard(page, "stop")
    expect(page.locator(".note").last).to_have_text("The session is over.")


def test_stopped_by_a_key_it_is_quiet(person: Person) -> None:
    page = person()
    open_guide(page)
    is_heard(page)
    page.keyboard.press("Escape")
    state(page, "Listening: it is your turn")
    is_quiet(page)


def test_a_room_in_which_nobody_speaks_is_asked_again_and_then_left(person: Person) -> None:
    page = person()
    hurry(page)
    page.check("#hands-free")
    open_guide(page)
    state(page, "Listening: speak now")
    expect(reply(page)).to_have_text("Alexa: What would you like to know?")
    expect(page.locator(".note").last).to_have_text("Nobody answered, so the session is over.")
    expect(page.locator(".you")).to_have_count(1)


def test_the_question_is_asked_again_aloud(person: Person) -> None:
    page = person()
    open_guide(page)
    page.keyboard.press("Escape")
    expect(reply(page)).to_have_text("Alexa: What would you like to know?")
    is_heard(page)


def test_somebody_british_is_heard_and_answered(person: Person) -> None:
    page = person("can i take paracetamol", voice="slt")
    with page.expect_response("**/api/settings"):  # the Echo is another one from here on
        page.select_option("#locale", "en-GB")
    push_to_talk(page)
    heard(page, "can i take paracetamol")
    expect(page.locator(".you .how").last).to_contain_text("heard")
    is_heard(page)


@pytest.mark.parametrize("pause", [0.8, 1.4])
def test_who_speaks_slowly_is_heard_to_the_end(person: Person, pause: float) -> None:
    page = person(["should i use", pause, "ice"])
    page.click("#microphone")
    heard(page, re.compile("^should i use.* ice$"))
    expect(page.locator(".you")).to_have_count(1)
