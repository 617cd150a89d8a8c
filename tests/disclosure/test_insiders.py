"""The interval test against brute force, and what it says of releases."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations_with_replacement, product

import pytest

from ninefold.disclosure import CertifiedTable, agreement_word, audit, end_code
from ninefold.disclosure.auditor.insiders import Facts, possible
from tests.disclosure.making import raters, table, varied

ENDS = {3: (8, 14), 4: (9, 19), 5: (10, 24)}


def facts(total: int, n: int, word: str | None = None) -> Facts:
    low, high = ENDS[n]
    if total <= low:
        return Facts(n, n, low, 5, None)
    if total >= high:
        return Facts(n, high, 5 * n, 5, None)
    return Facts(n, total, total, 5, word)


@pytest.mark.parametrize("n", [3, 4, 5])
def test_what_is_possible_is_what_all_worlds_show(n: int) -> None:
    worlds: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for world in combinations_with_replacement(range(1, 6), n):
        worlds[end_code(sum(world), n, points=5), agreement_word(world, points=5)].append(world)
    for (_, word), same in worlds.items():
        told = facts(sum(same[0]), n, word)
        if n < 5:
            told = replace(told, word=None)
        readers = {value for world in same for value in world}
        assert set(possible(told, 0, 0)) == readers
        for own in readers:
            others = {v for world in same if own in world for v in _without(world, own)}
            assert set(possible(told, 1, own)) == others


def _without(world: tuple[int, ...], own: int) -> list[int]:
    rest = list(world)
    rest.remove(own)
    return rest


def test_several_answers_of_an_insider_are_what_all_worlds_show() -> None:
    for total in range(13, 25):
        told = Facts(5, total, total, 5, None)
        for own in range(2, 11):
            seen = {v for rest in product(range(1, 6), repeat=3) if sum(rest) + own == total for v in rest}
            assert set(possible(told, 2, own)) == seen


def test_a_table_as_made_passes_for_every_insider() -> None:
    answers = [*varied("peer", 6), *raters("direct report", 5, 5, 1, 3, 4), *varied("other", 4), *raters("self", 1)]
    result = audit([table(answers)], insiders="every")
    assert result.passed
    assert result.checks > audit([table(answers)]).checks + 9 * 5


def test_all_ones_uncoded_pin_every_answer() -> None:
    made = table(raters("peer", 5, 1, 3, 3, 3))
    bare = replace(made.cells[0], mean=1.0, at_most=None)
    findings = audit([CertifiedTable(3, (bare,), ())], insiders="every").findings
    assert {"PINNED", "PINNED_FOR_INSIDER", "UNCODED_END"} == {finding.kind for finding in findings}


def test_a_given_insider_with_the_top_answer_pins_low_ones_only_where_uncoded() -> None:
    made = table(raters("peer", 5, 3, 3, 3, 3))
    low = replace(made.cells[0], mean=1.8, agreement=None)
    release = CertifiedTable(3, (low,), ())
    findings = audit([release], insiders={"Cy": {"care-1": 5, "care-2": 3}}).findings
    assert any("leaves Cy, who answered 5, one value for another's answer: 1" in str(one) for one in findings)
    assert {one.kind for one in audit([release], insiders={"Cy": {"care-1": None}}).findings} == {"UNCODED_END"}


def test_high_answers_that_an_insider_pins_are_counted_and_no_finding() -> None:
    made = table(raters("peer", 5, 3, 3, 3, 3))
    high = replace(made.cells[0], mean=4.2, agreement=None)
    result = audit([CertifiedTable(3, (high,), ())], insiders={"Cy": {"care-1": 1}})
    assert result.passed
    assert result.pinned_high == 1


def test_own_answers_that_are_no_table_say_nothing() -> None:
    made = table(varied("peer", 5))
    assert audit([made], insiders={"Cy": [3]}).passed  # type: ignore[dict-item]
