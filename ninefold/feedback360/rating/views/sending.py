"""Before and after sending: how you will appear, check your answers, thank you, take them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from ninefold.feedback360.rating.answers import fingerprint_of_all
from ninefold.feedback360.rating.pages import notice_of_other_device, simple_page
from ninefold.feedback360.rating.plan import QUESTIONS_PAGE
from ninefold.feedback360.rating.queries import asked_in
from ninefold.feedback360.rating.reviewing import answers_in_words, appearance, changed_meanwhile, missing_answers
from ninefold.feedback360.rating.road import Rating, go, keep_pass, on_the_road, place_to_go_on, rating_of, shown
from ninefold.vault.actions import GroupHasChanged, Incomplete, submit, withdraw
from ninefold.vault.domain import PageAnswers
from ninefold.vault.queries import RaterState, saved, where


@require_safe
@on_the_road
def how_you_will_appear(request: HttpRequest, rating: Rating) -> HttpResponse:
    comments = saved(rating.rater_pass, [QUESTIONS_PAGE]).get(QUESTIONS_PAGE, {})
    identified = [group.id for group in rating.form.pack.groups if group.identified]
    values = rating.values(request) | appearance(rating, asked_in(rating.rater_pass.round_id, identified), comments)
    values["back"] = rating.address(rating.form.keys[-1])
    values["notice"] = notice_of_other_device(rating, request.GET.get("elsewhere", ""))
    return shown(simple_page(rating, "how_you_will_appear"), values)


class ChangedMeanwhile(Exception):
    """The saved answers are not those that the rater looked at."""


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_road
def check_answers(request: HttpRequest, rating: Rating) -> HttpResponse:
    if request.method == "POST":
        return _send(request, rating)
    return _checked_page(request, rating)


def _send(request: HttpRequest, rating: Rating) -> HttpResponse:
    opened = request.POST.get("opened")
    if opened is None:
        return go(rating.address("check"))

    def as_looked_at(answers: Mapping[str, PageAnswers]) -> None:
        if opened != fingerprint_of_all(answers):
            raise ChangedMeanwhile

    try:
        submit(rating.rater_pass, required=_envelope_of(rating), name=rating.own_name, look=as_looked_at)
    except Incomplete:
        return _checked_page(request, rating, pressed=True)
    except ChangedMeanwhile:
        return _checked_page(request, rating, changed=True)
    except GroupHasChanged as change:
        moved = rating_of(replace(rating.rater_pass, group=change.group), rating.handle)
        return keep_pass(go(moved.address("check")), moved)
    return go(rating.address("sent"))


def _envelope_of(rating: Rating) -> dict[str, tuple[str, ...]]:
    """Every page goes into the envelope; the open questions need no answer."""
    return {key: rating.form.required.get(key, ()) for key in rating.form.keys}


def _checked_page(
    request: HttpRequest, rating: Rating, *, pressed: bool = False, changed: bool = False
) -> HttpResponse:
    answers = saved(rating.rater_pass, rating.form.keys)
    values = rating.values(request) | answers_in_words(rating, answers) | {"opened": fingerprint_of_all(answers)}
    values["notice"] = notice_of_other_device(rating, request.GET.get("elsewhere", ""))
    if changed:
        values["notice"] = changed_meanwhile()
    if pressed:
        values |= {"error_prefix": "Error: ", "notice": missing_answers(rating, answers)}
    return shown(simple_page(rating, "check_answers"), values)


@require_safe
@on_the_road
def answers_sent(request: HttpRequest, rating: Rating) -> HttpResponse:
    if where(rating.rater_pass) is not RaterState.SUBMITTED:
        return go(place_to_go_on(rating))
    return shown(simple_page(rating, "answers_sent"), rating.values(request))


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_road
def withdraw_answers(request: HttpRequest, rating: Rating) -> HttpResponse:
    if where(rating.rater_pass) is not RaterState.SUBMITTED:
        return go(place_to_go_on(rating))
    if request.method == "POST":
        withdraw(rating.rater_pass)
        return go(rating.address("left-out"))
    return shown(simple_page(rating, "withdraw_answers"), rating.values(request))
