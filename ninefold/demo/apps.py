from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "ninefold.demo"
    label = "demo"
