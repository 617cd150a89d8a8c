"""The links of the header. What stands in them is decided above this app, by the function that NINEFOLD_NAVIGATION names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class NavigationLink:
    """One link of the header; it is current when the path of the page begins with its address, or with one of `also`."""

    label: str
    address: str
    exact: bool = False
    also: tuple[str, ...] = ()

    def is_current(self, path: str) -> bool:
        return path == self.address if self.exact else path.startswith((self.address, *self.also))


def navigation(request: HttpRequest | None) -> Sequence[NavigationLink]:
    """The links for this visitor; none where the site names no function for them."""
    name = getattr(settings, "NINEFOLD_NAVIGATION", "")
    if not name or request is None:
        return ()
    links: Sequence[NavigationLink] = import_string(name)(request)
    return links
