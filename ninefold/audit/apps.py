from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ninefold.audit"
    label = "audit"
