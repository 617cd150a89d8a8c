from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "ninefold.reports"
    label = "reports"
    verbose_name = "Feedback reports"
