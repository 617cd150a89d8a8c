"""One mailbox written in many ways is one mailbox: nobody rates twice, and nobody rates themselves as a colleague."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ninefold.feedback360.actions import RaterNotPossible, add_rater
from ninefold.feedback360.domain.addresses import address_key
from tests.factories.feedback360 import a_round
from tests.factories.organisations import a_participant, an_organisation

SAME = {
    "ruth@example.org": [
        "Ruth@Example.ORG", "ruth+rater@example.org", '"ruth"@example.org', '"ruth+2"@example.org', "ＲＵＴＨ@example.org",
        " ruth@example.org ",
    ],
    "ruth@exämple.org": ["ruth@xn--exmple-cua.org", "ruth@EXÄMPLE.org", "ruth@exa\u0308mple.org"],
}  # fmt: skip


@pytest.mark.parametrize(("address", "written"), [(one, each) for one, ways in SAME.items() for each in ways])
def test_one_mailbox_has_one_key(address: str, written: str) -> None:
    assert address_key(written) == address_key(address)


def test_different_people_have_different_keys() -> None:
    keys = {
        address_key(each)
        for each in ("ruth@example.org", "ruth.a@example.org", "ruth@example.com", "truth@example.org")
    }
    assert len(keys) == 4


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    assert len(address_key(text)) <= 254


def test_letters_that_become_many_still_fit() -> None:
    assert len(address_key("ruth@" + "\ufdfa" * 100 + ".org")) == 254


@pytest.mark.django_db
@pytest.mark.parametrize(("own", "written"), [(one, each) for one, ways in SAME.items() for each in ways])
def test_participant_cannot_add_themselves_in_disguise(own: str, written: str) -> None:
    organisation = an_organisation()
    feedback_round = a_round(participant=a_participant(organisation, email=own), organisation=organisation)
    with pytest.raises(RaterNotPossible) as refusal:
        add_rater(
            round_id=feedback_round.pk, name="Somebody Else", email=written, group="peer", agreed=True,
            by=feedback_round.participant, now=timezone.now(),
        )  # fmt: skip
    try:
        validate_email(written.strip())
    except ValidationError:
        return
    assert "own address" in str(refusal.value)
