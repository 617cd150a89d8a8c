"""Small parts of SVG text. Only presentation attributes, so that a drawing looks alike on a page and in a PDF."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

Point = tuple[float, float]


def number(value: float) -> str:
    """At most two decimals, no trailing zeros: the text of a drawing stays small and its bytes stay the same."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def attributes(values: dict[str, float | str]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in values.items()
    )


def element(name: str, **values: float | str) -> str:
    return f"<{name}{attributes(values)}/>"


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str, width: float, dash: str = "") -> str:
    extra: dict[str, float | str] = {"stroke_dasharray": dash} if dash else {}
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, **extra)


def polygon(points: Iterable[Point], **values: float | str) -> str:
    return element("polygon", points=" ".join(f"{number(x)},{number(y)}" for x, y in points), **values)


def polygons(shapes: Iterable[Iterable[Point]], **values: float | str) -> str:
    """Several polygons of one look as one path: a drawing that stands on every page is small."""
    return element(
        "path", d="".join(f"M{' '.join(f'{number(x)} {number(y)}' for x, y in one)}Z" for one in shapes), **values
    )


def text(content: str, x: float, y: float, **values: float | str) -> str:
    return f"<text{attributes({'x': x, 'y': y, 'font_family': 'Inter, arial, sans-serif', **values})}>{escape(content)}</text>"


def drawing(
    parts: Iterable[str], *, width: float, height: float, view: tuple[float, float] | None = None, name: str = "drawing"
) -> Markup:
    """A whole SVG, hidden from screen readers: the words beside it say the same."""
    across, down = view or (width, height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="nf-{name}" width="{number(width)}" height="{number(height)}"'
        f' viewBox="0 0 {number(across)} {number(down)}" aria-hidden="true" focusable="false">'
    )
    return Markup(head + "".join(parts) + "</svg>")  # noqa: S704 - every value was escaped where it was written
