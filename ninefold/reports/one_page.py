"""The whole report as one HTML page that needs nothing else: no server, no other file."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader

from ninefold.reports import chapters, presenters
from ninefold.reports.booklet import Contents, footer
from ninefold.ui import charts, formatting
from ninefold.ui.jinja2_environment import NothingButMissingKeys

FONT_FACE = re.compile(r"@font-face\s*{[^}]*}")


def report_page(contents: Contents) -> str:
    """Return the report as HTML: every chapter of the web pages, one below the other."""
    return _environment().get_template("reports/one_page.jinja").render(_context(contents))


def _context(contents: Contents) -> dict[str, Any]:
    pack, derived, facts = contents.pack, contents.derived, contents.facts
    return {
        "style": _style(),
        "language": pack.language,
        "site_name": contents.site_name,
        "participant": facts.participant,
        "footer": footer(facts),
        "caption": presenters.caption(contents),
        "overview": presenters.overview(contents, _anchor),
        "dimensions": [presenters.dimension(contents, figures) for figures in derived.dimensions],
        "what_matters": presenters.what_matters(contents, _anchor) if presenters.has_importance(pack) else None,
        "questions": chapters.comments_by_question(pack, derived, facts.participant),
        "withheld": chapters.withheld_comments(derived),
        "nobody": chapters.NO_COMMENT,
        "protection": presenters.protection(contents),
        "how_to_read": presenters.how_to_read(contents),
    }


def _anchor(dimension: str) -> str:
    return f"#{dimension}"


@lru_cache
def _style() -> str:
    """Return the design system's styles and our own, without the fonts: the page falls back to what the reader has."""
    files = (("ninefold.ui", "static/ui/ninefold.css"), ("ninefold.reports", "static/reports/report.css"))
    styles = [resources.files(package).joinpath(name).read_text(encoding="utf-8") for package, name in files]
    return FONT_FACE.sub("", "\n".join(styles))


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("ninefold.reports", "jinja2"), PackageLoader("ninefold.ui", "jinja2")]),
        undefined=NothingButMissingKeys,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["charts"] = charts
    environment.filters["plural"] = formatting.plural
    return environment
