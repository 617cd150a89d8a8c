from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninefold.disclosure import (
    FEWER_THAN_MINIMUM,
    TOO_FEW_ANSWERS,
    Answers,
    CertifiedTable,
    Instrument,
    Section,
    Withheld,
    audit,
    certified_table,
)
from tests.disclosure.making import CARE, IMPACT, IMPORTANCE, INSTRUMENT, Rating, cells, rater, raters, table, varied


def plain(group: str, number: int, **ratings: object) -> dict[str, object]:
    return {"rater": f"{group} {number}", "group": group, "ratings": ratings}


def test_no_answers_give_an_empty_table() -> None:
    assert table([]) == CertifiedTable(3, (), ())
    assert certified_table([], minimum=4, points=5) == CertifiedTable(4, (), ())


def test_plain_mappings_without_an_instrument_are_one_dimension() -> None:
    answers = [plain("peer", n, q1=n, q2=3) for n in range(1, 6)] + [plain("self", 1, q1=5, q2=2)]
    made = certified_table(answers, minimum=3, points=5, identified_groups={"self"})
    assert [(c.groups, c.item, c.mean, c.raters, c.agreement) for c in made.cells] == [
        (("self",), "q1", 5.0, 1, None),
        (("self",), "q2", 2.0, 1, None),
        (("peer",), "q1", 3.0, 5, "differ"),
        (("peer",), "q2", 3.0, 5, "alike"),
    ]
    assert {cell.dimension for cell in made.cells} == {"all items"}
    assert [cell.rater for cell in made.cells] == ["self 1", "self 1", None, None]


def test_without_an_instrument_ties_follow_the_usual_order_of_groups() -> None:
    answers = [
        plain(group, n, q=3) for group, count in (("direct report", 3), ("peer", 3), ("cook", 1)) for n in range(count)
    ]
    made = certified_table(answers, minimum=3, points=5)
    assert [cell.groups for cell in made.cells] == [("peer", "cook"), ("direct report",)]


def test_cell_ids_are_random_and_of_version_four() -> None:
    made, again = table(varied("peer", 5)), table(varied("peer", 5))
    ids = [cell.id for cell in (*made.cells, *again.cells)]
    assert len(set(ids)) == len(ids) == 8
    assert {UUID(one).version for one in ids} == {4}
    assert all(UUID(one).hex == one for one in ids)


@pytest.mark.parametrize(
    ("count", "minimum", "level"), [(3, 3, "dimension"), (4, 3, "dimension"), (5, 3, "item"), (5, 5, "item")]
)
def test_item_cells_need_five_answers(count: int, minimum: int, level: str) -> None:
    made = cells(table(varied("peer", count), minimum), "peer")
    assert {cell.level for cell in made} == {level}
    assert len(made) == (4 if level == "item" else 1)


def test_a_higher_minimum_is_needed_for_items_too() -> None:
    answers = [*varied("peer", 5), rater("peer", 9, 3, 3, 3, None)]
    assert len(cells(table(answers, 5), "peer")) == 4
    [cell] = cells(table(answers, 6), "peer")
    assert (cell.level, cell.raters, cell.answers, cell.most_by_one) == ("dimension", 6, 23, 4)


def test_one_item_with_four_answers_turns_the_whole_dimension() -> None:
    answers = [*raters("peer", 4), rater("peer", 5, 4, 4, 4, None)]
    [cell] = cells(table(answers), "peer")
    assert (cell.level, cell.item, cell.raters, cell.answers, cell.most_by_one) == ("dimension", None, 5, 19, 4)
    assert cell.mean == pytest.approx((48 + 12) / 19, abs=5e-7)


def test_a_dimension_cell_leaves_out_who_answered_less_than_two_thirds() -> None:
    answers = [*raters("peer", 2), rater("peer", 3, 3, 3, 3, None), rater("peer", 4, 5, 5, None, None)]
    [cell] = cells(table(answers), "peer")
    assert (cell.raters, cell.answers, cell.mean) == (3, 11, 3.0)


def test_most_by_one_is_what_one_rater_gave() -> None:
    answers = [rater("peer", n, 3, 3, 3, None) for n in range(4)]
    [cell] = cells(table(answers), "peer")
    assert (cell.answers, cell.most_by_one) == (12, 3)


def test_exactly_two_thirds_of_three_behaviours_is_enough() -> None:
    three = replace(CARE, items=CARE.items[:3])
    answers = [rater("peer", n, 3, 4, None) for n in range(3)]
    [cell] = table(answers, instrument=Instrument((three,), ("peer",), frozenset())).cells
    assert (cell.raters, cell.answers, cell.most_by_one) == (3, 6, 2)


def test_too_few_who_answered_enough_is_withheld_with_a_reason() -> None:
    answers = [*raters("peer", 2), rater("peer", 3, 5, 5, None, None)]
    made = table(answers, instrument=Instrument((CARE,), ("peer",), frozenset()))
    assert made.cells == ()
    assert made.withheld == (Withheld(("peer",), TOO_FEW_ANSWERS, "performance", "care"),)
    assert made.withheld[0].as_mapping() == {
        "groups": ["peer"],
        "reason": "TOO_FEW_ANSWERS",
        "scale": "performance",
        "dimension": "care",
    }


def test_a_small_group_joins_and_its_cells_say_so() -> None:
    made = table([*varied("peer", 4), *varied("other", 1)])
    care = cells(made, "other")
    assert {cell.groups for cell in care} == {("peer", "other")}
    assert {(cell.merged, cell.raters) for cell in care} == {(True, 5)}


def test_too_few_raters_in_all_are_withheld_unopened() -> None:
    made = table([*varied("peer", 1), *varied("other", 1)])
    assert made.cells == ()
    assert [entry.as_mapping() for entry in made.withheld] == [
        {"groups": ["peer"], "reason": FEWER_THAN_MINIMUM},
        {"groups": ["other"], "reason": FEWER_THAN_MINIMUM},
    ]


def importance(group: str, number: int, rating: Rating) -> Answers:
    return Answers(f"{group} {number}", group, {"importance:care": rating})


def test_importance_is_a_dimension_cell_of_its_own() -> None:
    made = table([importance("peer", n, rating) for n, rating in enumerate([2, 3, 4, None])])
    [cell] = cells(made, "peer", "importance")
    assert (cell.level, cell.item, cell.raters, cell.answers, cell.most_by_one) == ("dimension", None, 3, 3, 1)
    assert (cell.mean, cell.agreement) == (3.0, None)


def test_importance_has_no_word_and_no_item_however_many_answer() -> None:
    [cell] = cells(table([importance("peer", n, 3) for n in range(8)]), "peer", "importance")
    assert (cell.level, cell.item, cell.agreement) == ("dimension", None, None)


def impact(group: str, number: int, *ratings: Rating) -> Answers:
    given = dict(zip((*CARE.items, *IMPACT.items), (3, 3, 3, 3, *ratings), strict=True))
    return Answers(f"{group} {number}", group, given)


def test_impact_comes_from_direct_reports_alone_even_where_they_are_joined() -> None:
    made = table([*(impact("direct report", n, 3, 4, 2) for n in range(5)), *varied("other", 1)])
    assert {cell.groups for cell in cells(made, "direct report")} == {("direct report", "other")}
    alone = cells(made, "direct report", "impact")
    assert {(cell.groups, cell.raters, cell.merged) for cell in alone} == {(("direct report",), 5, False)}
    assert {cell.agreement for cell in alone} == {None}


def test_impact_is_withheld_if_direct_reports_alone_are_too_few() -> None:
    made = table([*(impact("direct report", n, 3, 4, 2) for n in range(2)), *varied("peer", 4)])
    assert cells(made, "direct report", "impact") == []
    assert len(cells(made, "direct report")) == 4
    assert Withheld(("direct report",), FEWER_THAN_MINIMUM, "impact", "care") in made.withheld


def test_of_a_section_that_nobody_was_asked_nothing_is_said() -> None:
    assert table(varied("direct report", 5)).withheld == ()
    nobody_could_say = [Answers(f"peer {n}", "peer", {"importance:care": None}) for n in range(4)]
    assert table(nobody_could_say).withheld == (Withheld(("peer",), TOO_FEW_ANSWERS, "importance", "care"),)


def test_impact_ratings_of_those_not_asked_are_left_out() -> None:
    with_impact = [impact("peer", n, 1, 1, 1) for n in range(5)]
    made = table([*with_impact, impact("self", 1, 5, 5, 5)])
    assert {cell.scale for cell in made.cells} == {"performance"}


def test_each_identified_rater_stands_alone_by_name() -> None:
    bosses = [
        Answers("b", "line manager", {"care-1": 5, "care-2": None, "importance:care": 4}, name="Bo"),
        Answers("a", "line manager", {"care-1": 1}, name="Al"),
    ]
    made = table([*varied("peer", 3), *bosses, rater("self", 1, 5)])
    shown = [(c.groups[0], c.rater, c.item, c.level, c.mean) for c in made.cells if c.identified]
    assert shown == [
        ("self", "self 1", "care-1", "item", 5.0),
        ("line manager", "Al", "care-1", "item", 1.0),
        ("line manager", "Bo", "care-1", "item", 5.0),
        ("line manager", "Bo", None, "dimension", 4.0),
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["peer", "direct report", "other"]),
            st.tuples(*[st.one_of(st.none(), st.integers(1, 5))] * 4),
        ),
        max_size=12,
    )
)
@settings(max_examples=150)
def test_any_answers_pass_the_audit_and_what_is_shown_depends_on_counts(
    given_answers: list[tuple[str, tuple[Rating, ...]]],
) -> None:
    answers = [rater(group, number, *ratings) for number, (group, ratings) in enumerate(given_answers)]
    turned = [replace(one, ratings={k: v and 6 - v for k, v in one.ratings.items()}) for one in answers]
    made, other = table(answers), table(turned[::-1])

    def shape(one: CertifiedTable) -> object:
        return [(c.groups, c.level, c.item, c.raters, c.answers, c.most_by_one) for c in one.cells], one.withheld

    assert shape(made) == shape(other)
    assert audit([made]).findings == ()
    placed = [(c.groups, c.item) for c in made.cells]
    assert len(set(placed)) == len(placed)


@pytest.mark.parametrize("wrong", [0, 6, True, 3.0, "3"])
def test_a_rating_off_the_scale_names_rater_and_item(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"Rater peer 1, item “q”: the rating is not"):
        certified_table([plain("peer", 1, q=wrong)], minimum=3, points=5)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: certified_table([], minimum=2, points=5), "never set below 3"),
        (lambda: certified_table([], minimum=3), "how many points"),
        (lambda: certified_table([plain("peer", 1, q=1)] * 2, minimum=3, points=5), "Rater peer 1 is given twice"),
        (lambda: certified_table([plain("peer", 1, q=1)], minimum=3, points=11), "11 points has not been certified"),
        (lambda: certified_table([{"rater": "a"}], minimum=3, points=5), "lack group and ratings"),
        (
            lambda: certified_table([{"rater": "a", "group": "peer", "ratings": [1]}], minimum=3, points=5),
            "not given by item",
        ),
        (lambda: table([rater("cook", 1, 3)]), "unknown rater group, “cook”"),
        (lambda: table([Answers("a", "peer", {"q": 1})]), "Rater a: the item “q” is not asked"),
        (lambda: table([], instrument=replace(INSTRUMENT, sections=(CARE, CARE))), "“care” stands twice"),
        (
            lambda: table([], instrument=replace(INSTRUMENT, sections=(CARE, replace(CARE, dimension="x")))),
            "“care-1” stands",
        ),
        (
            lambda: table([], instrument=replace(INSTRUMENT, sections=(replace(IMPORTANCE, points=2),))),
            "2 points has not",
        ),
        (lambda: table([], instrument=replace(INSTRUMENT, sections=(replace(CARE, points=6),))), "No agreement word"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(call: Callable[[], object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        call()


def test_names_of_plain_mappings_are_kept() -> None:
    answers = [plain("self", 1, q=4) | {"name": "Ada"}]
    [cell] = certified_table(answers, minimum=3, points=5, identified_groups=["self"]).cells
    assert cell.rater == "Ada"
    assert cell.as_mapping()["groups"] == ["self"]


def test_a_scale_of_seven_has_its_own_word_and_ends() -> None:
    seven = Section("care", "performance", 7, ("q",), agreement=True)
    answers = [Answers(str(n), "peer", {"q": rating}) for n, rating in enumerate([7, 7, 7, 7, 6])]
    [cell] = table(answers, instrument=Instrument((seven,), ("peer",), frozenset())).cells
    assert (cell.at_least, cell.agreement, cell.points) == (6.8, None, 7)
