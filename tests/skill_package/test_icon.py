"""The icons are the ones that the script draws, and can be made out."""

from pathlib import Path

import pytest
from PIL import Image, ImageColor

from listing import icon
from listing.manifest import ICONS
from tests.skill_package.store import PACKAGE


@pytest.mark.parametrize(("path", "size"), ICONS.values())
def test_the_icon_in_the_package_is_the_one_that_is_drawn(path: str, size: int) -> None:
    with Image.open(PACKAGE / path) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (size, size))
    assert icon.same(size, PACKAGE / path)


def test_another_picture_is_told_from_the_icon(tmp_path: Path) -> None:
    path = tmp_path / "icon.png"
    image = icon.drawn(108)
    image.putpixel((54, 54), (0, 0, 0))
    image.save(path)
    assert not icon.same(108, path)
    assert not icon.same(108, tmp_path / "none.png")
    path.write_bytes(path.read_bytes()[:500])
    assert not icon.same(108, path)
    path.write_text("no picture")
    assert not icon.same(108, path)


def test_drawn_twice_it_is_the_same() -> None:
    first = icon.drawn(108).tobytes()
    icon.canvas.cache_clear()
    assert icon.drawn(108).tobytes() == first


def test_the_figure_stands_out_from_what_is_around_it() -> None:
    for around in (icon.GROUND, icon.DISC):
        assert contrast(icon.FIGURE, around) >= 4.5


def test_a_circle_crop_loses_nothing_but_ground() -> None:
    image, ground = icon.drawn(512), ImageColor.getrgb(icon.GROUND)
    outside = [(x, y) for x in range(512) for y in range(512) if (x - 255.5) ** 2 + (y - 255.5) ** 2 > 240**2]
    assert {image.getpixel(place) for place in outside} == {ground}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    channels = [value / 255 for value in ImageColor.getrgb(color)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
