"""Copies to take away: the report as PDF and as data, and everything that is the participant's own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ninefold.accounts.queries import signed_in_person
from ninefold.reports import actions
from ninefold.reports.copies import data_of, pdf_of
from ninefold.reports.own_data import own_data_archive
from ninefold.reports.queries import ReadableReport
from ninefold.reports.views.opening import reads_report


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@reads_report("report downloaded: PDF")
def report_pdf(request: HttpRequest, report: ReadableReport) -> HttpResponse:
    return _download(pdf_of(report), "application/pdf", "report.pdf")


@reads_report("report downloaded: data")
def report_data(request: HttpRequest, report: ReadableReport) -> HttpResponse:
    return _download(data_of(report), "application/json", "report.json")


@login_required
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/own_data.jinja")


@login_required
@require_safe
def own_data_zip(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    archive = own_data_archive(person, now=timezone.now())
    actions.record_taking_own_data(by=person)
    return _download(archive, "application/zip", "my-data.zip")
