"""What fields accept, what they say, and the HTML that a page gets."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines

from ninefold.ui import fields
from ninefold.ui.rendering import error_list
from ninefold.ui.specimens import EmptySpecimens, wrong_form


def rendered(bound: forms.BoundField) -> Element:
    page = engines["jinja2"].from_string("{{ field(bound) }}").render({"bound": bound})
    return html5lib.HTMLParser(namespaceHTMLElements=False, strict=False).parseFragment(page)  # type: ignore[no-any-return]


def html(bound: forms.BoundField) -> str:
    return str(engines["jinja2"].from_string("{{ field(bound) }}").render({"bound": bound}))


def form_with(field: forms.Field, data: dict[str, Any] | None = None, files: Any = None) -> forms.Form:
    kind = type("OneField", (forms.Form,), {"thing": field})
    form: forms.Form = kind(data, files)
    return form


def first_error(field: forms.Field, data: dict[str, Any], files: Any = None) -> str:
    form = form_with(field, data, files)
    assert not form.is_valid()
    return str(form.errors["thing"][0])


@pytest.mark.parametrize("name", list(EmptySpecimens.base_fields))
@pytest.mark.parametrize("wrong", [False, True])
def test_each_input_has_a_label_and_what_describes_it_exists(name: str, wrong: bool) -> None:
    form = wrong_form() if wrong else EmptySpecimens()
    tree = rendered(form[name])
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {node.get("for") for node in tree.iter("label")}
    controls = [
        node for tag in ("input", "textarea", "select") for node in tree.iter(tag) if node.get("type") != "hidden"
    ]
    assert controls
    for control in controls:
        assert control.get("id") in labelled
    for node in tree.iter():
        for described_by in str(node.get("aria-describedby") or "").split():
            assert described_by in ids


def test_several_inputs_stand_in_a_fieldset_with_a_legend() -> None:
    for name in ("relation", "days", "closes_on"):
        assert list(rendered(EmptySpecimens()[name]).iter("legend")), name


def test_summary_links_to_the_first_input_of_each_field_and_says_the_same_words() -> None:
    form = wrong_form()
    lines = error_list(form)
    assert len(lines) >= 8
    for line in lines:
        name = next(bound.name for bound in form if str(line["text"]) in [str(error) for error in bound.errors])
        tree = rendered(form[name])
        assert line["href"][1:] in {
            node.get("id") for tag in ("input", "textarea", "select") for node in tree.iter(tag)
        }
        assert str(line["text"]) in "".join(tree.itertext())


def test_typed_values_are_kept_and_escaped() -> None:
    form = form_with(fields.CharField(label="Name"), {"thing": '"><script>alert(1)</script>'})
    assert "<script>" not in html(form["thing"])
    assert "&lt;script&gt;" in html(form["thing"])


def test_comment_is_kept_with_its_markup_as_text() -> None:
    form = form_with(fields.TextField(label="Comment", most=50), {"thing": "</textarea><b>x"})
    assert "<b>" not in html(form["thing"])


def test_optional_field_says_so_and_never_by_a_star() -> None:
    assert "(optional)" in html(EmptySpecimens()["comment"])
    assert "(optional)" not in html(EmptySpecimens()["full_name"])
    assert "*" not in html(EmptySpecimens()["full_name"])


def test_hidden_field_shows_nothing() -> None:
    tree = rendered(form_with(fields.HiddenField(), {"thing": "x"})["thing"])
    assert [node.get("type") for node in tree.iter("input")] == ["hidden"]
    assert not list(tree.iter("label"))


def test_chosen_radio_is_checked() -> None:
    form = form_with(fields.ChoiceField(label="Group", choices=[("a", "A"), ("b", "B")]), {"thing": "b"})
    checked = [node.get("value") for node in rendered(form["thing"]).iter("input") if node.get("checked") is not None]
    assert checked == ["b"]


def test_passwords_do_not_come_back() -> None:
    assert "secret words" not in html(
        form_with(fields.PasswordField(label="Password"), {"thing": "secret words"})["thing"]
    )


def test_field_of_a_library_is_shown_in_our_look() -> None:
    form = form_with(forms.CharField(label="Code", widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})))
    [box] = rendered(form["thing"]).iter("input")
    assert box.get("class") == "nhsuk-input"
    assert box.get("autocomplete") == "one-time-code"


def test_sentence_for_an_empty_field() -> None:
    assert first_error(fields.CharField(label="Their name"), {}) == "Enter their name"
    assert (
        first_error(fields.ChoiceField(label="How do you work?", choices=[]), {})
        == "Answer the question ‘How do you work?’"
    )
    assert (
        first_error(fields.BooleanField(label="They agreed", error="Say that they agreed"), {})
        == "Say that they agreed"
    )


def test_email_in_a_wrong_form() -> None:
    assert "right form" in first_error(fields.EmailField(), {"thing": "ruth at example"})
    assert form_with(fields.EmailField(), {"thing": "ruth@example.org"}).is_valid()


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("", "", "", "Enter closing date"),
        ("", "3", "2027", "Closing date must include a day"),
        ("1", "", "", "Closing date must include a month and a year"),
        ("31", "2", "2027", "Closing date must be a real date, like 6 8 2026"),
        ("x", "2", "2027", "Closing date must be a real date, like 6 8 2026"),
        ("1", "Ma", "2027", "Closing date must be a real date, like 6 8 2026"),
        ("9" * 30, "2", "2027", "Closing date must be a real date, like 6 8 2026"),
        ("1", "2", "27", "Closing date must have a year of 4 figures, like 2026"),
        ("1", "1", "2026", "Closing date must be 2 January 2026 or later"),
        ("1", "1", "2031", "Closing date must be 31 December 2030 or earlier"),
    ],
)
def test_date_that_cannot_be_used(day: str, month: str, year: str, sentence: str) -> None:
    field = fields.DateField(label="Closing date", earliest=date(2026, 1, 2), latest=date(2030, 12, 31))
    assert first_error(field, {"thing_day": day, "thing_month": month, "thing_year": year}) == sentence


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MARCH"])
def test_date_with_the_month_as_number_or_word(month: str) -> None:
    form = form_with(fields.DateField(label="Date"), {"thing_day": "12", "thing_month": month, "thing_year": "2027"})
    assert form.is_valid()
    assert form.cleaned_data["thing"] == date(2027, 3, 12)


def test_date_shows_what_was_typed_or_the_initial_day() -> None:
    typed = form_with(fields.DateField(label="Date"), {"thing_day": "x1", "thing_month": "", "thing_year": "2027"})
    assert [node.get("value") for node in rendered(typed["thing"]).iter("input")][0] == "x1"
    fresh = form_with(fields.DateField(label="Date", initial=date(2027, 3, 12)))
    assert [node.get("value") for node in rendered(fresh["thing"]).iter("input")] == ["12", "3", "2027"]


def test_long_text_is_counted_as_the_browser_counts_it() -> None:
    form = form_with(fields.TextField(label="Comment", most=5), {"thing": "ab\r\ncd"})
    assert form.is_valid()
    assert form.cleaned_data["thing"] == "ab\ncd"
    assert "5 characters or fewer" in first_error(fields.TextField(label="Comment", most=5), {"thing": "abcdef"})


def test_file_that_is_too_large_or_empty() -> None:
    field = fields.FileField(label="List", largest=10)
    assert (
        first_error(field, {}, {"thing": SimpleUploadedFile("a.csv", b"x" * 11)})
        == "The file must be smaller than 0 kB"
    )
    assert "empty" in first_error(field, {}, {"thing": SimpleUploadedFile("a.csv", b"")})
