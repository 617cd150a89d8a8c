"""From cells to figures: the rules and worked examples of scoring.md, A1, A3 and A5."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninefold.disclosure import Answers, CertifiedTable, certified_table
from ninefold.leadership_model.instrument import instrument
from ninefold.reports.derive import derive
from ninefold.reports.domain import Band, Certainty, Comparison, Missing, Score, Standing
from ninefold.reports.judgement import judge_agreement, judge_band, judge_gap, judge_importance, judge_standing
from tests.factories.reports import PEOPLE, a_table, nine_dimensions, some_answers, some_figures

PACK = nine_dimensions()
CARE = tuple(item.id for item in PACK.dimension("care").behaviours)


def a_score(
    mean: float, n: float = 5, *, lower: float | None = None, upper: float | None = None, **changes: Any
) -> Score:
    values: dict[str, Any] = {
        "mean": mean, "lowest": mean, "highest": mean, "lower": mean if lower is None else lower,
        "upper": mean if upper is None else upper, "people": int(n), "effective_n": n, "points": 5, "cells": ("c",),
    }  # fmt: skip
    return Score(**{**values, **changes})


def table_of(
    ratings: dict[str, list[list[int | None]]], items: tuple[str, ...] = CARE, **named: list[int]
) -> CertifiedTable:
    """Raters of each group with their ratings of the items of one dimension."""
    answers = [
        Answers(rater=f"{group} {k}", group=group, ratings=dict(zip(items, given, strict=True)))
        for group, rows in ratings.items()
        for k, given in enumerate(rows)
    ]
    return certified_table(answers, minimum=3, instrument=instrument(PACK))


def wilson(mean: float, n: float, c: float) -> tuple[float, float]:
    """The interval of A3, written out by hand."""
    p, size, z = (mean - 1) / 4, n / c, 1.6448536269514722
    centre, half = p + z * z / (2 * size), z * sqrt(p * (1 - p) / size + z * z / (4 * size * size))
    low, high = ((centre - half) / (1 + z * z / size), (centre + half) / (1 + z * z / size))
    return 1 + 4 * low, 1 + 4 * high


def test_dimension_is_the_unweighted_mean_of_its_items_with_the_smallest_n() -> None:
    rows = [[4, 3, 5, 2], [4, 3, 4, 2], [3, 4, 4, None], [5, 2, 3, 3], [4, 3, 4, 3], [4, 3, 4, 3]]
    view = derive(table_of({"peer": rows}), PACK).of("care").groups[0]
    assert view.score is not None
    assert view.score.people == 5
    assert view.score.mean == pytest.approx((24 / 6 + 18 / 6 + 24 / 6 + 13 / 5) / 4)
    lower, upper = wilson(view.score.mean, 5, 0.15)
    assert (view.score.lower, view.score.upper) == pytest.approx((lower, upper))


def test_item_has_the_interval_of_an_item() -> None:
    part = derive(table_of({"peer": [[4, 3, 4, 4]] * 5}), PACK).of("care").behaviours[0]
    score = part.items[1].view.score
    assert score is not None
    assert (score.lower, score.upper) == pytest.approx(wilson(3, 5, 0.25))


def test_dimension_cell_is_taken_where_items_are_not_shown() -> None:
    figures = derive(table_of({"other": [[4, 3, 4, 4], [3, 3, 4, 2], [4, 4, 4, 3]]}), PACK).of("care")
    assert figures.groups[0].score is not None
    assert figures.groups[0].score.mean == pytest.approx(42 / 12)
    assert figures.behaviours[0].missing is Missing.SHOWN_AS_A_WHOLE
    assert figures.behaviours[0].items == ()


def test_end_coded_cell_has_its_middle_and_both_ends_in_the_interval() -> None:
    part = derive(table_of({"peer": [[5, 3, 4, 4]] * 5}), PACK).of("care").behaviours[0]
    score = part.items[0].view.score
    assert score is not None
    assert (score.at_least, score.mean) == (4.8, pytest.approx(4.9))
    assert score.lower == pytest.approx(wilson(4.8, 5, 0.25)[0])
    assert score.upper == pytest.approx(wilson(5, 5, 0.25)[1])
    whole = derive(table_of({"peer": [[5, 3, 4, 4]] * 5}), PACK).of("care").groups[0].score
    assert whole is not None
    assert whole.at_least is None
    assert whole.mean == pytest.approx((4.9 + 3 + 4 + 4) / 4)
    assert whole.upper == pytest.approx(wilson((5 + 3 + 4 + 4) / 4, 5, 0.15)[1])


def test_low_end_is_coded_as_at_most() -> None:
    score = derive(table_of({"peer": [[1, 3, 4, 4]] * 5}), PACK).of("care").behaviours[0].items[0].view.score
    assert score is not None
    assert (score.at_most, score.mean) == (2.0, 1.5)


def test_all_colleagues_is_the_mean_of_the_groups_and_never_holds_self_or_line_managers() -> None:
    table = a_table()
    figures = derive(table, PACK).of("care")
    means = [view.score.mean for view in figures.groups if view.score]
    assert figures.colleagues is not None
    assert figures.groups_in_mean == len(means) == 3
    assert figures.colleagues.mean == pytest.approx(sum(means) / 3)
    assert figures.colleagues.effective_n == pytest.approx(9 / (1 / 5 + 1 / 6 + 1 / 3))
    identified = {cell.id for cell in table.cells if cell.identified}
    assert not identified & set(figures.colleagues.cells)


@pytest.mark.parametrize(("n", "needed"), [(3, 0.88), (4, 0.76), (5, 0.68), (8, 0.54)])
def test_gap_is_clear_from_the_difference_that_the_number_of_raters_needs(n: int, needed: float) -> None:
    def word(difference: float) -> Certainty:
        found = judge_gap(a_score(3 + difference), a_score(3, n), sigma=0.6, families=9)
        assert found is not None
        return found.certainty

    assert word(needed + 0.01) is Certainty.CLEAR
    assert word(needed - 0.01) is Certainty.POSSIBLE
    assert word(1.645 * 0.6 / sqrt(n) - 0.01) is Certainty.NONE


def test_gap_below_half_a_step_is_never_clear() -> None:
    found = judge_gap(a_score(3.49), a_score(3, 100), sigma=0.6, families=9)
    assert found is not None
    assert found.certainty is Certainty.POSSIBLE


def test_gap_to_an_end_coded_mean_must_hold_in_the_whole_range() -> None:
    exact = judge_gap(a_score(4.3), a_score(4.9, 6), sigma=0.6, families=9)
    coded = judge_gap(a_score(4.3), a_score(4.9, 6, lowest=4.7, highest=5.1), sigma=0.6, families=9)
    assert exact is not None
    assert coded is not None
    assert (exact.certainty, coded.certainty) == (Certainty.POSSIBLE, Certainty.NONE)


@pytest.mark.parametrize(
    ("own", "colleagues", "lower", "upper", "standing"),
    [
        (3.0, 4.5, 4.2, 4.7, Standing.STRENGTH_YOU_MAY_NOT_SEE),
        (2.0, 3.2, 2.8, 3.6, Standing.YOU_RATE_YOURSELF_LOWER),
        (4.5, 3.2, 2.8, 3.5, Standing.WORTH_A_CLOSER_LOOK),
        (5.0, 4.1, 3.8, 4.4, Standing.YOU_RATE_YOURSELF_HIGHER),
        (4.2, 4.3, 4.0, 4.5, Standing.SHARED_STRENGTH),
        (2.8, 2.9, 2.5, 3.3, Standing.SHARED_ROOM_TO_GROW),
        (3.6, 3.4, 3.0, 3.8, Standing.UNCLEAR),
    ],
)
def test_standing_needs_gap_and_level(
    own: float, colleagues: float, lower: float, upper: float, standing: Standing
) -> None:
    theirs = a_score(colleagues, 8, lower=lower, upper=upper)
    found = judge_standing(a_score(own), theirs, constants=PACK.constants, families=9)
    assert found is standing


def test_standing_is_unclear_where_one_view_is_missing() -> None:
    assert judge_standing(None, a_score(4), constants=PACK.constants, families=9) is Standing.UNCLEAR
    assert judge_standing(a_score(4), None, constants=PACK.constants, families=9) is Standing.UNCLEAR


@pytest.mark.parametrize(
    ("lower", "upper", "band"),
    [
        (3.6, 4.2, Band.SEEN_OFTEN),
        (2.8, 3.4, Band.SEEN_LESS_OFTEN),
        (3.4, 3.6, Band.TOO_CLOSE_TO_CALL),
        (3.5, 4, Band.TOO_CLOSE_TO_CALL),
    ],
)
def test_band_needs_the_whole_interval_on_one_side(lower: float, upper: float, band: Band) -> None:
    assert judge_band(a_score(3.5, lower=lower, upper=upper), half_way=3.5) is band


@pytest.mark.parametrize(
    ("own", "comparison"),
    [
        (5, Comparison.LESS),
        (4.6, Comparison.MAYBE_LESS),
        (4, Comparison.ALIKE),
        (3.4, Comparison.MAYBE_MORE),
        (3, Comparison.MORE),
    ],
)
def test_importance_is_compared_by_the_three_words(own: float, comparison: Comparison) -> None:
    found = judge_importance(a_score(own), a_score(4, 5), constants=PACK.constants, families=9)
    assert found is comparison


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (["alike", "alike", "alike", "differ"], "alike"),
        (["alike", "alike", None, None], None),
        (["alike", "alike", "differ", "differ"], None),
        (["differ", "differ", "differ", None], "differ"),
        ([], None),
    ],
)
def test_dimension_has_a_word_if_more_than_half_of_all_items_have_it(words: list[str | None], word: str | None) -> None:
    assert judge_agreement(words, items=4) == word


def test_one_named_person_needs_two_thirds_of_the_items() -> None:
    own = dict.fromkeys(CARE[:3], 4) | {CARE[3]: None}
    answers = [one for one in some_answers(PACK) if one.group != "self"]
    shown = certified_table([*answers, Answers("me", "self", own)], minimum=3, instrument=instrument(PACK))
    half = dict.fromkeys(CARE[:2], 4) | dict.fromkeys(CARE[2:])
    hidden = certified_table([*answers, Answers("me", "self", half)], minimum=3, instrument=instrument(PACK))
    first, second = (derive(table, PACK).of("care").own for table in (shown, hidden))
    assert first is not None
    assert first.score is not None
    assert (first.score.mean, first.score.lower) == (4, None)
    assert second is not None
    assert (second.score, second.missing) == (None, Missing.TOO_FEW_ANSWERS)


def test_two_line_managers_of_one_name_stay_two() -> None:
    table = a_table(managers=["Sam Lee", "Sam Lee"])
    assert [view.name for view in derive(table, PACK).of("care").named] == ["Sam Lee", "Sam Lee (2)"]


def test_merged_groups_are_one_view_and_withheld_groups_have_their_reason() -> None:
    merged = derive(a_table(people={"peer": 5, "direct report": 2, "other": 2}), PACK)
    assert [view.groups for view in merged.of("care").groups] == [("peer",), ("direct report", "other")]
    assert merged.of("care").impact[0].missing is Missing.FEWER_THAN_MINIMUM
    hidden = derive(a_table(people={"peer": 2}), PACK)
    assert hidden.withheld_groups == (("peer",),)
    assert hidden.of("care").groups[0].missing is Missing.FEWER_THAN_MINIMUM
    assert hidden.of("care").colleagues is None


def test_withheld_and_no_answers_are_told_apart() -> None:
    rows = [[None, None, None, None]] * 3
    nobody = table_of({"peer": rows})
    figures = derive(nobody, PACK).of("care")
    assert figures.colleagues is None
    assert [view.missing for view in figures.groups] in ([Missing.TOO_FEW_ANSWERS], [])


def test_findings_are_three_at_most_and_never_more_than_are_clear() -> None:
    derived = some_figures()
    kinds = [finding.standing for finding in derived.findings]
    assert kinds == [Standing.STRENGTH_YOU_MAY_NOT_SEE, Standing.WORTH_A_CLOSER_LOOK, Standing.SHARED_ROOM_TO_GROW]
    raters = [("self", 0), *(("peer", k) for k in range(6))]
    given = [Answers(f"{group} {k}", group, dict.fromkeys(CARE, 3 + k % 2)) for group, k in raters]
    alike = certified_table(given, minimum=3, instrument=instrument(PACK))
    assert derive(alike, PACK).findings == ()


def test_talk_about_first_and_build_on_are_read_from_the_top_rung_only() -> None:
    derived = some_figures()
    for dimension in derived.talk_about_first + derived.build_on:
        figures = derived.of(dimension)
        assert figures.importance is not None
        assert figures.importance.rung == 5
    assert derived.talk_about_first == ("vision", "accountability")


def figures_in(value: Any) -> Iterator[tuple[str, ...]]:
    """All cell ids that stand beside a figure, wherever it is."""
    if is_dataclass(value):
        for field in fields(value):
            found = getattr(value, field.name)
            if field.name in {"cells", "agreement_cells"}:
                yield found
            else:
                yield from figures_in(found)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from figures_in(each)


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.sampled_from(list(PEOPLE)), st.integers(0, 7), min_size=1))
def test_every_figure_names_cells_of_the_table(people: dict[str, int]) -> None:
    table = a_table(people=people)
    ids = {cell.id for cell in table.cells}
    named = list(figures_in(derive(table, PACK)))
    assert all(set(cells) <= ids for cells in named)
    assert sum(bool(cells) for cells in named) > 9


def test_score_changes_when_a_cell_changes() -> None:
    table = a_table()
    first = derive(table, PACK).of("care").colleagues
    cell = next(each for each in table.cells if each.dimension == "care" and each.groups == ("peer",) and each.mean)
    assert cell.mean is not None
    moved = replace(table, cells=tuple(replace(each, mean=2.0) if each is cell else each for each in table.cells))
    second = derive(moved, PACK).of("care").colleagues
    assert first is not None
    assert second is not None
    assert first.mean != second.mean
