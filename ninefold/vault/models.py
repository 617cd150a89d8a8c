"""The tables of the vault. No row has a time, a sequence or a foreign key; keys are hashes or version 4 UUIDs.

Only `vault.actions` and `vault.queries` touch them, with statements of their own: the models refuse to write.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn

from django.db import models

from ninefold.classification import Classified, not_personal, personal, secret
from ninefold.vault.domain import RaterState, RoundStage

UNTIL_CLOSE = "until the round closes"
WITH_REPORT = "as long as the feedback report"


class WritesGoThroughActions(TypeError):
    """Somebody tried to write to the vault beside its actions."""


def _refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise WritesGoThroughActions("The vault is written by ninefold.vault.actions only.")


class SealedQuerySet(models.QuerySet[Any]):
    """Reads only."""

    create = update = delete = bulk_create = bulk_update = _refuse
    get_or_create = update_or_create = _refuse
    acreate = aupdate = adelete = abulk_create = abulk_update = _refuse
    aget_or_create = aupdate_or_create = _refuse


class SealedModel(models.Model):
    objects = SealedQuerySet.as_manager()

    save = save_base = delete = asave = adelete = _refuse

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return type(self).__name__


class Round(SealedModel):
    """A round as the vault knows it; `swept` once nothing sealed is left of a round that is no longer open."""

    round_id = models.UUIDField(primary_key=True, editable=False)
    state = models.CharField(max_length=10)
    close_public_key = models.BinaryField(max_length=32)
    minimum = models.PositiveSmallIntegerField()
    swept = models.BooleanField()

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "round_id": not_personal("which round"),
        "state": not_personal("whether it takes answers"),
        "close_public_key": not_personal("seals envelopes, opens nothing"),
        "minimum": not_personal("fewest raters for a group to be shown, fixed when the round opens"),
        "swept": not_personal("whether anything sealed is left to delete"),
    }

    class Meta(SealedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[stage.value for stage in RoundStage]), name="vault_round_state_is_known"
            ),
            models.CheckConstraint(condition=models.Q(minimum__gte=3), name="vault_round_minimum_is_three_or_more"),
        ]


class Invitation(SealedModel):
    """Who may answer, in which group, and how it stands, without a time."""

    h_inv = models.BinaryField(primary_key=True, max_length=32)
    round_id = models.UUIDField(db_index=True)
    rater_id = models.UUIDField(unique=True)
    group = models.CharField(max_length=40)
    state = models.CharField(max_length=12)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "h_inv": secret("finds the invitation of a link", kept=UNTIL_CLOSE),
        "round_id": not_personal("which round", kept=UNTIL_CLOSE),
        "rater_id": personal("who was invited", kept=UNTIL_CLOSE),
        "group": personal("the relation to the participant", kept=UNTIL_CLOSE),
        "state": secret("who need not be reminded; told to nobody", kept=UNTIL_CLOSE),
    }

    class Meta(SealedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in RaterState]),
                name="vault_invitation_state_is_known",
            )
        ]


class TokenCopy(SealedModel):
    """The token under the round's web secret, so that a reminder carries the same link; gone once answers are sent."""

    h_inv = models.BinaryField(primary_key=True, max_length=32)
    box = models.BinaryField()

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "h_inv": secret("whose token it is", kept="until the answers are sent"),
        "box": secret("the sealed token", kept="until the answers are sent"),
    }

    class Meta(SealedModel.Meta):
        db_table = "vault_token_copy"


class Draft(SealedModel):
    """One page of a form that is being filled in, sealed; rows of one rater cannot be told together."""

    h_resp = models.BinaryField(primary_key=True, max_length=32)
    round_id = models.UUIDField(db_index=True)
    box = models.BinaryField()

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "h_resp": secret("finds the page of a link", kept=UNTIL_CLOSE),
        "round_id": not_personal("which round", kept=UNTIL_CLOSE),
        "box": secret("the sealed answers of one page", kept=UNTIL_CLOSE),
    }


class Envelope(SealedModel):
    """The answers of one rater, sealed to the round's close key."""

    h_resp = models.BinaryField(primary_key=True, max_length=32)
    round_id = models.UUIDField(db_index=True)
    group = models.CharField(max_length=40)
    box = models.BinaryField()

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "h_resp": secret("finds the envelope of a link", kept=UNTIL_CLOSE),
        "round_id": not_personal("which round", kept=UNTIL_CLOSE),
        "group": secret("decides before opening which cells there are", kept=UNTIL_CLOSE),
        "box": secret("the sealed answers", kept=UNTIL_CLOSE),
    }

    class Meta(SealedModel.Meta):
        db_table = "vault_urn"


class FrozenTable(SealedModel):
    """The certified table of a closed round, written once; `chain` fixes the table, `head` the comments after it."""

    round_id = models.UUIDField(primary_key=True)
    packed = models.BinaryField()
    chain = models.BinaryField(max_length=32)
    head = models.BinaryField(max_length=32)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "round_id": not_personal("which round"),
        "packed": personal("the scores that may be shown", kept=WITH_REPORT),
        "chain": not_personal("shows that the table was not changed"),
        "head": not_personal("shows that no comment was changed, added or lost"),
    }

    class Meta(SealedModel.Meta):
        db_table = "vault_certified_table"


class FrozenComment(SealedModel):
    """One comment, written at close; no group where groups were joined, a name in identified groups only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round_id = models.UUIDField(db_index=True)
    group = models.CharField(max_length=40, blank=True)
    rater = models.TextField(blank=True)
    question = models.CharField(max_length=100)
    text = models.TextField()

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "round_id": not_personal("which round"),
        "group": personal("beside which scores it stands", kept=WITH_REPORT),
        "rater": personal("the participant or a line manager, who are shown by name", kept=WITH_REPORT),
        "question": not_personal("which question it answers"),
        "text": personal("what was written", kept=WITH_REPORT),
    }

    class Meta(SealedModel.Meta):
        db_table = "vault_comment"
