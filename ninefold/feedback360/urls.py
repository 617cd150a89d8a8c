"""Addresses of this app. Those of the rating form stand in `rating.urls`."""

from __future__ import annotations

from django.urls import path

from ninefold.feedback360.views import closing, confirming, lists, planning, raters, running

urlpatterns = [
    path("rounds/", lists.rounds, name="rounds"),
    path("rounds/new/", planning.create_round, name="create_round"),
    path("rounds/of/<uuid:organisation_id>/", lists.organisation_rounds, name="organisation_rounds"),
    path("rounds/<uuid:round_id>/", lists.round_page, name="round"),
    path("rounds/<uuid:round_id>/plan/", planning.change_plan, name="change_plan"),
    path("rounds/<uuid:round_id>/facilitator/", planning.reassign_facilitator, name="reassign_facilitator"),
    path("rounds/<uuid:round_id>/raters/", raters.raters, name="raters"),
    path("rounds/<uuid:round_id>/raters/add/", raters.add_rater, name="add_rater"),
    path("rounds/<uuid:round_id>/raters/paste/", raters.paste_raters, name="paste_raters"),
    path("rounds/<uuid:round_id>/raters/<uuid:rater_id>/remove/", raters.remove_rater, name="remove_rater"),
    path("rounds/<uuid:round_id>/ask/", confirming.ask_for_confirmation, name="ask_for_confirmation"),
    path("rounds/<uuid:round_id>/take-back/", confirming.take_list_back, name="take_list_back"),
    path("rounds/<uuid:round_id>/confirm/", confirming.confirm_list, name="confirm_list"),
    path("rounds/<uuid:round_id>/send-back/", confirming.send_list_back, name="send_list_back"),
    path("rounds/<uuid:round_id>/closing-date/", running.move_closing_date, name="move_closing_date"),
    path("rounds/<uuid:round_id>/close/", closing.close_round, name="close_round"),
    path("rounds/<uuid:round_id>/cancel/", closing.cancel_round, name="cancel_round"),
    path("rounds/<uuid:round_id>/end/", closing.end_round, name="end_round"),
    path("rounds/<uuid:round_id>/list/", closing.check_list, name="check_list"),
    path("rounds/<uuid:round_id>/refuse/", closing.refuse_list, name="refuse_list"),
]
