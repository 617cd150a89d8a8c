"""Not taking part, the wrong person, the wrong group: each asked once more, each undone with the same link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from ninefold.feedback360.rating.pages import left_out_page, simple_page
from ninefold.feedback360.rating.rendering import page
from ninefold.feedback360.rating.road import Rating, go, keep_pass, on_the_road, place_to_go_on, rating_of, shown
from ninefold.leadership_model.domain import SELF
from ninefold.vault.actions import AnswersAlreadySent, change_group, decline, undo_decline
from ninefold.vault.queries import RaterState, where

REASONS = {"declined": RaterState.DECLINED, "wrong person": RaterState.WRONG_PERSON}


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_road
def not_taking_part(request: HttpRequest, rating: Rating) -> HttpResponse:
    reason = REASONS.get(request.POST.get("reason", ""))
    if where(rating.rater_pass) is not RaterState.INVITED or rating.form.about_self:
        return go(place_to_go_on(rating))
    if reason is None:
        return shown(simple_page(rating, "not_taking_part"), rating.values(request))
    decline(rating.rater_pass, reason)
    return go(rating.address("left-out"))


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_road
def left_out(request: HttpRequest, rating: Rating) -> HttpResponse:
    """How it stands after saying no, and the way back."""
    state = where(rating.rater_pass)
    if request.method == "POST" and state in REASONS.values():
        undo_decline(rating.rater_pass)
        return go(place_to_go_on(rating))
    if state in {RaterState.INVITED, RaterState.SUBMITTED}:
        return go(place_to_go_on(rating))
    return shown(left_out_page(state.value), rating.values(request))


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_road
def wrong_group(request: HttpRequest, rating: Rating) -> HttpResponse:
    """Offered until the answers are sent; nobody but the rater changes a group."""
    if rating.form.about_self or where(rating.rater_pass) is RaterState.SUBMITTED:
        return go(place_to_go_on(rating))
    groups = [group for group in rating.form.pack.groups if group.id != SELF]
    told = {"form": rating.form, "groups": groups, "problems": []}
    if request.method != "POST":
        return shown(page("wrong_group", **told), rating.values(request))
    chosen = request.POST.get("group", "")
    if chosen not in {group.id for group in groups}:
        told["problems"] = [{"text": f"Choose how you work with {rating.facts.participant}", "href": "#group"}]
        return shown(page("wrong_group", **told), rating.values(request))
    try:
        moved = rating_of(change_group(rating.rater_pass, chosen), rating.handle)
    except AnswersAlreadySent:
        return go(rating.address("sent"))
    return keep_pass(go(place_to_go_on(moved)), moved)
