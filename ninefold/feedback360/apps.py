from django.apps import AppConfig


class Feedback360Config(AppConfig):
    name = "ninefold.feedback360"
    verbose_name = "Feedback rounds"
