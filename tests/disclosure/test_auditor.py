"""The auditor on releases as they are made, and on each broken rule."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from ninefold.disclosure import CertifiedTable, UnreadableRelease, audit, end_code
from tests.disclosure.making import IMPORTANCE, Answers, cells, rater, raters, report, table, varied, with_cells


def whole_round() -> CertifiedTable:
    """Every kind of cell: items, a dimension, importance, coded ends, identified raters."""
    boss = Answers("b", "line manager", {"care-1": 5}, name="Bo")
    important = [Answers(f"i{n}", "peer", {IMPORTANCE.items[0]: 3 + n % 2}) for n in range(4)]
    ends = [rater("direct report", n, 5, 1, 3, None) for n in range(4)]
    return table([*varied("peer", 6), *important, *ends, *raters("self", 1), boss])


def kinds(*releases: object, **options: object) -> set[str]:
    return {finding.kind for finding in audit(releases, **options).findings}  # type: ignore[arg-type]


def test_a_table_as_made_has_no_finding_as_table_and_as_report() -> None:
    made = whole_round()
    for result in (audit([made]), audit([report(made)]), audit([made, made]), audit([report(made), report(made)])):
        assert result.passed
        assert result.findings == ()
        assert result.checks > len(made.cells)


def test_reports_of_different_participants_and_rounds_have_nothing_in_common() -> None:
    first, second = table(varied("peer", 5)), table(varied("peer", 6))
    assert audit([report(first), report(second, participant="Grace")]).passed
    assert audit([report(first), report(second, round="2027")]).passed
    assert kinds(report(first), report(second)) == {"ISOLATES"}


def test_mutation_a_threshold_of_two_turns_it_red() -> None:
    made = table(varied("peer", 5))
    [first, *_] = made.cells
    two = replace(first, raters=2, answers=2, mean=3.0, agreement=None)
    finding = audit([with_cells(made, two)]).findings[0]
    assert (finding.kind, finding.cells) == ("FEWER_RATERS", (first.id,))
    assert str(finding) == "FEWER_RATERS: +[peer: care-1, 2 raters] has fewer raters than the minimum of 3"
    assert "MINIMUM_TOO_LOW" in kinds(replace(made, minimum=2))


def test_the_minimum_of_the_release_or_of_the_audit_counts() -> None:
    made = table(varied("peer", 5))
    assert kinds(replace(made, minimum=6)) == {"FEWER_RATERS"}
    assert kinds(made, unit_minimum=6) == {"FEWER_RATERS", "MINIMUM_TOO_LOW"}
    with pytest.raises(ValueError, match="never set below 3"):
        audit([made], unit_minimum=2)


def test_mutation_a_total_from_raw_answers_isolates_the_hidden_group() -> None:
    made = table(varied("peer", 5))
    [first, *_] = made.cells
    total = replace(
        first, id="total", groups=("peer", "other"), raters=7, answers=7, mean=3.0, agreement=None, merged=True
    )
    [finding] = audit([with_cells(made, total)]).findings
    assert finding.kind == "ISOLATES"
    assert finding.equation == "-[peer: care-1, 5 raters] +[peer + other: care-1, 7 raters] = 2 raters of other"
    assert finding.cells == (first.id, "total")


def test_a_total_over_shown_groups_is_red_as_well_because_it_undoes_the_coding() -> None:
    made = table([*varied("peer", 5), *varied("direct report", 5)])
    first = made.cells[0]
    total = replace(
        first, id="total", groups=("peer", "direct report"), raters=10, answers=10, mean=3.0, agreement=None
    )
    result = audit([with_cells(made, total)])
    assert {finding.kind for finding in result.findings} == {"OVERLAPS"}
    assert "hold the same answers more than once" in str(result.findings[0])


def test_mutation_a_live_release_after_one_more_answer_isolates_the_late_rater() -> None:
    before, after = table(varied("peer", 5)), table(varied("peer", 6))
    findings = audit([before, after]).findings
    assert len(findings) == 4
    assert findings[0].equation == "-[peer: care-1, 5 raters] +[peer: care-1, 6 raters] = 1 rater of peer"


def test_a_release_after_erasing_one_and_adding_another_is_red() -> None:
    before = table(varied("peer", 5))
    after = table([*varied("peer", 4), rater("peer", 9, 5, 5, 5, 5)])
    assert kinds(before, after) == {"ISOLATES"}
    assert "= 1 rater of peer and 1 rater of peer" in audit([before, after]).findings[0].equation


def test_the_same_numbers_under_new_ids_are_the_same_numbers() -> None:
    assert audit([table(varied("peer", 5)), table(varied("peer", 5))]).passed


def test_one_id_for_two_numbers_is_red() -> None:
    made = table(varied("peer", 5))
    assert "OVERLAPS" in kinds(made, with_cells(made, replace(made.cells[0], mean=3.2)))


def test_mutation_an_uncoded_end_turns_it_red() -> None:
    made = table(raters("peer", 5, 1, 5, 3, 3))
    low, high = made.cells[0], made.cells[1]
    assert low.at_most is not None
    assert high.at_least is not None
    for cell, mean in ((low, 1.0), (low, 2.0), (high, 5.0), (high, 4.8)):
        bare = replace(cell, mean=mean, at_most=None, at_least=None)
        assert kinds(with_cells(made, bare)) == {"UNCODED_END"}
        assert kinds(report(with_cells(made, bare))) == {"UNCODED_END"}


def test_a_dimension_mean_beside_its_items_is_red() -> None:
    made = table(varied("peer", 5))
    whole = replace(
        made.cells[0], id="d", level="dimension", item=None, answers=20, most_by_one=4, mean=3.0, agreement=None
    )
    assert kinds(with_cells(made, whole)) == {"OVERLAPS"}


def test_a_dimension_mean_that_lacks_one_rater_isolates_the_rater() -> None:
    made = table(varied("peer", 6))
    whole = replace(
        made.cells[0],
        id="d",
        level="dimension",
        item=None,
        raters=5,
        answers=20,
        most_by_one=4,
        mean=3.0,
        agreement=None,
    )
    [finding] = audit([with_cells(made, whole)]).findings
    assert finding.kind == "ISOLATES"
    assert finding.equation.endswith("= 1 rater of peer")
    assert finding.equation.count("care-") == 4


def test_two_dimension_means_with_unnamed_items_are_red() -> None:
    made = table(varied("peer", 4))
    [only] = made.cells
    more = replace(only, id="d", raters=5, answers=20, mean=3.0)
    assert kinds(with_cells(made, more)) == {"ISOLATES"}


def test_a_tracker_of_four_totals_is_found_with_its_weights() -> None:
    """No two differ by fewer than three raters, and together they isolate one."""
    made = table(varied("peer", 5))
    first = replace(made.cells[0], agreement=None, mean=3.0)
    sets = {"abx": 9, "acx": 9, "bcx": 9, "abc": 12}
    sizes = {"a": 4, "b": 4, "c": 4, "x": 1}
    tracker = [replace(first, id=name, groups=tuple(name), raters=count, answers=count) for name, count in sets.items()]
    assert all(sum(sizes[group] for group in name) == count for name, count in sets.items())
    findings = audit([CertifiedTable(3, tuple(tracker), ())]).findings
    assert [finding.kind for finding in findings] == ["ISOLATES"]
    assert "1 rater of x" in findings[0].equation
    assert "2/3*" in findings[0].equation


def test_overlapping_groups_whose_counts_contradict_each_other_are_red() -> None:
    first = replace(table(varied("peer", 5)).cells[0], agreement=None, mean=3.0)
    small = replace(first, id="b", groups=("peer", "other"), raters=4, answers=4)
    assert kinds(CertifiedTable(3, (first, small), ())) == {"ISOLATES"}


def test_the_same_total_twice_with_an_empty_rest_is_red() -> None:
    first = replace(table(varied("peer", 5)).cells[0], agreement=None, mean=3.0)
    same = replace(first, id="b", groups=("peer", "other"))
    assert kinds(CertifiedTable(3, (first, same), ())) == {"OVERLAPS"}


def test_small_sets_that_are_enough_together_are_named_one_by_one() -> None:
    first = replace(table(varied("peer", 5)).cells[0], agreement=None, mean=3.0)
    nested = [replace(first, id=str(n), raters=n, answers=n) for n in (5, 7, 9)]
    findings = audit([CertifiedTable(3, tuple(nested), ())]).findings
    assert [finding.equation.split(" = ")[1] for finding in findings] == ["2 raters of peer"] * 2


def test_a_rater_isolated_in_one_item_only_is_found() -> None:
    made = table(varied("peer", 6))
    first = made.cells[0]
    before = replace(first, id="before", raters=5, answers=5, mean=3.2, agreement=None)
    whole = replace(first, id="d", level="dimension", item=None, answers=24, most_by_one=4, mean=3.0, agreement=None)
    [finding] = audit([with_cells(made, before, whole)]).findings
    assert finding.equation == "+[peer: care-1, 6 raters] -[peer: care-1, 5 raters] = 1 rater of peer"


def test_too_many_small_sets_of_raters_are_refused_unseen() -> None:
    first = replace(table(varied("peer", 5)).cells[0], agreement=None, mean=3.0)
    nested = [replace(first, id=str(n), raters=n, answers=n) for n in range(5, 50)]
    result = audit([CertifiedTable(3, tuple(nested), ())])
    assert {finding.kind for finding in result.findings} == {"TOO_MANY_SMALL"}


def test_the_time_limit_is_a_failure() -> None:
    result = audit([whole_round()], seconds=0)
    assert [finding.kind for finding in result.findings] == ["OUT_OF_TIME"]
    assert not result.passed


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"mean": None}, "UNREADABLE_NUMBER"),
        ({"at_least": 4.8}, "UNREADABLE_NUMBER"),
        ({"mean": 3.25}, "WRONG_CODE"),
        ({"mean": None, "at_least": 4.7}, "WRONG_CODE"),
        ({"mean": None, "at_most": 2.2}, "WRONG_CODE"),
        ({"answers": 4}, "WRONG_COUNTS"),
        ({"most_by_one": 2}, "WRONG_COUNTS"),
        ({"level": "dimension", "item": None, "answers": 30, "mean": 3.0}, "WRONG_COUNTS"),
        ({"rater": "Bo"}, "NOT_OPENLY_KNOWN"),
        ({"identified": True}, "NOT_OPENLY_KNOWN"),
        ({"identified": True, "raters": 1, "answers": 1}, "NOT_OPENLY_KNOWN"),
        ({"agreement": "mostly"}, "WRONG_WORD"),
        ({"scale": "importance", "agreement": "alike"}, "WRONG_WORD"),
        ({"mean": 2.4, "agreement": "alike"}, "WRONG_WORD"),
        ({"points": 6, "agreement": "alike"}, "WRONG_WORD"),
    ],
)
def test_each_wrong_field_of_a_number_is_found(change: Mapping[str, object], kind: str) -> None:
    made = table(varied("peer", 5))
    [_, second, *_] = made.cells
    assert kind in kinds(with_cells(made, replace(second, **{"agreement": None} | change)))  # type: ignore[arg-type]


def test_a_word_on_a_small_cell_or_a_coded_one_is_red() -> None:
    first = replace(table(varied("peer", 5)).cells[0], agreement="alike")
    small = replace(first, raters=4, answers=4, mean=3.0)
    coded = replace(first, mean=None, at_least=4.8)
    for cell in (small, coded):
        assert kinds(CertifiedTable(3, (cell,), ())) == {"WRONG_WORD"}


def test_a_group_shown_by_name_and_confidentially_is_red() -> None:
    made = table([*varied("peer", 5), *raters("self", 1)])
    peer, own = cells(made, "peer")[0], cells(made, "self")[0]
    assert kinds(with_cells(made, replace(own, groups=("peer",), id=own.id))) == {"NOT_OPENLY_KNOWN"}
    assert kinds(with_cells(made, replace(peer, groups=("self",)))) == {"NOT_OPENLY_KNOWN"}


def test_a_group_that_is_withheld_and_shown_is_red() -> None:
    made = table(raters("peer", 2))
    shown = table(varied("peer", 5))
    assert kinds(replace(shown, withheld=made.withheld)) == {"SHOWN_THOUGH_WITHHELD"}


def test_a_dimension_withheld_does_not_hide_the_group() -> None:
    important = [Answers(f"peer {n}", "peer", {"importance:care": 3, "care-1": None}) for n in range(4)]
    made = table(important)
    assert made.withheld
    assert made.cells
    assert audit([made]).passed


def test_derived_figures_must_rest_on_released_cells() -> None:
    made = table(varied("peer", 5))
    known = [cell.id for cell in made.cells]
    figures = {"dimensions": [{"mean": 3.0, "cells": known}, {"gap": {"cell_ids": known[:1]}, "cells": "none"}]}
    assert audit([report(made, derived=figures)]).passed
    figures["dimensions"].append({"mean": 3.0, "cells": [*known, "gone"]})
    [finding] = audit([report(made, derived=figures)]).findings
    assert finding.equation == "a figure rests on cell gone, which is not released"


def test_points_are_inferred_given_or_published() -> None:
    made = table(varied("peer", 5))
    made = replace(made, cells=tuple(replace(cell, agreement=None) for cell in made.cells))
    high = replace(made.cells[0], mean=4.8, agreement=None, points=7)
    assert audit([with_cells(made, high)]).passed
    bare = report(with_cells(made, high))
    assert kinds(bare) == {"UNCODED_END"}
    assert audit([bare], points=7).passed
    assert audit([bare], points={"performance": 7}).passed
    assert audit([bare], points={"importance": 7}).findings
    six = replace(made.cells[1], mean=5.4, agreement=None)
    assert audit([report(with_cells(made, six))]).passed
    coded = replace(made.cells[1], mean=None, at_least=6.8, agreement=None)
    assert audit([report(with_cells(made, high, coded))]).passed
    low = replace(made.cells[1], mean=None, at_most=end_code(5, 5, points=7).at_most, agreement=None)
    assert audit([report(with_cells(made, high, low))]).passed


def test_a_number_without_answers_is_wrong_and_nothing_breaks() -> None:
    first = replace(table(varied("peer", 5)).cells[0], raters=0, answers=0, most_by_one=0)
    assert "WRONG_COUNTS" in kinds(CertifiedTable(3, (first,), ()), report(CertifiedTable(3, (first,), ())))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"minimum_raters": None}, "does not say the minimum"),
        ({"minimum_raters": True}, "does not say the minimum"),
        ({"cells": None}, "no list of cells"),
        ({"withheld": {}}, "no list of withheld"),
        ({"cells": [{}]}, "no id|no list of groups"),
        ({"cells": [{"id": "a", "groups": []}]}, "groups are not a list of names"),
        ({"cells": [{"id": 3, "groups": ["peer"]}]}, "id is not text"),
    ],
)
def test_what_is_no_report_is_refused_with_a_sentence(change: Mapping[str, object], says: str) -> None:
    with pytest.raises(UnreadableRelease, match=says):
        audit([report(table(varied("peer", 5))) | change])  # type: ignore[operator]


@pytest.mark.parametrize(
    ("field", "value"), [("raters", "5"), ("mean", "3"), ("mean", True), ("raters", True), ("points", 5.5)]
)
def test_wrong_types_in_a_cell_are_refused_with_a_sentence(field: str, value: object) -> None:
    made = report(table(varied("peer", 5)))
    listed = made["cells"]
    assert isinstance(listed, list)
    with pytest.raises(UnreadableRelease, match=f"A cell's {field} is not"):
        audit([dict(made) | {"cells": [listed[0] | {field: value}]}])
