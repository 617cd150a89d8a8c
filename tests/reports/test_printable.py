"""Text for print: what the shipped fonts cannot draw is replaced, and the page still comes out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ninefold.reports.booklet import Contents, booklet
from ninefold.reports.derive import derive
from ninefold.reports.domain import Comment
from ninefold.reports.pdf import pdf_bytes
from ninefold.reports.printable import all_printable, printable
from ninefold.reports.proving import proved
from tests.factories.reports import a_table, leadership_climate, nine_dimensions, some_facts

AT = datetime(2027, 3, 13, 9, tzinfo=UTC)
NASTY = [
    '#eval("1 + 1") $x^2$ *bold* _under_ `raw` @label <tag> [content] \\ // comment /* x */',
    "=cmd|' /C calc'!A1", "<script>alert(1)</script>", "👩‍👩‍👧‍👦 🏥 👍🏽 1️⃣ a⃣ 🇬🇧", "שלום עולם مرحبا ‮evil",
    "Zażółć gęślą jaźń, Ŵyn, Ελληνικά, Кириллица", "a\u0000b\u0007c\u001bd\u200b\ufeff\ud800", "\u0301\u0301\u0301", "中文字", "x" * 2000,
]  # fmt: skip


def test_letters_of_europe_stay() -> None:
    text = "Zażółć gęślą jaźń, Ŵyn Môn, Ελληνικά, Кириллица, O’Neill & Söhne"
    assert printable(text) == text


def test_what_no_font_has_is_replaced_and_what_is_invisible_is_left_out() -> None:
    assert printable("中文") == "??"
    assert printable("a\u0000\u202eb\u200bc") == "abc"
    assert printable("one\ntwo\tthree") == "one\ntwo three"
    assert printable("🏥") == "🏥"


def test_text_that_is_all_invisible_leaves_a_sign() -> None:
    assert printable("\u200b\u0000") == "?"
    assert printable("") == ""


def test_report_says_that_signs_were_replaced_only_if_some_were() -> None:
    pack, table = nine_dimensions(), a_table()

    def said(text: str) -> object:
        derived = derive(table, pack, [Comment("1", ("peer",), "keep", text)])
        return booklet(Contents(pack, derived, some_facts(), proved(table)))["comments"]["unprinted"]

    assert said("Why not?") is None
    assert said("中文") is not None


def test_drawings_are_left_alone() -> None:
    assert all_printable({"a": ["<svg x>中</svg>", "中"]}) == {"a": ["<svg x>中</svg>", "?"]}


@pytest.fixture(scope="module")
def small() -> dict[str, Any]:
    """The booklet of a small report, to put texts into."""
    pack = leadership_climate()
    table = a_table(pack, people={"direct report": 6}, managers=())
    return booklet(Contents(pack, derive(table, pack), some_facts(), proved(table)))


def with_text(small: dict[str, Any], text: str) -> dict[str, Any]:
    comments = {"title": "In their words", "under": text, "withheld": None, "unprinted": None, "nobody": "Nobody", "questions": [
        {"question": text, "groups": [{"heading": "Peers", "texts": [text, text]}]}
    ]}  # fmt: skip
    return {
        **small,
        "comments": comments,
        "footer": text,
        "title": f"Report {text}",
        "cover": {**small["cover"], "name": f"N {text}"},
    }


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.characters(), min_size=1, max_size=60))
def test_any_text_can_be_printed(small: dict[str, Any], text: str) -> None:
    assert pdf_bytes(with_text(small, text), at=AT).startswith(b"%PDF-")


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_hostile_text_is_only_text(small: dict[str, Any], text: str) -> None:
    assert pdf_bytes(with_text(small, text), at=AT).startswith(b"%PDF-")


def test_names_and_comments_of_a_whole_report_may_be_hostile() -> None:
    pack = nine_dimensions()
    name = NASTY[0] + NASTY[3] + NASTY[4]
    table = a_table(participant=name[:100], managers=[NASTY[3]])
    comments = [Comment(str(k), ("peer",), "keep", text) for k, text in enumerate(NASTY)]
    contents = Contents(pack, derive(table, pack, comments), some_facts(participant=name), proved(table))
    assert pdf_bytes(booklet(contents), at=AT).startswith(b"%PDF-")
