"""Pages of the account that the sign-in library does not have, and two that it has otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ninefold.accounts import actions, second_factor
from ninefold.accounts.forms import MyNameForm, SignInByPasswordForm
from ninefold.accounts.presenters import session_rows
from ninefold.accounts.queries import sign_in_methods, signed_in_person

View = Callable[..., HttpResponse]
COOKIES_OF_RATERS = "__Host-r-"


def with_our_site(view: View) -> View:
    """The library's view without its own `site`, which would stand in the way of ours in the layout."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        context = getattr(response, "context_data", None)
        if context is not None:
            context.pop("site", None)
        return response

    return respond


class SignInByPasswordView(account.LoginView):  # type: ignore[misc]  # the library has no types
    template_name = "accounts/sign_in_by_password.jinja"

    def get_form_class(self) -> type[SignInByPasswordForm]:
        return SignInByPasswordForm


sign_in_by_password = with_our_site(SignInByPasswordView.as_view())


class SessionsView(ListUserSessionsView):  # type: ignore[misc]  # the library has no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"rows": session_rows(context["sessions"])}


usersessions_list = SessionsView.as_view()


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = account.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache", "storage"'
        # Whoever signs out on a shared computer leaves no way back into their own rating there either.
        for name in request.COOKIES:
            if name.startswith(COOKIES_OF_RATERS):
                response.delete_cookie(name, samesite="Lax")
    return response


@login_required
@require_GET
def my_account(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    return render(request, "accounts/my_account.jinja", {"person": person, "methods": sign_in_methods(person)})


@login_required
@require_http_methods(["GET", "POST"])
def my_name(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    form = MyNameForm(request.POST or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        actions.change_name(person=person, name=form.cleaned_data["name"])
        messages.success(request, "Your name was changed.")
        return redirect("my_account")
    return render(request, "accounts/my_name.jinja", {"form": form})


@login_required
@require_GET
def second_factor_set_up(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    if second_factor.has_one(person):
        return HttpResponseRedirect(reverse("mfa_index"))
    context: dict[str, Any] = {"is_required": second_factor.is_required_of(person)}
    return render(request, "accounts/second_factor_set_up.jinja", context)
