"""Every address × every role: what somebody has nothing to do with is not there for them. A new address needs a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.test_addresses import EVERY
from tests.house.world import NO_ROLE, STRANGER, World, a_world

# Roles: in the round's organisation, then in another one (in another region), then nobody.
OWN = ("participant", "facilitator", "lead", "colleague", "regional lead", "operator")
FOREIGN = ("foreign participant", "foreign facilitator", "foreign lead", "foreign regional lead", "foreign operator")
ROLES = (*OWN, *FOREIGN, NO_ROLE, STRANGER)
SIGNED_IN = frozenset(ROLES) - {STRANGER}

EVERYBODY = frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()
PARTICIPANT, FACILITATOR, LEAD = frozenset({"participant"}), frozenset({"facilitator"}), frozenset({"lead"})
PARTICIPANTS = frozenset({"participant", "colleague", "foreign participant"})
FACILITATORS = frozenset({"facilitator", "foreign facilitator"})
OF_THE_REGION = frozenset({"regional lead"})
# Whoever runs the site runs it for all its organisations.
OPERATORS = frozenset({"operator", "foreign operator"})

ALWAYS = ""
IN_REPORT = {
    "open": NOBODY,
    "closed": NOBODY,
    "with facilitator": FACILITATOR,
    "released": PARTICIPANT | FACILITATOR,
    "refused": NOBODY,
}
BEFORE_RELEASE = {**IN_REPORT, "released": NOBODY}
BY_FACILITATOR = {**IN_REPORT, "released": FACILITATOR}


def always(roles: frozenset[str]) -> Mapping[str, frozenset[str]]:
    return {ALWAYS: roles}


MATRIX: dict[str, Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        (
            "accessibility", "dimension", "help", "livez", "model", "privacy", "readyz", "security_txt", "theme", "welcome",
            "who_sees_what",
        ),
        always(EVERYBODY),
    ),
    # Without the cookie of a link there is nothing, whoever asks.
    **dict.fromkeys(
        (
            "answers_sent", "before_you_begin", "check_answers", "finish_here", "how_you_will_appear", "left_out",
            "not_taking_part", "rate", "rate_dimension", "rate_questions", "rating", "saved_for_later",
            "withdraw_answers", "wrong_group",
        ),
        always(NOBODY),
    ),
    # One's own account.
    **dict.fromkeys(
        (
            "account_change_password", "account_reauthenticate", "account_set_password", "desk",
            "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_index", "mfa_list_webauthn",
            "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "my_account", "my_name", "my_organisations", "own_data", "own_data_zip",
            "rounds", "second_factor_set_up", "usersessions_list",
        ),
        always(SIGNED_IN),
    ),
    # The people of these tests have no app, no codes and no passkey; those of others are not theirs.
    **dict.fromkeys(
        (
            "mfa_deactivate_totp", "mfa_download_recovery_codes", "mfa_edit_webauthn", "mfa_remove_webauthn",
            "mfa_view_recovery_codes",
        ),
        always(NOBODY),
    ),
    # Signing in and out.
    **dict.fromkeys(
        (
            "account_confirm_login_code", "account_email", "account_email_verification_sent", "account_inactive",
            "account_login", "account_logout", "account_request_login_code", "account_signup", "mfa_authenticate", "mfa_login_webauthn",
            "sign_in_by_password",
        ),
        always(EVERYBODY),
    ),
    # Organisations and the register.
    "people": always(LEAD | OPERATORS),
    "invite_person": always(LEAD | OPERATORS),
    "organisation_settings": always(LEAD | OPERATORS),
    "end_membership": always(LEAD | OPERATORS),
    "close_account": always(OPERATORS),
    "my_standing": always(FACILITATORS),
    "declare_conflict": always(FACILITATORS),
    "registers": always(OF_THE_REGION | {"foreign regional lead"}),
    "register": always(OF_THE_REGION),
    "accredit_facilitator": always(OF_THE_REGION),
    # Feedback rounds.
    "create_round": always(PARTICIPANTS),
    "organisation_rounds": always(LEAD),
    "round": always(PARTICIPANT | FACILITATOR | LEAD),
    **dict.fromkeys(
        (
            "add_rater", "ask_for_confirmation", "change_plan", "paste_raters", "raters", "remove_rater", "self_rating",
            "take_list_back",
        ),
        always(PARTICIPANT),
    ),
    "confirm_list": always(FACILITATOR | LEAD),
    "send_list_back": always(FACILITATOR | LEAD),
    "move_closing_date": always(PARTICIPANT | FACILITATOR | LEAD),
    "close_round": always(PARTICIPANT | FACILITATOR),
    "cancel_round": always(PARTICIPANT | LEAD),
    "end_round": always(PARTICIPANT | LEAD),
    "check_list": always(FACILITATOR),
    "refuse_list": always(FACILITATOR),
    "reassign_facilitator": always(LEAD),
    # Reports.
    **dict.fromkeys(
        (
            "report", "report_comments", "report_data", "report_dimension", "report_dimensions", "report_how_to_read",
            "report_pdf", "report_protection", "report_what_matters",
        ),
        IN_REPORT,
    ),
    "withhold_comment": BEFORE_RELEASE,
    "log_report_session": BY_FACILITATOR,
    "release_report": BY_FACILITATOR,
}  # fmt: skip

# Steps of signing in, which send whoever has not begun to the first of them.
FIRST_PAGE_INSTEAD = {
    "account_confirm_login_code", "account_email_verification_sent", "account_request_login_code", "mfa_authenticate",
    "mfa_login_webauthn",
}  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    return a_world()


def rows(world: World) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Name, address, stage and who may, for each cell of the matrix."""
    for name, route in EVERY:
        for stage, allowed in MATRIX[name].items():
            yield name, world.address(name, route, stage or "open"), stage, allowed


def visitors(world: World, name: str, allowed: frozenset[str]) -> Iterator[Client]:
    """Somebody who may, if that is quick to show, and somebody who may not."""
    # A PDF and an archive of PDFs take their time.
    if allowed - {STRANGER} and name not in {"report_pdf", "own_data_zip"}:
        yield world.clients[next(role for role in ROLES if role in allowed)]
    yield world.clients[STRANGER]


def is_refused(answer: Any) -> bool:
    """Not there, or the sign-in page: never a page that says that there is something."""
    sent_to_sign_in = answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))
    return sent_to_sign_in or answer.status_code in {404, 405}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert {name for name, _ in EVERY} == set(MATRIX)


def test_every_role_finds_what_is_theirs_and_nothing_else(world: World) -> None:
    wrong = [
        f"{name} {stage}: {role} got {answer.status_code}"
        for name, address, stage, allowed in rows(world)
        for role, client in world.clients.items()
        # A PDF takes a tenth of a second and is read in the tests of reports.
        if not (name == "report_pdf" and role in allowed)
        for answer in [client.get(address, secure=True)]
        if is_refused(answer) is (role in allowed) and name not in FIRST_PAGE_INSTEAD
    ]
    assert not wrong, "\n".join(wrong)


def test_nobody_sends_a_form_to_what_is_not_theirs(world: World) -> None:
    wrong = [
        f"{name} {stage}: {role} got {answer.status_code}"
        for name, address, stage, allowed in rows(world)
        for role, client in world.clients.items()
        if role not in allowed
        for answer in [client.post(address, {"confirm": "yes", "reason": "because"}, secure=True)]
        if not is_refused(answer)
    ]
    assert not wrong, "\n".join(wrong)
