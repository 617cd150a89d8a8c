"""The addresses of the site, with the components page that otherwise exists in the demonstration only."""

from django.urls import path

from ninefold.config import urls
from ninefold.ui import views

handler404 = urls.handler404
handler500 = urls.handler500
urlpatterns = [path("ui/components/", views.components, name="components"), *urls.urlpatterns]
