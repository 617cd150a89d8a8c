"""Geometry of the drawings, recomputed from the measures that the design gives."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from math import cos, hypot, radians, sin

import pytest

from ninefold.ui import charts
from ninefold.ui.charts import palette
from ninefold.ui.charts.identity import inner_point, outer_point, panel

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 - our own text


def shapes(drawing: str, kind: str, **wanted: str) -> list[ET.Element]:
    found = parsed(drawing).iter(f"{SVG}{kind}")
    return [
        shape for shape in found if all(shape.get(name.replace("_", "-")) == value for name, value in wanted.items())
    ]


def facets(drawing: str, fill: str) -> list[list[tuple[float, float]]]:
    """The corners of each polygon of this colour, whether it stands alone or with its like in one path."""
    found = [corners(shape) for shape in shapes(drawing, "polygon", fill=fill)]
    for path in shapes(drawing, "path", fill=fill):
        for part in str(path.get("d")).rstrip("Z").split("Z"):
            numbers = [float(word) for word in re.findall(r"-?[\d.]+", part)]
            found.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return found


def corners(shape: ET.Element) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in str(shape.get("points")).split())]


@pytest.mark.parametrize(
    ("value", "points", "x"), [(1, 5, 20), (5, 5, 340), (3.8, 5, 244), (2, 4, 20 + 320 / 3), (4, 7, 180)]
)
def test_place_of_a_value(value: float, points: int, x: float) -> None:
    assert charts.x_of(value, points) == pytest.approx(x)


def test_mark_stands_on_its_two_circles() -> None:
    for k in range(9):
        outer, inner = outer_point(k), inner_point(k)
        assert outer == pytest.approx((50 + 47 * cos(radians(-110 + 40 * k)), 50 + 47 * sin(radians(-110 + 40 * k))))
        assert hypot(inner[0] - 50, inner[1] - 50) == pytest.approx(27)


def test_mark_lights_one_fold_at_the_upper_right() -> None:
    [lit] = facets(charts.mark(), palette.HONEY_5)
    assert len(facets(charts.mark(), palette.DAMSON_7)) == 9
    assert len(facets(charts.mark(), palette.DAMSON_3)) == 8
    assert sum(x for x, _ in lit) / 3 > 75
    assert sum(y for _, y in lit) / 3 < 50


def test_mark_leaves_its_centre_open() -> None:
    all_facets = [
        facet for fill in (palette.DAMSON_7, palette.DAMSON_3, palette.HONEY_5) for facet in facets(charts.mark(), fill)
    ]
    assert min(hypot(x - 50, y - 50) for facet in all_facets for x, y in facet) > 26.9


@pytest.mark.parametrize("of", [3, 7, 9, 12])
def test_ring_lights_one_place_and_says_its_number(of: int) -> None:
    for n in range(1, of + 1):
        drawing = charts.ring(n, of)
        assert len(facets(drawing, palette.DAMSON_7)) == 1
        assert len(facets(drawing, palette.DAMSON_2)) == of - 1
        assert [text.text for text in shapes(drawing, "text")] == [str(n)]


def test_first_place_of_a_ring_is_at_the_top_and_the_next_one_follows_clockwise() -> None:
    top, right = (panel(n, 9, outer=47, inner=32) for n in (1, 2))
    assert sum(x for x, _ in top) / 4 == pytest.approx(50)
    assert sum(y for _, y in top) / 4 < 15
    assert sum(x for x, _ in right) / 4 > 60


def test_axis_prints_both_end_words_and_each_number() -> None:
    words = [str(text.text) for text in shapes(charts.axis("Hardly ever", "Almost always"), "text")]
    assert words == ["Hardly ever", "Almost always", "1", "2", "3", "4", "5"]
    assert shapes(charts.axis("a", "b"), "text", x="354")[0].get("text-anchor") == "end"


def test_strip_is_never_another_size() -> None:
    for drawing, height in [
        (charts.group_strip(3.8), "36"),
        (charts.self_against_colleagues_strip(3, 4), "48"),
        (charts.change_strip((3, 2.6, 3.4), (4, 3.7, 4.4), clear=True), "46"),
        (charts.axis("a", "b"), "42"),
        (charts.withheld_strip(), "36"),
    ]:
        svg = parsed(drawing)
        assert (svg.get("width"), svg.get("height")) == ("360", height)
        assert svg.get("viewBox") == f"0 0 360 {height}"


def test_group_of_five_or_more_is_solid_and_three_or_four_hollow() -> None:
    [solid] = shapes(charts.group_strip(3.8, low=3.3, high=4.2), "circle")
    [hollow] = shapes(charts.group_strip(3.8, low=3.3, high=4.2, few=True), "circle")
    assert (solid.get("cx"), solid.get("r"), solid.get("fill"), solid.get("stroke-width")) == (
        "244",
        "7.5",
        palette.DAMSON_7,
        "1.5",
    )
    assert (hollow.get("cx"), hollow.get("r"), hollow.get("fill"), hollow.get("stroke-width")) == (
        "244",
        "6.25",
        palette.WHITE,
        "2.5",
    )


def test_pill_reaches_from_low_to_high() -> None:
    [pill] = shapes(charts.group_strip(3.8, low=3.3, high=4.2), "rect")
    assert float(str(pill.get("x"))) == pytest.approx(charts.x_of(3.3))
    assert float(str(pill.get("width"))) == pytest.approx(charts.x_of(4.2) - charts.x_of(3.3))
    assert (pill.get("height"), pill.get("rx")) == ("12", "6")


def test_narrow_pill_stays_whole_and_centred() -> None:
    [pill] = shapes(charts.group_strip(3.0, low=3.0, high=3.0), "rect")
    assert (float(str(pill.get("x"))), float(str(pill.get("width")))) == (174, 12)


@pytest.mark.parametrize(("end", "value", "edge"), [("above", 4.8, "M340 12"), ("below", 2.0, "M20 12")])
def test_end_coded_mean_is_half_a_disc_with_a_pill_square_to_the_end(end: str, value: float, edge: str) -> None:
    drawing = charts.group_strip(value, low=4.4, high=2.4, end=end)  # type: ignore[arg-type]
    pill, disc, chevron = (str(path.get("d")) for path in shapes(drawing, "path"))
    assert pill.startswith(edge)
    assert pill.endswith("Z")
    assert disc.startswith(f"M{charts.x_of(value):g} 10a8 8")
    assert not shapes(drawing, "circle")
    tip = float(chevron.split("L")[1].split()[0])
    assert (tip > charts.x_of(value)) is (end == "above")


def test_half_disc_is_hollow_for_three_or_four() -> None:
    fills = [path.get("fill") for path in shapes(charts.group_strip(4.8, low=4.4, end="above", few=True), "path")]
    assert fills[1] == palette.WHITE


def test_cornered_marks_are_named_people() -> None:
    [diamond] = shapes(charts.own_strip(3.8), "polygon")
    assert corners(diamond) == [(244, 9.5), (252.5, 18), (244, 26.5), (235.5, 18)]
    assert (diamond.get("fill"), diamond.get("stroke"), diamond.get("stroke-width")) == (
        palette.HONEY_5,
        palette.INK,
        "1.75",
    )
    [square] = shapes(charts.named_strip(4), "rect")
    assert (square.get("x"), square.get("y"), square.get("width"), square.get("height")) == ("254", "12", "12", "12")
    assert (square.get("stroke"), square.get("stroke-width")) == (palette.SPRUCE_7, "2.75")
    for drawing in (charts.own_strip(3.8), charts.named_strip(4)):
        assert not shapes(drawing, "circle")


@pytest.mark.parametrize(("sure", "dash"), [("clear", None), ("possible", "2 4")])
def test_connector_says_how_sure(sure: str, dash: str | None) -> None:
    drawing = charts.self_against_colleagues_strip(4.2, 3.2, low=2.8, high=3.5, sure=sure)  # type: ignore[arg-type]
    [line] = shapes(drawing, "path")
    assert line.get("d") == "M276 12H196V34"
    assert line.get("stroke-dasharray") == dash


def test_no_evidence_has_no_connector() -> None:
    assert not shapes(charts.self_against_colleagues_strip(4.2, 3.2, low=2.8, high=3.5), "path")


def test_connector_lies_under_both_marks_and_over_the_pill() -> None:
    drawing = charts.self_against_colleagues_strip(4.2, 3.2, low=2.8, high=3.5, sure="clear")
    order = [drawing.index("rx="), drawing.index("H196V34"), drawing.index("<circle"), drawing.index("<polygon")]
    assert order == sorted(order)


def test_without_an_own_rating_only_colleagues_are_drawn() -> None:
    drawing = charts.self_against_colleagues_strip(None, 3.2, low=2.8, high=3.5, sure="clear")
    assert not shapes(drawing, "polygon")
    assert not shapes(drawing, "path")


def test_half_way_line_stands_behind_the_pill() -> None:
    drawing = charts.rung_strip(3.2, low=2.8, high=3.6, half_way=3.5)
    [line] = shapes(drawing, "line", stroke_dasharray="6 3")
    assert line.get("x1") == line.get("x2") == "220"
    assert drawing.index('stroke-dasharray="6 3"') < drawing.index("<rect")


def test_change_draws_an_arrow_only_when_clear() -> None:
    clear = charts.change_strip((3.0, 2.6, 3.4), (4.1, 3.7, 4.4), clear=True)
    unclear = charts.change_strip((3.0, 2.6, 3.4), (4.1, 3.7, 4.4), clear=False)
    assert len(shapes(clear, "path")) == 1
    assert not shapes(unclear, "path")
    earlier, now = shapes(unclear, "rect")
    assert (earlier.get("stroke-dasharray"), earlier.get("fill")) == ("3 3", palette.WHITE)
    assert now.get("stroke-dasharray") is None


def test_clear_change_between_equal_means_still_draws() -> None:
    assert parsed(charts.change_strip((3.0, 2.6, 3.4), (3.0, 2.7, 3.3), clear=True)) is not None


def test_withheld_strip_is_the_same_for_everyone() -> None:
    drawing = charts.withheld_strip()
    assert not shapes(drawing, "line")
    assert not shapes(drawing, "circle")
    assert len(shapes(drawing, "polygon")) == 16


@pytest.mark.parametrize(("width", "folds"), [(24, 3), (40, 3), (60, 3), (100, 5)])
def test_short_ribbon_keeps_three_folds(width: int, folds: int) -> None:
    triangles = facets(charts.fold(width), palette.FOLD)
    assert len(triangles) == folds
    assert all(0 <= x <= width and 0 <= y <= 16 for triangle in triangles for x, y in triangle)


def test_empty_strip_is_one_dotted_line() -> None:
    [line] = shapes(charts.empty_strip(), "line")
    assert line.get("stroke-dasharray") == "2 5"


def test_slips_fill_in_order_of_count() -> None:
    filled = [box.get("fill") == palette.DAMSON_7 for box in shapes(charts.slips(8, 5), "rect")]
    assert filled == [True] * 5 + [False] * 3
    assert parsed(charts.slips(8, 5)).get("width") == str(7 * 15 + 11)


def test_places_stand_ten_a_row() -> None:
    boxes = shapes(charts.places(20, 13), "rect")
    assert len(boxes) == 20
    assert len([box for box in boxes if box.get("fill") == palette.DAMSON_7]) == 13
    assert parsed(charts.places(20, 13)).get("height") == "22"


@pytest.mark.parametrize("name", list(charts.KEY_WORDS))
def test_every_mark_of_a_key_has_a_drawing_and_words(name: str) -> None:
    assert len(list(parsed(charts.key_mark(name)))) >= 1
    assert charts.KEY_WORDS[name]


def test_drawings_need_no_style_sheet_and_are_hidden_from_screen_readers() -> None:
    for drawing in (
        charts.mark(),
        charts.ring(2),
        charts.fold(),
        charts.large_art(),
        charts.group_strip(3),
        charts.tick(),
        charts.envelope(),
    ):
        assert parsed(drawing).get("aria-hidden") == "true"
        assert "style=" not in drawing
        assert "NaN" not in drawing


def test_words_of_an_axis_are_escaped() -> None:
    assert "<b>" not in charts.axis("<b>never</b>", 'a "quote"')


def test_drawings_are_small() -> None:
    longest = charts.self_against_colleagues_strip(4.2, 3.2, low=2.8, high=3.5, sure="clear")
    assert len(longest) < 1700
    assert not re.search(r"\d\.\d{3}", longest)
