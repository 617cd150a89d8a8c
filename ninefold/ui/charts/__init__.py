"""Charts as SVG text: the same drawing on a page and in a PDF."""

from ninefold.ui.charts.identity import fold, large_art, mark, mark_on_dark, ring
from ninefold.ui.charts.signs import (
    KEY_WORDS,
    agreement_sign,
    envelope,
    key_mark,
    level_bars,
    open_square,
    places,
    slips,
    tick,
)
from ninefold.ui.charts.strips import (
    axis,
    change_strip,
    empty_strip,
    group_strip,
    named_strip,
    own_strip,
    rung_strip,
    self_against_colleagues_strip,
    withheld_strip,
    x_of,
)

__all__ = [
    "KEY_WORDS",
    "agreement_sign",
    "axis",
    "change_strip",
    "empty_strip",
    "envelope",
    "fold",
    "group_strip",
    "key_mark",
    "large_art",
    "level_bars",
    "mark",
    "mark_on_dark",
    "named_strip",
    "open_square",
    "own_strip",
    "places",
    "ring",
    "rung_strip",
    "self_against_colleagues_strip",
    "slips",
    "tick",
    "withheld_strip",
    "x_of",
]
