"""Where the sign-in library meets this house: mail through the outbox, our own words, our own rules."""

from __future__ import annotations

import time
from hashlib import blake2b
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from nacl.encoding import URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from ninefold.accounts import second_factor
from ninefold.accounts.actions import send_account_mail
from ninefold.accounts.models import Person
from ninefold.ui.formatting import london_datetime

# Kinds of our outbox by the library's names.
MAIL = {
    "account/email/login_code": "sign_in_code",
    "account/email/email_confirmation": "confirm_email_code",
    "account/email/email_confirmation_signup": "confirm_email_code",
    "account/email/unknown_account": "no_account",
    "account/email/account_already_exists": "account_exists",
}
# What changed, in the message that warns the owner of an account.
CHANGES = {
    "account/email/password_changed": "The password of your account was changed.",
    "account/email/password_set": "A password was added to your account.",
    "mfa/email/totp_activated": "An authenticator app was added to your account.",
    "mfa/email/totp_deactivated": "The authenticator app was removed from your account.",
    "mfa/email/webauthn_added": "A passkey was added to your account.",
    "mfa/email/webauthn_removed": "A passkey was removed from your account.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account. The old ones no longer work.",
}
SAID_AFTERWARDS = {
    "account/messages/password_changed.txt": "Your password was changed.",
    "account/messages/password_set.txt": "Your password was set.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app was removed.",
    "mfa/messages/webauthn_added.txt": "Your passkey is set up.",
    "mfa/messages/webauthn_removed.txt": "The passkey was removed.",
    "mfa/messages/recovery_codes_generated.txt": "New recovery codes were made. Keep them in a safe place.",
    "usersessions/messages/sessions_logged_out.txt": "You are signed out everywhere else.",
}
WRONG_CODE = "That code is not right. Check it and enter it again"
TOO_OFTEN = "That was too many tries. Wait a few minutes, then try again"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Write to us if you think it should not be",
        "email_password_mismatch": "The e-mail address or the password is not right",
        "enter_current_password": "Your current password is not right",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "The password is not right",
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.NINEFOLD_SIGN_UP == "open")

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only a passkey is asked for by a script; all else answers with pages, whatever a request says it accepts."""
        asks_for_passkey = (
            request.resolver_match is not None and request.resolver_match.url_name == "mfa_login_webauthn"
        )
        return asks_for_passkey and bool(super().is_ajax(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix in CHANGES:
            facts = {"change": CHANGES[template_prefix], "when": london_datetime(context["timestamp"])}
            send_account_mail(kind="account_changed", to=email, facts=facts)
        else:
            facts = {"code": str(context["code"])} if "code" in context else {}
            send_account_mail(kind=MAIL[template_prefix], to=email, facts=facts)

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or SAID_AFTERWARDS.get(message_template or "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def is_reauthentication_required(self, app: str) -> bool:
        """Whoever has signed in, or shown their second factor, a moment ago is not asked for it again."""
        person = context.request.user
        strong = second_factor.has_one(person) if isinstance(person, Person) else True
        latest = max(
            (
                each["at"]
                for each in get_authentication_records(context.request, person)
                if not strong or each["method"] == second_factor.SECOND_FACTOR
            ),
            default=0.0,
        )
        return bool(time.time() - latest >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A password alone does not stand for a person who has a second factor."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if isinstance(user, Person) and second_factor.has_one(user):
            methods = [each for each in methods if each["id"] != "reauthenticate"]
        words = {"mfa_reauthenticate": "Use a code", "mfa_reauthenticate:webauthn": "Use a passkey"}
        return [each | {"description": words.get(each["id"], "Use your password")} for each in methods]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("my_account")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        return SecretBox(_key(settings.SECRET_KEY)).encrypt(text.encode(), encoder=URLSafeBase64Encoder).decode()

    def decrypt(self, encrypted_text: str) -> str:
        for secret_key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return (
                    SecretBox(_key(secret_key)).decrypt(encrypted_text.encode(), encoder=URLSafeBase64Encoder).decode()
                )
            except CryptoError:
                continue
        raise CryptoError("No secret key of this site opens this second factor.")

    def build_totp_svg(self, url: str) -> str:
        """The picture as it can stand in a page, without the heading of an XML file."""
        svg = str(super().build_totp_svg(url))
        return svg[svg.index("<svg") :]

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return "My passkey"

    def _get_site_name(self) -> str:
        return str(settings.NINEFOLD_SITE_NAME)


def _key(secret_key: str) -> bytes:
    return blake2b(secret_key.encode(), digest_size=SecretBox.KEY_SIZE, person=b"second factor").digest()
