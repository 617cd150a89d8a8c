from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "ninefold.organisations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        from ninefold.accounts import second_factor
        from ninefold.organisations.permissions import sees_only_themself

        second_factor.relax_for(sees_only_themself)
