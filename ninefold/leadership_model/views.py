"""The public pages of the leadership model: all its dimensions, and each by itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ninefold.leadership_model.domain import Dimension, Pack
from ninefold.leadership_model.packs import front_pack


@require_safe
def model(request: HttpRequest) -> HttpResponse:
    return render(request, "leadership_model/model.jinja", {"pack": front_pack()})


@require_safe
def dimension(request: HttpRequest, dimension_id: str) -> HttpResponse:
    pack = front_pack()
    try:
        found = pack.dimension(dimension_id)
    except KeyError as error:
        raise Http404 from error
    facts = {"pack": pack, "dimension": found, "neighbours": neighbours(pack, found)}
    return render(request, "leadership_model/dimension.jinja", facts)


def neighbours(pack: Pack, dimension: Dimension) -> tuple[Dimension, ...]:
    """Return the dimensions on either side on the ring, where the last stands beside the first."""
    place = pack.dimensions.index(dimension)
    beside = (pack.dimensions[place - 1], pack.dimensions[(place + 1) % len(pack.dimensions)])
    return tuple(dict.fromkeys(found for found in beside if found != dimension))
