"""The demonstration tells its story by the product's own actions, and says nothing that a visitor cannot find."""

from __future__ import annotations

from typing import Any

import pytest

from ninefold.accounts.models import Person
from ninefold.demo import filling
from ninefold.demo.people import PEOPLE
from ninefold.demo.stories import STORIES
from ninefold.feedback360.domain.stages import Stage
from ninefold.feedback360.models import FeedbackRound
from ninefold.outbox.models import SentCopy
from ninefold.vault.queries import certified


@pytest.fixture
def filled(db: None, settings: Any) -> None:
    settings.NINEFOLD_DEMO = True
    filling.fill()


@pytest.mark.usefixtures("filled")
def test_there_is_a_round_at_every_stage_and_a_name_for_everybody() -> None:
    assert set(FeedbackRound.objects.values_list("stage", flat=True)) == {str(stage) for stage in Stage}
    assert set(Person.objects.values_list("email", flat=True)) >= {one.email for one in PEOPLE}
    assert filling.is_filled()


@pytest.mark.usefixtures("filled")
def test_each_story_ends_at_its_stage() -> None:
    stages = dict(FeedbackRound.objects.values_list("participant__email", "stage"))
    for story in STORIES:
        email = next(one.email for one in PEOPLE if one.key == story.key)
        assert stages[email] == story.stage


@pytest.mark.usefixtures("filled")
def test_released_report_has_groups_comments_and_a_line_manager() -> None:
    released = FeedbackRound.objects.get(stage=Stage.RELEASED)
    found = certified(released.pk)
    assert found is not None
    groups = {cell.groups for cell in found.table.cells}
    assert groups >= {("peer",), ("direct report",), ("self",), ("line manager",)}
    assert len(found.comments) >= 10


@pytest.mark.usefixtures("filled")
def test_messages_are_kept_to_be_read_and_links_work_in_them() -> None:
    invitations = SentCopy.objects.filter(kind="rater_invitation")
    assert invitations
    assert all("/rate/" in copy.text for copy in invitations)
