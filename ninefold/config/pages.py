"""Pages of the site as a whole, and the pages that tell what went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse("This form is too old.", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("Bad request", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("Not allowed", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("Not found", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Something went wrong", status=500)


urlpatterns: list[URLPattern | URLResolver] = []
