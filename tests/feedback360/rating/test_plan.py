from __future__ import annotations

import pytest

from ninefold.feedback360.rating.plan import form_for
from ninefold.leadership_model.packs import find_pack


@pytest.fixture
def pack():
    return find_pack("nine-dimensions", "1.0")


def test_peer_is_asked_forty_five_ratings_and_three_comments(pack):
    form = form_for(pack, "peer")
    assert [len(page.items) for page in form.pages] == [5] * 9
    assert len(form.comments) == 3
    assert form.keys[0] == "purpose"
    assert form.keys[-1] == "questions"


def test_direct_report_is_asked_the_impact_statements_too(pack):
    page = form_for(pack, "direct report").page("care")
    assert page.items == (
        *(f"care-{n}" for n in range(1, 5)),
        "importance:care",
        *(f"care-impact-{n}" for n in range(1, 4)),
    )
    assert [part.kind for part in page.parts] == ["performance", "importance", "impact"]


def test_self_reads_words_about_oneself(pack):
    form = form_for(pack, "self")
    assert form.about_self
    assert "{name}" not in form.pages[0].parts[0].stem + form.comments[0].text


def test_pages_follow_each_other(pack):
    form = form_for(pack, "peer")
    assert form.before("purpose") is None
    assert form.after("purpose") == "care"
    assert form.after("influence") == "questions"
    assert form.after("questions") is None


def test_element_ids_are_unique_on_a_page(pack):
    for page in form_for(pack, "direct report").pages:
        ids = [question.element_id for question in page.questions]
        assert len(ids) == len(set(ids)) == 8


def test_rating_in_words(pack):
    question = form_for(pack, "peer").pages[0].questions[0]
    assert question.words_of(5) == "Almost always"
    assert question.words_of(None) == "Not able to say"
