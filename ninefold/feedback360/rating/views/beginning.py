"""From the link to the first page, and away from the device again."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ninefold.accounts.models import Person
from ninefold.feedback360.queries import RoundNotFound
from ninefold.feedback360.rating.pages import notice_of_other_device, simple_page, start_page
from ninefold.feedback360.rating.queries import form_facts, own_rater_id
from ninefold.feedback360.rating.rendering import page
from ninefold.feedback360.rating.road import (
    Rating,
    forget_pass,
    go,
    https_needed,
    keep_pass,
    needs_https,
    nothing_opens,
    on_the_road,
    place_to_go_on,
    protected,
    shown,
    with_facts,
)
from ninefold.vault.queries import open_link, pass_for

AT_THE_LINK = frozenset({"not-taking-part", "group"})


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """The rater's link: shows, and changes nothing; its button moves the token into a cookie."""
    if needs_https(request):
        return https_needed()
    rater_pass = open_link(token)
    if rater_pass is None:
        return nothing_opens()
    try:
        rating = with_facts(rater_pass, form_facts(rater_pass.rater_id))
    except RoundNotFound:
        return nothing_opens()
    if request.method != "POST":
        return protected(shown(start_page(rating, at_link=True), rating.values(request)))
    then = request.POST.get("then", "")
    return keep_pass(go(rating.address(then) if then in AT_THE_LINK else place_to_go_on(rating)), rating)


@require_safe
@login_required
def self_rating(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The participant's own rating takes the raters' road: this page hands out the pass."""
    if needs_https(request):
        return https_needed()
    assert isinstance(request.user, Person)  # noqa: S101 - login_required
    rater_id = own_rater_id(round_id, request.user)
    if rater_id is None:
        raise Http404
    rater_pass = pass_for(rater_id)
    if rater_pass is None:
        return protected(HttpResponse(page("own_rating_sent").fill({})))
    rating = with_facts(rater_pass, form_facts(rater_id))
    return keep_pass(go(place_to_go_on(rating)), rating)


@require_safe
@on_the_road
def rating(request: HttpRequest, rating: Rating) -> HttpResponse:
    """Wherever this rater goes on."""
    return go(place_to_go_on(rating))


@require_safe
@on_the_road
def before_you_begin(request: HttpRequest, rating: Rating) -> HttpResponse:
    """What stood at the link, without the link: who asks, who sees what, the privacy notice."""
    return shown(start_page(rating, at_link=False), rating.values(request))


@require_safe
@on_the_road
def saved_for_later(request: HttpRequest, rating: Rating) -> HttpResponse:
    values = rating.values(request) | {"notice": notice_of_other_device(rating, request.GET.get("elsewhere", ""))}
    return shown(simple_page(rating, "saved_for_later"), values)


@require_POST
@on_the_road
def finish_here(request: HttpRequest, rating: Rating) -> HttpResponse:
    """Take the pass off this device."""
    return forget_pass(shown(simple_page(rating, "finish_here"), rating.values(request)), rating.handle)
