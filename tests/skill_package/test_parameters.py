"""What an operator fills in is refused in one line when it cannot be used, and never submitted half filled in."""

from pathlib import Path

import pytest

from listing import __main__ as command
from listing import manifest, parameters
from listing.parameters import Parameters, Unusable
from listing.submission import DOCUMENTS, TELLING, gaps
from review import signatures
from tests.skill_package.store import FUNCTION, SERVER, UNSIGNED

GOOD = """
privacy_url = "https://back.care/privacy"
terms_url = "https://back.care/terms"
countries = ["US", "GB"]
[endpoints]
NA = ""
EU = "arn:aws:lambda:eu-west-1:123456789012:function:upper-back-guide:live"
FE = ""
"""


def test_what_is_filled_in_is_read(tmp_path: Path) -> None:
    path = tmp_path / "parameters.toml"
    path.write_text(GOOD)
    eu = "arn:aws:lambda:eu-west-1:123456789012:function:upper-back-guide:live"
    assert parameters.read(path) == Parameters(
        "https://back.care/privacy", "https://back.care/terms", ("US", "GB"), {"EU": eu}
    )


def test_the_order_of_the_regions_does_not_depend_on_the_file() -> None:
    far = FUNCTION.replace("us-east-1", "us-west-2")
    text = GOOD.replace('FE = ""', f'FE = "{far}"').replace('NA = ""\n', "") + f'NA = "{FUNCTION}"\n'
    assert list(parameters.parsed(text).endpoints) == ["NA", "EU", "FE"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("https://back.care/privacy", "http://back.care/privacy", "privacy_url is not an https address"),
        ("https://back.care/privacy", "", "privacy_url is not an https address"),
        ("https://back.care/terms", "https://localhost/terms", "terms_url is not an https address"),
        ("https://back.care/terms", "https://back.care/our terms", "terms_url is not an https address"),
        ("https://back.care/terms", "https://[back.care/terms", "terms_url"),
        ("https://back.care/terms", "https://back.care:8443/terms", "terms_url has a port"),
        ("https://back.care/terms", "https://back.care:port/terms", "terms_url"),
        ("https://back.care/terms", "https://alexa-back.care/terms", 'no "alexa" in the host'),
        ('"US"', '"USA"', "'USA' is not a two-letter code"),
        ('"US"', "1", "1 is not a two-letter code"),
        ("FE", "ASIA", "ASIA is not one of NA, EU, FE"),
        ('FE = ""', "FE = 5", "FE is not a text"),
        ("arn:aws:lambda", "arn:aws:s3", "EU is neither the ARN of a Lambda function nor an https address"),
        ("123456789012", "<account>", "EU is neither"),
        (":live", "", "EU lacks the alias at its end, such as :live"),
        (":live", ":7", "EU lacks the alias at its end, such as :live"),
        (":live", ":$LATEST", "EU lacks the alias at its end, such as :live"),
        ("eu-west-1", "us-east-1", "EU is answered from eu-west-1, not us-east-1"),
        ('FE = ""', 'FE = "https://back"', "endpoints: FE is not an https address"),
        ('terms_url = "https://back.care/terms"', "", "needs privacy_url, terms_url"),
        ("[endpoints]", 'colour = "red"\n[endpoints]', "nothing else"),
        ("[endpoints]", "[endpoints", "parameters.toml: "),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    path = tmp_path / "parameters.toml"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(Unusable, match=r"^parameters\.toml: ") as refusal:
        parameters.read(path)
    assert problem in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"^none\.toml: .*No such file"):
        parameters.read(tmp_path / "none.toml")


def documents(folder: Path, text: str = "Nobody fills in a [link](https://back.care).") -> Path:
    for name in TELLING:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text if name in DOCUMENTS else "It is signed.")
    return folder


def test_what_is_filled_in_has_no_gaps(tmp_path: Path) -> None:
    assert list(gaps(parameters.parsed(GOOD), 0, documents(tmp_path))) == []


@pytest.mark.parametrize("host", ["example.com", "www.example.org", "back.example", "back.invalid"])
def test_an_example_address_is_not_submitted(tmp_path: Path, host: str) -> None:
    filled_in = parameters.parsed(GOOD.replace("back.care", host))
    assert [gap.partition(" is only")[0] for gap in gaps(filled_in, 0, documents(tmp_path))] == [
        "parameters.toml: privacy_url",
        "parameters.toml: terms_url",
    ]


def test_a_skill_that_nothing_would_answer_is_not_submitted(tmp_path: Path) -> None:
    filled_in = Parameters("https://back.care/privacy", "https://back.care/terms")
    assert len(list(gaps(filled_in, 0, documents(tmp_path)))) == 1


def test_an_example_server_is_not_submitted(tmp_path: Path) -> None:
    filled_in = Parameters("https://back.care/privacy", "https://back.care/terms", endpoints={"NA": SERVER})
    assert list(gaps(filled_in, 0, documents(tmp_path))) == ["parameters.toml: endpoints: NA is only an example"]


def test_what_no_clinician_has_signed_is_not_submitted(tmp_path: Path) -> None:
    (gap,) = gaps(parameters.parsed(GOOD), 3, documents(tmp_path))
    assert gap == "review: 3 items are not signed by a clinician: python -m review --ready names them"


def test_the_gate_reads_the_signatures(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--ready"]) == 1
    assert (f"review: {len(UNSIGNED)} items are not signed" in capsys.readouterr().err) is bool(UNSIGNED)
    monkeypatch.setattr(signatures, "gaps", lambda *_: [])
    assert command.main(["--ready"]) == 1
    told = capsys.readouterr().err
    assert "are not signed" not in told
    assert told.count("says that it is not reviewed") == 5


def test_what_was_signed_no_longer_says_that_it_was_not(tmp_path: Path) -> None:
    folder = documents(tmp_path)
    (folder / "listing" / "store.toml").write_text('description = "No clinician has\nreviewed its answers yet."')
    assert list(gaps(parameters.parsed(GOOD), 0, folder)) == ["listing/store.toml says that it is not reviewed"]


@pytest.mark.parametrize("name", TELLING)
def test_only_the_signatures_say_that_it_is_reviewed(tmp_path: Path, name: str) -> None:
    folder = documents(tmp_path)
    (folder / name).write_text("All of it was reviewed\nby a clinician.")
    assert f"{name} says that it is reviewed" in gaps(parameters.parsed(GOOD), 1, folder)
    assert list(gaps(parameters.parsed(GOOD), 0, folder)) == []
    assert not [gap for gap in gaps(parameters.read(), 1) if "says that it is reviewed" in gap]


def test_a_document_with_blanks_is_not_submitted(tmp_path: Path) -> None:
    found = list(gaps(parameters.parsed(GOOD), 0, documents(tmp_path, "Who runs it: [name]\nSince: [date]\n")))
    assert found[:2] == ["PRIVACY.md: [name] is not filled in", "PRIVACY.md: [date] is not filled in"]
    assert len(found) == 4


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder instead of skill-package/, and parameters of our own."""
    monkeypatch.setattr(manifest, "PACKAGE", tmp_path)
    monkeypatch.setattr(manifest, "OUTPUT", tmp_path / "skill.json")
    monkeypatch.setattr(parameters, "read", lambda: Parameters("https://example.com/p", "https://example.com/t"))
    return tmp_path


def test_what_was_made_passes_the_check_and_a_change_does_not(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--check"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert command.main([]) == 0
    assert command.main(["--check"]) == 0
    (package / "skill.json").write_text("{}")
    assert command.main(["--check"]) == 1
    assert capsys.readouterr().err == f"{package / 'skill.json'} is stale: run python -m listing\n"


def test_placeholders_pass_the_check_but_are_not_submitted(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 0
    assert command.main(["--check"]) == 0
    assert command.main(["--ready"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == [
        "parameters.toml: privacy_url is only an example",
        "parameters.toml: terms_url is only an example",
    ]


def test_an_unusable_parameter_is_one_line_and_its_own_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> Parameters:
        raise Unusable("parameters.toml: privacy_url is not an https address")

    monkeypatch.setattr(parameters, "read", refuse)
    assert command.main(["--check"]) == 2
    assert capsys.readouterr().err == "listing: parameters.toml: privacy_url is not an https address\n"


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, "store.toml: 'testing_instructions' is missing"),
        ({**manifest.texts(), "summary": "Call {somebody}."}, "store.toml: unknown mark {somebody}"),
    ],
)
def test_a_text_that_cannot_be_used_is_one_line(
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    said: dict[str, object],
    problem: str,
) -> None:
    monkeypatch.setattr(manifest, "texts", lambda: said)
    assert command.main(["--check"]) == 2
    assert capsys.readouterr().err == f"listing: {problem}\n"
