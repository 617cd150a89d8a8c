"""The list of raters: adding by form or by a pasted list, and removing before the round opens."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.queries import signed_in_person
from ninefold.feedback360 import actions
from ninefold.feedback360.domain.stages import Act, step
from ninefold.feedback360.forms import PasteForm, RaterForm, SureForm
from ninefold.feedback360.presenters.raters import raters_view
from ninefold.feedback360.queries import pack_of, rater_of, round_for
from ninefold.feedback360.views.answering import done_by, page_of_round, posted
from ninefold.ui.formatting import plural


@page_of_round
def raters(request: HttpRequest, round_id: UUID) -> HttpResponse:
    feedback_round = round_for(signed_in_person(request), round_id, act=Act.ADD_RATERS)
    return render(request, "feedback360/raters.jinja", {"view": raters_view(feedback_round), "round_id": round_id})


@page_of_round
def add_rater(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.ADD_RATERS)
    step(feedback_round.stage, Act.ADD_RATERS)
    form = RaterForm(posted(request), pack=pack_of(feedback_round))
    if request.method == "POST" and done_by(
        form,
        lambda: actions.add_rater(round_id=round_id, by=person, now=timezone.now(), **form.cleaned_data),
        field="name",
    ):
        return _to_list(request, round_id, f"{form.cleaned_data['name']} is on your list.")
    return render(
        request, "feedback360/add_rater.jinja", _context(form, round_id, feedback_round.opened_at is not None)
    )


@page_of_round
def paste_raters(request: HttpRequest, round_id: UUID) -> HttpResponse:
    person, added = signed_in_person(request), []
    feedback_round = round_for(person, round_id, act=Act.ADD_RATERS)
    step(feedback_round.stage, Act.ADD_RATERS)
    form = PasteForm(posted(request), pack=pack_of(feedback_round))
    if request.method == "POST" and done_by(
        form,
        lambda: added.extend(
            actions.add_raters_from_list(round_id=round_id, by=person, now=timezone.now(), **form.cleaned_data)
        ),
        field="text",
    ):
        return _to_list(request, round_id, f"{plural(len(added), 'person', 'people')} added to your list.")
    return render(
        request, "feedback360/paste_raters.jinja", _context(form, round_id, feedback_round.opened_at is not None)
    )


@page_of_round
def remove_rater(request: HttpRequest, round_id: UUID, rater_id: UUID) -> HttpResponse:
    person = signed_in_person(request)
    feedback_round = round_for(person, round_id, act=Act.REMOVE_RATER)
    step(feedback_round.stage, Act.REMOVE_RATER)
    rater = rater_of(feedback_round, rater_id)
    if request.method == "POST":
        actions.remove_rater(round_id=round_id, rater_id=rater_id, by=person)
        return _to_list(request, round_id, f"{rater.name} is no longer on your list.")
    context = {"form": SureForm(), "rater": rater, "back_address": reverse("raters", args=[round_id])}
    return render(request, "feedback360/remove_rater.jinja", context)


def _to_list(request: HttpRequest, round_id: UUID, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("raters", round_id)


def _context(form: RaterForm | PasteForm, round_id: UUID, is_open: bool) -> dict[str, object]:
    return {"form": form, "round_id": round_id, "is_open": is_open, "back_address": reverse("raters", args=[round_id])}
