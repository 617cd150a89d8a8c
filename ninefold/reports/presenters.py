"""What the templates of a report print: the same tables and chapters as the PDF, with addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from ninefold.leadership_model.domain import SELF
from ninefold.reports import chapters, tables, wording
from ninefold.reports.booklet import Contents, has_importance
from ninefold.reports.conversation import questions_for
from ninefold.reports.domain import DimensionFigures, ItemsOfGroup
from ninefold.reports.tables import Row, Table
from ninefold.ui import charts

AddressOf = Callable[[str], str]


def runs(pieces: wording.Runs) -> Markup:
    """Return the pieces of a sentence as HTML, the strong ones marked."""
    return Markup("").join(
        Markup("<strong>{}</strong>").format(text) if strong else escape(text) for text, strong in pieces
    )


@dataclass(frozen=True)
class ChartTable:
    """A table of strips as the component of the design system takes it."""

    caption: str
    heads: list[str]
    axis: Markup
    parts: list[dict[str, Any]]
    key: tuple[str, ...]


def chart_table(contents: Contents, table: Table, *, address_of: AddressOf | None = None) -> ChartTable:
    name, score, _, words = table.columns
    return ChartTable(
        caption=table.caption,
        heads=[name, score, words],
        axis=Markup(table.axis.svg),  # noqa: S704 - drawn by our own charts
        parts=[
            {"heading": part.heading, "rows": [_row(contents, row, address_of) for row in part.rows]}
            for part in table.parts
        ],
        key=table.key,
    )


def _row(contents: Contents, row: Row, address_of: AddressOf | None) -> dict[str, Any]:
    sign = charts.agreement_sign(row.sign) if row.sign == "alike" or row.sign == "differently" else None
    return {
        "name": row.name,
        "second": row.under,
        "place": row.place,
        "places": len(contents.pack.dimensions),
        "address": address_of(row.dimension) if address_of and row.dimension else None,
        "value": row.number,
        "range": row.range,
        "strip": Markup(row.strip),  # noqa: S704 - drawn by our own charts
        "words": runs(row.words),
        "sign": sign,
    }


def overview(contents: Contents, address_of: AddressOf) -> dict[str, Any]:
    """Return the first page: at most three findings, then all dimensions."""
    pack, derived, facts = contents.pack, contents.derived, contents.facts
    return {
        "blocks": [
            {**vars(block), "address": address_of(block.dimension)} for block in chapters.finding_blocks(pack, derived)
        ],
        "places": len(pack.dimensions),
        "nothing": chapters.NOTHING_CLEAR,
        "table": chart_table(contents, tables.overview_table(pack, derived, facts.minimum), address_of=address_of),
        "table_heading": chapters.all_dimensions_words(pack),
        "after": "A solid line joins two marks when the difference is clear, a dotted line when it is possible, "
        f"and there is no line when nothing can be shown. {wording.constants_words(pack)}",
    }


def dimensions(contents: Contents, address_of: AddressOf) -> list[dict[str, Any]]:
    """Return every dimension with its opening sentence."""
    found = []
    for figures in contents.derived.dimensions:
        dimension = contents.pack.dimension(figures.dimension)
        found.append(
            {
                "name": dimension.name,
                "number": dimension.number,
                "address": address_of(dimension.id),
                "lead": runs(wording.lead_of_dimension(figures)),
            }
        )
    return found


def dimension(contents: Contents, figures: DimensionFigures) -> dict[str, Any]:
    """Return one dimension: who sees what, behaviour by behaviour, what it matters, questions to talk about."""
    pack, minimum = contents.pack, contents.facts.minimum
    found = pack.dimension(figures.dimension)
    behaviours = sorted(figures.behaviours, key=_named_last)
    impact = tables.impact_table(pack, figures, minimum)
    importance = tables.importance_table(pack, figures, minimum)
    return {
        "id": found.id,
        "name": found.name,
        "number": found.number,
        "places": len(pack.dimensions),
        "what_it_is": found.what_it_is,
        "lead": runs(wording.lead_of_dimension(figures)),
        "groups": chart_table(contents, tables.groups_table(pack, figures, minimum)),
        "behaviours": chart_table(contents, tables.behaviours_table(pack, found, behaviours, minimum))
        if behaviours
        else None,
        "importance": chart_table(contents, importance) if importance else None,
        "impact": chart_table(contents, impact) if impact else None,
        "questions": questions_for(pack, figures),
    }


def _named_last(part: ItemsOfGroup) -> tuple[bool, bool]:
    return part.identified, part.groups != (SELF,)


def what_matters(contents: Contents, address_of: AddressOf) -> dict[str, Any]:
    """Return importance beside performance."""
    pack, derived = contents.pack, contents.derived
    return {
        "first": [_place(contents, each, address_of) for each in derived.talk_about_first],
        "build_on": [_place(contents, each, address_of) for each in derived.build_on],
        "nothing": chapters.NOTHING_CLEAR,
        "places": len(pack.dimensions),
        "table": chart_table(
            contents, tables.rungs_table(pack, derived, contents.facts.minimum), address_of=address_of
        ),
    }


def _place(contents: Contents, dimension_id: str, address_of: AddressOf) -> dict[str, Any]:
    found = contents.pack.dimension(dimension_id)
    return {"number": found.number, "name": found.name, "address": address_of(dimension_id)}


def protection(contents: Contents) -> dict[str, Any]:
    """Return what was checked, who is in the report and what no check covers."""
    pack, derived, proof, minimum = contents.pack, contents.derived, contents.proof, contents.facts.minimum
    return {
        "checks": proof.checks,
        "what_ran": chapters.what_ran(minimum),
        "claim": chapters.claim(minimum),
        "when": chapters.checked_when(proof),
        "limit": chapters.LIMIT_OF_CHECK,
        "tried": chapters.what_was_tried(proof),
        "who": chapters.who_is_in_it(pack, derived),
        "not_covered": chapters.NOT_COVERED,
        "why_withheld": chapters.WHY_WITHHELD,
    }


def how_to_read(contents: Contents) -> dict[str, Any]:
    """Return what a reader needs to know."""
    named = tuple(count.name or "" for count in contents.derived.counts if count.identified and count.groups != (SELF,))
    return {
        "lessons": chapters.how_to_read(contents.pack, contents.facts.minimum, named),
        "constants": wording.constants_words(contents.pack),
        "study": contents.pack.constants.study,
    }


def caption(contents: Contents) -> str:
    return chapters.round_sentence(contents.facts, contents.pack, contents.derived)


__all__ = [
    "caption",
    "chart_table",
    "dimension",
    "dimensions",
    "has_importance",
    "how_to_read",
    "overview",
    "protection",
    "runs",
    "what_matters",
]
