"""What breaks no turn: everything that was once found, and some seconds of what might be."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import corpus
from tests.fuzz.conversations import Conversation, conversations
from tests.fuzz.play import Found, play


def holds(conversation: Conversation) -> None:
    """Play it; what is wrong is an error."""
    play(conversation)


@pytest.mark.parametrize("file", corpus.files(), ids=lambda file: file.stem)
def test_what_was_found_is_found_no_more(file: Path) -> None:
    holds(corpus.read(file))


# Always the same ones, so that nobody's build fails for what they have not done: `make fuzz` looks for new ones.
@settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(conversations)
def test_no_conversation_breaks_a_turn(conversation: Conversation) -> None:
    holds(conversation)


def test_what_is_kept_is_read_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "FOLDER", tmp_path)
    strange: Conversation = [{"event": {"x": "\ud800"}, "spoilt": [(1, [2**70])]}]
    kept = corpus.read(corpus.keep("raised An Error!", strange))
    assert kept[0]["event"] == strange[0]["event"]
    assert [list(one) for one in kept[0]["spoilt"]] == [[1, [2**70]]]
    assert [file.name.rpartition("-")[0] for file in corpus.files()] == ["raised-an-error"]


def test_a_skill_that_breaks_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for answer, kind in (
        ({"version": float("nan")}, "not JSON"),
        ({"response": {"outputSpeech": {"type": "SSML", "ssml": "<"}}, "version": "1.0"}, "Alexa refuses it"),
        (RuntimeError("x"), "raised RuntimeError"),
    ):

        def skill(event: object, answer: object = answer) -> object:
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.setattr("tests.fuzz.play.guarded", lambda *_, skill=skill: skill)
        with pytest.raises(Found) as found:
            play([{"event": {}, "spoilt": []}])
        assert found.value.kind.startswith(kind)
