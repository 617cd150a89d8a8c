"""The mark, the ring of places, the fold: the three drawings that are Ninefold's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians, sin
from typing import Final

from markupsafe import Markup

from ninefold.ui.charts import palette
from ninefold.ui.charts.svg import Point, drawing, element, polygon, polygons, text

FOLDS: Final = 9
STEP: Final = 360 / FOLDS
LIT: Final = 2


def on_circle(radius: float, degrees: float) -> Point:
    """The point of the box 100 x 100 at this angle, clockwise from three o'clock."""
    return 50 + radius * cos(radians(degrees)), 50 + radius * sin(radians(degrees))


def outer_point(k: int) -> Point:
    return on_circle(47, -110 + STEP * k)


def inner_point(k: int) -> Point:
    return on_circle(27, -77 + STEP * k)


@dataclass(frozen=True)
class MarkColours:
    outer: str
    inner: str
    lit: str


ON_LIGHT: Final = MarkColours(palette.DAMSON_7, palette.DAMSON_3, palette.HONEY_5)
ON_DARK: Final = MarkColours(palette.WHITE, palette.DAMSON_3, palette.HONEY_5)
ONE_INK: Final = MarkColours("#000000", "#bbbbbb", palette.WHITE)


def mark_facets(colours: MarkColours) -> list[str]:
    outer = [(outer_point(k), outer_point(k + 1), inner_point(k)) for k in range(FOLDS)]
    inner = [(inner_point(k - 1), inner_point(k), outer_point(k)) for k in range(FOLDS)]
    return [
        polygons(outer, fill=colours.outer),
        polygons((facet for k, facet in enumerate(inner) if k != LIT), fill=colours.inner),
        polygon(inner[LIT], fill=colours.lit),
    ]


@cache
def mark(size: float = 36, *, colours: MarkColours = ON_LIGHT) -> Markup:
    """The mark: nine folds round an open centre, one of them lit."""
    return drawing(mark_facets(colours), width=size, height=size, view=(100, 100), name="mark")


def mark_on_dark(size: float = 36) -> Markup:
    return mark(size, colours=ON_DARK)


def blend(first: str, second: str, share: float) -> str:
    """The colour that lies `share` of the way from the first to the second."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def light_on(points: tuple[Point, ...]) -> float:
    """How much light falls on a facet, 0 to 1: it comes from the upper right."""
    x = sum(point[0] for point in points) / len(points) - 50
    y = sum(point[1] for point in points) / len(points) - 50
    return (x - y) / (2 * hypot(x, y)) / 0.75 + 0.5


@cache
def large_art(size: float = 640) -> Markup:
    """The mark as the only illustration, for a dark ground: shaded facets, one lit."""
    parts = []
    for k in range(FOLDS):
        facet = (outer_point(k), outer_point(k + 1), inner_point(k))
        parts.append(polygon(facet, fill=blend("#4a2349", "#6f3d6d", max(0.0, min(1.0, light_on(facet))))))
    for k in range(FOLDS):
        facet = (inner_point(k - 1), inner_point(k), outer_point(k))
        shaded = blend("#7f4f80", "#b98aae", max(0.0, min(1.0, light_on(facet))))
        parts.append(polygon(facet, fill=palette.HONEY_5 if k == LIT else shaded))
    return drawing(parts, width=size, height=size, view=(100, 100), name="art")


def panel(n: int, of: int, *, outer: float, inner: float) -> tuple[Point, ...]:
    """The four corners of place n on a ring of `of` places, shrunk to 0.9 about the middle of the panel."""
    half = 180 / of
    centre = -90 + (n - 1) * 360 / of
    corners = [
        on_circle(radius, centre + side)
        for radius, side in ((outer, -half), (outer, half), (inner, half), (inner, -half))
    ]
    middle_x = sum(x for x, _ in corners) / 4
    middle_y = sum(y for _, y in corners) / 4
    return tuple((middle_x + (x - middle_x) * 0.9, middle_y + (y - middle_y) * 0.9) for x, y in corners)


@cache
def ring(n: int, of: int = FOLDS, size: float = 48) -> Markup:
    """The place of a dimension: panel n of the ring is lit, its number stands in the open centre."""
    unlit = (panel(k, of, outer=47, inner=32) for k in range(1, of + 1) if k != n)
    parts = [polygons(unlit, fill=palette.DAMSON_2)]
    parts.append(polygon(panel(n, of, outer=50, inner=29), fill=palette.DAMSON_7))
    parts.append(text(str(n), 50, 62, font_size=34, font_weight="700", text_anchor="middle", fill=palette.DAMSON_7))
    return drawing(parts, width=size, height=size, view=(100, 100), name="ring")


def fold_parts(x: float, y: float, width: float) -> list[str]:
    """A ribbon 16 high: its outline carries the meaning, the triangles are its folds. A short one keeps three folds."""
    pitch = 20 if width >= 60 else (width - 1) / 3
    count = int(width // pitch)
    start = x + (width - count * pitch) / 2
    parts = [element("rect", x=x, y=y, width=width, height=16, fill=palette.FOLD_GROUND)]
    for k in range(count):
        left = start + k * pitch
        parts.append(polygon(((left, y + 16), (left + pitch / 2, y), (left + pitch, y + 16)), fill=palette.FOLD))
    parts.append(
        element(
            "rect", x=x + 0.5, y=y + 0.5, width=width - 1, height=15, fill="none", stroke=palette.EDGE, stroke_width=1
        )
    )
    return parts


@cache
def fold(width: float = 60) -> Markup:
    """A short ribbon for 'withheld', beside the words that give the reason."""
    return drawing(fold_parts(0, 0, width), width=width, height=16, name="fold")
