"""The public pages of the model: open to everyone, complete, and a 404 for what is not there."""

from html import unescape
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest
from django.test import Client
from pytest_django import Settings

from ninefold.leadership_model.domain import Dimension
from ninefold.leadership_model.packs import find_pack
from ninefold.leadership_model.views import neighbours
from tests.leadership_model.making import write_pack


def read(client: Client, address: str) -> str:
    """Fetch a page as a stranger, and check that it is one whole page of valid HTML with one h1."""
    answer = client.get(address, secure=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert page.count("<h1") == 1
    return unescape(page)


@pytest.mark.django_db
def test_model_shows_every_dimension_and_quality_and_the_licence(client: Client) -> None:
    pack = find_pack("nine-dimensions")

    page = read(client, "/model/")

    for dimension in pack.dimensions:
        assert f'href="/model/{dimension.id}/"' in page
        assert dimension.what_it_is in page
    assert all(quality.text in page for quality in pack.qualities)
    assert pack.licence.attribution in page


@pytest.mark.django_db
@pytest.mark.parametrize("dimension", find_pack("nine-dimensions").dimensions, ids=lambda dimension: dimension.id)
def test_dimension_shows_all_its_words(client: Client, dimension: Dimension) -> None:
    page = read(client, f"/model/{dimension.id}/")

    assert f"<title>{dimension.name} – " in page
    for words in (
        dimension.what_it_is,
        dimension.why_it_matters,
        *dimension.what_it_is_not,
        *(item.text for item in dimension.behaviours),
    ):
        assert words in page
    for level in dimension.levels:
        assert level.heading in page
        assert all(question in page for question in level.questions)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/model/courage/", "/model/care/more/", "/model/%3Cscript%3E/"])
def test_a_dimension_that_the_model_has_not_is_not_found(client: Client, address: str) -> None:
    assert client.get(address, secure=True).status_code == 404


@pytest.mark.django_db
def test_pages_cannot_be_posted_to(client: Client) -> None:
    assert client.post("/model/", secure=True).status_code == 405
    assert client.post("/model/care/", secure=True).status_code == 405


@pytest.mark.django_db
def test_a_model_without_levels_or_qualities_is_shown_too(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.NINEFOLD_MODELS_DIRS = [tmp_path]
    write_pack(tmp_path / "ward-craft")

    assert "Ward craft" in read(client, "/model/")
    page = read(client, "/model/listening/")
    assert "Dimension 1 of 2" in page
    assert "questions to think about" not in page


def test_the_last_dimension_stands_beside_the_first() -> None:
    pack = find_pack("nine-dimensions")

    assert [found.id for found in neighbours(pack, pack.dimension("purpose"))] == ["influence", "care"]
    assert [found.id for found in neighbours(pack, pack.dimension("influence"))] == ["capability", "purpose"]
