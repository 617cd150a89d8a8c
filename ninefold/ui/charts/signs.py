"""Small drawings beside words: agreement, counts, places, levels, the marks of a key, envelope and tick."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import ceil
from typing import Final, Literal

from markupsafe import Markup

from ninefold.ui.charts import palette, strips
from ninefold.ui.charts.identity import fold_parts
from ninefold.ui.charts.svg import drawing, element, line


@cache
def agreement_sign(word: Literal["alike", "differently"]) -> Markup:
    """Three level lines, or three lines that meet."""
    if word == "alike":
        parts = [line(0, y, 20, y, stroke=palette.SPRUCE_7, width=2) for y in (3, 8, 13)]
    else:
        parts = [line(0, y, 20, 8, stroke=palette.DAMSON_6, width=2) for y in (1, 8, 15)]
    return drawing(parts, width=20, height=16, name="sign")


def box(x: float, y: float, width: float, height: float, *, filled: bool, radius: float) -> str:
    if filled:
        return element("rect", x=x, y=y, width=width, height=height, rx=radius, fill=palette.DAMSON_7)
    return element(
        "rect",
        x=x + 0.75,
        y=y + 0.75,
        width=width - 1.5,
        height=height - 1.5,
        rx=radius,
        fill=palette.WHITE,
        stroke=palette.EDGE,
        stroke_width=1.5,
    )


def slips(asked: int, answered: int) -> Markup:
    """One slip for each person asked, filled for each answer, in order of count: a slip is nobody's."""
    parts = [box(k * 15, 0, 11, 16, filled=k < answered, radius=2) for k in range(asked)]
    return drawing(parts, width=max(1, asked * 15 - 4), height=16, name="slips")


def places(total: int, taken: int) -> Markup:
    """Squares for the places of a session, ten a row, filled when taken."""
    parts = [box(k % 10 * 13, k // 10 * 13, 9, 9, filled=k < taken, radius=2) for k in range(total)]
    return drawing(parts, width=min(total, 10) * 13 - 4, height=ceil(total / 10) * 13 - 4, name="places")


def level_bars(level: int, of: int = 4) -> Markup:
    """Step bars beside the name of a level: as many filled as its place."""
    parts = [
        element(
            "rect",
            x=k * 9,
            y=12 - k * 4,
            width=6,
            height=6 + k * 4,
            fill=palette.DAMSON_7 if k < level else palette.DAMSON_2,
        )
        for k in range(of)
    ]
    return drawing(parts, width=of * 9 - 3, height=18, name="levels")


@cache
def tick(size: float = 20) -> Markup:
    path = element("path", d="M3 10.5L8 15.5L17.5 5", fill="none", stroke=palette.SPRUCE_7, stroke_width=2.75)
    return drawing([path], width=size, height=size, view=(20, 20), name="tick")


@cache
def envelope(width: float = 28) -> Markup:
    body = element("rect", x=1, y=1, width=26, height=18, fill=palette.WHITE, stroke=palette.DAMSON_7, stroke_width=2)
    flap = element(
        "path", d="M1.5 1.5L14 11.5L26.5 1.5", fill=palette.DAMSON_2, stroke=palette.DAMSON_7, stroke_width=2
    )
    return drawing([body, flap], width=width, height=width * 20 / 28, view=(28, 20), name="envelope")


@cache
def open_square(size: float = 22) -> Markup:
    """The line manager's mark by itself, in place of the envelope."""
    return drawing([strips.square(9, 9)], width=size, height=size, view=(18, 18), name="square")


KEY_MARKS: Final[dict[str, Callable[[], list[str]]]] = {
    "own": lambda: [strips.diamond(19, 10)],
    "manager": lambda: [strips.square(19, 10)],
    "group": lambda: [strips.round_mark(19, 10, few=False)],
    "few": lambda: [strips.round_mark(19, 10, few=True)],
    "pill": lambda: [
        element(
            "rect",
            x=6,
            y=4,
            width=26,
            height=12,
            rx=6,
            fill=palette.DAMSON_2,
            stroke=palette.DAMSON_4,
            stroke_width=1.5,
        )
    ],
    "above": lambda: strips.half_mark(12, 10, end="above", few=False),
    "below": lambda: strips.half_mark(26, 10, end="below", few=False),
    "withheld": lambda: fold_parts(4, 2, 30),
    "empty": lambda: [line(2, 10, 36, 10, stroke=palette.EDGE, width=1.5, dash="2 5")],
    "half way": lambda: [line(19, 0, 19, 20, stroke=palette.INK, width=1.75, dash="6 3")],
    "clear": lambda: [line(4, 10, 34, 10, stroke=palette.INK, width=2)],
    "possible": lambda: [line(4, 10, 34, 10, stroke=palette.INK, width=1.75, dash="2 4")],
}
KEY_WORDS: Final = {
    "own": "Your own rating",
    "manager": "Line manager, one named person",
    "group": "Average of a group",
    "few": "Average of 3 or 4 people: read with care",
    "pill": "Where the average would probably lie",
    "above": "At or beyond the value printed",
    "below": "At or beyond the value printed",
    "withheld": "Withheld to protect raters",
    "empty": "No answers, or not comparable",
    "half way": "Half-way line: a bar that crosses it is too close to call",
    "clear": "A clear difference",
    "possible": "A possible difference",
}


@cache
def key_mark(name: str) -> Markup:
    """One mark of the key of a table, 38 x 20."""
    return drawing(KEY_MARKS[name](), width=38, height=20, name="key")
