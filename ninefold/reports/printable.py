"""Text that the shipped fonts can print: one character without a glyph would otherwise stop a whole report."""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

import ninefold.ui

FONTS = Path(ninefold.ui.__file__).parent / "fonts"
TEXT_FONT = "Inter-Regular.ttf"
EMOJI_FONT = "NotoEmoji-Regular.ttf"
REPLACEMENT = "?"


@lru_cache
def _covered() -> tuple[frozenset[int], frozenset[int]]:
    """Return the characters of the text font, and those of the emoji font."""
    return _characters(TEXT_FONT), _characters(EMOJI_FONT)


def _characters(name: str) -> frozenset[int]:
    with TTFont(FONTS / name, lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> str:
    """Return the text with every character that cannot be printed replaced by a question mark.

    Lines are kept. Control and invisible format characters are left out: they would turn or hide what stands around.
    """
    printed = "".join(_printed(character) for character in unicodedata.normalize("NFC", text))
    # A heading without any sign would be refused, so text that is all invisible becomes a question mark too.
    return printed if printed.strip() or not text else REPLACEMENT


def loses_signs(text: str) -> bool:
    """Whether something that can be seen is replaced when the text is printed."""
    return printable(text).count(REPLACEMENT) > text.count(REPLACEMENT)


def _printed(character: str) -> str:
    if character == "\n":
        return character
    kind = unicodedata.category(character)
    if kind in {"Cc", "Cf"}:
        return " " if character == "\t" else ""
    in_text, in_emoji = _covered()
    if kind.startswith("M"):
        # A mark joins the character before it, so only the text font's own may stay.
        return character if ord(character) in in_text and not _is_selector(character) else ""
    return character if ord(character) in in_text or ord(character) in in_emoji else REPLACEMENT


def _is_selector(character: str) -> bool:
    return 0xFE00 <= ord(character) <= 0xFE0F


def all_printable(value: Any) -> Any:
    """Return the same lists and mappings with every text made printable; drawings are left as they are."""
    if isinstance(value, str):
        return value if value.startswith("<svg ") else printable(value)
    if isinstance(value, dict):
        return {key: all_printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [all_printable(each) for each in value]
    return value
