"""The PDF: its tags as a screen reader meets them, its size, its cost, its words."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from ninefold.reports.booklet import Contents, booklet
from ninefold.reports.derive import derive
from ninefold.reports.pdf import pdf_bytes
from ninefold.reports.pdf_packing import NotPackable, packed_pdf
from ninefold.reports.proving import proved
from tests.factories.reports import SOME_COMMENTS, a_table, nine_dimensions, some_facts

AT = datetime(2027, 3, 13, 9, tzinfo=UTC)
PACK = nine_dimensions()
HEADINGS = ("/H1", "/H2", "/H3", "/H4")


def a_booklet(**changes: Any) -> dict[str, Any]:
    table = a_table(**changes)
    return booklet(Contents(PACK, derive(table, PACK, SOME_COMMENTS), some_facts(), proved(table, at=AT)))


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf_bytes(a_booklet(), at=AT)


@pytest.fixture(scope="module")
def pdf(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The structure elements in reading order."""

    def below(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        if isinstance(node, pikepdf.Array):
            for each in node:
                yield from below(each)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from below(node.K)

    yield from below(pdf.Root.StructTreeRoot.K)


def kind(element: pikepdf.Dictionary) -> str:
    return str(element.S)


def test_pdf_is_marked_as_accessible_with_language_and_title(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Leadership feedback report: Ruth Adeyemi"


def test_every_figure_has_words(pdf: pikepdf.Pdf) -> None:
    figures = [each for each in elements(pdf) if kind(each) == "/Figure"]
    assert len(figures) > 100
    assert all(str(each.get("/Alt", "")).strip() for each in figures)


def test_figures_say_what_the_rows_say(pdf: pikepdf.Pdf) -> None:
    said = {str(each.Alt) for each in elements(pdf) if kind(each) == "/Figure"}
    wanted: set[str] = set()

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            wanted.update(value[key] for key in ("alt", "axis_words") if key in value)
            for each in value.values():
                collect(each)
        elif isinstance(value, list):
            for each in value:
                collect(each)

    collect(a_booklet())
    assert said == wanted


def test_every_table_has_headers_with_scope(pdf: pikepdf.Pdf) -> None:
    heads = [each for each in elements(pdf) if kind(each) == "/TH"]
    tables = [each for each in elements(pdf) if kind(each) == "/Table"]
    assert len(tables) > 30
    assert len(heads) >= 2 * len(tables)
    for head in heads:
        attributes = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
        assert any("/Scope" in each for each in attributes)


def test_headings_never_skip_a_level(pdf: pikepdf.Pdf) -> None:
    levels = [HEADINGS.index(kind(each)) + 1 for each in elements(pdf) if kind(each) in HEADINGS]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:], strict=False))
    assert levels.count(1) == len(PACK.dimensions) * 2 + 7


def test_report_is_small_and_has_the_expected_pages(made: bytes, pdf: pikepdf.Pdf) -> None:
    assert len(made) <= 300_000
    assert 24 <= len(pdf.pages) <= 27
    assert pdf.check_pdf_syntax() == [] if hasattr(pdf, "check_pdf_syntax") else pdf.check() == []


def test_a_spread_stands_on_two_facing_pages(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
    places = [place for place, title in enumerate(titles) if title == "Leading with care"]
    assert places
    assert titles[places[0] + 1] == "Leading with care: to talk about"


def test_report_takes_little_time() -> None:
    pdf_bytes(a_booklet(), at=AT)
    spent = []
    for extra in range(3):
        table = a_table(people={"peer": 6 + extra, "direct report": 7, "other": 3})
        start = time.process_time()
        contents = Contents(PACK, derive(table, PACK, SOME_COMMENTS), some_facts(), proved(table, at=AT))
        pdf_bytes(booklet(contents), at=AT)
        spent.append(time.process_time() - start)
    # The promise is 0.3 s, which `make bench` measures on a quiet machine; here others work beside.
    assert min(spent) < 0.6


def test_same_booklet_gives_the_same_bytes() -> None:
    content = a_booklet()
    assert pdf_bytes(content, at=AT) == pdf_bytes(content, at=AT)


def test_packing_keeps_every_object(made: bytes) -> None:
    assert b"/ObjStm" in made
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pdf.save(again, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert len(again.getvalue()) > 1.5 * len(made)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%x\n", b"%PDF-1.7\n%x\ntrailer<</Size 1>>startxref\n3\n%%EOF"])
def test_packing_refuses_what_is_written_otherwise(content: bytes) -> None:
    with pytest.raises(NotPackable):
        packed_pdf(content)


def numbers_in(value: Any) -> Iterator[str]:
    if isinstance(value, str) and not value.startswith("<svg"):
        yield from re.findall(r"\d+\.\d+", value)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key != "constants":
                yield from numbers_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from numbers_in(each)


def test_every_number_of_the_pdf_is_a_derived_figure() -> None:
    from tests.reports.numbers import allowed_numbers

    table = a_table()
    derived = derive(table, PACK, SOME_COMMENTS)
    content = booklet(Contents(PACK, derived, some_facts(), proved(table)))
    found = set(numbers_in(content))
    assert len(found) > 20
    assert found <= allowed_numbers(derived, PACK)
