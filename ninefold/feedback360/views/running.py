"""While a round is open."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.queries import signed_in_person
from ninefold.feedback360 import actions
from ninefold.feedback360.domain.stages import Act, step
from ninefold.feedback360.forms import ClosingDateForm
from ninefold.feedback360.presenters.plans import closing_date_context
from ninefold.feedback360.queries import round_for
from ninefold.feedback360.views.answering import done_by, page_of_round, posted, to_round
from ninefold.ui.formatting import london_date


@page_of_round
def move_closing_date(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.MOVE_CLOSING_DATE)
    step(feedback_round.stage, Act.MOVE_CLOSING_DATE)
    form = ClosingDateForm(posted(request))
    if request.method == "POST" and done_by(
        form,
        lambda: actions.move_closing_date(
            round_id=round_id, to=form.cleaned_data["closes_on"], by=person, now=timezone.now()
        ),
        field="closes_on",
    ):
        return to_round(request, round_id, f"Answers now close on {london_date(form.cleaned_data['closes_on'])}.")
    context = closing_date_context(form, feedback_round) | {"back_address": reverse("round", args=[round_id])}
    return render(request, "feedback360/move_closing_date.jinja", context)
