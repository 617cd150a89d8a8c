"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from ninefold.organisations import views

urlpatterns = [
    path("organisations/", views.my_organisations, name="my_organisations"),
    path("organisations/<uuid:organisation_id>/people/", views.people, name="people"),
    path("organisations/<uuid:organisation_id>/people/invite/", views.invite_person, name="invite_person"),
    path("organisations/<uuid:organisation_id>/settings/", views.organisation_settings, name="organisation_settings"),
    path("people/<uuid:person_id>/close/", views.close_account, name="close_account"),
    path("memberships/<uuid:membership_id>/end/", views.end_membership, name="end_membership"),
]
