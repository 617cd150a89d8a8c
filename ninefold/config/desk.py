"""The page that a signed-in person comes to: what waits for them, in all their parts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ninefold.accounts.queries import signed_in_person
from ninefold.cli.checks import checks
from ninefold.config.to_dos import to_do_of
from ninefold.facilitators.queries import standing_panel
from ninefold.feedback360.domain.closing import in_london
from ninefold.feedback360.presenters.lists import round_lists
from ninefold.feedback360.queries import summaries_for
from ninefold.organisations.domain import Role
from ninefold.organisations.queries import organisations_led_by, roles_of

SHOWN = 20


@never_cache
@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """All that waits for this person, then the rounds they have to do with, then what belongs to their roles."""
    person = signed_in_person(request)
    today = in_london(timezone.now())
    rounds = summaries_for(person)
    to_dos = [to_do for to_do in (to_do_of(one) for one in rounds) if to_do]
    roles = roles_of(person)
    facts = {
        "person": person,
        "to_dos": to_dos,
        "lists": round_lists(rounds[:SHOWN]),
        "more": max(0, len(rounds) - SHOWN),
        "standing": standing_panel(person, on=today) if Role.FACILITATOR in roles else None,
        "leads_region": Role.REGIONAL_LEAD in roles,
        "organisations": organisations_led_by(person),
        "may_commission": Role.PARTICIPANT in roles,
        "checks": checks() if Role.OPERATOR in roles else (),
    }
    return render(request, "pages/desk.jinja", facts)
