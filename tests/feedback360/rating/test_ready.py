from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from ninefold.feedback360.rating.ready import Ready, mark

PAGE = Ready.from_html(f"<p>\n    {mark('name')} <b>x</b></p>\n<input{mark('on')}>")


def test_values_are_escaped_and_markup_is_not():
    filled = PAGE.fill({"name": "<script>", "on": Markup(" checked")}).decode()
    assert filled == "<p>\n&lt;script&gt; <b>x</b></p>\n<input checked>"


def test_missing_value_leaves_nothing():
    assert PAGE.fill({}) == b"<p>\n <b>x</b></p>\n<input>"
    assert PAGE.keys == {"name", "on"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_whatever_is_filled_in_stands_there_escaped_and_fills_nothing_else(text):
    hostile = text + str(mark("on"))
    filled = PAGE.fill({"name": hostile, "on": Markup(" checked")}).decode()
    assert filled == f"<p>\n{escape(hostile)} <b>x</b></p>\n<input checked>"
