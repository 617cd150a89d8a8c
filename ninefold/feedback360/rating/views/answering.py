"""The pages that are filled in: one a dimension, then the open questions. Each is saved whole."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ninefold.feedback360.rating.answers import Answer, Received, fingerprint, read_comments, read_ratings
from ninefold.feedback360.rating.pages import chosen, dimension_page, notice_of_other_device, questions_page
from ninefold.feedback360.rating.plan import QUESTIONS_PAGE
from ninefold.feedback360.rating.road import Rating, go, nothing_opens, on_the_road, shown
from ninefold.ui.formatting import london_time
from ninefold.vault.actions import save_page
from ninefold.vault.queries import saved

CHECK = "check"


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_road
def rate_dimension(request: HttpRequest, rating: Rating, dimension: str) -> HttpResponse:
    asked = rating.form.page(dimension)
    if asked is None:
        return nothing_opens()
    answers = saved(rating.rater_pass, [asked.key]).get(asked.key, {})
    values = _page_values(request, rating, asked.key)
    if request.method != "POST":
        return shown(dimension_page(rating, asked), values | chosen(asked, answers))
    received = read_ratings(asked, request.POST)
    answer = _keep(request, rating, asked.key, before=answers, received=received, can_wait=True)
    if answer is not None:
        return answer
    return shown(dimension_page(rating, asked, received.problems), values | chosen(asked, received.shown))


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_road
def rate_questions(request: HttpRequest, rating: Rating) -> HttpResponse:
    answers = saved(rating.rater_pass, [QUESTIONS_PAGE]).get(QUESTIONS_PAGE, {})
    values = _page_values(request, rating, QUESTIONS_PAGE)
    if request.method != "POST":
        return shown(questions_page(rating), values | _texts(answers) | {"opened": fingerprint(answers)})
    received = read_comments(rating.form.comments, request.POST, answers)
    answer = _keep(request, rating, QUESTIONS_PAGE, before=answers, received=received, can_wait=False)
    if answer is not None:
        return answer
    values |= _texts(received.shown) | {"opened": fingerprint(received.answers)}
    return shown(questions_page(rating, received.problems), values)


def _keep(
    request: HttpRequest,
    rating: Rating,
    key: str,
    *,
    before: Mapping[str, Answer],
    received: Received,
    can_wait: bool,
) -> HttpResponse | None:
    """Save what was sent and say where to go; None where the page has to be shown again with its problems.

    `can_wait`: the problems are missing answers, which need not be there when the rater stops for now.
    """
    opened = request.POST.get("opened")
    if opened is None:
        # No page of ours sends a form without this: a scanner that presses buttons empties nothing.
        return None if received.problems else go(request.get_full_path())
    # What is saved and sent alike has lost nothing, wherever it was entered.
    elsewhere = opened != fingerprint(before) and received.answers != before
    # The open questions are kept even when nothing was written: a row that is not there would tell who wrote nothing.
    if received.answers != before or key == QUESTIONS_PAGE:
        save_page(rating.rater_pass, page=key, answers=received.answers, with_words=key == QUESTIONS_PAGE)
    if request.headers.get("X-Autosave"):
        return _saved_just_now(rating, key, received, elsewhere=elsewhere, complete=can_wait or not received.problems)
    later = request.POST.get("then") == "later"
    if received.problems and not (later and can_wait):
        return None
    return go(_next(request, rating, key, later=later) + (f"?elsewhere={key}" if elsewhere else ""))


def _next(request: HttpRequest, rating: Rating, key: str, *, later: bool) -> str:
    if later:
        return rating.address("saved")
    if request.GET.get("to") == CHECK:
        return rating.address(CHECK)
    return rating.address(rating.form.after(key) or "appear")


def _saved_just_now(rating: Rating, key: str, received: Received, *, elsewhere: bool, complete: bool) -> HttpResponse:
    words = (
        f"Saved at {london_time(timezone.now())}" if complete else f"Not saved yet. {received.problems[0].sentence}."
    )
    return JsonResponse(
        {
            "saved": complete,
            "words": words,
            "opened": fingerprint(received.answers),
            "notice": "This page was changed on another device. What you enter here now is kept." if elsewhere else "",
        }
    )


def _page_values(request: HttpRequest, rating: Rating, key: str) -> dict[str, str]:
    before = rating.form.before(key)
    back = CHECK if request.GET.get("to") == CHECK else before or "start"
    notice = notice_of_other_device(rating, request.GET.get("elsewhere", ""))
    return rating.values(request) | {"back": rating.address(back), "notice": notice}


def _texts(answers: Mapping[str, Answer]) -> dict[str, str]:
    return {question: str(text or "") for question, text in answers.items()}
