"""Addresses of signing in. Those of the sign-in library are named one by one: what is not listed does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from ninefold.accounts import views
from ninefold.accounts.views import with_our_site

urlpatterns = [
    path("account/", views.my_account, name="my_account"),
    path("account/name/", views.my_name, name="my_name"),
    path("account/login/", with_our_site(account.login), name="account_login"),
    path("account/login/password/", views.sign_in_by_password, name="sign_in_by_password"),
    path("account/login/code/", RedirectView.as_view(pattern_name="account_login", query_string=True),
         name="account_request_login_code"),
    path("account/login/code/confirm/", with_our_site(account.confirm_login_code), name="account_confirm_login_code"),
    path("account/logout/", views.sign_out, name="account_logout"),
    path("account/closed/", with_our_site(account.account_inactive), name="account_inactive"),
    path("account/sign-up/", with_our_site(account.signup), name="account_signup"),
    path("account/sign-up/code/", with_our_site(account.email_verification_sent), name="account_email_verification_sent"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/change/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    # The sign-in library goes here when there is nothing left to confirm.
    path("account/email/", RedirectView.as_view(pattern_name="my_account"), name="account_email"),
    path("account/second-factor/set-up/", views.second_factor_set_up, name="second_factor_set_up"),
    path("account/second-factor/", base.index, name="mfa_index"),
    path("account/second-factor/use/", with_our_site(base.authenticate), name="mfa_authenticate"),
    path("account/second-factor/confirm/", base.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second-factor/codes/text/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("account/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("account/passkeys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("account/passkeys/confirm/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/sessions/", views.usersessions_list, name="usersessions_list"),
]  # fmt: skip
