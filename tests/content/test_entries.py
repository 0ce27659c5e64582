"""What every entry must be, whoever writes the next one."""

import re
import warnings
from itertools import chain
from pathlib import Path
from statistics import mean, median

import pytest

from tests.talk import about
from upper_back_guide import content
from upper_back_guide.answers.cautions import lead
from upper_back_guide.content import Entry, entry, facts, section, sections, words
from upper_back_guide.turn import Turn
from upper_back_guide.wording import Wording

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it reads its own resources in a way setuptools warns about
    import textstat

ENTRIES: list[Entry] = list(chain.from_iterable(section(name).values() for name in sections()))
ROOMS = ("checkup", "stretching")
ARTICLE = {
    "causes": "strain posture stress imbalance disc_wear herniated_disc scoliosis",
    "symptoms": "sudden_pain tightness knots limited_motion stiffness pain_with_movement radiating_pain headaches "
    "posture_changes weakness",
    "impact": "pain limited_motion function sleep posture emotional",
    "relief": "rest heat_or_cold medication physical_therapy posture",
    "care": "appointment history describe examination tests recommendations",
}


def fitted(text: str) -> str:
    return Wording("en-US").fit(text)


def pages(told: Entry) -> tuple[str, ...]:
    return (told.short, *told.more)


def each(told: Entry) -> str:
    return told.id


@pytest.mark.parametrize("point", [f"{name}.{key}" for name, keys in ARTICLE.items() for key in keys.split()])
def test_every_point_of_the_article_has_an_entry_and_is_told_by_its_overview(point: str) -> None:
    told = entry(point)
    assert "article" in told.sources
    assert point in entry(f"{point.partition('.')[0]}.overview").points


@pytest.mark.parametrize("told", ENTRIES, ids=each)
def test_an_entry_is_whole(told: Entry) -> None:
    assert told.name
    assert told.card
    assert told.sources
    assert set(told.sources) <= set(words("sources"))
    assert told.held_on.year >= 2026
    linked = [*told.points, *filter(None, [told.helped_by])]
    if told.offer:
        assert told.offer.ask.endswith("?")
        linked += [told.offer.entry] if told.offer.entry not in ROOMS else []
    for id_ in linked:
        assert entry(id_)
    assert told.offer is None or told.offer.entry != told.id


NEEDED = 'kinds = ["cause"]\nsources = ["article"]\nheld_on = 2026-11-26\n'
SAID = 'name = "a draft"\nshort = "It passes."\ncard = "It passes."\n'


@pytest.mark.parametrize(
    ("file", "facts_of_it", "words_of_it", "lacks"),
    [
        ("no_card", f"[draft]\n{NEEDED}", f"[draft]\n{SAID}".replace("card", "cart"), "card"),
        ("no_words", f"[draft]\n{NEEDED}", "", "name"),
        ("no_facts", "", f"[draft]\n{SAID}", "sources"),
        ("no_facet", f"[draft]\n{NEEDED}facets.how = ['article']\n", f"[draft]\n{SAID}", "how"),
    ],
)
def test_who_writes_an_entry_is_told_what_it_lacks(
    file: str, facts_of_it: str, words_of_it: str, lacks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, text in (("answers", facts_of_it), ("en/answers", words_of_it)):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / f"{file}.toml").write_text(text)
    monkeypatch.setattr(content, "FACTS", tmp_path)
    with pytest.raises(content.Incomplete, match=rf"\[draft\] of .*answers/{file}.toml lacks '{lacks}'"):
        section(file)


def test_who_breaks_a_file_is_told_which_and_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.toml").write_text('name = "half')
    monkeypatch.setattr(content, "FACTS", tmp_path)
    with pytest.raises(content.Incomplete, match=r"broken.toml: .+"):
        facts("broken")


KINDS = {"activity", "body_part", "cause", "complaint", "group", "medicine", "professional", "relief"}
WORDS = {"name", "synonyms", "short", "more", "card", "ask"}
LISTS = {"kinds", "sources", "points"}


@pytest.mark.parametrize("told", ENTRIES, ids=each)
def test_what_is_written_of_an_entry_is_of_the_kind_that_it_should_be(told: Entry) -> None:
    section_, _, name = told.id.partition(".")
    said, known = words(f"answers/{section_}")[name], facts(f"answers/{section_}")[name]
    assert not said.keys() - WORDS - known.get("facets", {}).keys(), "words without a line in the facts"
    assert all(isinstance(said.get(key, []), list) for key in ("synonyms", "more")), "a list of texts"
    assert all(isinstance(known.get(key, []), list) for key in LISTS), "a list"
    assert ("ask" in said) is ("offer" in known), "an offer has its question, and a question leads somewhere"
    assert not told.net or told.net in words("answers")["nets"], "no such net"
    assert set(told.kinds) <= KINDS, "no such kind"


def test_no_entry_says_a_dose_a_diagnosis_or_a_promise() -> None:
    never = re.compile(
        r"only a spasm|just a spasm|nothing to worry|milligram|\bmg\b|\d+ ?tablets"
        r"|\b(cure[sd]?|heals?|healed|guarantee\w*)\b|[!;]"
    )
    texts = {told.id: " ".join((*pages(told), *told.facets.values(), told.card)) for told in ENTRIES}
    assert {id_: found[0] for id_, text in texts.items() if (found := never.search(fitted(text).lower()))} == {}


@pytest.mark.parametrize("locale", sorted(set(words("locales")) - {"en"}))
def test_no_reply_is_longer_than_can_be_heard_once(locale: str) -> None:
    """With the longest verdict, the net, and either the disclaimer of a one-shot or the question of an open talk."""
    say, disclaimer = words("answers"), words("phrases")["disclaimer"]
    wording = Wording(locale)
    for told in ENTRIES:
        verdict = max((say["verdicts"][shape][value] for shape, value in told.verdicts.items()), key=len, default="")
        net, ask = say["nets"].get(told.net, ""), told.offer.ask if told.offer else say["want_more"]
        for first, last in (("", ask), (verdict, ask), (verdict, disclaimer)):
            for body in (told.short, *told.facets.values()):
                assert len(wording.fit(f"{first} {body} {net} {last}").split()) <= 60, (told.id, body)
        for page in told.more:
            assert len(wording.fit(f"{page} {net} {ask}").split()) <= 60, told.id


def test_the_middle_answer_is_shorter_than_a_breath_and_a_half() -> None:
    assert median(len(fitted(told.short).split()) for told in ENTRIES) <= 32


def test_a_twelve_year_old_can_follow() -> None:
    texts = {told.id: fitted(" ".join((*pages(told), told.card))) for told in ENTRIES}
    assert [id_ for id_, text in texts.items() if textstat.flesch_kincaid_grade(text) > 6] == []


URGENT = ("symptoms.radiating_pain", "symptoms.numbness", "symptoms.pain_breathing", "places.ribs", "places.arm")


@pytest.mark.parametrize("id_", [*URGENT, "symptoms.weakness", "causes.other_organs", "about.serious"])
def test_what_may_be_a_red_flag_is_never_told_without_the_warning(id_: str) -> None:
    told = entry(id_)
    assert "{emergency}" in told.short or (told.danger and told.net)


SHAPES = {
    "cause",
    "harm",
    "now",
    "meaning",
    "why",
    "how_long",
    "how_often",
    "how_soon",
    "when",
    "who_not",
    "which",
    "at_night",
    "how",
    "instead",
    "risks",
}


@pytest.mark.parametrize("told", ENTRIES, ids=each)
def test_what_an_entry_says_to_a_question_of_one_shape_is_known_and_sourced(told: Entry) -> None:
    assert set(told.facets) <= SHAPES
    assert all(sources and set(sources) <= set(words("sources")) for sources in told.cited.values())
    known = words("answers")["verdicts"]
    assert {shape: verdict for shape, verdict in told.verdicts.items() if verdict not in known.get(shape, ())} == {}
    for facet in told.facets.values():
        assert len(fitted(facet).split()) <= 25
        assert textstat.flesch_kincaid_grade(fitted(facet)) <= 5


@pytest.mark.parametrize("told", [told for told in ENTRIES if "medicine" in told.kinds], ids=each)
def test_every_medicine_sends_people_to_the_label_or_the_pharmacist(told: Entry) -> None:
    text = " ".join(pages(told))
    assert "{pharmacist}" in text or "{poison_help}" in text or "{doctor}" in text


def test_no_name_or_synonym_belongs_to_two_entries() -> None:
    owners: dict[str, set[str]] = {}
    for told in ENTRIES:
        for name in (told.name, *told.synonyms):
            plain = re.sub(r"^(a|an|the) ", "", fitted(name).lower())
            owners.setdefault(plain, set()).add(told.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_every_mark_in_the_content_is_known() -> None:
    for name in ("basics", "answers", "checkup", "caregiver", "stretching"):
        for text in texts(words(name)):
            Wording("en-GB").fit(text)


def texts(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts(value)]
    return [text for value in data for text in texts(value)] if isinstance(data, list) else []


def test_every_sign_of_danger_cites_sources_we_hold() -> None:
    unknown = {
        id_: told["sources"]
        for id_, told in facts("signs").items()
        if not told["sources"] or not set(told["sources"]) <= set(words("sources"))
    }
    assert not unknown


def test_a_caution_is_plainer_still() -> None:
    """The names of medicines and illnesses aside, which nobody can choose."""
    say = words("conditions")
    names = "|".join([*say["things"].values(), *(one["with"] for one in say["conditions"].values())])
    said = [
        re.sub(names.replace("{", "").replace("}", ""), "with this", Wording("en-US").fit(text))
        for id_ in facts("medicines")["columns"]
        for condition in facts("medicines")["conditions"]
        if (text := lead(id_, Turn(""), about(conditions=(condition,))))  # type: ignore[arg-type]
    ]
    assert mean(map(textstat.flesch_kincaid_grade, said)) <= 5
