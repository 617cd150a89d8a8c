"""What the facilitator does with a report: withholds a comment, logs the session, releases."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ninefold.accounts.queries import signed_in_person
from ninefold.facilitators.actions import SessionNotPossible
from ninefold.facilitators.domain import Mode
from ninefold.feedback360.domain.refusals import Refusal
from ninefold.reports import actions
from ninefold.reports.forms import ReleaseForm, SessionForm, WithholdForm
from ninefold.reports.queries import ReadableReport, comment_to_withhold
from ninefold.reports.views.opening import NOT_PROVED, not_shown, opened


def _for_facilitator(request: HttpRequest, round_id: UUID) -> ReadableReport:
    """Return the report if the signed-in person is its facilitator. Raises Http404 and those of NOT_PROVED."""
    report = opened(signed_in_person(request), round_id)
    if not report.is_for_facilitator:
        raise Http404
    return report


@login_required
@require_http_methods(["GET", "POST"])
def withhold_comment(request: HttpRequest, round_id: UUID, comment_id: UUID) -> HttpResponse:
    try:
        report = _for_facilitator(request, round_id)
    except NOT_PROVED:
        return not_shown(request)
    if report.is_released:
        raise Http404
    comment = comment_to_withhold(report, comment_id)
    form = WithholdForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.withhold_comment(
                round_id=round_id,
                comment_id=comment_id,
                reason=form.cleaned_data["reason"],
                by=signed_in_person(request),
                now=timezone.now(),
            )
        except actions.CommentNotWithheld as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "The comment is withheld.")
            return redirect("report_comments", round_id)
    back = reverse("report_comments", args=[round_id])
    context = {"form": form, "comment": comment, "participant": report.contents.facts.participant, "back_address": back}
    return render(request, "reports/withhold_comment.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def log_report_session(request: HttpRequest, round_id: UUID) -> HttpResponse:
    try:
        report = _for_facilitator(request, round_id)
    except NOT_PROVED:
        return not_shown(request)
    form = SessionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.log_session(
                round_id=round_id,
                held_on=form.cleaned_data["held_on"],
                minutes=form.cleaned_data["minutes"],
                mode=Mode(form.cleaned_data["mode"]),
                by=signed_in_person(request),
                now=timezone.now(),
            )
        except SessionNotPossible as refusal:
            form.add_error("held_on", str(refusal))
        else:
            messages.success(request, "The feedback session is logged.")
            return redirect("report", round_id)
    context = {
        "form": form,
        "caption": report.contents.facts.participant,
        "back_address": reverse("report", args=[round_id]),
    }
    return render(request, "reports/log_report_session.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def release_report(request: HttpRequest, round_id: UUID) -> HttpResponse:
    try:
        report = _for_facilitator(request, round_id)
        if report.is_released:
            return redirect("report", round_id)
        if request.method == "POST":
            actions.release(round_id=round_id, by=signed_in_person(request), now=timezone.now())
            messages.success(
                request, f"The report is released. {report.contents.facts.participant} is told so by e-mail."
            )
            return redirect("report", round_id)
    except NOT_PROVED:
        return not_shown(request)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("report", round_id)
    facts = report.contents.facts
    context = {
        "form": ReleaseForm(),
        "caption": facts.participant,
        "participant": facts.participant,
        "session_on": facts.session_on,
        "comments_withheld": report.contents.derived.comments_withheld,
        "round_id": round_id,
        "back_address": reverse("report", args=[round_id]),
    }
    return render(request, "reports/release_report.jinja", context)
