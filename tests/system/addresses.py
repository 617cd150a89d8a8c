"""All addresses of an installation, with those of the demonstration."""

from __future__ import annotations

from django.urls import include, path

from ninefold.config import urls
from ninefold.ui import views

urlpatterns = [
    *urls.urlpatterns,
    path("", include("ninefold.demo.urls")),
    path("ui/components/", views.components, name="components"),
]
