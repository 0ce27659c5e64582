"""The document has every item with a place for its signature, and is the same every time."""

import html.parser
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from review import __main__ as command
from review import collection, page, pdf, signatures
from review.item import Part
from review.signatures import Signature
from screens import chromium

ITEMS = collection.items()
VOID = frozenset({"meta", "br", "path", "rect"})


class Outline(html.parser.HTMLParser):
    """The headings, the anchors, and the tags that are left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings, self.ids, self.links, self.open = list[str](), list[str](), list[str](), list[str]()
        self.tags = Counter[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags[tag] += 1
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if "id" in told:
            self.ids.append(told["id"] or "")
        if tag == "a":
            self.links.append(told["href"] or "")
        if tag not in VOID:
            self.open.append(tag)
        for name in ("src", "href", "xlink:href"):
            assert (told.get(name) or "#").startswith("#"), "it needs nothing from elsewhere"

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def document(given: dict[str, Signature] | None = None) -> str:
    return page.html(ITEMS, given or {}, "2026-12-01")


WHOLE = document()
OUTLINE = Outline(WHOLE)


def article(text: str, id_: str) -> str:
    found = re.search(rf'<article id="{re.escape(id_)}".*?</article>', text, re.DOTALL)
    assert found
    return found[0]


def words(text: str) -> str:
    """What is read of some HTML, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def test_every_item_is_in_it_once_with_a_place_to_sign() -> None:
    assert [id_ for id_ in OUTLINE.ids if id_ in {item.id for item in ITEMS}] == [item.id for item in ITEMS]
    assert len(OUTLINE.ids) == len(set(OUTLINE.ids))
    for item in ITEMS:
        shown = article(WHOLE, item.id)
        assert f"{item.id}@{item.fingerprint[:8]}" in shown
        assert "Name, registration, date" in shown
        assert "Remark" in shown


def test_every_text_of_an_item_is_read_in_it() -> None:
    for item in ITEMS:
        read = words(article(WHOLE, item.id))
        for part in item.parts:
            for text in filter(None, page.heard(part)):
                assert " ".join(text.split()) in read, (item.id, part.label)


def test_marks_are_filled_in_as_they_are_heard() -> None:
    assert "Call 911 for chest pain, trouble breathing, or weak or numb legs." in words(article(WHOLE, "net.general"))
    assert not re.search(r"\{[a-z_']+\}", words(WHOLE.partition("</style>")[2]))
    assert "[one to five]" in article(WHOLE, "exercise.breathe")


def test_word_lists_are_called_as_patterns_call_them() -> None:
    assert "COFFEE_GROUNDS" in article(WHOLE, "heard.bleeding")
    assert "<b>COFFEE_GROUNDS</b>" in article(WHOLE, "words.classes")


def test_an_item_shows_where_its_sources_are_and_when_it_was_held_against_them() -> None:
    shown = words(article(WHOLE, "sign.seizure"))
    assert "IAED Journal, Flat On Your Back (dispatch protocol 5, back pain) [S6]" in shown
    assert "Held against these sources on 2026-11-25." in shown
    assert "No date is noted" in article(WHOLE, "rule.chest")
    assert "names no source of its own" in article(WHOLE, "emergency.call")


def test_every_exercise_has_its_picture_in_it() -> None:
    exercises = [item for item in ITEMS if item.poses]
    assert OUTLINE.tags["svg"] == len(exercises) > 20
    assert all("<svg" in article(WHOLE, item.id) for item in exercises)


def test_it_is_whole_and_its_headings_and_links_lead_somewhere() -> None:
    assert OUTLINE.open == []
    assert OUTLINE.headings[0] == "h1"
    assert OUTLINE.headings.count("h1") == 1
    steps = [(one, other) for one, other in zip(OUTLINE.headings, OUTLINE.headings[1:], strict=False)]
    assert all(int(other[1]) - int(one[1]) <= 1 for one, other in steps)
    assert set(OUTLINE.links) <= {f"#{id_}" for id_ in OUTLINE.ids}
    assert '<html lang="en">' in WHOLE


def test_the_contents_count_what_is_signed() -> None:
    rows = re.findall(r'<tr><td><a href="#(\w+)">.*?</a></td><td>(\d+)</td><td>(\d+)', WHOLE)
    assert {key: int(count) for key, count, _ in rows} == Counter(item.section for item in ITEMS)
    assert {signed for _, _, signed in rows} == {"0"}


def given_to(*ids: str) -> dict[str, Signature]:
    items = {item.id: item for item in ITEMS}
    return {
        id_: Signature(id_, items[id_].fingerprint, "Dr A, 1", date(2026, 12, 1), "Fine.", items[id_].lines)
        for id_ in ids
    }


CLAIM = "Reviewed by a clinician"


def test_only_what_a_signature_stands_under_is_said_to_be_reviewed() -> None:
    assert CLAIM not in WHOLE
    one = document(given_to("causes.stress"))
    assert [item.id for item in ITEMS if CLAIM in article(one, item.id)] == ["causes.stress"]
    assert f"{CLAIM}: Dr A, 1, 2026-12-01. Remark: Fine." in words(article(one, "causes.stress"))
    assert one.count(CLAIM) == 1
    assert document(given_to(*(item.id for item in ITEMS))).count(CLAIM) == len(ITEMS) + 1


def test_what_changed_since_it_was_signed_is_marked_with_what_stood_there() -> None:
    given = given_to("causes.stress", "causes.phone")
    (now,) = (item for item in ITEMS if item.id == "causes.stress")
    then = replace(now, parts=(Part("short", ("Stress <never> does.",)), *now.parts[1:]))
    given["causes.stress"] = replace(given["causes.stress"], fingerprint=then.fingerprint, signed=then.lines)
    given["causes.gone"] = replace(given["causes.phone"], id="causes.gone")
    text = document(given)
    shown = words(article(text, "causes.stress"))
    assert "Changed since Dr A, 1 signed it on 2026-12-01; that signature is void." in shown
    assert "then short: Stress <never> does." in shown
    assert CLAIM not in shown
    assert "Name, registration, date" in shown
    front = words(text.partition("<main>")[0].partition("</style>")[2])
    assert f"{now.title} changed." in front
    assert "causes.gone was signed, and is no longer in the product." in front
    assert f"{len(ITEMS) - 2} items were never signed" in front
    assert '<span class="badge">new</span>' in article(text, "causes.strain")
    assert '<span class="badge">new</span>' not in article(text, "causes.phone")


def test_a_signature_s_words_are_only_words() -> None:
    given = given_to("causes.stress")
    given["causes.stress"] = replace(given["causes.stress"], by="<script>alert(1)</script>")
    assert "<script" not in document(given)


def write(folder: Path) -> dict[str, bytes]:
    assert command.main(["--folder", str(folder), "--on", "2026-12-01"]) == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_is_the_same_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "installed", lambda: "")
    assert write(tmp_path / "one") == write(tmp_path / "other")


def test_without_chromium_it_is_not_printed_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf, "installed", lambda: "")
    (tmp_path / "review.pdf").write_text("an old one")
    assert list(write(tmp_path)) == ["review.html"]
    assert capsys.readouterr().err.splitlines() == [
        f"wrote {tmp_path / 'review.html'}",
        "review: no PDF, Chromium is not installed",
    ]


def test_a_chromium_that_cannot_print_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for broken in (shutil.which("false") or "false", str(tmp_path / "none")):
        monkeypatch.setattr(pdf, "installed", lambda broken=broken: broken)
        assert list(write(tmp_path / "dist")) == ["review.html"]
        assert capsys.readouterr().err.splitlines()[1].startswith("review: no PDF, ")


@pytest.mark.skipif(not chromium.installed(), reason="Chromium is not installed")
def test_a_printed_page_is_a4_and_the_same_every_time(tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    css = (page.HERE / "page.css").read_text()
    source.write_text(f"<!doctype html><html lang=en><title>A</title><style>{css}</style><h1>A</h1>")
    made = []
    for number in range(2):
        output = tmp_path / f"{number}.pdf"
        pdf.printed(source, output, date(2026, 12, 1))
        made.append(output.read_bytes())
    assert made[0] == made[1]
    assert b"(D:20261201000000+00'00')" in made[0]
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", made[0])


def test_its_date_and_version_are_those_of_the_last_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "ROOT", tmp_path)
    assert command.state(None) == (None, "")
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    git = shutil.which("git") or "git"
    subprocess.run([git, "-C", str(tmp_path), "init", "-q"], check=True)
    (tmp_path / "a").write_text("a")
    subprocess.run([git, "-C", str(tmp_path), "add", "a"], check=True)
    committed = [git, "-C", str(tmp_path), *identity, "commit", "-q", "-m", "a", "--date", "2026-01-02T00:00:00"]
    subprocess.run(committed, check=True, env={"GIT_COMMITTER_DATE": "2026-01-02T00:00:00", "PATH": "/usr/bin:/bin"})
    on, version = command.state(None)
    assert on == date(2026, 1, 2)
    assert re.fullmatch("[0-9a-f]{7,}", version)
    (tmp_path / "a").write_text("b")
    assert command.state(date(2026, 3, 4)) == (date(2026, 3, 4), f"{version}-dirty")


def test_content_that_lacks_something_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(collection, "facts", lambda name: {"chest_pain": {}})
    assert command.main(["--ready"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("review: content lacks ")


def test_the_shipped_signatures_can_be_read() -> None:
    assert isinstance(signatures.read(), dict)
