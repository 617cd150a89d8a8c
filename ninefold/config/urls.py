"""All addresses. Each app names its own; the demonstration's exist in the demonstration only."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from ninefold.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    # First, because most requests are a rater's pages and each pattern before them costs time.
    path("", include("ninefold.feedback360.rating.urls")),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("ninefold.config.pages")),
    path("", include("ninefold.accounts.urls")),
    path("", include("ninefold.organisations.urls")),
    path("", include("ninefold.facilitators.urls")),
    path("", include("ninefold.leadership_model.urls")),
    path("", include("ninefold.feedback360.urls")),
    path("", include("ninefold.reports.urls")),
]
if settings.NINEFOLD_DEMO:
    urlpatterns.append(path("", include("ninefold.demo.urls")))

handler400 = "ninefold.config.pages.bad_request"
handler403 = "ninefold.config.pages.permission_denied"
handler404 = "ninefold.config.pages.page_not_found"
handler500 = "ninefold.config.pages.server_error"
