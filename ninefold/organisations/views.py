"""Pages for those who lead an organisation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ninefold.accounts import actions as accounts
from ninefold.accounts.queries import signed_in_person
from ninefold.organisations import actions, queries
from ninefold.organisations.domain import Role
from ninefold.organisations.forms import InvitePersonForm, OrganisationForm
from ninefold.organisations.permissions import NotAllowed


@login_required
@require_GET
def my_organisations(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    managed = list(queries.organisations_managed_by(person))
    if len(managed) == 1:
        return redirect("people", managed[0].pk)
    return render(request, "organisations/my_organisations.jinja", {"organisations": managed})


@login_required
@require_GET
def people(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    organisation = queries.organisation_managed_by(person, organisation_id)
    found = queries.people_of(organisation_id, by=person)
    return render(
        request,
        "organisations/people.jinja",
        {
            "organisation": organisation,
            "people": found,
            "me": person,
            "roles_to_end": queries.roles_given_by(person, organisation),
            "closes_accounts": queries.is_operator(person),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def invite_person(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    organisation = queries.organisation_managed_by(person, organisation_id)
    form = InvitePersonForm(request.POST or None, roles=queries.roles_given_by(person, organisation))
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            actions.invite_person(
                name=answers["name"], email=answers["email"], organisation=organisation, role=Role(answers["role"]),
                by=person,
            )  # fmt: skip
        except actions.PersonNotInvited as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"We wrote to {answers['email']}.")
            return redirect("people", organisation.pk)
    return render(request, "organisations/invite_person.jinja", {"form": form, "organisation": organisation})


@login_required
@require_http_methods(["GET", "POST"])
def end_membership(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    membership = queries.membership_managed_by(person, membership_id)
    context: dict[str, object] = {"membership": membership}
    if request.method == "POST":
        try:
            actions.end_membership(membership_id=membership_id, by=person, now=timezone.now())
        except (actions.MembershipNotEnded, NotAllowed) as reason:
            context["refusal"] = str(reason)
        else:
            messages.success(request, f"{membership.person.name} is no longer {membership.role}.")
            return redirect("people", membership.organisation_id)
    return render(request, "organisations/end_membership.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def close_account(request: HttpRequest, person_id: UUID) -> HttpResponse:
    operator = signed_in_person(request)
    person = queries.person_closed_by(operator, person_id)
    if request.method == "POST":
        accounts.close_account(person=person, by=operator)
        messages.success(request, f"The account of {person.name} is closed.")
        return redirect("my_organisations")
    return render(request, "organisations/close_account.jinja", {"person": person})


@login_required
@require_http_methods(["GET", "POST"])
def organisation_settings(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    organisation = queries.organisation_managed_by(person, organisation_id)
    before = {"list_check": organisation.list_check, "invitation_contact": organisation.invitation_contact}
    form = OrganisationForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(
            organisation=organisation,
            list_checked_by_organisation=form.checked_by_organisation,
            invitation_contact=form.cleaned_data["invitation_contact"],
            by=person,
        )
        messages.success(request, "Saved.")
        return redirect("people", organisation.pk)
    return render(request, "organisations/organisation_settings.jinja", {"form": form, "organisation": organisation})
