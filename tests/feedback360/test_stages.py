"""The table of stages, the page that is written from it, and every legal and illegal step."""

from __future__ import annotations

import pytest

from ninefold.feedback360 import diagram
from ninefold.feedback360.domain.stages import (
    FINAL,
    MEANS,
    SAID,
    STEPS,
    Act,
    NotAtThisStage,
    Part,
    Stage,
    is_possible,
    step,
)


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("act", list(Act))
def test_step_is_in_the_table_or_refused_in_words(stage: Stage, act: Act) -> None:
    rows = [row for row in STEPS if row.stage is stage and row.act is act]
    assert len(rows) <= 1
    if rows:
        assert step(stage, act) == rows[0]
        assert is_possible(stage, act)
        return
    assert not is_possible(stage, act)
    with pytest.raises(NotAtThisStage) as refusal:
        step(stage.value, act)
    assert str(refusal.value) == f"This round is {SAID[stage]}, so nobody can {act.value} now."


def test_every_stage_can_be_reached_and_has_its_words() -> None:
    reached = {Stage.DRAFT}
    while more := {row.to for row in STEPS if row.stage in reached} - reached:
        reached |= more
    assert reached == set(Stage) == set(SAID) == set(MEANS)


def test_nothing_leaves_a_final_stage() -> None:
    assert {stage for stage in Stage if not any(row.stage is stage for row in STEPS)} == FINAL


def test_raters_are_removed_in_draft_only_and_nothing_closed_opens_again() -> None:
    assert [row.stage for row in STEPS if row.act is Act.REMOVE_RATER] == [Stage.DRAFT]
    after = {Stage.CLOSED, Stage.WITH_FACILITATOR, *FINAL}
    assert not [row for row in STEPS if row.stage in after and row.to not in after]


def test_refusing_comes_before_any_figure_and_is_the_facilitators() -> None:
    assert [(row.stage, row.parts) for row in STEPS if row.act is Act.REFUSE] == [(Stage.CLOSED, {Part.FACILITATOR})]


def test_page_of_stages_has_a_row_for_each_step_and_a_line_for_each_move() -> None:
    page = diagram.page()
    assert page.count("\n| ") == len(STEPS) + 1
    assert page.count(" --> ") >= sum(1 for step in STEPS if step.to is not step.stage)
