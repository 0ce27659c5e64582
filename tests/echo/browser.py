"""The page in Chromium, as somebody uses it: `make browser`.

It is not collected with the other tests: it needs Chromium and npm, and says what is missing where it is skipped.
"""

import json
import math
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from simulator import ROOT
from tests.echo.chromium import (
    PYTHON,
    SETTLING,
    WIDE,
    Visit,
    chromium,
    hurry,
    open_guide,
    reply,
    say,
    screen,
    served,
    state,
    touch,
    visits,
)
from tests.echo.sound import HZ, wav

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
OWN_VOICE = Path(__file__).with_name("own_voice.js")
QUESTION = "should i use ice"
NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="session")
def silent() -> Iterator[str]:
    with served("no-voice") as at:
        yield at


@pytest.fixture(scope="session")
def speaking() -> Iterator[str]:
    with served("voice") as at:
        yield at


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Somebody says something once, after half a second."""
    said = tmp_path_factory.mktemp("microphone") / "said.wav"
    said.write_bytes(spoken())
    with chromium(said) as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with visits(browser) as opened:
        yield opened


def spoken() -> bytes:
    """Half a second of quiet, a second of a voice, and quiet."""
    tone = [round(12000 * math.sin(2 * math.pi * 220 * at / HZ)) for at in range(HZ)]
    return wav([*([0] * (HZ // 2)), *tone, *([0] * (HZ * 4))])


@pytest.fixture
def page(visit: Visit, silent: str) -> Page:
    return visit(silent)


def test_opening_it_is_seen_and_read_while_it_is_spoken(page: Page) -> None:
    state(page, "Idle")
    open_guide(page)
    state(page, "Speaking")
    expect(reply(page)).to_contain_text("Welcome to Upper Back Guide.")
    expect(screen(page).get_by_text("What causes it")).to_be_visible()
    expect(page.locator(".piece.now")).to_have_text("Welcome to Upper Back Guide.")
    expect(page.locator(".piece.now")).not_to_have_text("Welcome to Upper Back Guide.")


def test_a_typed_question_is_answered_with_its_card_and_what_happened_inside(page: Page) -> None:
    say(page, "should i use ice")
    expect(page.locator(".you .how")).to_have_text("Alexa, ask upper back guide …")
    expect(reply(page)).to_contain_text("It may help.")
    expect(page.locator(".card h2")).to_have_text("Upper Back Guide: cold")
    page.click("#inside > summary")
    expect(page.locator("#facts")).to_contain_text("ShouldUseIntent (template, 1)")
    page.click("text=The request")
    assert json.loads(page.inner_text("#request"))["request"]["intent"]["name"] == "ShouldUseIntent"


@pytest.mark.parametrize("first", ["Yes", "No"])
def test_a_check_up_is_led_to_its_result_by_touch(page: Page, first: str) -> None:
    open_guide(page)
    touch(page, "A check-up")
    touch(page, first)
    questions = 0
    while first == "No" and "Not sure" in page.locator("#touch").inner_text():
        touch(page, "No")
        questions += 1
        assert questions <= 12
    if first == "Yes":
        expect(screen(page).get_by_text("911", exact=True)).to_be_visible()
    else:
        assert questions >= 3
        expect(page.locator(".card").last).to_be_visible()


def test_a_stretch_is_steered_by_touch_and_its_drawing_moves(page: Page) -> None:
    open_guide(page)
    say(page, "start a chair stretch")
    touch(page, "No")
    touch(page, "No")
    expect(screen(page).get_by_text("Step 1 of", exact=False).first).to_be_visible()
    before = screen(page).locator("svg").first.inner_html()
    page.wait_for_timeout(3500)  # it is shown once, while it is told how to get into place
    assert screen(page).locator("svg").first.inner_html() != before
    touch(page, "Next")
    expect(screen(page).get_by_text("Step 2 of", exact=False).first).to_be_visible()
    touch(page, "It hurts")
    expect(reply(page)).to_contain_text("Stop")


@pytest.mark.parametrize("device", ["speaker", "round", "small", "large", "portrait", "tv"])
def test_an_emergency_is_shown_and_said_on_every_device(page: Page, device: str) -> None:
    page.select_option("#device", device)
    expect(page.locator("#speaker")).to_be_visible(visible=device == "speaker")
    open_guide(page)
    say(page, "i have chest pain")
    expect(reply(page)).to_contain_text("Call 911 now")
    if device != "speaker":
        expect(screen(page).get_by_text("911", exact=True)).to_be_visible()


def test_the_number_is_that_of_the_place(page: Page) -> None:
    page.select_option("#locale", "en-GB")
    open_guide(page)
    say(page, "i have chest pain")
    expect(screen(page).get_by_text("999", exact=True)).to_be_visible()


@pytest.mark.parametrize("how", ["button", "Escape", "speaking"])
def test_it_stops_talking(page: Page, how: str) -> None:
    open_guide(page)
    state(page, "Speaking")
    match how:
        case "button":
            page.click("#stop")
        case "Escape":
            page.keyboard.press("Escape")
        case "speaking":
            say(page, "goodbye")
            expect(page.locator(".alexa").first.locator(".now")).to_have_count(0)
            return
    state(page, "Listening: it is your turn")
    expect(page.locator(".now")).to_have_count(0)


def test_silence_plays_the_reprompt_and_then_ends_the_session(page: Page) -> None:
    hurry(page)
    open_guide(page)
    expect(page.locator(".alexa")).to_have_count(2)
    expect(reply(page)).to_have_text("Alexa: What would you like to know?")
    expect(page.locator(".note").last).to_have_text("Nobody answered, so the session is over.")
    state(page, "Idle")
    expect(page.locator("#screen")).to_be_hidden()


def test_typing_is_no_silence(page: Page) -> None:
    page.clock.install()
    open_guide(page)
    page.keyboard.press("Escape")
    for letter in "what":
        page.clock.fast_forward(7000)
        page.locator("#text").press_sequentially(letter)
    expect(page.locator(".alexa")).to_have_count(1)
    page.clock.fast_forward(8000)
    expect(page.locator(".alexa")).to_have_count(2)


def test_what_was_said_can_be_mended(page: Page) -> None:
    open_guide(page)
    say(page, "should i use rice")
    page.click(".you button")
    expect(page.locator("#text")).to_have_value("should i use rice")
    expect(page.locator("#text")).to_be_focused()
    say(page, "should i use ice")
    expect(reply(page)).to_contain_text("Cold")


def test_pauses_take_their_time_and_the_speed_hurries_them(page: Page) -> None:
    hurry(page)
    open_guide(page)
    say(page, "start a chair stretch", "no", "no")
    seconds = page.evaluate("performance.now()") / 1000
    state(page, "Listening: it is your turn")
    took = page.evaluate("performance.now()") / 1000 - seconds
    assert 3 < took < 12  # a minute's step


def test_a_keyboard_is_enough(page: Page) -> None:
    focused(page, "#open")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("start a check-up")
    page.keyboard.press("Enter")
    expect(page.locator(".alexa").nth(1)).to_contain_text("do you have chest pain")
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent") == "Yes":
            break
    expect(page.locator("#touch button", has_text="Yes")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".alexa").last).to_contain_text("Call 911")
    expect(page.locator("#touch button", has_text="Say it again")).to_be_focused()
    page.keyboard.press("Escape")
    state(page, "Listening: it is your turn")


def focused(page: Page, selector: str) -> None:
    """Reach it with Tab."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


@pytest.mark.parametrize("device", ["speaker", "round", "large", "portrait"])
def test_a_narrow_window_has_nothing_to_the_side(visit: Visit, silent: str, device: str) -> None:
    page = visit(silent, viewport=NARROW)
    page.select_option("#device", device)
    open_guide(page)
    say(page, "start a chair stretch", "my husband has chest pain")
    page.click("#inside > summary")
    page.click("text=The response")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_long_talk_makes_the_page_no_longer_and_the_reply_is_in_sight(
    visit: Visit, silent: str, viewport: Mapping[str, int]
) -> None:
    page = visit(silent, viewport=viewport)
    open_guide(page)
    say(page, "what causes it")
    height = page.evaluate("document.documentElement.scrollHeight")
    say(page, "should i use ice", "should i use heat", "how long does it last")
    assert page.evaluate("document.documentElement.scrollHeight") <= height + 120  # other things to touch
    inside = page.evaluate("document.getElementById('log').getBoundingClientRect().toJSON()")
    now = page.locator(".piece.now").bounding_box()
    assert now
    assert inside["top"] <= now["y"] < inside["bottom"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_serious(visit: Visit, speaking: str, scheme: str, viewport: Mapping[str, int]) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm is needed for it")
    page = visit(speaking, color_scheme=scheme, viewport=viewport, reduced_motion="reduce")
    found = audited(page)
    open_guide(page)
    say(page, "should i use ice", "start a check-up")
    page.click("#inside > summary")
    page.wait_for_timeout(SETTLING)
    found += audited(page)
    assert found == []


def audited(page: Page) -> list[str]:
    """What axe-core finds serious in the page and in its screen."""
    for frame in page.frames:
        frame.evaluate(AXE.read_text("utf-8"))
    told: list[Mapping[str, Any]] = page.evaluate("axe.run().then(({ violations }) => violations)")
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}"
        for one in told
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def test_replies_are_told_to_screen_readers(page: Page) -> None:
    expect(page.get_by_role("log", name="What was said")).to_be_visible()
    open_guide(page)
    expect(page.get_by_role("log").locator(".alexa")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("Speaking")


def test_the_browsers_own_voice_speaks_where_it_is_chosen(visit: Visit, speaking: str) -> None:
    page = visit(speaking, OWN_VOICE)
    assert page.locator("#voice option").all_inner_texts() == ["of this page", "Nearby"]  # nothing leaves the machine
    page.select_option("#voice", "nearby")
    open_guide(page)
    expect(page.locator(".piece.now")).to_have_text(
        "I give general information, not medical advice, and I can't replace a doctor."
    )
    page.keyboard.press("Escape")
    said = page.evaluate("speechSynthesis.said")
    assert said[0] == ["Nearby", "Welcome to Upper Back Guide."]
    assert said[-1] == "cut short"


def test_a_browser_without_voices_offers_none(page: Page) -> None:
    expect(page.locator("#voice-label")).to_be_hidden()


def test_without_a_voice_the_page_says_so_once(page: Page) -> None:
    said = page.locator(".note", has_text="There is no voice here")
    expect(said).to_have_count(1)
    open_guide(page)
    expect(said).to_have_count(1)
    expect(page.locator("#microphone")).to_be_hidden()


def test_without_the_renderer_the_screen_is_in_words_that_can_be_touched(visit: Visit, tmp_path: Path) -> None:
    with served("no-voice", str(tmp_path / "missing.js")) as at:
        page = visit(at)
        expect(page.locator(".note", has_text="npm")).to_have_count(1)
        open_guide(page)
        expect(page.locator("#words")).to_contain_text("Welcome to Upper Back Guide.")
        page.click("#touch button:has-text('What helps')")
        expect(page.locator(".alexa")).to_have_count(2)


def test_with_a_token_it_works_too_and_the_address_forgets_it(visit: Visit) -> None:
    command = [PYTHON, "-m", "echo", "--port", "0", "--host", "0.0.0.0", "--no-voice"]  # noqa: S104
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        at = process.stdout.readline().strip()
        page = visit(f"http://127.0.0.1:{at.rpartition(':')[2]}")
        open_guide(page)
        expect(screen(page).get_by_text("What causes it")).to_be_visible()
        assert "token" not in page.url
        page.reload()
        open_guide(page)
        page.close()
        process.terminate()


def test_two_tabs_are_two_desks(visit: Visit, silent: str) -> None:
    one, other = visit(silent), visit(silent)
    open_guide(one)
    say(one, "start a check-up")
    open_guide(other)
    say(other, "yes")
    expect(reply(other)).not_to_contain_text("911")
    say(one, "yes")
    expect(reply(one)).to_contain_text("911")


def test_each_sentence_is_played_as_it_is_marked(visit: Visit, speaking: str) -> None:
    page = visit(speaking)
    played: list[str] = []
    page.on("request", lambda request: played.append(request.url) if "/api/voice/" in request.url else None)
    open_guide(page)
    state(page, "Speaking")
    state(page, "Listening: it is your turn")
    assert len(played) == page.locator(".alexa .piece").count()


KEEPING_STEP = """async () => {
  const { ask } = await import("/static/api.js");
  const { Voice } = await import("/static/voice.js");
  const sound = (await ask("open")).pieces.at(-1).sound;
  const start = performance.now();
  await new Voice().speak([{ say: "six words", seconds: 0.1, sound }, { pause: 1 }], () => {}, () => {});
  return (performance.now() - start) / 1000;
}"""


def test_a_voice_that_is_slower_than_was_reckoned_is_in_step_again_after_a_pause(visit: Visit, speaking: str) -> None:
    took = visit(speaking).evaluate(KEEPING_STEP)
    assert 1 < took < 1.6  # six words are six tenths of a second here, and a whole pause after them would be 1.6


def test_a_voice_that_is_stopped_is_quiet(visit: Visit, speaking: str) -> None:
    page = visit(speaking)
    open_guide(page)
    state(page, "Speaking")
    page.keyboard.press("Escape")
    state(page, "Listening: it is your turn")


@pytest.mark.parametrize("where", ["", "#log", "#text", "#microphone"], ids=["pointer", "log", "text", "button"])
def test_who_holds_the_button_or_space_to_talk_is_heard(visit: Visit, speaking: str, where: str) -> None:
    page = visit(speaking)
    open_guide(page)
    state(page, "Speaking")
    if where:
        page.locator(where).focus()
        page.keyboard.down(" ")
    else:
        page.hover("#microphone")
        page.mouse.down()
    state(page, "Listening: speak now")
    expect(page.locator(".now")).to_have_count(0)
    page.wait_for_timeout(2000)
    if where:
        page.keyboard.up(" ")
    else:
        page.mouse.up()
    expect(page.locator(".you button")).to_have_text(QUESTION)
    expect(page.locator(".you .how").last).to_have_text("heard, 62 % sure")
    expect(reply(page)).to_contain_text("It may help.")


def test_a_tap_listens_until_what_is_said_is_over(visit: Visit, speaking: str) -> None:
    page = visit(speaking)
    page.click("#microphone")
    state(page, "Listening: speak now")
    expect(page.locator(".you button")).to_have_text(QUESTION)


def test_hands_free_it_listens_after_each_of_its_questions(visit: Visit, speaking: str) -> None:
    page = visit(speaking)
    page.check("#hands-free")
    open_guide(page)
    state(page, "Listening: speak now")
    expect(page.locator(".you button")).to_have_text(QUESTION)
    state(page, "Speaking")
    state(page, "Listening: speak now")


MICROPHONE = "() => {{ navigator.mediaDevices.getUserMedia = async () => {{ {} }} }}"
QUIET = MICROPHONE.format("return new AudioContext().createMediaStreamDestination().stream")
SHRILL = MICROPHONE.format(
    """
    const context = new AudioContext();
    const [tone, mouth] = [new OscillatorNode(context, { frequency: 12000 }), context.createMediaStreamDestination()];
    tone.connect(new GainNode(context, { gain: 0.3 })).connect(mouth);
    tone.start();
    tone.stop(1);
    return mouth.stream;
    """
)
REFUSED = MICROPHONE.format("throw new Error('Permission denied')")


def test_hands_free_a_silence_is_one(visit: Visit, speaking: str) -> None:
    page = visit(speaking)
    page.evaluate(QUIET)
    hurry(page)
    page.check("#hands-free")
    open_guide(page)
    state(page, "Listening: speak now")
    expect(reply(page)).to_have_text("Alexa: What would you like to know?")
    expect(page.locator(".note").last).to_have_text("Nobody answered, so the session is over.")


def test_what_is_too_high_for_the_ear_is_not_heard_as_something_lower(visit: Visit, speaking: str) -> None:
    page = visit(speaking)
    page.evaluate(SHRILL)
    page.click("#microphone")
    expect(page.locator(".note").last).to_have_text("No words were heard.")


@pytest.mark.parametrize("how", ["typing", "Escape"])
def test_a_microphone_that_is_open_closes_when_something_else_is_done(visit: Visit, speaking: str, how: str) -> None:
    page = visit(speaking)
    page.evaluate(QUIET)
    open_guide(page)
    page.click("#microphone")
    state(page, "Listening: speak now")
    if how == "typing":
        say(page, "help")
        expect(page.locator(".you")).to_have_count(2)
        state(page, "Speaking")
    else:
        page.keyboard.press("Escape")
        state(page, "Listening: it is your turn")
        page.wait_for_timeout(500)
        expect(page.locator(".alexa")).to_have_count(1)


def test_a_microphone_that_is_refused_is_told_and_the_session_goes_on(visit: Visit, speaking: str) -> None:
    page = visit(speaking)
    page.evaluate(REFUSED)
    open_guide(page)
    page.click("#microphone")
    expect(page.locator(".note").last).to_have_text("The microphone cannot be used: Permission denied")
    state(page, "Listening: it is your turn")
