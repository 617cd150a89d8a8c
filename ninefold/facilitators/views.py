"""A facilitator's own entry, and the register for those who lead a region."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from ninefold.accounts.queries import signed_in_person
from ninefold.facilitators import actions, queries
from ninefold.facilitators.domain import Relation
from ninefold.facilitators.forms import AccreditForm, ConflictForm
from ninefold.facilitators.presenters import register_rows, session_rows
from ninefold.organisations.queries import regions_led_by


@login_required
@require_GET
def my_standing(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    panel = queries.standing_panel(person, on=localdate())
    if panel is None:
        raise Http404
    rows = session_rows(queries.sessions_of(person))
    context = {"panel": panel, "rows": rows, "conflicts": queries.conflicts_of(person)}
    return render(request, "facilitators/my_standing.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def declare_conflict(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    entry = queries.facilitator_of(person)
    if entry is None:
        raise Http404
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare_conflict(
                facilitator=entry,
                address=form.cleaned_data["address"],
                relation=Relation(form.cleaned_data["relation"]),
                by=person,
            )
        except actions.ConflictNotDeclared as reason:
            form.add_error("address", str(reason))
        else:
            messages.success(request, "Noted. You will not be offered to them.")
            return redirect("my_standing")
    return render(request, "facilitators/declare_conflict.jinja", {"form": form})


@login_required
@require_GET
def registers(request: HttpRequest) -> HttpResponse:
    regions = regions_led_by(signed_in_person(request))
    if not regions:
        raise Http404
    if len(regions) == 1:
        return redirect("register", regions[0][0])
    return render(request, "facilitators/registers.jinja", {"regions": regions})


@login_required
@require_GET
def register(request: HttpRequest, region_id: UUID) -> HttpResponse:
    entries = queries.register_of(region_id, by=signed_in_person(request), on=localdate())
    return render(request, "facilitators/register.jinja", {"rows": register_rows(entries), "region_id": region_id})


@login_required
@require_http_methods(["GET", "POST"])
def accredit_facilitator(request: HttpRequest, region_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    form = AccreditForm(request.POST or None, candidates=queries.candidates_for_register(region_id, by=person))
    if request.method == "POST" and form.is_valid():
        try:
            actions.accredit_facilitator(
                person=form.chosen,
                region_id=region_id,
                on=form.cleaned_data["accredited_on"],
                until=form.cleaned_data["accredited_until"],
                by=person,
            )
        except actions.AccreditationNotPossible as reason:
            form.add_error("accredited_until", str(reason))
        else:
            messages.success(request, f"{form.chosen.name} is on the register.")
            return redirect("register", region_id)
    return render(request, "facilitators/accredit_facilitator.jinja", {"form": form, "region_id": region_id})
