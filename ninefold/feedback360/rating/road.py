"""The road of a rater's form: the cookie in, the sealed pass out, and plain pages where the road is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, wraps
from typing import Concatenate, ParamSpec

from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import reverse

from ninefold.feedback360.rating.answers import unanswered
from ninefold.feedback360.rating.facts import FormFacts
from ninefold.feedback360.rating.plan import Form, form_for
from ninefold.feedback360.rating.ready import Ready
from ninefold.feedback360.rating.rendering import page
from ninefold.leadership_model.packs import find_pack
from ninefold.ui.formatting import in_words, london_date
from ninefold.vault.actions import LinkDoesNotOpen, RoundClosed
from ninefold.vault.queries import (
    COOKIE_AGE,
    RaterPass,
    RaterState,
    came_after_close,
    cookie_for,
    cookie_name,
    handle_for,
    pass_from_cookie,
    saved,
    where,
)

LOOPBACK = ("127.0.0.1", "localhost", "::1")
Parameters = ParamSpec("Parameters")


@dataclass(frozen=True)
class Rating:
    """One rater on the road: who asks, what is asked, and where its pages stand."""

    rater_pass: RaterPass
    handle: str
    facts: FormFacts
    form: Form

    @cached_property
    def base(self) -> str:
        return _addresses().replace("-", self.handle, 1)

    def address(self, key: str) -> str:
        return f"{self.base}{key}/"

    @property
    def by_name(self) -> bool:
        return self.form.group.identified

    @property
    def own_name(self) -> str | None:
        """What stands in the envelope: a name only where the rater is told that they answer by name."""
        return self.facts.rater if self.by_name else None

    def values(self, request: HttpRequest) -> dict[str, str]:
        """Return what every page fills in."""
        return {
            "csrf": get_token(request),
            "base": self.base,
            "name": self.facts.participant,
            "rater": self.facts.rater,
            "facilitator": self.facts.facilitator or "the facilitator",
            "closes": london_date(self.facts.last_day),
            "organisation": self.facts.organisation,
            "minimum": self.facts.minimum,
            "at_least": in_words(self.facts.minimum_raters - 1),
        }


@lru_cache(maxsize=1)
def _addresses() -> str:
    return reverse("rating", args=["-"])


@lru_cache(maxsize=256)
def form_of(pack_id: str, pack_version: str, group: str) -> Form:
    return form_for(find_pack(pack_id, pack_version), group)


def rating_of(rater_pass: RaterPass, handle: str) -> Rating:
    """Return the road of a pass whose facts are known."""
    facts = FormFacts.from_words(rater_pass.facts)
    return Rating(rater_pass, handle, facts, form_of(facts.pack_id, facts.pack_version, rater_pass.group))


def with_facts(rater_pass: RaterPass, facts: FormFacts) -> Rating:
    """Return the road of a freshly opened pass."""
    return rating_of(replace(rater_pass, facts=facts.as_words()), handle_for(rater_pass))


def keep_pass(response: HttpResponse, rating: Rating) -> HttpResponse:
    """Keep the pass on this device for a day. Its name holds the handle, so that two rounds in two tabs never mix."""
    name, value = cookie_for(rating.rater_pass)
    response.set_cookie(name, value, max_age=COOKIE_AGE, secure=True, httponly=True, samesite="Lax", path="/")
    return response


def forget_pass(response: HttpResponse, handle: str) -> HttpResponse:
    response.set_cookie(cookie_name(handle), "", max_age=0, secure=True, httponly=True, samesite="Lax", path="/")
    return response


def place_to_go_on(rating: Rating) -> str:
    """Return where this rater goes on: what they did, else the first page with something missing. Two queries."""
    state = where(rating.rater_pass)
    if state is RaterState.SUBMITTED:
        return rating.address("sent")
    if state is not RaterState.INVITED:
        return rating.address("left-out")
    missing = unanswered(rating.form.required, saved(rating.rater_pass, rating.form.keys))
    return rating.address(missing[0] if missing else "appear")


def on_the_road(
    view: Callable[Concatenate[HttpRequest, Rating, Parameters], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give the view its Rating; without a pass, after the close or without HTTPS, answer with a page that says so."""

    @wraps(view)
    def guarded(request: HttpRequest, handle: str, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponse:
        if needs_https(request):
            return https_needed()
        cookie = request.COOKIES.get(cookie_name(handle), "")
        rater_pass = pass_from_cookie(handle, cookie)
        if rater_pass is None:
            return came_too_late() if came_after_close(cookie) else nothing_opens()
        try:
            return protected(view(request, rating_of(rater_pass, handle), *args, **kwargs))
        except RoundClosed:
            return came_too_late()
        except LinkDoesNotOpen:
            return nothing_opens()

    return guarded


def protected(response: HttpResponse) -> HttpResponse:
    """The address may hold a token: no other site hears of it, and nothing on the way keeps the page."""
    response["Referrer-Policy"] = "strict-origin"
    response["Content-Security-Policy"] = _security_policy()
    # The middleware would put the same words together anew for each response; with nothing to add it leaves ours.
    response._csp_config = {}  # type: ignore[attr-defined]
    response["Cache-Control"] = "no-store, private"
    return response


@lru_cache(maxsize=1)
def _security_policy() -> str:
    return str(build_policy())


def go(address: str) -> HttpResponse:
    """After a POST: fetch the next page, so that Back and Reload never send twice."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return protected(response)


def needs_https(request: HttpRequest) -> bool:
    return not request.is_secure() and request.get_host().rsplit(":", 1)[0].strip("[]") not in LOOPBACK


def https_needed() -> HttpResponse:
    """Browsers drop the cookie on plain HTTP, so the page says so before anything is typed."""
    return protected(HttpResponse(_plain("https_needed").fill({}), status=403))


def nothing_opens() -> HttpResponse:
    """The same page for a wrong, foreign, cut-off, used-up and late link."""
    return protected(HttpResponse(_plain("nothing_opens").fill({}), status=404))


def came_too_late() -> HttpResponse:
    return protected(HttpResponse(_plain("came_too_late").fill({}), status=410))


@lru_cache(maxsize=8)
def _plain(name: str) -> Ready:
    return page(name)


def shown(ready: Ready, values: dict[str, str], *, status: int = 200) -> HttpResponse:
    return HttpResponse(ready.fill(values), status=status)
