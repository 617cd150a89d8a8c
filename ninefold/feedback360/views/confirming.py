"""The list before the round opens: asking, taking back, confirming, sending back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.queries import signed_in_person
from ninefold.feedback360 import actions, permissions
from ninefold.feedback360.domain.closing import in_london
from ninefold.feedback360.domain.stages import Act, step
from ninefold.feedback360.forms import SureForm, WhyForm
from ninefold.feedback360.presenters.raters import raters_view
from ninefold.feedback360.queries import needs_before_asking, round_for
from ninefold.feedback360.views.answering import done_by, page_of_round, posted, to_round
from ninefold.ui.formatting import london_date


@page_of_round
def ask_for_confirmation(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    feedback_round = round_for(person, round_id, act=Act.ASK)
    step(feedback_round.stage, Act.ASK)
    if request.method == "POST":
        actions.ask_for_confirmation(round_id=round_id, by=person, now=now)
        return to_round(request, round_id, "Your list has been sent to be confirmed. We write to you when it is done.")
    context = {
        "form": SureForm(),
        "view": raters_view(feedback_round),
        "feedback_round": feedback_round,
        "needs": needs_before_asking(feedback_round, on=in_london(now)),
        "opens_at_once": feedback_round.opens_on <= in_london(now),
        "back_address": reverse("round", args=[round_id]),
    }
    return render(request, "feedback360/ask_for_confirmation.jinja", context)


@page_of_round
def take_list_back(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.TAKE_BACK)
    step(feedback_round.stage, Act.TAKE_BACK)
    if request.method == "POST":
        actions.take_list_back(round_id=round_id, by=person, now=timezone.now())
        return to_round(request, round_id, "You can change your list again.")
    context = {"form": SureForm(), "back_address": reverse("round", args=[round_id])}
    return render(request, "feedback360/take_list_back.jinja", context)


@page_of_round
def confirm_list(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.CONFIRM)
    permissions.check_can_check_list(person, feedback_round)
    step(feedback_round.stage, Act.CONFIRM)
    if request.method == "POST":
        confirmed = actions.confirm_list(round_id=round_id, by=person, now=timezone.now())
        opened = confirmed.opened_at is not None
        return to_round(
            request,
            round_id,
            "The list is confirmed, and invitations are on their way."
            if opened
            else f"The list is confirmed. Invitations go out on {london_date(confirmed.opens_on)}.",
        )
    context = {
        "form": SureForm(),
        "view": raters_view(feedback_round),
        "feedback_round": feedback_round,
        "opens_at_once": feedback_round.opens_on <= in_london(timezone.now()),
        "back_address": reverse("round", args=[round_id]),
    }
    return render(request, "feedback360/confirm_list.jinja", context)


@page_of_round
def send_list_back(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.SEND_BACK)
    permissions.check_can_check_list(person, feedback_round)
    step(feedback_round.stage, Act.SEND_BACK)
    form = WhyForm(posted(request))
    if request.method == "POST" and done_by(
        form,
        lambda: actions.send_list_back(
            round_id=round_id, reason=form.cleaned_data["reason"], by=person, now=timezone.now()
        ),
        field="reason",
    ):
        return to_round(
            request, round_id, "The list has gone back with your reason. You hear from us when it comes again."
        )
    context = {"form": form, "feedback_round": feedback_round, "back_address": reverse("confirm_list", args=[round_id])}
    return render(request, "feedback360/send_list_back.jinja", context)
