from django.apps import AppConfig


class FacilitatorsConfig(AppConfig):
    name = "ninefold.facilitators"
    verbose_name = "Facilitators"
