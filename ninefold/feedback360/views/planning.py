"""Planning a round: creating it, changing it, giving it to another facilitator."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ninefold.accounts.queries import signed_in_person
from ninefold.feedback360 import actions
from ninefold.feedback360.domain.closing import in_london
from ninefold.feedback360.domain.refusals import Refusal
from ninefold.feedback360.domain.stages import Act, step
from ninefold.feedback360.forms import NewRoundForm, PlanForm, ReassignForm
from ninefold.feedback360.presenters.plans import planning_context
from ninefold.feedback360.queries import round_for
from ninefold.feedback360.views.answering import done_by, page_of_round, posted, to_round
from ninefold.organisations.queries import organisations_taken_part_in


@login_required
@require_http_methods(["GET", "POST"])
def create_round(request: HttpRequest) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    organisations = organisations_taken_part_in(person)
    if not organisations:
        raise Http404
    form = NewRoundForm(posted(request), person=person, organisations=organisations, today=in_london(now))
    if request.method == "POST" and form.is_valid():
        try:
            created = actions.create_round(participant=person, plan=form.plan, now=now, **form.where)
            return redirect("round", created.pk)
        except Refusal as refusal:
            form.add_error("closes_on", str(refusal))
    return render(request, "feedback360/create_round.jinja", planning_context(form, back=reverse("rounds")))


@page_of_round
def change_plan(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    feedback_round = round_for(person, round_id, act=Act.PLAN)
    step(feedback_round.stage, Act.PLAN)
    form = PlanForm.of(feedback_round, posted(request), person=person, today=in_london(now))
    if request.method == "POST" and done_by(
        form, lambda: actions.change_plan(round_id=round_id, plan=form.plan, by=person, now=now), field="closes_on"
    ):
        return to_round(request, round_id, "Your plan is saved.")
    return render(
        request, "feedback360/change_plan.jinja", planning_context(form, back=reverse("round", args=[round_id]))
    )


@page_of_round
def reassign_facilitator(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    feedback_round = round_for(person, round_id, act=Act.REASSIGN)
    step(feedback_round.stage, Act.REASSIGN)
    form = ReassignForm(posted(request), participant=feedback_round.participant, today=in_london(now))
    if request.method == "POST" and done_by(
        form,
        lambda: actions.reassign_facilitator(
            round_id=round_id,
            facilitator_id=UUID(form.cleaned_data["facilitator"]),
            reason=form.cleaned_data["reason"],
            by=person,
            now=now,
        ),
        field="facilitator",
    ):
        return to_round(request, round_id, "The round has a new facilitator. Both people have been told.")
    context = {"form": form, "feedback_round": feedback_round, "back_address": reverse("round", args=[round_id])}
    return render(request, "feedback360/reassign_facilitator.jinja", context)
