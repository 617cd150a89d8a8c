"""Reads the tables that models carry, without knowing what a model is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ninefold.classification.fields import Classified


class Unclassified(LookupError):
    """A field has no line in its model's table, or a line has no field."""


def classified_fields(model: type) -> Mapping[str, Classified]:
    """The table of a model; inherited lines stand first. Raises Unclassified where there is no table."""
    tables = [vars(each)["CLASSIFIED"] for each in reversed(model.__mro__) if "CLASSIFIED" in vars(each)]
    if not tables:
        raise Unclassified(f"{model.__name__} has no CLASSIFIED table.")
    return {name: line for table in tables for name, line in table.items()}


def unclassified_fields(model: type, names: Iterable[str]) -> tuple[str, ...]:
    """What is wrong between a model's table and its stored fields, a sentence each; empty when all is well.

    `id` needs no line: a random identifier holds nothing of its own.
    """
    stored = {name for name in names if name != "id"}
    try:
        listed = set(classified_fields(model))
    except Unclassified as error:
        return (str(error),) if stored else ()
    missing = [f"{model.__name__}.{name} is not classified." for name in sorted(stored - listed)]
    dead = [f"{model.__name__}.{name} is classified but not stored." for name in sorted(listed - stored - {"id"})]
    return (*missing, *dead)
