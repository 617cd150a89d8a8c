"""A deployer's own look: page ground, brand colours and the lit fold. A theme that people could not read is refused at start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

from django.conf import settings

from ninefold.ui.charts import palette
from ninefold.ui.contrast import contrast


@dataclass(frozen=True)
class Theme:
    """The colours that may be changed, as '#rrggbb'."""

    ground: str = palette.CHALK
    brand_dark: str = palette.DAMSON_9
    brand: str = palette.DAMSON_7
    link: str = palette.DAMSON_6
    lit: str = palette.HONEY_5


def current_theme() -> Theme:
    """The theme of the settings (NINEFOLD_THEME, a mapping of the names above), or Ninefold's own."""
    chosen = getattr(settings, "NINEFOLD_THEME", {})
    known = {field.name for field in fields(Theme)}
    return Theme(**{name: value for name, value in chosen.items() if name in known})


def theme_is_own() -> bool:
    """True where a deployer chose colours, so that pages load them."""
    return current_theme() != Theme()


def problems(theme: Theme) -> Iterator[str]:
    """A sentence for each colour that is none and for each pair that misses 4.5 (text) or 3 (shapes)."""
    wrong = [name for name, value in asdict(theme).items() if not re.fullmatch(r"#[0-9a-fA-F]{6}", value)]
    if wrong:
        yield from (f"{name} is not a colour like #4f2450." for name in wrong)
        return
    pairs = (
        ("text", palette.INK, "ground", theme.ground, 4.5),
        ("second text", palette.MUTED, "ground", theme.ground, 4.5),
        ("field borders", palette.EDGE, "ground", theme.ground, 3.0),
        ("link", theme.link, "ground", theme.ground, 4.5),
        ("brand", theme.brand, "ground", theme.ground, 4.5),
        ("white text", palette.WHITE, "brand", theme.brand, 4.5),
        ("white text", palette.WHITE, "brand_dark", theme.brand_dark, 4.5),
        ("lit", theme.lit, "brand_dark", theme.brand_dark, 3.0),
        ("text", palette.INK, "lit", theme.lit, 4.5),
    )
    for first, colour, second, other, least in pairs:
        found = contrast(colour, other)
        if found < least:
            yield f"{first} on {second} has a contrast of {found:.1f}; it needs {least}."


def style_sheet(theme: Theme) -> str:
    """The few custom properties that differ from ninefold.css."""
    names = {"ground": "chalk", "brand_dark": "damson-9", "brand": "damson-7", "link": "damson-6", "lit": "honey-5"}
    changed = {names[name]: value for name, value in asdict(theme).items() if value != getattr(Theme(), name)}
    return ":root{" + "".join(f"--{name}:{value};" for name, value in changed.items()) + "}"
