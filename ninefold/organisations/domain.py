"""Roles, and what holding one lets a person see."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

# Who confirms a list of raters before invitations go out.
BY_FACILITATOR: Final = "facilitator"
BY_ORGANISATION: Final = "organisation"


class Role(StrEnum):
    """What a person is in one organisation. The value is the word that pages show."""

    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    ORGANISATION_LEAD = "organisation lead"
    REGIONAL_LEAD = "regional lead"
    OPERATOR = "operator"


# A lead of an organisation appoints only within it; the rest is for those who answer for a region or for the site.
ROLES_A_LEAD_GIVES = (Role.PARTICIPANT, Role.FACILITATOR, Role.ORGANISATION_LEAD)

MEANING_OF_ROLES = {
    Role.PARTICIPANT: "asks for feedback about their own leadership",
    Role.FACILITATOR: "talks reports through with participants",
    Role.ORGANISATION_LEAD: "invites people and follows progress, without seeing an answer",
    Role.REGIONAL_LEAD: "keeps the register of facilitators of the region",
    Role.OPERATOR: "runs this site",
}
