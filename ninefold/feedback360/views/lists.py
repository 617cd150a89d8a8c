"""Lists of rounds, and the page of one."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ninefold.accounts.queries import signed_in_person
from ninefold.feedback360.presenters.lists import round_lists, rounds_of_organisation
from ninefold.feedback360.presenters.round_page import round_view
from ninefold.feedback360.queries import round_for, summaries_for
from ninefold.organisations.queries import organisations_led_by, organisations_taken_part_in


@login_required
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    context = {
        "lists": round_lists(summaries_for(person)),
        "may_create": bool(organisations_taken_part_in(person)),
        "led": organisations_led_by(person),
    }
    return render(request, "feedback360/rounds.jinja", context)


@login_required
@require_safe
def organisation_rounds(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    organisation = next((each for each in organisations_led_by(person) if each.id == organisation_id), None)
    if organisation is None:
        raise Http404
    rows = rounds_of_organisation(summaries_for(person), organisation_id)
    return render(request, "feedback360/organisation_rounds.jinja", {"organisation": organisation, "rows": rows})


@login_required
@require_safe
def round_page(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id)
    view = round_view(feedback_round, person, now=timezone.now())
    return render(request, "feedback360/round.jinja", {"view": view, "round_id": round_id})
