"""The theme's style sheet, and the page that shows every component."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ninefold.ui import specimens
from ninefold.ui.theme import current_theme, style_sheet


@require_safe
@cache_control(public=True, max_age=3600)
def theme(request: HttpRequest) -> HttpResponse:
    return HttpResponse(style_sheet(current_theme()), content_type="text/css; charset=utf-8")


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component with every state, for those who build pages; made-up words."""
    return render(
        request, "ui/pages/components.jinja", {"empty": specimens.EmptySpecimens(), "wrong": specimens.wrong_form()}
    )
