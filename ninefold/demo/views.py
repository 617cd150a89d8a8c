"""One page from which a visitor walks the whole job, and the list of what was sent. In the demonstration only."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.actions import sign_in_for_demo
from ninefold.demo.people import EASTMOOR, HARBOUR, PEOPLE
from ninefold.demo.queries import person_of, story_stages
from ninefold.outbox.queries import sent_copies, sent_copy
from ninefold.outbox.rendering import blocks_of


@never_cache
@require_safe
def try_it(request: HttpRequest) -> HttpResponse:
    """Who can sign in, and a walk of ten minutes."""
    groups = [(name, [one for one in PEOPLE if one.organisation == name]) for name in (EASTMOOR, HARBOUR)]
    return render(request, "demo/try_it.jinja", {"groups": groups, "stages": story_stages()})


@require_POST
def try_as(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as one of the made-up people."""
    person = person_of(key)
    if person is None or not settings.NINEFOLD_DEMO:
        raise Http404
    sign_in_for_demo(request, person)
    return redirect(settings.LOGIN_REDIRECT_URL)


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every message as it would have been sent, newest first."""
    return render(request, "demo/outbox.jinja", {"copies": sent_copies()[:200]})


@never_cache
@require_safe
def outbox_message(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """One message: text, with its links to be followed."""
    copy = sent_copy(copy_id)
    if copy is None:
        raise Http404
    return render(request, "demo/outbox_message.jinja", {"copy": copy, "paragraphs": blocks_of(copy.text)})
