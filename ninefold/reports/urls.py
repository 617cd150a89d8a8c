"""Addresses of this app."""

from __future__ import annotations

from django.urls import path

from ninefold.reports.views import acting, pages, taking

urlpatterns = [
    path("reports/own-data/", taking.own_data, name="own_data"),
    path("reports/own-data.zip", taking.own_data_zip, name="own_data_zip"),
    path("reports/<uuid:round_id>/", pages.report, name="report"),
    path("reports/<uuid:round_id>/dimensions/", pages.report_dimensions, name="report_dimensions"),
    path("reports/<uuid:round_id>/dimensions/<slug:dimension>/", pages.report_dimension, name="report_dimension"),
    path("reports/<uuid:round_id>/what-matters/", pages.report_what_matters, name="report_what_matters"),
    path("reports/<uuid:round_id>/comments/", pages.report_comments, name="report_comments"),
    path("reports/<uuid:round_id>/protection/", pages.report_protection, name="report_protection"),
    path("reports/<uuid:round_id>/how-to-read/", pages.report_how_to_read, name="report_how_to_read"),
    path("reports/<uuid:round_id>/report.pdf", taking.report_pdf, name="report_pdf"),
    path("reports/<uuid:round_id>/report.json", taking.report_data, name="report_data"),
    path(
        "reports/<uuid:round_id>/comments/<uuid:comment_id>/withhold/", acting.withhold_comment, name="withhold_comment"
    ),
    path("reports/<uuid:round_id>/session/", acting.log_report_session, name="log_report_session"),
    path("reports/<uuid:round_id>/release/", acting.release_report, name="release_report"),
]
