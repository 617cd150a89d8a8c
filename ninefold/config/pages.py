"""Pages of the site as a whole, and the pages that tell what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from ninefold.config.desk import desk
from ninefold.leadership_model.packs import front_pack
from ninefold.ui import views

# The day on which the tests that the statement names last ran over every page.
ACCESSIBILITY_TESTED_ON = date(2026, 11, 21)
PRIVACY_CHANGED_ON = date(2026, 11, 21)


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """The front page: one invitation, the dimensions, how feedback works."""
    return render(request, "ui/pages/welcome.jinja", {"pack": front_pack()})


def page(name: str, **facts: object) -> Callable[[HttpRequest], HttpResponse]:
    """A view for a page that is the same for everyone."""

    @require_safe
    @cache_control(public=False, private=True, max_age=0)
    def show(request: HttpRequest) -> HttpResponse:
        return render(request, f"ui/pages/{name}.jinja", dict(facts))

    return show


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    expires = datetime.now(UTC).replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{settings.NINEFOLD_HELP_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.NINEFOLD_SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def problem(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"ui/errors/{status}.jinja", status=status)


@requires_csrf_token
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/errors/form_expired.jinja", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither a database nor a person: both may be what failed."""
    return problem(request, 500)


urlpatterns: list[URLPattern | URLResolver] = [
    path("", welcome, name="welcome"),
    path("home/", desk, name="desk"),
    path("help/", page("help"), name="help"),
    path("privacy/", page("privacy", changed_on=PRIVACY_CHANGED_ON), name="privacy"),
    path("accessibility/", page("accessibility", tested_on=ACCESSIBILITY_TESTED_ON), name="accessibility"),
    path("who-sees-what/", page("who_sees_what"), name="who_sees_what"),
    path("ui/theme.css", views.theme, name="theme"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
if settings.DEBUG or settings.NINEFOLD_DEMO:
    urlpatterns.append(path("ui/components/", views.components, name="components"))
