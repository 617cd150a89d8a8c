"""From a template to a ready page."""

from __future__ import annotations

from typing import Any

from django.template.loader import get_template
from markupsafe import Markup, escape

from ninefold.feedback360.rating.ready import Ready, mark
from ninefold.leadership_model.domain import NAME_MARK


def about(words: str) -> Markup:
    """Return words of the pack, with the mark of the participant's name where it belongs."""
    return escape(words).replace(NAME_MARK, mark("name"))


def page(template: str, **context: Any) -> Ready:
    """Render a template of this form once; what differs from rater to rater stands in it as `mark("…")`."""
    found = get_template(f"feedback360/rating/{template}.jinja", using="jinja2")
    return Ready.from_html(found.render({"mark": mark, "about": about, **context}))
