from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.feedback360.rating.wording import mark_words, warned_words


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("Write to me at amir.khan@example.org any time.", ("amir.khan@example.org",)),
        ("Ring me on 07700 900123.", ("07700 900123",)),
        ("As the only podiatrist in Elm House I felt seen.", ("podiatrist", "Elm House")),
        ("I am the only woman on the rota.", ("woman",)),
        ("As a ward clerk I see her every day.", ("ward clerk",)),
        ("You helped me with my maternity leave.", ("my maternity leave",)),
        ("We have worked together since 2012.", ("since 2012",)),
        ("Everything changed when I joined.", ("when I joined",)),
        ("On Ward 7 it works.", ("Ward 7",)),
        ("Amir and khan, that is me.", ("Amir", "khan")),
    ],
)
def test_words_that_may_single_out_are_marked(comment, words):
    runs = mark_words(comment, names=["Amir Khan"])
    assert warned_words(runs) == words
    assert "".join(run.text for run in runs) == comment


@pytest.mark.parametrize(
    "comment",
    [
        "She listens, and comes back to say what came of it.",
        "The only way to reach her is the open door.",
        "Ruth Adeyemi explains why. In 3 of 4 meetings she asks the quiet ones first.",
        "Nurses and doctors trust her.",
        "",
    ],
)
def test_ordinary_words_are_not_marked(comment):
    assert warned_words(mark_words(comment, names=["Bo Li"])) == ()


@given(st.text(max_size=400), st.text(max_size=30))
def test_no_text_is_lost(comment, name):
    assert "".join(run.text for run in mark_words(comment, names=[name])) == comment


@pytest.mark.parametrize("comment", ["a" * 2000, "1 " * 1000, "A " * 1000, "a@" * 1000, "a." * 1000, "I am the " * 222])
def test_no_text_makes_it_slow(comment):
    began = time.perf_counter()
    mark_words(comment, names=["Amir Khan"])
    assert time.perf_counter() - began < 0.5
