from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ninefold.accounts"
    verbose_name = "Accounts"
