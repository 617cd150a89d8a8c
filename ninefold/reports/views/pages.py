"""The pages of a report. Participant and facilitator see the same; the facilitator sees them first."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ninefold.reports import chapters, presenters
from ninefold.reports.queries import ReadableReport
from ninefold.reports.views.opening import reads_report


def _tabs(report: ReadableReport, current: str) -> list[dict[str, Any]]:
    pack = report.contents.pack
    parts = [("report", "Overview"), ("report_dimensions", chapters.dimensions_words(pack))]
    if presenters.has_importance(pack):
        parts.append(("report_what_matters", "What matters"))
    if pack.questions:
        parts.append(("report_comments", "Comments"))
    parts += [
        ("report_protection", "How your raters are protected"),
        ("report_how_to_read", "How to read this"),
    ]
    return [
        {"label": label, "address": reverse(name, args=[report.round_id]), "current": name == current}
        for name, label in parts
    ]


def _page(request: HttpRequest, report: ReadableReport, name: str, *, tab: str = "", **context: Any) -> HttpResponse:
    return render(
        request,
        f"reports/{name}.jinja",
        {
            "caption": presenters.caption(report.contents),
            "tabs": _tabs(report, tab or name),
            "round_id": report.round_id,
            "participant": report.contents.facts.participant,
            "for_facilitator": report.is_for_facilitator,
            **context,
        },
    )


def _address_of(report: ReadableReport) -> presenters.AddressOf:
    return lambda dimension: reverse("report_dimension", args=[report.round_id, dimension])


@reads_report("report read: overview")
def report(request: HttpRequest, report: ReadableReport) -> HttpResponse:
    page = presenters.overview(report.contents, _address_of(report))
    step = report.is_for_facilitator and not report.is_released
    return _page(request, report, "report", page=page, facilitator_step=step)


@reads_report("report read: dimensions")
def report_dimensions(request: HttpRequest, report: ReadableReport) -> HttpResponse:
    pack = report.contents.pack
    return _page(
        request,
        report,
        "report_dimensions",
        title=chapters.dimensions_words(pack),
        page=presenters.dimensions(report.contents, _address_of(report)),
        places=len(pack.dimensions),
    )


@reads_report("report read: one dimension")
def report_dimension(request: HttpRequest, report: ReadableReport, dimension: str) -> HttpResponse:
    contents = report.contents
    ids = [each.id for each in contents.pack.dimensions]
    if dimension not in ids:
        raise Http404
    after = ids.index(dimension) + 1
    following = contents.pack.dimensions[after] if after < len(ids) else None
    return _page(
        request,
        report,
        "report_dimension",
        tab="report_dimensions",
        page=presenters.dimension(contents, contents.derived.of(dimension)),
        next_address=_address_of(report)(following.id) if following else None,
        next_name=following.name if following else None,
    )


@reads_report("report read: what matters")
def report_what_matters(request: HttpRequest, report: ReadableReport) -> HttpResponse:
    if not presenters.has_importance(report.contents.pack):
        raise Http404
    page = presenters.what_matters(report.contents, _address_of(report))
    return _page(request, report, "report_what_matters", page=page)


@reads_report("report read: comments")
def report_comments(request: HttpRequest, report: ReadableReport) -> HttpResponse:
    contents = report.contents
    return _page(
        request,
        report,
        "report_comments",
        questions=chapters.comments_by_question(contents.pack, contents.derived, contents.facts.participant),
        withheld=chapters.withheld_comments(contents.derived),
        nobody=chapters.NO_COMMENT,
        may_withhold=report.is_for_facilitator and not report.is_released,
    )


@reads_report("report read: protection of raters")
def report_protection(request: HttpRequest, report: ReadableReport) -> HttpResponse:
    return _page(request, report, "report_protection", page=presenters.protection(report.contents))


@reads_report("report read: how to read it")
def report_how_to_read(request: HttpRequest, report: ReadableReport) -> HttpResponse:
    page = presenters.how_to_read(report.contents)
    return _page(request, report, "report_how_to_read", page=page)
