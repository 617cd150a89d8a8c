"""What stands in the header: a few public pages for visitors, the own pages for those who are signed in."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from ninefold.ui.navigation import NavigationLink


def links(request: HttpRequest) -> list[NavigationLink]:
    """The links of the header for this visitor. Pages without a person (errors, the rating form) get those for visitors or none."""
    public = [NavigationLink("The model", reverse("model")), NavigationLink("Who sees what", reverse("who_sees_what"))]
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return [
            *public,
            NavigationLink("Get help", reverse("help")),
            NavigationLink("Sign in", reverse("account_login")),
        ]
    return [
        NavigationLink("Home", reverse("desk")),
        NavigationLink("Feedback rounds", reverse("rounds"), also=("/reports/",)),
        NavigationLink("The model", reverse("model")),
        NavigationLink("Your account", reverse("my_account")),
    ]
