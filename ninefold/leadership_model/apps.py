from django.apps import AppConfig


class LeadershipModelConfig(AppConfig):
    name = "ninefold.leadership_model"
    verbose_name = "Leadership models"
