"""The forms of signing in: the library's own, with our fields and words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth import REDIRECT_FIELD_NAME, password_validation
from django.core.cache import cache
from django.core.exceptions import ValidationError

from ninefold.accounts.adapters import WRONG_CODE
from ninefold.ui.fields import BooleanField, CharField, EmailField, PasswordField

LONGEST_ADDRESS = 254
LONGEST_PASSWORD = 200
PASSWORD_HINT = "At least 12 characters. Three random words are easy to remember and hard to guess"  # noqa: S105


def code_field(*, label: str, hint: str) -> CharField:
    return CharField(
        label=label, hint=hint, error="Enter the code", width=10, max_length=20, autocomplete="one-time-code",
        inputmode="numeric",
    )  # fmt: skip


class AddressField(EmailField):
    """In lower case, so that mail goes to the address that was stored."""

    def to_python(self, value: Any) -> Any:
        return str(super().to_python(value)).lower()


def address_field(hint: str = "") -> AddressField:
    return AddressField(hint=hint, error="Enter your e-mail address", max_length=LONGEST_ADDRESS, autocomplete="email")


def new_password_field(label: str, hint: str = "") -> PasswordField:
    return PasswordField(label=label, hint=hint, max_length=LONGEST_PASSWORD, autocomplete="new-password")


def current_password_field(label: str = "Your password") -> PasswordField:
    return PasswordField(label=label, max_length=LONGEST_PASSWORD, autocomplete="current-password")


class SignInForm(account.LoginForm):  # type: ignore[misc]
    """The address only: a code follows by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = address_field()

    @property
    def onward(self) -> str:
        """Where the visitor was going, to be added to the address of another way to sign in."""
        onward = self.request.GET.get(REDIRECT_FIELD_NAME) if self.request else None
        return f"?{urlencode({REDIRECT_FIELD_NAME: onward})}" if onward else ""

    @property
    def sign_up_is_open(self) -> bool:
        return bool(get_adapter(self.request).is_open_for_signup(self.request))


class SignInByPasswordForm(SignInForm):
    """The address and a password, for those who set one."""

    def _setup_password_field(self) -> None:
        self.fields["password"] = current_password_field()


class RequestCodeForm(account.RequestLoginCodeForm):  # type: ignore[misc]
    email = address_field()


class SignInCodeForm(account.ConfirmLoginCodeForm):  # type: ignore[misc]
    code = code_field(label="Code from the e-mail", hint="6 digits")


class ConfirmEmailCodeForm(account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    code = code_field(label="Code from the e-mail", hint="6 digits")


class SignUpForm(account.SignupForm):  # type: ignore[misc]
    field_order = ("name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = address_field("Use the one from work, if you have one")
        self.order_fields(self.field_order)


class NewPasswordMixin:
    """Says what is wrong with a new password at its field."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        password_validation.validate_password(password, self.user)
        return password


class ChangePasswordForm(NewPasswordMixin, account.ChangePasswordForm):  # type: ignore[misc]
    oldpassword = current_password_field("Current password")
    password1 = new_password_field("New password", PASSWORD_HINT)
    password2 = new_password_field("New password again")


class SetPasswordForm(NewPasswordMixin, account.SetPasswordForm):  # type: ignore[misc]
    password1 = new_password_field("New password", PASSWORD_HINT)
    password2 = new_password_field("New password again")


class ConfirmPasswordForm(account.ReauthenticateForm):  # type: ignore[misc]
    password = current_password_field()


class OnceOnlyMixin:
    """A code of an authenticator app works for a minute and a half, but once only."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        key = f"second-factor-used:{self.user.pk}:{code}"
        if cache.get(key):
            raise ValidationError(WRONG_CODE)
        super().clean_code()  # type: ignore[misc]
        cache.set(key, "used", timeout=4 * 30)
        return code


class SecondFactorForm(OnceOnlyMixin, mfa.AuthenticateForm):  # type: ignore[misc]
    code = code_field(label="Code", hint="From your authenticator app, or one of your recovery codes")


class ConfirmSecondFactorForm(OnceOnlyMixin, mfa.ReauthenticateForm):  # type: ignore[misc]
    code = code_field(label="Code", hint="From your authenticator app, or one of your recovery codes")


class ActivateAppForm(ActivateTOTPForm):  # type: ignore[misc]
    code = code_field(label="Code from the app", hint="6 digits. A new one appears every 30 seconds")


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    name = CharField(
        label="Name of this passkey",
        hint="So that you know it again, such as ‘work phone’",
        max_length=60,
        required=False,
    )
    passwordless = BooleanField(
        label="Sign in with this passkey alone",
        hint="Your device then asks for your finger, your face or its PIN, and you need no code",
        required=False,
        initial=True,
    )


class RenamePasskeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    name = CharField(label="Name of this passkey", error="Enter a name for the passkey", max_length=60)


class MyNameForm(forms.Form):
    name = CharField(label="Your name", error="Enter your name", max_length=120, autocomplete="name")
