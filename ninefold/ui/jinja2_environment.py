"""The Jinja environment of every page: the design system's functions, filters and components."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing

from ninefold.ui import charts, formatting
from ninefold.ui.navigation import navigation
from ninefold.ui.rendering import error_list, field_renderer
from ninefold.ui.theme import theme_is_own


class NothingButMissingKeys(ChainableUndefined):
    """What a template gets for a name that nobody passed: it may be tested, but not printed.

    A missing key of a mapping prints nothing, because the NHS.UK components rely on it.
    """

    def __str__(self) -> str:
        if self._undefined_obj is missing or not isinstance(self._undefined_obj, Mapping | ChainableUndefined):
            raise UndefinedError(self._undefined_message)
        return ""

    def __html__(self) -> str:
        return str(self)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a view by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def url_if(name: str, *args: Any) -> str:
    """The address of a view, or nothing where this site has no such view."""
    try:
        return reverse(name, args=args or None)
    except NoReverseMatch:
        return ""


class Site:
    """Names of this site, read from the settings when a page asks."""

    @property
    def name(self) -> str:
        return str(settings.NINEFOLD_SITE_NAME)

    @property
    def owner(self) -> str:
        return str(settings.NINEFOLD_OWNER_NAME)

    @property
    def help_email(self) -> str:
        return str(settings.NINEFOLD_HELP_EMAIL)

    @property
    def is_demo(self) -> bool:
        return bool(settings.NINEFOLD_DEMO)


def environment(**options: Any) -> Environment:
    """The environment for Django's Jinja back-end, with the NHS.UK components beside our own templates."""
    options.pop("autoescape", None)
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    options["undefined"] = NothingButMissingKeys
    env = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, **options)
    env.globals.update(
        url=url,
        url_if=url_if,
        static=static,
        site=Site(),
        theme_is_own=theme_is_own,
        navigation=navigation,
        get_messages=get_messages,
        field=field_renderer(env),
        error_list=error_list,
        charts=charts,
    )
    env.filters.update(
        london_date=formatting.london_date,
        london_weekday=formatting.london_weekday,
        london_time=formatting.london_time,
        london_datetime=formatting.london_datetime,
        one_decimal=formatting.one_decimal,
        thousands=formatting.thousands,
        plural=formatting.plural,
        in_words=formatting.in_words,
        listed=formatting.listed,
        possessive=formatting.possessive,
    )
    env.globals.update(date_range=formatting.date_range, time_range=formatting.time_range)
    return env
