from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.feedback360.rating.answers import (
    clean_comment,
    fingerprint,
    fingerprint_of_all,
    read_comments,
    read_ratings,
    unanswered,
)
from ninefold.feedback360.rating.plan import form_for
from ninefold.leadership_model.packs import find_pack


@pytest.fixture
def form():
    return form_for(find_pack("nine-dimensions", "1.0"), "peer")


def test_ratings_are_read_and_the_rest_is_named_as_missing(form):
    page = form.page("care")
    received = read_ratings(page, {"care-1": "5", "care-2": "not-able", "care-3": "6", "purpose-1": "1"})
    assert received.answers == {"care-1": 5, "care-2": None}
    assert [problem.field for problem in received.problems] == ["care-3", "care-4", "importance:care"]
    assert "‘Not able to say’" in received.problems[0].sentence


@pytest.mark.parametrize("value", ["0", "6", "-1", "4.5", "", "#eval", "٤", "4 ", "None"])
def test_value_beside_the_scale_is_no_answer(form, value):
    assert read_ratings(form.page("care"), {"care-1": value}).answers == {}


def test_comment_at_the_limit_is_kept_and_over_it_is_shown_with_an_error(form):
    kept = read_comments(form.comments, {"keep": "é" * 2000}, {})
    assert kept.problems == ()
    assert kept.answers == {"keep": "é" * 2000}
    long = read_comments(form.comments, {"keep": "x" * 2001, "more": "fine"}, {"keep": "earlier"})
    assert long.shown["keep"] == "x" * 2001
    assert long.answers == {"keep": "earlier", "more": "fine"}
    assert long.problems[0].sentence == "This answer is 1 character too long. Shorten it to 2,000"


def test_line_break_counts_as_one_character_as_it_does_on_the_page(form):
    received = read_comments(form.comments, {"keep": "a\r\n" * 1000}, {})
    assert received.problems == ()
    assert "\r" not in str(received.answers["keep"])


def test_control_characters_go_and_emoji_and_right_to_left_stay():
    family = "👩\u200d👧 שלום \u200f مرحبا"
    assert clean_comment(f" \x00a\x07\tb\u202e{family}\u009b\n ") == f"ab{family}"


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_comment(text)
    assert clean_comment(once) == once
    assert len(once) <= len(text)
    once.encode()


def test_fingerprint_tells_answers_apart_and_not_their_order():
    assert fingerprint({"a": 1, "b": None}) == fingerprint({"b": None, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2}) != fingerprint({})
    assert fingerprint_of_all({"p": {"a": 1}}) != fingerprint_of_all({"p": {"a": 2}})


def test_unanswered_pages_in_order():
    required = {"one": ("a", "b"), "two": ("c",), "three": ()}
    assert unanswered(required, {"one": {"a": 1}, "two": {"c": None}}) == ("one",)
    assert unanswered(required, {}) == ("one", "two")
