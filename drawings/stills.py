"""Still pictures for paper and for whoever reviews the drawings: the pose of rest, and beside it all the others."""

from collections.abc import Sequence

import resvg_py

from drawings import picture
from drawings.numbers import short
from drawings.shapes import CARD, Shape
from drawings.source import Drawing

HIGH = 400
"""Pixels of a PNG, from top to bottom."""

GAP = 16.0
"""Units between two cards."""


def svg(drawing: Drawing) -> str:
    """The pose of rest, then the others in order, each on a card with the arrow that leads to it.

    A pose that is no different from one before it has no card.
    """
    seen = picture.frame(drawing)
    high = picture.WIDTH / seen.width * seen.height
    step = picture.WIDTH + GAP
    cards = []
    for number, move in enumerate(_moves(drawing)):
        marks = [shape for arrow in picture.arrows(drawing) if arrow.position == move for shape in arrow.shapes]
        drawn = picture.framed([*picture.floor(drawing, seen), *picture.shapes(drawing, move), *marks], seen)
        cards.append(card(drawn, high, number * step))
    wide = len(cards) * step - GAP
    size = f'viewBox="0 0 {short(wide)} {short(high)}" width="{short(wide)}" height="{short(high)}"'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', *cards, "</svg>", ""])


def _moves(drawing: Drawing) -> list[float]:
    """Where the poses are that have a card."""
    moves: list[float] = []
    for move in (drawing.rest, *map(drawing.position, drawing.names)):
        if drawing.at(move) not in map(drawing.at, moves):
            moves.append(move)
    return moves


def card(drawn: Sequence[Shape], high: float, right: float = 0.0) -> str:
    """One picture on its card, moved to the right by so many units."""
    ground = f'<rect width="{short(picture.WIDTH)}" height="{short(high)}" rx="12" fill="{CARD}"/>'
    moved = f'<g transform="translate({short(right)})" stroke-linecap="round" stroke-linejoin="round">'
    return "\n".join([moved, ground, *map(_path, drawn), "</g>"])


def png(svg_text: str) -> bytes:
    """An SVG as a PNG, HIGH pixels high."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg_text, height=HIGH, skip_system_fonts=True))


def _path(shape: Shape) -> str:
    steps = "L".join(f"{short(x)},{short(y)}" for x, y in shape.points)
    # A line of no length has no round ends everywhere; this one is too short to be seen.
    steps += "h.01" if len(shape.points) == 1 else "Z" if shape.filled else ""
    fill = shape.colour if shape.filled else "none"
    return f'<path d="M{steps}" fill="{fill}" stroke="{shape.colour}" stroke-width="{short(shape.width)}"/>'
