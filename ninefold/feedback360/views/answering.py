"""What the views of this app share: a refusal becomes a sentence on a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ninefold.feedback360.actions import ListNotPossible
from ninefold.feedback360.domain.refusals import Refusal
from ninefold.feedback360.domain.stages import NotAtThisStage
from ninefold.feedback360.permissions import NotAllowed

View = Callable[..., HttpResponse]


def page_of_round(view: View) -> View:
    """For signed-in people; what the round refuses is said on the page of the round."""

    @wraps(view)
    def guarded(request: HttpRequest, round_id: UUID, **parts: Any) -> HttpResponse:
        try:
            return view(request, round_id, **parts)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
            return redirect("round", round_id)

    return require_http_methods(["GET", "POST"])(login_required(guarded))


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even if it is nothing; None where a page is only looked at."""
    return request.POST if request.method == "POST" else None


def done_by(form: forms.Form, act: Callable[[], object], *, field: str | None = None) -> bool:
    """Whether the form is right and the act was done. What it refuses is said at `field`, or at the field that it names."""
    if not form.is_valid():
        return False
    try:
        act()
    except (NotAllowed, NotAtThisStage):
        raise
    except ListNotPossible as refusal:
        for problem in refusal.problems:
            form.add_error(field, str(problem))
    except Refusal as refusal:
        form.add_error(getattr(refusal, "field", "") or field, str(refusal))
    else:
        return True
    return False


def to_round(request: HttpRequest, round_id: UUID, sentence: str) -> HttpResponseRedirect:
    """Back to the page of the round, with a sentence on what was done."""
    messages.success(request, sentence)
    return redirect("round", round_id)
