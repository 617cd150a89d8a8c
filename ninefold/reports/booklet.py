"""What the PDF prints, as plain values for the Typst template. Text stays text: nothing of it is ever source."""

from dataclasses import dataclass
from typing import Any

from ninefold.leadership_model.domain import SELF, Pack
from ninefold.reports import chapters, tables, wording
from ninefold.reports.conversation import questions_for
from ninefold.reports.domain import Derived, DimensionFigures, Proof, ReportFacts
from ninefold.reports.printable import loses_signs
from ninefold.reports.tables import Row, Table
from ninefold.ui import charts
from ninefold.ui.formatting import date_range, london_date, one_decimal, plural, possessive, thousands

UNPRINTED = "A question mark may stand for a sign that cannot be printed here. The page on the web shows it."
SHORT_KEYS = {
    "manager": "Line manager, by name",
    "few": "Average of 3 or 4 people",
    "pill": "Probable range",
    "above": "At or beyond the value",
    "below": "At or beyond the value",
    "withheld": "Withheld to protect raters",
    "half way": "Half-way line",
}


@dataclass(frozen=True)
class Contents:
    """All that one report is made from."""

    pack: Pack
    derived: Derived
    facts: ReportFacts
    proof: Proof
    site_name: str = "Ninefold"


def booklet(contents: Contents) -> dict[str, Any]:
    """Return every word and drawing of the PDF, page by page."""
    pack, derived, facts = contents.pack, contents.derived, contents.facts
    return {
        "title": f"Leadership feedback report: {facts.participant}",
        "language": pack.language.split("-")[0],
        "region": pack.language.partition("-")[2].lower() or None,
        "author": contents.site_name,
        "participant": facts.participant,
        "footer": footer(facts),
        "cover": _cover(contents),
        "overview": _overview(contents),
        "how_to_read": _how_to_read(contents),
        "dimensions": [_dimension(contents, figures) for figures in derived.dimensions],
        "matters": _matters(contents) if has_importance(pack) else None,
        "comments": _comments(contents) if pack.questions else None,
        "protection": _protection(contents),
        "plan": _plan(contents),
    }


def has_importance(pack: Pack) -> bool:
    return any(dimension.importance for dimension in pack.dimensions)


def footer(facts: ReportFacts) -> str:
    whose = (
        f"Confidential to {facts.participant} and the facilitator."
        if facts.facilitator
        else f"Confidential to {facts.participant}."
    )
    return f"{facts.participant}, feedback report, {facts.round_label}. {whose}"


def _cover(contents: Contents) -> dict[str, Any]:
    facts, derived = contents.facts, contents.derived
    asked = sum(1 for count in derived.counts if count.identified and count.groups != (SELF,))
    answered = wording.people_words(derived.people + asked)
    lines = [facts.organisation] if facts.organisation else []
    if facts.opened_on and facts.closed_on:
        lines.append(
            f"{answered} answered between {date_range(facts.opened_on, facts.closed_on).replace(' to ', ' and ')}"
        )
    else:
        lines.append(f"{answered} answered, {facts.round_label}")
    if facts.facilitator:
        opened = f" on {london_date(facts.session_on)}" if facts.session_on else ""
        lines.append(f"Opened with {facts.facilitator}, facilitator{',' if opened else ''}{opened}")
    checks = f"This report passed {plural(contents.proof.checks, 'check')} that protect the people who answered."
    return {
        "name": facts.participant,
        "kind": "Leadership feedback report",
        "lines": lines,
        "checks": checks,
        "art": str(charts.large_art(640)),
        "mark": str(charts.mark_on_dark(36)),
        "site": contents.site_name,
    }


def _overview(contents: Contents) -> dict[str, Any]:
    pack, derived, facts = contents.pack, contents.derived, contents.facts
    table = tables.overview_table(pack, derived, facts.minimum)
    return {
        "title": "Your feedback in one page",
        "under": f"{wording.capital(wording.who_answered(pack, derived))}. {wording.capital(table.axis.words)}.",
        "findings": [
            {"label": block.label, "ring": _ring(pack, block.place), "name": block.name, "sentence": block.sentence}
            for block in chapters.finding_blocks(pack, derived)
        ],
        "nothing": chapters.NOTHING_CLEAR,
        "table": _table(pack, table),
        "after": "A solid line joins two marks when the difference is clear. A dotted line means it is possible. "
        "No line: nothing can be shown.",
        "reading": "Each bar shows where the average would probably lie if other people like these had been asked. "
        "A wide bar means few people answered. Where two bars overlap, do not read one as higher. "
        f"{_named_sentence(derived)}{wording.constants_words(pack)}",
    }


def _named_sentence(derived: Derived) -> str:
    named = _named(derived)
    if not named:
        return ""
    return (
        " ".join(
            f"{possessive(name)} view is shown by name on each dimension page and is not part of ‘all colleagues’."
            for name in named
        )
        + " "
    )


def _named(derived: Derived) -> tuple[str, ...]:
    return tuple(count.name or "" for count in derived.counts if count.identified and count.groups != (SELF,))


def _how_to_read(contents: Contents) -> dict[str, Any]:
    pack, facts = contents.pack, contents.facts
    lessons = chapters.how_to_read(pack, facts.minimum, _named(contents.derived))
    return {
        "title": "How to read this report",
        "lessons": [
            {"heading": each.heading, "text": each.text, "mark": str(charts.key_mark(each.mark)) if each.mark else None}
            for each in lessons
        ],
        "constants": [wording.constants_words(pack), pack.constants.study],
    }


def _dimension(contents: Contents, figures: DimensionFigures) -> dict[str, Any]:
    pack, minimum = contents.pack, contents.facts.minimum
    dimension = pack.dimension(figures.dimension)
    groups = tables.groups_table(pack, figures, minimum)
    confidential = [part for part in figures.behaviours if not part.identified]
    behaviours = tables.behaviours_table(pack, dimension, confidential, minimum) if confidential else None
    impact = tables.impact_table(pack, figures, minimum)
    importance = tables.importance_table(pack, figures, minimum)
    shown = set(groups.key)
    return {
        "name": dimension.name,
        "ring": _ring(pack, dimension.number),
        "lead": _runs(wording.lead_of_dimension(figures)),
        "groups": _table(pack, groups),
        "behaviours": _table(pack, behaviours, without=shown) if behaviours else None,
        "what_it_is": dimension.what_it_is,
        "by_name": _by_name(pack, figures),
        "impact": _table(pack, impact, without=shown) if impact else None,
        "importance": _table(pack, importance, without=shown) if importance else None,
        "questions": list(questions_for(pack, figures)),
    }


def _by_name(pack: Pack, figures: DimensionFigures) -> dict[str, Any] | None:
    """Return the items as each named person sees them: figures only, one column a person."""
    parts = [part for part in figures.behaviours if part.identified]
    if not parts:
        return None
    views = [{each.item: each.view for each in part.items} for part in parts]
    dimension = pack.dimension(figures.dimension)
    rows = []
    for item in dimension.behaviours:
        scores = [found[item.id].score if item.id in found else None for found in views]
        rows.append([item.text, *(one_decimal(score.mean) if score else "No answer" for score in scores)])
    heads = [wording.seat_words(pack, part.groups, part.name) for part in parts]
    return {"heading": wording.capital(_listed_heads(heads)), "columns": ["Behaviour", *heads], "rows": rows}


def _listed_heads(heads: list[str]) -> str:
    return f"{', '.join(heads[:-1])} and {heads[-1]}, by name" if len(heads) > 1 else f"{heads[0]}, one by one"


def _matters(contents: Contents) -> dict[str, Any]:
    pack, derived = contents.pack, contents.derived
    return {
        "title": "What matters, and what colleagues see",
        "lead": "You said how much each dimension matters in your role. Colleagues said how often they see it.",
        "first": _places(pack, derived.talk_about_first),
        "build_on": _places(pack, derived.build_on),
        "nothing": chapters.NOTHING_CLEAR,
        "table": _table(pack, tables.rungs_table(pack, derived, contents.facts.minimum)),
        "after": "The order inside each part is by score. Where two bars overlap, do not read one as higher than the other. "
        "‘Colleagues: alike’ means that there is no evidence of a difference in how much it matters.",
    }


def _places(pack: Pack, ids: tuple[str, ...]) -> list[dict[str, str]]:
    found = [pack.dimension(each) for each in ids]
    return [{"ring": _ring(pack, dimension.number), "name": dimension.name} for dimension in found]


def _comments(contents: Contents) -> dict[str, Any]:
    pack, derived = contents.pack, contents.derived
    withheld = chapters.withheld_comments(derived)
    return {
        "title": "In their words",
        "under": "Printed word for word, in random order, each question by itself.",
        "questions": [
            {
                "question": each.question,
                "groups": [{"heading": part.heading, "texts": list(part.texts)} for part in each.groups],
            }
            for each in chapters.comments_by_question(pack, derived, contents.facts.participant)
        ],
        "unprinted": UNPRINTED if any(loses_signs(each.text) for each in derived.comments) else None,
        "nobody": chapters.NO_COMMENT,
        "withheld": list(withheld) if withheld else None,
    }


def _protection(contents: Contents) -> dict[str, Any]:
    pack, derived, facts, proof = contents.pack, contents.derived, contents.facts, contents.proof
    return {
        "title": "How this report protects your raters",
        "checks": f"{thousands(proof.checks)} {'check' if proof.checks == 1 else 'checks'}",
        "what_ran": chapters.what_ran(facts.minimum),
        "claim": chapters.claim(facts.minimum),
        "when": chapters.checked_when(proof),
        "limit": chapters.LIMIT_OF_CHECK,
        "tried": [list(row) for row in chapters.what_was_tried(proof)],
        "who": [list(row) for row in chapters.who_is_in_it(pack, derived)],
        "not_covered": list(chapters.NOT_COVERED),
        "why_withheld": chapters.WHY_WITHHELD,
        "mark": str(charts.mark_on_dark(104)),
        "fold": str(charts.fold(100)),
    }


def _plan(contents: Contents) -> dict[str, Any]:
    return {
        "title": "My plan",
        "under": "Choose two or three things. Small and dated beats large and some day.",
        "goals": ["The first", "The second", "A third, if you want one"],
        "lines": ["Dimension", "What I want to do", "First step", "Who helps", "By when", "How I will see it"],
    }


def _ring(pack: Pack, number: int) -> str:
    return str(charts.ring(number, len(pack.dimensions), 48))


def _runs(runs: wording.Runs) -> list[list[Any]]:
    return [[text, strong] for text, strong in runs]


def _table(pack: Pack, table: Table, *, without: set[str] | None = None) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": list(table.columns),
        "axis": table.axis.svg,
        "axis_words": f"The scale: {table.axis.words}.",
        "parts": [{"heading": part.heading, "rows": [_row(pack, row) for row in part.rows]} for part in table.parts],
        "key": [
            {"mark": str(charts.key_mark(name)), "words": SHORT_KEYS.get(name, charts.KEY_WORDS[name])}
            for name in table.key
            if name not in (without or set())
        ],
    }


def _row(pack: Pack, row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "under": row.under,
        "number": row.number,
        "range": row.range,
        "strip": row.strip,
        "alt": row.alt,
        "words": _runs(row.words),
        "ring": _ring(pack, row.place) if row.place else None,
    }
