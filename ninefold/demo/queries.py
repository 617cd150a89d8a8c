"""Finding the made-up people and where their rounds stand."""

from __future__ import annotations

from ninefold.accounts.models import Person
from ninefold.demo.people import PEOPLE
from ninefold.feedback360.domain.stages import Part, Stage
from ninefold.feedback360.models import FeedbackRound
from ninefold.feedback360.presenters.words import Tag, tag_of


def person_of(key: str) -> Person | None:
    """The account of one of the made-up people."""
    email = next((one.email for one in PEOPLE if one.key == key), None)
    return Person.objects.filter(email=email).first() if email else None


def story_stages() -> dict[str, Tag]:
    """The tag of each participant's latest round as they see it, by their address."""
    rows = FeedbackRound.objects.order_by("opens_on").values_list("participant__email", "stage", "confirmed_at")
    return {
        email: tag_of(Stage(stage), Part.PARTICIPANT, confirmed=bool(at), list_checker=Part.FACILITATOR)
        for email, stage, at in rows
    }
