"""The form's pages made ready once in a process, for each leadership model and rater group, and filled in for each rater."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

from ninefold.feedback360.rating.answers import Answer, Problem, fingerprint
from ninefold.feedback360.rating.plan import COMMENT_LIMIT, NOT_ABLE_TO_SAY, DimensionPage
from ninefold.feedback360.rating.ready import Ready
from ninefold.feedback360.rating.rendering import page
from ninefold.feedback360.rating.road import Rating, form_of

CHECKED = Markup(" checked")


def simple_page(rating: Rating, template: str) -> Ready:
    """Return a page that asks nothing of the model but its words."""
    return _simple(*_key(rating), template)


def dimension_page(rating: Rating, asked: DimensionPage, problems: Sequence[Problem] = ()) -> Ready:
    """Return the page of one dimension; with problems it is made for this once."""
    if problems:
        return page("rate_dimension", form=rating.form, page=asked, **_told(problems))
    return _dimension(*_key(rating), asked.key)


def questions_page(rating: Rating, problems: Sequence[Problem] = ()) -> Ready:
    """Return the page of open questions."""
    if problems:
        return page("rate_questions", form=rating.form, limit=COMMENT_LIMIT, **_told(problems))
    return _questions(*_key(rating))


def start_page(rating: Rating, *, at_link: bool) -> Ready:
    """Return what stands before the first answer: at the link, where a button begins, or on the way."""
    return _start(*_key(rating), at_link)


@lru_cache(maxsize=16)
def left_out_page(state: str) -> Ready:
    return page("left_out", state=state)


def chosen(asked: DimensionPage, answers: Mapping[str, Answer]) -> dict[str, str]:
    """Return what checks the radios of these answers."""
    values: dict[str, str] = {"opened": fingerprint(answers)}
    for item in asked.items:
        if item in answers:
            rating = answers[item]
            values[f"{item}={NOT_ABLE_TO_SAY if rating is None else rating}"] = CHECKED
    return values


def notice_of_other_device(rating: Rating, key: str) -> str:
    """Return a notice that the page of that key was changed elsewhere; nothing for any other key."""
    titles = {one.key: one.title for one in rating.form.pages} | {"questions": "In your own words"}
    if key not in titles:
        return ""
    return Markup(
        '<div class="nf-message" role="status"><p class="nf-message__text">'
        "‘{title}’ was changed on another device after you opened it here. What you entered here last is kept.</p>"
        '<p><a href="{address}">Look at it again</a></p></div>'
    ).format(title=titles[key], address=rating.address(key))


def error_summary(lines: Sequence[tuple[str, str]]) -> Markup:
    """Return the summary of problems for a ready page: (sentence, address) each."""
    items = Markup("").join(Markup('<li><a href="{}">{}</a></li>').format(address, words) for words, address in lines)
    return Markup(
        '<div class="nhsuk-error-summary" data-module="nhsuk-error-summary" tabindex="-1"><div role="alert">'
        '<h2 class="nhsuk-error-summary__heading">There is a problem</h2><div class="nhsuk-error-summary__body">'
        '<ul class="nhsuk-list nhsuk-error-summary__list">{}</ul></div></div></div>'
    ).format(items)


def _told(problems: Sequence[Problem]) -> dict[str, object]:
    return {
        "problems": [{"text": one.sentence, "href": f"#{one.element_id}"} for one in problems],
        "errors": {one.field: one.sentence for one in problems},
    }


def _key(rating: Rating) -> tuple[str, str, str]:
    return rating.facts.pack_id, rating.facts.pack_version, rating.form.group.id


@lru_cache(maxsize=128)
def _simple(pack_id: str, version: str, group: str, template: str) -> Ready:
    return page(template, form=form_of(pack_id, version, group))


@lru_cache(maxsize=512)
def _dimension(pack_id: str, version: str, group: str, key: str) -> Ready:
    form = form_of(pack_id, version, group)
    return page("rate_dimension", form=form, page=form.page(key), **_told(()))


@lru_cache(maxsize=64)
def _questions(pack_id: str, version: str, group: str) -> Ready:
    return page("rate_questions", form=form_of(pack_id, version, group), limit=COMMENT_LIMIT, **_told(()))


@lru_cache(maxsize=64)
def _start(pack_id: str, version: str, group: str, at_link: bool) -> Ready:
    return page("before_you_begin", form=form_of(pack_id, version, group), at_link=at_link)
