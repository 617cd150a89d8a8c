"""Nobody with an account goes further than setting up a second factor without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ninefold.accounts import second_factor
from ninefold.accounts.models import Person

# Raters have no account: a person who is signed in may be a rater too, and is then nobody but that.
RATERS = ("/rate/", "/r/")
FOR_EVERYBODY = frozenset(
    {
        "account_logout", "account_inactive", "livez", "readyz", "theme", "help", "privacy", "accessibility",
        "who_sees_what",
    }
)  # fmt: skip
TO_SET_ONE_UP = frozenset(
    {
        "second_factor_set_up", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate",
    }
)  # fmt: skip
TO_USE_ONE = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})


def second_factor_required(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Sends a signed-in person whose session has seen no second factor to set one up, or to use the one they have."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if request.path.startswith(RATERS) or name in FOR_EVERYBODY:
            return None
        return _detour(request, name)

    respond.process_view = process_view  # type: ignore[attr-defined]  # Django looks for it on any callable
    return respond


def _detour(request: HttpRequest, name: str | None) -> HttpResponse | None:
    person = request.user
    if not isinstance(person, Person) or second_factor.was_used(request, person):
        return None
    if second_factor.has_one(person):
        return None if name in TO_USE_ONE else _redirect(request, "mfa_reauthenticate")
    if name in TO_SET_ONE_UP or not second_factor.is_required_of(person):
        return None
    return _redirect(request, "second_factor_set_up")


def _redirect(request: HttpRequest, name: str) -> HttpResponse:
    # A POST cannot be repeated by a redirect, so only pages that were read are returned to.
    onward = f"?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}" if request.method == "GET" else ""
    return HttpResponseRedirect(f"{reverse(name)}{onward}")
