"""The end of a round: closing by hand, cancelling, ending, and the facilitator's look at the list after close."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.queries import signed_in_person
from ninefold.feedback360 import actions, permissions
from ninefold.feedback360.domain.stages import Act, step
from ninefold.feedback360.forms import MaybeWhyForm, SureForm, WhyForm
from ninefold.feedback360.presenters.raters import raters_view
from ninefold.feedback360.queries import counts_of_day, round_for
from ninefold.feedback360.views.answering import done_by, page_of_round, posted, to_round


@page_of_round
def close_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.CLOSE)
    step(feedback_round.stage, Act.CLOSE)
    if request.method == "POST":
        actions.close_by_hand(round_id=round_id, by=person, now=timezone.now())
        return to_round(
            request, round_id, "The round is closed. Nobody can answer any more, and the report is being made."
        )
    counts, _ = counts_of_day(feedback_round)
    context = {
        "form": SureForm(),
        "feedback_round": feedback_round,
        "enough": counts is not None and counts.enough_to_close,
        "back_address": reverse("round", args=[round_id]),
    }
    return render(request, "feedback360/close_round.jinja", context)


@page_of_round
def cancel_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.CANCEL)
    step(feedback_round.stage, Act.CANCEL)
    form = MaybeWhyForm(posted(request))
    if request.method == "POST" and done_by(
        form,
        lambda: actions.cancel_round(
            round_id=round_id, reason=form.cleaned_data["reason"], by=person, now=timezone.now()
        ),
        field="reason",
    ):
        return to_round(request, round_id, "The round is cancelled.")
    context = {"form": form, "feedback_round": feedback_round, "back_address": reverse("round", args=[round_id])}
    return render(request, "feedback360/cancel_round.jinja", context)


@page_of_round
def end_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.END)
    step(feedback_round.stage, Act.END)
    form = MaybeWhyForm(posted(request))
    if request.method == "POST" and done_by(
        form,
        lambda: actions.end_without_report(
            round_id=round_id, reason=form.cleaned_data["reason"], by=person, now=timezone.now()
        ),
        field="reason",
    ):
        return to_round(request, round_id, "The round has ended without a report.")
    context = {"form": form, "feedback_round": feedback_round, "back_address": reverse("round", args=[round_id])}
    return render(request, "feedback360/end_round.jinja", context)


@page_of_round
def check_list(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.ACCEPT_LIST)
    permissions.check_can(person, feedback_round, Act.ACCEPT_LIST)
    step(feedback_round.stage, Act.ACCEPT_LIST)
    if request.method == "POST":
        actions.accept_list(round_id=round_id, by=person, now=timezone.now())
        return to_round(request, round_id, "Thank you. The report is yours to read now.")
    context = {
        "form": SureForm(),
        "view": raters_view(feedback_round),
        "feedback_round": feedback_round,
        "back_address": reverse("round", args=[round_id]),
    }
    return render(request, "feedback360/check_list.jinja", context)


@page_of_round
def refuse_list(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.REFUSE)
    permissions.check_can(person, feedback_round, Act.REFUSE)
    step(feedback_round.stage, Act.REFUSE)
    form = WhyForm(posted(request))
    if request.method == "POST" and done_by(
        form,
        lambda: actions.refuse_list(
            round_id=round_id, reason=form.cleaned_data["reason"], by=person, now=timezone.now()
        ),
        field="reason",
    ):
        return to_round(request, round_id, "The report is refused. The participant has been told why.")
    context = {"form": form, "feedback_round": feedback_round, "back_address": reverse("check_list", args=[round_id])}
    return render(request, "feedback360/refuse_list.jinja", context)
