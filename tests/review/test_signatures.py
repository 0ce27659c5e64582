"""A signature stands under what was signed, and under nothing else."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review import __main__ as command
from review import collection, signatures
from review.item import Item, Part
from review.signatures import Signature, Unusable, difference, gaps, read, sign, standing

BY = "Dr A. Example, GMC 1234567"
ON = date(2026, 12, 1)
STRESS = Item("causes.stress", "stress", "answers", (Part("short", ("Stress can play a part.",)),), ("article",))
PHONE = Item("causes.phone", "phone use", "answers", (Part("short", ("A phone may play a part.", "Or not.")),))
ITEMS = (STRESS, PHONE)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(signatures, "PATH", tmp_path / "signatures.toml")
    return tmp_path / "signatures.toml"


@pytest.fixture
def two_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "items", lambda: ITEMS)


def signed(items: Sequence[Item] = ITEMS, ids: Sequence[str] = ("causes.stress",), remark: str = "") -> None:
    sign(items, ids, BY, ON, remark)


def test_no_file_and_an_empty_one_have_no_signature(path: Path) -> None:
    assert read() == {}
    path.touch()
    assert read() == {}
    assert standing(STRESS, {}) == "unsigned"


def test_a_signature_says_what_was_signed_by_whom_and_when(path: Path) -> None:
    signed(remark='Right, but "may" is better.')
    (given,) = read().values()
    assert given == Signature(STRESS.id, STRESS.fingerprint, BY, ON, 'Right, but "may" is better.', STRESS.lines)
    assert standing(STRESS, read()) == "signed"
    assert standing(PHONE, read()) == "unsigned"


@pytest.mark.parametrize(
    "changed",
    [
        replace(STRESS, parts=(Part("short", ("Stress can play a part",)),)),
        replace(STRESS, sources=("article", "nhs-flu")),
        replace(STRESS, title="tension"),
    ],
)
def test_any_change_voids_a_signature(path: Path, changed: Item) -> None:
    signed()
    assert standing(changed, read()) == "changed"
    assert gaps([changed], read()) == [f"causes.stress ({changed.title}) changed since it was signed"]
    signed([changed])
    assert gaps([changed], read()) == []
    assert standing(STRESS, read()) == "changed", "the latest counts"
    assert len(tomllib.loads(path.read_text())["signatures"]) == 2, "and the earlier one is kept"


def test_what_was_signed_then_can_be_told(path: Path) -> None:
    signed(ids=["causes.phone"])
    changed = replace(PHONE, parts=(Part("short", ("A phone may play a part.", "Or so.")),))
    assert difference(changed, read()["causes.phone"]) == [(False, "short: Or not."), (True, "short: Or so.")]


@given(st.text(max_size=12), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12))
def test_whatever_is_signed_is_read_back(tmp_path_factory: pytest.TempPathFactory, text: str, name: str) -> None:
    path = tmp_path_factory.mktemp("signed") / "signatures.toml"
    try:
        text.encode()
    except UnicodeEncodeError:
        return  # no file of content can hold it
    item = replace(STRESS, parts=(Part("short", (text,)),))
    by = f"Dr {name}"
    if not by.strip().isprintable():
        with pytest.raises(Unusable):
            sign([item], [item.id], by, ON, "", path)
        return
    sign([item], [item.id], by, ON, "", path)
    assert standing(item, read(path)) == "signed"
    assert read(path)[item.id].by == by.strip()


def test_an_item_that_is_not_as_it_was_printed_is_not_signed(path: Path) -> None:
    signed(ids=[f"causes.stress@{STRESS.fingerprint[:8]}"])
    before = path.read_text()
    for ids in (["causes.phone", "causes.stress@00000000"], ["causes.phone", "causes.moon"]):
        with pytest.raises(Unusable):
            signed(ids=ids)
    assert path.read_text() == before, "none of them is signed"


@pytest.mark.usefixtures("path", "two_items")
def test_ready_names_all_that_has_no_signature(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--ready"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "causes.stress (stress) is not signed",
        "causes.phone (phone use) is not signed",
    ]
    assert command.main(["--sign", "causes.stress", "causes.phone", "--by", BY, "--on", "2026-12-01"]) == 0
    assert command.main(["--ready"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("two_items")
def test_an_empty_file_is_not_ready(path: Path) -> None:
    path.touch()
    assert command.main(["--ready"]) == 1


def test_everything_in_the_product_can_be_signed(path: Path) -> None:
    every = [item.id for item in collection.items()]
    assert command.main(["--ready"]) == 1
    assert command.main(["--by", BY, "--sign", *every]) == 0
    assert command.main(["--ready"]) == 0
    assert path.read_text().count("[[signatures]]") == len(every)


@pytest.mark.usefixtures("two_items")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--sign", "causes.strss", "--by", BY], "no item has the id 'causes.strss'; did you mean causes.stress?"),
        (["--sign", "causes.stress@1234", "--by", BY], "causes.stress is not what was printed with 1234"),
        (["--sign", "causes.stress"], "--by needs a name and a registration"),
        (["--sign", "causes.stress", "--by", "  "], "--by needs a name and a registration"),
        (["--sign", "causes.stress", "--by", "Dr\nA"], "one line of plain text"),
        (["--sign", "causes.stress", "--by", BY, "--remark", "a\nb"], "one line of plain text"),
    ],
)
def test_what_cannot_be_signed_is_refused_in_one_line(
    path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert command.main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("review: ")
    assert told in line
    assert not path.exists()


GOOD = f"""
[[signatures]]
id = "causes.stress"
fingerprint = "{STRESS.fingerprint}"
by = "{BY}"
on = 2026-12-01
remark = ""
signed = {json.dumps(STRESS.lines)}
"""


@pytest.mark.usefixtures("two_items")
@pytest.mark.parametrize("arguments", [["--ready"], ["--sign", "causes.phone", "--by", BY], []])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[[signatures]]", "[[signatures]"),
        ("[[signatures]]", "[signatures]"),
        ("[[signatures]]", "[[names]]"),
        ('remark = ""\n', ""),
        ('remark = ""', 'remark = ""\nseen = true'),
        (BY, " "),
        ("2026-12-01", '"yesterday"'),
        (STRESS.fingerprint, PHONE.fingerprint),
        ("Stress can play a part.", "Stress never plays a part."),
        (json.dumps(STRESS.lines), "[1]"),
        ("[[signatures]]", "\udcff[[signatures]]"),
    ],
)
def test_a_corrupt_file_is_one_line(
    path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, arguments: list[str]
) -> None:
    path.write_text(GOOD)
    assert standing(STRESS, read()) == "signed"
    path.write_bytes(GOOD.replace(old, new).encode(errors="surrogateescape"))
    before = path.read_bytes()
    assert command.main([*arguments, *([] if arguments else ["--folder", str(path.parent)])]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("review: signatures.toml: ")
    assert path.read_bytes() == before
