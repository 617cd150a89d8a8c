"""One rule of the construction is broken at a time, and the auditor goes red each time (confidentiality.md, D5.11)."""

from dataclasses import replace

import pytest

from ninefold.disclosure import CertifiedTable, EndCoded, audit, construction, grouping
from tests.disclosure.making import CARE, GROUPS, raters, table, varied


def uncoded(total: int, answers: int, **_: int) -> EndCoded:
    return EndCoded(round(total / answers, 6))


def kinds(*releases: CertifiedTable) -> set[str]:
    return {finding.kind for finding in audit(releases).findings}


def test_a_threshold_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [*varied("peer", 5), *varied("direct report", 2)]
    assert kinds(table(answers)) == set()
    monkeypatch.setattr(construction, "check_minimum", lambda minimum: None)
    monkeypatch.setattr(grouping, "check_minimum", lambda minimum: None)
    broken = table(answers, minimum=2)
    assert kinds(broken) >= {"FEWER_RATERS", "MINIMUM_TOO_LOW"}
    assert "FEWER_RATERS" in kinds(replace(broken, minimum=3))


def test_an_uncoded_end(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = raters("peer", 5, 1, 5, 3, 3)
    assert kinds(table(answers)) == set()
    monkeypatch.setattr(construction, "end_code", uncoded)
    assert kinds(table(answers)) == {"UNCODED_END"}


@pytest.mark.parametrize(("hidden", "kind"), [(2, "ISOLATES"), (5, "OVERLAPS")])
def test_a_total_from_raw_answers(hidden: int, kind: str) -> None:
    answers = [*varied("peer", 5), *varied("direct report", hidden)]
    made = table(varied("peer", 5)) if hidden == 2 else table(answers)
    assert kinds(made) == set()
    total = construction._part(answers, GROUPS[2:4], CARE, 3)
    assert kinds(replace(made, cells=made.cells + total.cells)) == {kind}


def test_a_dimension_from_raw_answers_beside_its_items() -> None:
    answers = [*varied("peer", 6)]
    made = table(answers)
    whole = construction._cell(
        [list(map(int, filter(None, one.ratings.values()))) for one in answers], ("peer",), CARE, None
    )
    assert kinds(made) == set()
    assert kinds(replace(made, cells=(*made.cells, whole))) == {"OVERLAPS"}


def test_a_live_release_after_a_late_answer_and_after_an_erasure() -> None:
    first, late, erased = table(varied("peer", 6)), table(varied("peer", 7)), table(varied("peer", 6)[1:])
    assert kinds(first, first) == set()
    assert kinds(first, late) == {"ISOLATES"}
    assert kinds(first, erased) == {"ISOLATES"}
