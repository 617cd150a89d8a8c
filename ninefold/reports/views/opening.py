"""Opening a report: who may read it, whether its check has passed, and that it was read goes into the audit log."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ninefold.accounts.models import Person
from ninefold.accounts.queries import signed_in_person
from ninefold.reports import actions
from ninefold.reports.queries import ReadableReport, ReportNotProved, readable_report
from ninefold.reports.withholding import ChainBroken
from ninefold.vault.refusals import TableTampered

Parameters = ParamSpec("Parameters")
ReportView = Callable[Concatenate[HttpRequest, ReadableReport, Parameters], HttpResponse]
RoundView = Callable[..., HttpResponse]

NOT_PROVED = (ReportNotProved, ChainBroken, TableTampered)


def opened(person: Person, round_id: UUID) -> ReadableReport:
    """Return the report for this person; its check runs now if it never did. Raises Http404 and those of NOT_PROVED."""
    return actions.after_proof(lambda: readable_report(person, round_id), round_id=round_id, now=timezone.now())


def not_shown(request: HttpRequest) -> HttpResponse:
    """The page in place of a report whose check has not passed: no figure, no comment."""
    return render(request, "reports/report_not_proved.jinja", status=503)


def reads_report(what: str) -> Callable[[ReportView[Parameters]], RoundView]:
    """A view that shows a report, or a copy of it, to whoever may read it; `what` is what the audit log says."""

    def decorate(view: ReportView[Parameters]) -> RoundView:
        @wraps(view)
        def guarded(
            request: HttpRequest, round_id: UUID, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> HttpResponse:
            person = signed_in_person(request)
            try:
                report = opened(person, round_id)
            except NOT_PROVED:
                return not_shown(request)
            response = view(request, report, *args, **kwargs)
            actions.record_reading(what=what, report=report, by=person)
            return response

        return require_http_methods(["GET", "HEAD"])(login_required(guarded))

    return decorate
