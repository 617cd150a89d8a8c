"""Forgetting who was asked, a year after a round (docs/confidentiality.md): until then they can be thanked and written to."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from ninefold.feedback360.domain.closing import in_london
from ninefold.feedback360.domain.stages import Stage
from ninefold.feedback360.models import Rater

RATERS_KEPT_FOR = timedelta(days=365)


def forget_raters_where_due(now: datetime | None = None) -> int:
    """Remove name, address and group of everybody in rounds that closed, or should have, a year ago. Gives how many went."""
    limit = (now or timezone.now()) - RATERS_KEPT_FOR
    over = Q(round__closed_at__lt=limit) | Q(round__closed_at=None, round__closes_on__lt=in_london(limit))
    gone, _ = Rater.objects.filter(over).exclude(round__stage=Stage.OPEN).delete()
    return gone
