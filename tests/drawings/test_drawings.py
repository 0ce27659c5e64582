"""Every stretch is drawn, in every language's order of cues, and what is drawn is up to date."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from drawings import __main__ as command
from drawings import files, source, stills
from drawings.picture import ARROW, WIDTH
from upper_back_guide.content import facts, words

DRAWINGS = {drawing.id: drawing for drawing in source.read()}
MOST = 6 * 1024
"""Bytes of a figure: a screen's whole directive must stay small."""


def figure(id_: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files.FIGURES / f"{id_}.json").read_text("utf-8"))
    return loaded


def test_every_exercise_has_a_drawing_and_every_drawing_an_exercise() -> None:
    exercises = [*facts("stretching")["exercises"]]
    assert sorted(DRAWINGS) == sorted(exercises)
    for folder, endings in ((files.FIGURES, {".json"}), (files.PICTURES, {".svg", ".png"})):
        there = {(path.stem, path.suffix) for path in folder.iterdir()}
        assert there == {(id_, ending) for id_ in exercises for ending in endings}


@pytest.mark.parametrize("id_", DRAWINGS)
def test_a_figure_moves_by_one_number_and_is_small(id_: str) -> None:
    told = figure(id_)
    assert set(told) == {"rest", "cues", "graphic"}
    assert len(told["cues"]) == len(words("stretching")["exercises"][id_]["first"])
    assert all(0 <= position <= 1 for position in (told["rest"], *told["cues"]))
    assert told["cues"][0] != told["rest"], "nothing would move"
    graphic = told["graphic"]
    assert [(each["name"], each["default"]) for each in graphic["parameters"]] == [
        ("move", told["rest"]),
        ("facing", 1),
    ]
    assert set(re.findall(r"[a-z]+", " ".join(re.findall(r"\$\{(.*?)\}", json.dumps(graphic))))) <= {
        *("move", "facing", "ath", "abs"),
    }
    assert (files.FIGURES / f"{id_}.json").stat().st_size <= MOST


@pytest.mark.parametrize("id_", DRAWINGS)
def test_facing_mirrors_the_whole_picture_about_its_middle(id_: str) -> None:
    (whole,) = figure(id_)["graphic"]["items"]
    assert (whole["type"], whole["scaleX"], whole["pivotX"]) == ("group", "${facing}", WIDTH / 2)


@pytest.mark.parametrize("id_", DRAWINGS)
def test_what_a_screen_reader_says_is_short_and_plain(id_: str) -> None:
    picture = words("stretching")["exercises"][id_]["picture"]
    assert re.fullmatch(r"[A-Z][a-z',A-Z -]+\.", picture)
    assert len(picture.split()) <= 14


def test_a_still_picture_begins_with_the_pose_of_rest_and_shows_no_pose_twice() -> None:
    cat, warmth = (stills.svg(DRAWINGS[id_]) for id_ in ("cat", "warmth"))
    leading = [ARROW in card for card in cat.split("<g ")[1:]]
    assert leading == [False, True, True]
    assert warmth.count("<g ") == 1


def test_the_drawings_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--check"]) == 0, capsys.readouterr().err


def test_the_check_says_what_is_stale_missing_and_left_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(source, "read", lambda: [DRAWINGS["cat"]])
    for name in ("FIGURES", "PICTURES"):
        monkeypatch.setattr(files, name, tmp_path / name)
    monkeypatch.setattr(files, "exercises", lambda: {"cat"})
    assert command.main([]) == 0
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == ["cat.json", "cat.svg", "cat.png"]
    assert command.main(["--check"]) == 0
    (tmp_path / "FIGURES" / "cat.json").write_text("{}")
    (tmp_path / "PICTURES" / "cat.png").unlink()
    (tmp_path / "PICTURES" / "dog.svg").write_text("")
    assert command.main(["--check"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split("/")[-1].split(" is ")[0].split(" belongs")[0] for line in told] == [
        "cat.json",
        "cat.png",
        "dog.svg",
    ]
    assert command.main([]) == 0
    assert command.main(["--check"]) == 0
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == ["cat.json", "cat.png", "dog.svg"]


@pytest.mark.parametrize("arguments", [[], ["--check"]])
def test_an_exercise_without_poses_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    for name in ("FIGURES", "PICTURES"):
        monkeypatch.setattr(files, name, tmp_path / name)
    monkeypatch.setattr(files, "exercises", lambda: {*DRAWINGS} - {"cat"} | {"dog"})
    assert command.main(arguments) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[:2] == ["dog has no poses in drawings/poses.toml", "cat is no exercise of content/stretching.toml"]


POSES = """
[positions.standing]
pelvis = {{ at = [0, 53, 0] }}
[exercises.bow]
position = "standing"
camera = {{ yaw = 0 }}
poses = ["up", "down"]
rest = "up"
cues = ["down"]
{more}
pose.up = {{}}
pose.down = {{ {down} }}
"""


@pytest.mark.parametrize(
    ("down", "more", "told"),
    [
        ("spine = { flexon = 20 }", "", ("bow", "pose down", "flexon")),
        ("spine = { flexion = 120 }", "", ("bow", "pose down", "spine.flexion", "-35 to 85")),
        ("spine = { flexion = 'far' }", "", ("bow", "pose down", "flexion", "'far'")),
        ("left_arm = { elbow = -5 }", "", ("bow", "pose down", "left_arm.elbow")),
        ("pelvis = { at = [0, 53] }", "", ("bow", "pose down", "pelvis: at", "3 numbers")),
        ("arms = { hand_on = 'ceiling' }", "", ("bow", "pose down", "hand_on", "ceiling")),
        ("arms = { hand_on = 'floor' }", "", ("bow", "pose down", "hand_on", "first pose")),
        ("tail = 3", "", ("bow", "pose down", "tail")),
        ("arms = 3", "", ("bow", "pose down", "arms")),
        ("right_arm = { hand_on = 'right elbow' }", "", ("bow", "pose down", "hand_on")),
        ("", "rope = 1", ("bow", "rope")),
        ("", "props = [{ kind = 'towel' }]", ("bow", "prop 1", "ends")),
        ("", "always = 3", ("bow", "always")),
        ("", "props = [{ kind = 'piano' }]", ("bow", "prop 1", "piano")),
        ("", "props = [{ turn = 3 }]", ("bow", "prop 1", "kind")),
        ("", "arrows = [{ to = 'sideways' }]", ("bow", "arrow 1", "sideways")),
        ("", "order = ['trunk']", ("bow", "order")),
        ("", "arrows = [{ to = 'down', follows = 'right hand' }]", ("bow", "right hand", "does not move")),
        ("", "[", ("poses.toml",)),
    ],
)
def test_a_bad_poses_file_gets_one_clear_line(
    down: str, more: str, told: tuple[str, ...], tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    path = tmp_path / "poses.toml"
    path.write_text(POSES.format(down=down, more=more))
    monkeypatch.setattr(source, "PATH", path)
    assert command.main(["--check"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("drawings: poses.toml: ")
    for part in told:
        assert part in line


def test_a_poses_file_that_is_not_there_gets_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(source, "PATH", tmp_path / "poses.toml")
    assert command.main([]) == 2
