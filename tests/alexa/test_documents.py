"""The documents are what an older device takes too: what Amazon's linter does not look at."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from upper_back_guide.alexa import screens

NAMES = sorted(path.stem for path in screens.DOCUMENTS.glob("*.json") if path.stem != "shared")
COMPONENTS = {"Container", "Frame", "ScrollView", "Text", "TouchWrapper", "VectorGraphic"}
COMMANDS = {"Idle", "SendEvent", "Sequential", "SetValue"}
HANDLERS = {"commands", "onMount", "onPress"}
EXPRESSION = re.compile(r"\$\{([^{}]*)\}")


def document(name: str) -> Mapping[str, Any]:
    made: Mapping[str, Any] = json.loads(json.dumps(screens._document(name, "cat" if name == "step" else "")))
    return made


def tables(value: Any, key: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every object in a document, with the key that it stands under."""
    if isinstance(value, dict):
        yield key, value
        for name, inner in value.items():
            yield from tables(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from tables(inner, key)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_for_old_devices_too_and_imports_nothing(name: str) -> None:
    made = document(name)
    assert (made["type"], made["version"]) == ("APL", "1.4")
    assert "import" not in made
    assert set(made) <= {
        *("type", "version", "theme", "settings", "resources", "styles", "layouts", "graphics", "mainTemplate")
    }


@pytest.mark.parametrize("name", NAMES)
def test_each_type_style_and_resource_is_one_that_there_is(name: str) -> None:
    made = document(name)
    parts = {key: value for key, value in made.items() if key != "graphics"}
    named = {key for table in made["resources"] for kind in ("colors", "dimensions") for key in table.get(kind, {})}
    for key, table in tables(parts):
        type_ = table.get("type")
        if key in HANDLERS:
            assert type_ in COMMANDS, table
        elif key in ("item", "items") and type_:
            assert type_ in COMPONENTS | set(made["layouts"]), table
        assert table.get("style", "text") in made["styles"], table
    for text in texts(parts):
        assert set(re.findall(r"@(\w+)", text)) <= named, text


@pytest.mark.parametrize("name", NAMES)
def test_what_can_be_touched_or_seen_has_a_label_for_the_screen_reader(name: str) -> None:
    for _, table in tables(document(name)):
        if table.get("type") == "TouchWrapper" or table.get("source") == "figure":
            assert table["accessibilityLabel"], table
