"""HTML of the components that pages build on."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.template import engines
from jinja2.exceptions import UndefinedError

from ninefold.ui import charts

STEPS = [("1", "Hardly ever"), ("2", "Now and then"), ("3", "About half the time")]


def page(source: str, **context: Any) -> str:
    return str(engines["jinja2"].from_string(source).render(context))


def tree(source: str, **context: Any) -> Element:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=False)
    return parser.parseFragment(page(source, **context))  # type: ignore[no-any-return]


def rating(**changes: Any) -> Element:
    facts: dict[str, Any] = {
        "name": "care-1",
        "question": "Notices when someone is struggling",
        "steps": STEPS,
    } | changes
    source = '{% from "ui/components/rating.jinja" import rating_question %}{{ rating_question(**facts) }}'
    return tree(source, facts=facts)


def test_rating_question_is_a_fieldset_with_its_question_as_legend() -> None:
    found = rating(number=1, of=4)
    [fieldset] = found.iter("fieldset")
    assert " ".join("".join(fieldset[0].itertext()).split()) == "1 of 4Notices when someone is struggling"
    assert [node.get("value") for node in found.iter("input")] == ["1", "2", "3", ""]
    assert [node.get("id") for node in found.iter("input")] == ["care-1", "care-1-2", "care-1-3", "care-1-not"]


@pytest.mark.parametrize(("chosen", "checked"), [("2", ["2"]), ("", [""]), (None, [])])
def test_rating_question_shows_the_earlier_answer(chosen: str | None, checked: list[str]) -> None:
    found = [node.get("value") for node in rating(chosen=chosen).iter("input") if node.get("checked") is not None]
    assert found == checked


def test_rating_question_says_its_error_beside_the_words() -> None:
    [fieldset] = rating(error="Choose how often").iter("fieldset")
    described_by = fieldset.get("aria-describedby")
    assert described_by == "care-1-error"
    assert ["".join(node.itertext()) for node in fieldset.iter("p") if node.get("id") == described_by] == [
        "Error: Choose how often"
    ]


def test_rating_question_has_the_classes_of_the_macro_it_stands_for() -> None:
    macro = tree(
        '{% from "nhsuk/components/radios/macro.jinja" import radios %}{{ radios(params) }}',
        params={"name": "x", "idPrefix": "x", "items": [{"value": value, "text": text} for value, text in STEPS]},
    )

    def classes(found: Element, kind: str) -> set[str]:
        return {name for node in found.iter(kind) for name in str(node.get("class") or "").split()}

    for kind in ("input", "label"):
        assert classes(rating(), kind) == classes(macro, kind)
    assert {"nhsuk-radios", "nhsuk-radios__item"} <= classes(rating(), "div")
    assert {"nhsuk-radios", "nhsuk-radios__item"} <= classes(macro, "div")


def test_comment_is_text_and_nothing_else() -> None:
    source = '{% from "ui/components/note.jinja" import note %}{{ note(words) }}'
    assert "<script>" not in page(source, words="<script>alert(1)</script>")
    assert "".join(tree(source, words="a <b> & c").itertext()).strip() == "a <b> & c"


def test_marked_words_are_marked_and_escaped() -> None:
    source = '{% from "ui/components/note.jinja" import marked_note %}{{ marked_note(parts) }}'
    found = tree(source, parts=[("the only ", False), ("<i>podiatrist", True)])
    assert ["".join(mark.itertext()) for mark in found.iter("mark")] == ["<i>podiatrist"]


def test_change_link_names_its_question() -> None:
    source = '{% from "ui/components/summary_list.jinja" import check_answers %}{{ check_answers(answers) }}'
    found = tree(source, answers=[{"question": "Listens", "answer": "Almost always", "address": "/r/x/#care-1"}])
    [link] = found.iter("a")
    assert "".join(link.itertext()) == "Change Listens"


def test_table_keeps_its_roles_when_a_phone_stacks_it() -> None:
    source = '{% from "ui/components/table.jinja" import table %}{{ table("People", ["Name", "Asked"], rows) }}'
    found = tree(source, rows=[["Ruth", {"text": "8", "number": True}]])
    assert [node.get("role") for node in found.iter("th")] == ["columnheader", "columnheader", "rowheader"]
    assert [node.get("scope") for node in found.iter("th")] == ["col", "col", "row"]
    assert [node.get("role") for node in found.iter("td")] == ["cell"]
    assert [node.get("role") for node in found.iter("table")] == ["table"]


def test_row_of_strips_says_in_words_what_it_draws() -> None:
    source = """{% from "ui/components/strips.jinja" import strip_table, strip_row %}
    {% call strip_table("Who sees what", ["Group", "Score", "Words"], charts.axis("Hardly ever", "Almost always")) %}
    {{ strip_row(row) }}
    {% endcall %}"""
    row = {"name": "Peers", "second": "5 people", "value": "4.4", "range": "3.9 to 4.7", "words": "Seen often"}
    found = tree(source, row=row | {"strip": charts.group_strip(4.4)})
    cells = [" ".join("".join(cell.itertext()).split()) for cell in list(found.iter("tr"))[1]]
    assert cells == ["Peers5 people", "4.43.9 to 4.7", "", "Seen often"]


def test_slips_say_their_number() -> None:
    source = '{% from "ui/components/counts.jinja" import slips %}{{ slips(8, 5) }}'
    assert "".join(tree(source).itertext()).strip() == "5 of 8 answered"


def test_name_that_nobody_passed_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        page("{{ nmae }}")
    with pytest.raises(UndefinedError):
        page("{{ site.nmae }}")
    assert page("{{ facts.missing }}{% if nmae %}x{% endif %}", facts={}) == ""


def test_text_of_people_is_escaped_everywhere() -> None:
    assert page("{{ name }}", name="<b>") == "&lt;b&gt;"
