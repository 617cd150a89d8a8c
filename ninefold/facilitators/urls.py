"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from ninefold.facilitators import views

urlpatterns = [
    path("facilitators/me/", views.my_standing, name="my_standing"),
    path("facilitators/me/conflicts/", views.declare_conflict, name="declare_conflict"),
    path("facilitators/register/", views.registers, name="registers"),
    path("facilitators/register/<uuid:region_id>/", views.register, name="register"),
    path("facilitators/register/<uuid:region_id>/accredit/", views.accredit_facilitator, name="accredit_facilitator"),
]
