"""Strips: one lane of a scale with its marks, 360 wide, as the chart grammar in docs/design.md has it.

Values are positions on the scale, 1 to `points`. Round marks are groups; cornered marks are one named person.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from markupsafe import Markup

from ninefold.ui.charts import palette
from ninefold.ui.charts.identity import fold_parts
from ninefold.ui.charts.svg import drawing, element, line, number, polygon, text

WIDTH: Final = 360
LEFT: Final = 20
RIGHT: Final = 340

End = Literal["", "above", "below"]
Sure = Literal["clear", "possible", "none"]


def x_of(value: float, points: int = 5) -> float:
    """Where a value of a scale with this many points stands: 20 for 1, 340 for the last."""
    return LEFT + (RIGHT - LEFT) * (value - 1) / (points - 1)


def grid(points: int, height: float, track: float) -> list[str]:
    uprights = [
        line(x_of(k, points), 0, x_of(k, points), height, stroke=palette.RULE, width=1) for k in range(1, points + 1)
    ]
    return [*uprights, line(LEFT, track, RIGHT, track, stroke=palette.TRACK, width=1)]


@cache
def axis(low_label: str, high_label: str, points: int = 5) -> Markup:
    """The scale above a table of strips: end words, numbers and ticks."""
    words: dict[str, float | str] = {"font_size": 14, "font_weight": "500", "fill": palette.MUTED}
    parts = [text(low_label, 6, 13, **words), text(high_label, 354, 13, text_anchor="end", **words)]
    for k in range(1, points + 1):
        x = x_of(k, points)
        parts.append(text(str(k), x, 32, text_anchor="middle", font_size=14, font_weight="600", fill=palette.MUTED))
        parts.append(line(x, 37, x, 42, stroke=palette.EDGE, width=1))
    return drawing(parts, width=WIDTH, height=42, name="strip")


def pill(low: float, high: float, y: float, points: int, *, end: End = "", dashed: bool = False) -> str:
    """Where the mean would probably lie. Towards an end of the scale that was end-coded it runs on, square, to that end."""
    left = LEFT if end == "below" else x_of(low, points)
    right = RIGHT if end == "above" else x_of(high, points)
    style: dict[str, float | str] = {
        "fill": palette.WHITE if dashed else palette.DAMSON_2,
        "stroke": palette.DAMSON_4,
        "stroke_width": 1.5,
    }
    if dashed:
        style["stroke_dasharray"] = "3 3"
    if not end:
        # A pill is at least as long as it is high: two half discs.
        short = max(0.0, 12 - (right - left)) / 2
        return element("rect", x=left - short, y=y - 6, width=max(12.0, right - left), height=12, rx=6, **style)
    if end == "above":
        left = min(left, right - 8)
        shape = f"M{number(right)} {number(y - 6)}H{number(left + 6)}a6 6 0 0 0 0 12H{number(right)}Z"
    else:
        right = max(right, left + 8)
        shape = f"M{number(left)} {number(y - 6)}H{number(right - 6)}a6 6 0 0 1 0 12H{number(left)}Z"
    return element("path", d=shape, **style)


def round_mark(x: float, y: float, *, few: bool) -> str:
    """The mean of a group: solid for 5 or more people, hollow for 3 or 4."""
    if few:
        return element("circle", cx=x, cy=y, r=6.25, fill=palette.WHITE, stroke=palette.DAMSON_7, stroke_width=2.5)
    return element("circle", cx=x, cy=y, r=7.5, fill=palette.DAMSON_7, stroke=palette.WHITE, stroke_width=1.5)


def half_mark(x: float, y: float, *, end: End, few: bool) -> list[str]:
    """The mean lies at this value or beyond it: half a disc with its flat side at the value, and a chevron."""
    way, sweep = (1, 1) if end == "above" else (-1, 0)
    style: dict[str, float | str] = (
        {"fill": palette.WHITE, "stroke": palette.DAMSON_7, "stroke_width": 2} if few else {"fill": palette.DAMSON_7}
    )
    radius = 7 if few else 8
    disc = element(
        "path", d=f"M{number(x)} {number(y - radius)}a{radius} {radius} 0 0 {sweep} 0 {2 * radius}Z", **style
    )
    tip = x + way * 18
    chevron = element(
        "path",
        d=f"M{number(tip - way * 5)} {number(y - 5)}L{number(tip)} {number(y)}L{number(tip - way * 5)} {number(y + 5)}",
        fill="none",
        stroke=palette.DAMSON_7,
        stroke_width=2.5,
    )
    return [disc, chevron]


def diamond(x: float, y: float) -> str:
    """Your own rating."""
    corners = ((x, y - 8.5), (x + 8.5, y), (x, y + 8.5), (x - 8.5, y))
    return polygon(corners, fill=palette.HONEY_5, stroke=palette.INK, stroke_width=1.75)


def square(x: float, y: float) -> str:
    """A line manager, by name."""
    return element(
        "rect", x=x - 6, y=y - 6, width=12, height=12, fill=palette.WHITE, stroke=palette.SPRUCE_7, stroke_width=2.75
    )


def group_marks(
    value: float, y: float, *, low: float | None, high: float | None, few: bool, end: End, points: int
) -> list[str]:
    parts = (
        [pill(value if low is None else low, value if high is None else high, y, points, end=end)]
        if low or high or end
        else []
    )
    x = x_of(value, points)
    return [*parts, *(half_mark(x, y, end=end, few=few) if end else [round_mark(x, y, few=few)])]


def group_strip(
    value: float,
    *,
    low: float | None = None,
    high: float | None = None,
    few: bool = False,
    end: End = "",
    half_way: float | None = None,
    points: int = 5,
) -> Markup:
    """A group's mean with its pill. `few` for 3 or 4 people; `end` where the value is 'or above' or 'or below'."""
    parts = grid(points, 36, 18)
    if half_way is not None:
        x = x_of(half_way, points)
        parts.append(line(x, 0, x, 36, stroke=palette.INK, width=1.75, dash="6 3"))
    parts += group_marks(value, 18, low=low, high=high, few=few, end=end, points=points)
    return drawing(parts, width=WIDTH, height=36, name="strip")


def rung_strip(
    value: float,
    *,
    half_way: float,
    low: float | None = None,
    high: float | None = None,
    few: bool = False,
    end: End = "",
    points: int = 5,
) -> Markup:
    """A mean against the half-way line of the scale."""
    return group_strip(value, low=low, high=high, few=few, end=end, half_way=half_way, points=points)


def own_strip(value: float, points: int = 5) -> Markup:
    """Your own rating alone."""
    return drawing([*grid(points, 36, 18), diamond(x_of(value, points), 18)], width=WIDTH, height=36, name="strip")


def named_strip(value: float, points: int = 5) -> Markup:
    """One line manager's rating, by name."""
    return drawing([*grid(points, 36, 18), square(x_of(value, points), 18)], width=WIDTH, height=36, name="strip")


def connector(own: float, mean: float, sure: Sure, points: int) -> str:
    """From the diamond along its lane, then down to the mean: solid when clear, dotted when possible, none without evidence."""
    if sure == "none":
        return ""
    style: dict[str, float | str] = (
        {"stroke_width": 2} if sure == "clear" else {"stroke_width": 1.75, "stroke_dasharray": "2 4"}
    )
    path = f"M{number(x_of(own, points))} 12H{number(x_of(mean, points))}V34"
    return element("path", d=path, fill="none", stroke=palette.INK, **style)


def self_against_colleagues_strip(
    own: float | None,
    mean: float,
    *,
    low: float | None = None,
    high: float | None = None,
    few: bool = False,
    end: End = "",
    sure: Sure = "none",
    points: int = 5,
) -> Markup:
    """Your own rating in the upper lane, all colleagues in the lower one, and how sure the difference is."""
    parts = grid(points, 48, 34)
    group = group_marks(mean, 34, low=low, high=high, few=few, end=end, points=points)
    if own is None:
        return drawing([*parts, *group], width=WIDTH, height=48, name="strip")
    # The line lies over the pill and under the marks.
    pills, marks = (group[:1], group[1:]) if len(group) > (2 if end else 1) else ([], group)
    parts += [*pills, connector(own, mean, sure, points), *marks, diamond(x_of(own, points), 12)]
    return drawing(parts, width=WIDTH, height=48, name="strip")


def arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    """A line that ends in a small open head, 2 px ink."""
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    along_x, along_y = (x2 - x1) / length, (y2 - y1) / length
    back_x, back_y = x2 - along_x * 7, y2 - along_y * 7
    head = (
        f"M{number(back_x - along_y * 4.5)} {number(back_y + along_x * 4.5)}L{number(x2)} {number(y2)}"
        f"L{number(back_x + along_y * 4.5)} {number(back_y - along_x * 4.5)}"
    )
    return element(
        "path",
        d=f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}{head}",
        fill="none",
        stroke=palette.INK,
        stroke_width=2,
    )


def change_strip(
    earlier: tuple[float, float, float],
    now: tuple[float, float, float],
    *,
    clear: bool,
    few: bool = False,
    points: int = 5,
) -> Markup:
    """Two rounds, each (mean, low, high): the earlier one hollow above, the new one solid below; an arrow only when the change is clear."""
    parts = grid(points, 46, 35)
    parts.append(pill(earlier[1], earlier[2], 11, points, dashed=True))
    parts.append(pill(now[1], now[2], 35, points))
    x1, x2 = x_of(earlier[0], points), x_of(now[0], points)
    parts.append(round_mark(x1, 11, few=True))
    if clear:
        side = 1 if x2 > x1 else -1
        parts.append(arrow(x1 + side * 8, 13, x2 - side * 6, 26))
    parts.append(round_mark(x2, 35, few=few))
    return drawing(parts, width=WIDTH, height=46, name="strip")


@cache
def withheld_strip(height: float = 36) -> Markup:
    """A ribbon of folds: kept back on purpose. No grid and no track, so that nothing can be read from it."""
    return drawing(fold_parts(LEFT, height / 2 - 8, RIGHT - LEFT), width=WIDTH, height=height, name="strip")


@cache
def empty_strip(height: float = 36) -> Markup:
    """Nobody answered, or not comparable."""
    return drawing(
        [line(LEFT, height / 2, RIGHT, height / 2, stroke=palette.EDGE, width=1.5, dash="2 5")],
        width=WIDTH,
        height=height,
        name="strip",
    )
