"""Advice on how many people and which mix."""

from __future__ import annotations

import pytest

from ninefold.feedback360.domain.advice import Advice, advice

PLURALS = {"line manager": "Line managers", "peer": "Peers", "direct report": "Direct reports", "other": "Other"}


def advised(**asked: int) -> Advice:
    numbers = {group.replace("_", " "): number for group, number in asked.items()}
    return advice(numbers, plurals=PLURALS, identified={"line manager"}, minimum=3)


def test_a_good_list_needs_no_advice() -> None:
    assert advised(line_manager=1, peer=6, direct_report=6) == Advice(asked=12, more=0, sentences=())


@pytest.mark.parametrize(("peers", "more"), [(0, 10), (9, 1), (10, 0), (15, 0)])
def test_aim_is_ten_colleagues_besides_the_line_manager(peers: int, more: int) -> None:
    assert advised(line_manager=2, peer=peers).more == more


def test_small_group_few_groups_and_no_line_manager_are_named() -> None:
    said = " ".join(advised(peer=12, other=2).sentences)
    assert "Few people are in ‘Other’" in said
    assert "not asked your line manager" in said
    assert "All colleagues are in one group" in " ".join(advised(line_manager=1, peer=12).sentences)
    assert "more people than a report needs" in " ".join(advised(line_manager=1, peer=20, other=11).sentences)
