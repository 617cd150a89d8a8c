"""Addresses of the demonstration; they exist in no other installation."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ninefold.demo import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("try/", views.try_it, name="try_it"),
    path("try/<slug:key>/", views.try_as, name="try_as"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<uuid:copy_id>/", views.outbox_message, name="outbox_message"),
]
