from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "ninefold.organisations"
    verbose_name = "Organisations"
