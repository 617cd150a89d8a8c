"""Colours, weight and origin of everything that a page loads."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

from ninefold.ui import charts, theme
from ninefold.ui.charts import palette
from ninefold.ui.contrast import contrast
from ninefold.ui.theme import Theme

UI = Path(settings.BASE_DIR) / "ninefold/ui"
STATIC = UI / "static/ui"
OWN_CSS = (STATIC / "ninefold.css").read_text(encoding="utf-8")
VENDORED_CSS = (STATIC / "vendor/nhsuk-frontend-10.6.1.min.css").read_text(encoding="utf-8")
NHS_COLOURS = [
    "#005eb8",
    "#003087",
    "#007f3b",
    "#00401e",
    "#330072",
    "#7c2855",
    "#41b6e6",
    "#0072ce",
    "#768692",
    "#425563",
]


def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", OWN_CSS))


TEXT_PAIRS = [
    (text, ground)
    for ground, texts in {
        "white": "ink damson-9 damson-7 damson-6 muted red spruce-7",
        "chalk": "ink damson-7 damson-6 muted red",
        "chalk-2": "ink",
        "damson-1": "ink damson-7 damson-6 muted",
        "damson-9": "white damson-2 honey-3",
        "damson-7": "white",
        "honey-5": "ink",
        "honey-3": "ink",
        "honey-1": "honey-8 ink",
        "spruce-1": "spruce-7",
        "red": "white",
        "focus": "ink",
    }.items()
    for text in texts.split()
]
SHAPE_PAIRS = [
    ("edge", "white"),
    ("edge", "chalk"),
    ("damson-4", "white"),
    ("damson-4", "chalk"),
    ("damson-7", "damson-2"),
    ("damson-7", "chalk"),
    ("damson-7", "damson-1"),
    ("honey-5", "damson-9"),
    ("honey-5", "damson-7"),
    ("spruce-7", "spruce-1"),
    ("honey-8", "honey-1"),
    ("red", "chalk"),
    ("ink", "honey-5"),
]


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert contrast(tokens()[text], tokens()[ground]) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shape_can_be_seen(shape: str, ground: str) -> None:
    assert contrast(tokens()[shape], tokens()[ground]) >= 3


def rules_with_both() -> list[tuple[str, str, str]]:
    """(selector, colour, ground) of every rule of ours that sets text and ground together."""
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", OWN_CSS):
        colour = re.search(r"(?<![-a-z])color: var\(--([a-z0-9-]+)\)", body)
        ground = re.search(r"background(?:-color)?: var\(--([a-z0-9-]+)\)", body)
        if colour and ground:
            found.append((selector.strip(), colour[1], ground[1]))
    return found


def test_every_rule_that_sets_text_and_ground_is_a_pair_on_the_list() -> None:
    found = rules_with_both()
    assert len(found) > 12
    assert [rule for rule in found if (rule[1], rule[2]) not in TEXT_PAIRS] == []


def test_honey_is_never_text() -> None:
    assert not re.search(r"(?<![-a-z])color: var\(--honey-5\)", OWN_CSS)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast(palette.INK, palette.WHITE) == pytest.approx(16.4, abs=0.1)
    assert contrast(palette.HONEY_5, palette.WHITE) == pytest.approx(2.1, abs=0.1)


def test_style_sheet_and_charts_have_the_same_colours() -> None:
    drawn = {name.lower().replace("_", "-"): value for name, value in vars(palette).items() if name.isupper()}
    for name, value in tokens().items():
        assert drawn.get(name, value) == value, name


@pytest.mark.parametrize("colour", NHS_COLOURS)
def test_no_colour_of_the_nhs_identity(colour: str) -> None:
    assert colour not in VENDORED_CSS.lower()
    assert colour not in OWN_CSS.lower()


def test_vendored_style_sheet_loads_no_font_and_no_picture() -> None:
    for word in ("frutiger", "@font-face", "url(", "assets.nhs.uk", "nhsuk-logo"):
        assert word not in VENDORED_CSS.lower()


def test_vendored_style_sheet_keeps_the_blocks_that_fields_need() -> None:
    for block in (
        "input",
        "radios__item",
        "checkboxes__item",
        "textarea",
        "date-input",
        "error-summary",
        "details",
        "character-count",
    ):
        assert f".nhsuk-{block}" in VENDORED_CSS
    assert "#ffeb3b" in VENDORED_CSS
    assert VENDORED_CSS.count("{") == VENDORED_CSS.count("}")


def test_vendored_files_are_those_that_were_checked() -> None:
    lines = (STATIC / "vendor/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    for line in lines:
        digest, name = line.split()
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == digest


def test_each_kind_of_foreign_file_has_its_licence() -> None:
    for path in (
        "static/ui/vendor/LICENSE.txt",
        "static/ui/fonts/OFL-Inter.txt",
        "fonts/OFL-Inter.txt",
        "fonts/OFL-NotoEmoji.txt",
    ):
        assert len((UI / path).read_text(encoding="utf-8")) > 500


def test_style_sheet_and_script_load_nothing_from_elsewhere() -> None:
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *STATIC.rglob("*.webmanifest")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:url\(|src=|import\s[^;]*from\s*|fetch\()[\"']?\s*(?:https?:)?//", text), path
    for target in re.findall(r"url\(\"?([^\")]+)", OWN_CSS):
        assert (STATIC / target).is_file(), target


def test_pages_load_nothing_from_elsewhere() -> None:
    for path in (UI / "jinja2").rglob("*.jinja"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<(?:script|img|iframe|link|source)[^>]*(?:src|href)=\"(?:https?:)?//", text), path
        assert not re.search(r"\sstyle=\"|\son[a-z]+=\"|<style|javascript:", text), path


def test_first_visit_weighs_at_most_150_kb() -> None:
    """Everything a browser loads for a first page in English, compressed; gzip here, brotli is smaller."""
    squeezed = [STATIC / "ninefold.css", STATIC / "ninefold.js", *(STATIC / "vendor").glob("nhsuk*")]
    whole = [STATIC / f"fonts/inter-{name}.woff2" for name in ("latin-400", "latin-500", "latin-600", "digits-700")]
    total = sum(len(gzip.compress(path.read_bytes())) for path in squeezed) + sum(path.stat().st_size for path in whole)
    total += (STATIC / "icons/favicon.svg").stat().st_size + 8_000
    assert total <= 150_000


def test_motion_is_none() -> None:
    assert not re.search(r"(?<!-)(?:transition|animation)\s*:(?!\s*none)", OWN_CSS)


def test_own_theme_is_refused_when_it_cannot_be_read() -> None:
    assert list(theme.problems(Theme())) == []
    assert any("4.5" in sentence for sentence in theme.problems(Theme(brand="#d0a0d0")))
    assert any("lit" in sentence for sentence in theme.problems(Theme(lit="#4a2a48")))
    assert list(theme.problems(Theme(ground="white"))) == ["ground is not a colour like #4f2450."]


def test_own_theme_changes_only_what_was_set() -> None:
    assert theme.style_sheet(Theme(brand="#123456")) == ":root{--damson-7:#123456;}"


def test_fonts_for_print_hold_what_reports_need() -> None:
    from fontTools.ttLib import TTFont

    for name in ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"):
        characters = TTFont(UI / f"fonts/{name}.ttf").getBestCmap()
        assert all(ord(sign) in characters for sign in "Ruth’s ‘4.5’ – Ŵŷ Łódź Σοφία Олена")
    assert ord("🙂") in TTFont(UI / "fonts/NotoEmoji-Regular.ttf").getBestCmap()


def test_strip_text_is_set_in_inter() -> None:
    assert 'font-family="Inter' in charts.axis("a", "b")
