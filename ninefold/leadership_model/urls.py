"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from ninefold.leadership_model import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("model/", views.model, name="model"),
    path("model/<str:dimension_id>/", views.dimension, name="dimension"),
]
