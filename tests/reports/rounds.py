"""Rounds whose raters gave the answers of the factories, closed in the vault, at a stage at which there is a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from ninefold.feedback360.domain.stages import Stage
from ninefold.feedback360.models import FeedbackRound, Rater
from ninefold.leadership_model.domain import SELF
from ninefold.leadership_model.instrument import instrument
from ninefold.leadership_model.packs import find_pack
from ninefold.vault import actions as vault
from tests.factories.accounts import a_person
from tests.factories.feedback360 import a_round, pass_of
from tests.factories.reports import SOME_COMMENTS, a_raters_answers, own_answers

GROUPS: Mapping[str, int] = {"line manager": 1, "peer": 5, "direct report": 6, "other": 3}


def a_reported_round(
    stage: str = "with facilitator", *, groups: Mapping[str, int] = GROUPS, name: str = "Ruth Adeyemi", **changes: Any
) -> FeedbackRound:
    """A round that was answered with the ratings and comments of the factories, closed, and put at the stage."""
    feedback_round = a_round("open", groups=groups, participant=a_person(name), **changes)
    pack = find_pack(feedback_round.pack_id, feedback_round.pack_version)
    left = list(SOME_COMMENTS)
    seeds: dict[str, int] = {}
    for rater in feedback_round.raters.all():
        if rater.group == "line manager":
            Rater.objects.filter(pk=rater.pk).update(name="Helen Marsh")
            rater.refresh_from_db()
        seed = seeds[rater.group] = seeds.get(rater.group, -1) + 1
        _answers(rater, seed, left)
    vault.close(round_id=feedback_round.pk, instrument=instrument(pack))
    feedback_round.stage, feedback_round.closed_at = Stage(stage).value, timezone.now()
    feedback_round.save()
    return feedback_round


def _answers(rater: Rater, seed: int, left: list[Any]) -> None:
    pack = find_pack(rater.round.pack_id, rater.round.pack_version)
    given = own_answers(pack, rater.name) if rater.group == SELF else a_raters_answers(pack, "x", rater.group, seed)
    items = [item.id for item in pack.items_for(rater.group)]
    answers: dict[str, Any] = {item: given.ratings.get(item) for item in items}
    for question in pack.questions:
        mine = next((one for one in left if one.groups == (rater.group,) and one.question == question.id), None)
        if mine:
            left.remove(mine)
            answers[question.id] = mine.text
    rater_pass = pass_of(rater)
    vault.save_page(rater_pass, page="all", answers=answers)
    named = rater.name if pack.group(rater.group).identified else None
    vault.submit(rater_pass, required={"all": items}, name=named)
