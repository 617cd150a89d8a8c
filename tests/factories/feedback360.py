"""Feedback rounds at every stage. They are put there by hand: the roads between stages have their own tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from ninefold.feedback360.actions.counting import freeze_counts
from ninefold.feedback360.domain.addresses import address_key
from ninefold.feedback360.domain.closing import in_london
from ninefold.feedback360.domain.stages import Stage
from ninefold.feedback360.models import FeedbackRound, Rater, RoundStage
from ninefold.leadership_model.domain import SELF
from ninefold.leadership_model.packs import find_pack
from ninefold.vault import actions as vault
from ninefold.vault.domain import RaterState
from ninefold.vault.queries import RaterPass, open_link, token_for
from tests.factories.facilitators import a_facilitator
from tests.factories.organisations import a_participant, an_organisation

_numbers = count(1)

USUAL_GROUPS: Mapping[str, int] = {"line manager": 1, "peer": 4, "direct report": 4, "other": 3}
_LATER = {Stage.OPEN, Stage.CLOSED, Stage.WITH_FACILITATOR, Stage.RELEASED, Stage.ENDED, Stage.REFUSED}
_CLOSED = {Stage.CLOSED, Stage.WITH_FACILITATOR, Stage.RELEASED, Stage.REFUSED}


def a_rater(feedback_round: FeedbackRound, group: str = "peer", *, name: str = "", **changes: Any) -> Rater:
    """Somebody on the list; in an open round they are invited in the vault too, without a message."""
    number = next(_numbers)
    email = changes.pop("email", f"rater.{number}@example.org")
    now = timezone.now()
    opened = feedback_round.stage == Stage.OPEN
    rater = Rater.objects.create(
        round=feedback_round,
        name=name or f"Rater {number}",
        email=email,
        address_key=address_key(email),
        group=group,
        **{"agreed_at": now, "invited_at": now if opened or group == SELF else None, **changes},
    )
    if opened or group == SELF:
        vault.invite(round_id=feedback_round.pk, rater_id=rater.pk, group=group)
    return rater


def a_round(stage: str = "draft", *, groups: Mapping[str, int] | None = None, **changes: Any) -> FeedbackRound:
    """A round at a stage, with its raters (`groups`: how many of each) and the participant as rater 'self'.

    Up to 'open' its vault is open and every rater invited there. At later stages nobody's answers were closed in the
    vault: use `a_closed_round` for a certified table.
    """
    wanted = Stage(stage)
    now = changes.pop("now", None) or timezone.now()
    organisation = changes.pop("organisation", None) or an_organisation()
    participant = changes.pop("participant", None) or a_participant(organisation)
    if "facilitator" not in changes:
        changes["facilitator"] = a_facilitator(organisation=organisation)
    feedback_round = FeedbackRound.objects.create(
        participant=participant, organisation=organisation, **{**_values(wanted, now), **changes}
    )
    RoundStage.objects.create(round=feedback_round, stage=Stage.DRAFT, act="create the round", at=now, by=participant)
    if wanted is not Stage.DRAFT:
        RoundStage.objects.create(round=feedback_round, stage=wanted, act="made for a test", at=now)
    vault.open_round(round_id=feedback_round.pk, minimum=feedback_round.minimum_raters)
    a_rater(feedback_round, SELF, name=participant.name, email=participant.email)
    for group, number in (USUAL_GROUPS if groups is None else groups).items():
        for _ in range(number):
            a_rater(feedback_round, group, **({"invited_at": now} if wanted in _LATER else {}))
    if wanted is Stage.OPEN:
        freeze_counts(feedback_round, today=in_london(now))
    return feedback_round


def a_closed_round(stage: str = "with facilitator", **changes: Any) -> FeedbackRound:
    """A round in which everybody answered, closed in the vault, then put at the stage."""
    from ninefold.leadership_model.instrument import instrument

    feedback_round = a_round("open", **changes)
    for rater in feedback_round.raters.all():
        answers_everything(rater)
    pack = find_pack(feedback_round.pack_id, feedback_round.pack_version)
    vault.close(round_id=feedback_round.pk, instrument=instrument(pack))
    feedback_round.stage, feedback_round.closed_at = Stage(stage).value, timezone.now()
    feedback_round.save()
    RoundStage.objects.create(
        round=feedback_round, stage=Stage.CLOSED, act="close the round", at=feedback_round.closed_at
    )
    if feedback_round.stage != Stage.CLOSED:
        RoundStage.objects.create(round=feedback_round, stage=feedback_round.stage, act="made for a test")
    return feedback_round


def pass_of(rater: Rater) -> RaterPass:
    """The pass that the rater's link opens, while they have not sent their answers."""
    token = token_for(rater.pk)
    rater_pass = open_link(token) if token else None
    if rater_pass is None:
        raise AssertionError("this rater's link opens nothing")
    return rater_pass


def answers_everything(rater: Rater, level: int = 3) -> RaterPass:
    """The rater rates every item with the same level and sends."""
    pack = find_pack(rater.round.pack_id, rater.round.pack_version)
    items = [item.id for item in pack.items_for(rater.group)]
    rater_pass = pass_of(rater)
    vault.save_page(rater_pass, page="all", answers=dict.fromkeys(items, level))
    named = rater.name if pack.group(rater.group).identified else None
    vault.submit(rater_pass, required={"all": items}, name=named)
    return rater_pass


def declines(rater: Rater) -> None:
    vault.decline(pass_of(rater), RaterState.DECLINED)


def _values(stage: Stage, now: datetime) -> dict[str, Any]:
    pack = find_pack("nine-dimensions")
    today = in_london(now)
    values: dict[str, Any] = {
        "pack_id": pack.id,
        "pack_version": pack.version,
        "minimum_raters": 3,
        "opens_on": today,
        "closes_on": today + timedelta(days=28),
        "stage": stage.value,
    }
    if stage in _LATER:
        values["opened_at"] = values["confirmed_at"] = now
    if stage in _CLOSED:
        values["closed_at"] = now
    return values
