"""Addresses of signing in. Those of the sign-in library are named one by one: what is not listed does not exist."""

from allauth.account import views as account
from django.urls import include, path
from django.views.generic import RedirectView

from ninefold.accounts import views

urlpatterns = [
    path("account/", views.my_account, name="my_account"),
    path("account/name/", views.my_name, name="my_name"),
    path("account/login/", account.login, name="account_login"),
    path("account/login/password/", views.sign_in_by_password, name="sign_in_by_password"),
    path("account/login/code/", RedirectView.as_view(pattern_name="account_login", query_string=True),
         name="account_request_login_code"),
    path("account/login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("account/logout/", views.sign_out, name="account_logout"),
    path("account/closed/", account.account_inactive, name="account_inactive"),
    path("account/sign-up/", account.signup, name="account_signup"),
    path("account/sign-up/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/change/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    # The sign-in library goes here when there is nothing left to confirm.
    path("account/email/", RedirectView.as_view(pattern_name="my_account"), name="account_email"),
    path("account/second-factor/set-up/", views.second_factor_set_up, name="second_factor_set_up"),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", views.usersessions_list, name="usersessions_list"),
]  # fmt: skip
