"""The privacy notice, the terms and the store's page say the same, and what the software does."""

import re
import warnings

import pytest

from tests.skill_package.store import LOCALES, ROOT, UNSIGNED
from upper_back_guide import storage
from upper_back_guide.stretching.lesson import PREFERENCE as BOOKMARK

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it reads its own resources in a way setuptools warns about
    import textstat

PRIVACY, TERMS = ((ROOT / name).read_text() for name in ("PRIVACY.md", "TERMS.md"))
DESCRIPTIONS = [page["description"] for page in LOCALES.values()]


def plain(markdown: str) -> str:
    """A document's words, without marks and line ends."""
    return " ".join(re.sub(r"\]\([^)]*\)|[*|\[\]#`-]", " ", markdown).split())


def test_preferences_are_kept_as_long_as_is_told() -> None:
    assert storage.LIFE == 180 * 24 * 3600
    assert BOOKMARK.life == 3600


def test_logs_are_kept_as_long_as_is_told() -> None:
    days = re.search(r"LogRetentionDays:\n(?: +.*\n)*? +Default: (\d+)", (ROOT / "template.yaml").read_text())
    assert days
    assert f"kept for {days[1]} days" in plain(PRIVACY)


@pytest.mark.parametrize("text", [plain(PRIVACY), *DESCRIPTIONS])
def test_everybody_is_told_how_long_it_is_kept_and_how_to_be_forgotten(text: str) -> None:
    assert "180 days after you last used the skill" in text
    assert "within an hour" in text
    assert '"forget me"' in text.lower()
    assert "what do you know about me?" in text.lower()
    assert "disable the skill" in text
    assert re.search(r"keeps nothing (you say )?about your health", text)


@pytest.mark.parametrize("text", [plain(PRIVACY), plain(TERMS)])
def test_both_documents_say_what_to_do_in_an_emergency(text: str) -> None:
    assert "call your local emergency number on a phone" in text
    assert "The skill cannot call anyone" in text


def test_the_terms_have_the_disclaimer() -> None:
    assert "not a substitute for professional medical advice, diagnosis or treatment" in plain(TERMS)
    assert ("No clinician has reviewed it yet." in plain(TERMS)) is bool(UNSIGNED)


@pytest.mark.parametrize("text", [PRIVACY, TERMS, DESCRIPTIONS[0]])
def test_a_twelve_year_old_can_read_it(text: str) -> None:
    assert textstat.flesch_kincaid_grade(plain(text)) <= 7
