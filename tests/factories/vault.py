"""Rounds in the vault, raters with their passes, and answers to a small instrument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from ninefold.disclosure import Instrument, Section
from ninefold.vault import actions, queries
from ninefold.vault.domain import PageAnswers, RaterPass

GROUPS = ("self", "line manager", "peer", "direct report", "other")
IDENTIFIED = frozenset({"self", "line manager"})
CARE = ("care-1", "care-2", "care-3", "care-4")
VISION = ("vision-1", "vision-2", "vision-3", "vision-4")
REQUIRED: Mapping[str, Sequence[str]] = {"care": CARE, "vision": VISION, "open": ()}
INSTRUMENT = Instrument(
    sections=(
        Section("care", "performance", 5, CARE, agreement=True),
        Section("vision", "performance", 5, VISION, agreement=True),
    ),
    groups=GROUPS,
    identified=IDENTIFIED,
)


def an_open_vault_round(*, minimum: int = 3) -> UUID:
    round_id = uuid4()
    actions.open_round(round_id=round_id, minimum=minimum)
    return round_id


def a_pass(round_id: UUID, *, group: str = "peer", **facts: str) -> RaterPass:
    """An invited rater's pass, as their link opens it."""
    rater_id = uuid4()
    actions.invite(round_id=round_id, rater_id=rater_id, group=group)
    rater_pass = queries.pass_for(rater_id)
    assert rater_pass is not None
    return RaterPass(rater_pass.token, round_id, rater_id, group, facts)


def pages(level: int | None = 4, *, comment: str = "") -> dict[str, PageAnswers]:
    """Answers to every page of REQUIRED."""
    return {
        "care": dict.fromkeys(CARE, level),
        "vision": dict.fromkeys(VISION, level),
        "open": {"what to keep": comment},
    }


def save_all(rater_pass: RaterPass, answers: Mapping[str, PageAnswers]) -> None:
    for page, given in answers.items():
        actions.save_page(rater_pass, page=page, answers=given)


def a_submission(
    round_id: UUID, *, group: str = "peer", level: int | None = 4, comment: str = "", name: str | None = None
) -> RaterPass:
    """A rater who has answered everything with one level, and sent it."""
    rater_pass = a_pass(round_id, group=group)
    save_all(rater_pass, pages(level, comment=comment))
    actions.submit(rater_pass, required=REQUIRED, name=name)
    return rater_pass


def an_answered_round(groups: Mapping[str, int] | None = None, *, minimum: int = 3) -> UUID:
    """An open round in which so many raters of each group have sent answers, each with a comment."""
    round_id = an_open_vault_round(minimum=minimum)
    for group, number in (groups or {"self": 1, "line manager": 1, "peer": 4, "direct report": 3}).items():
        for each in range(number):
            a_submission(
                round_id, group=group, level=2 + each % 4, comment=f"{group} wrote {each}", name=f"{group} {each}"
            )
    return round_id
