"""Addresses of the rating form. Only the first holds a token; the others hold a handle, which is no key to anything."""

from __future__ import annotations

from django.urls import path

from ninefold.feedback360.rating.views import answering, beginning, leaving, sending

urlpatterns = [
    path("rate/<token>", beginning.rate, name="rate"),
    path("rounds/<uuid:round_id>/self-rating/", beginning.self_rating, name="self_rating"),
    path("r/<handle>/", beginning.rating, name="rating"),
    path("r/<handle>/start/", beginning.before_you_begin, name="before_you_begin"),
    path("r/<handle>/questions/", answering.rate_questions, name="rate_questions"),
    path("r/<handle>/appear/", sending.how_you_will_appear, name="how_you_will_appear"),
    path("r/<handle>/check/", sending.check_answers, name="check_answers"),
    path("r/<handle>/sent/", sending.answers_sent, name="answers_sent"),
    path("r/<handle>/saved/", beginning.saved_for_later, name="saved_for_later"),
    path("r/<handle>/withdraw/", sending.withdraw_answers, name="withdraw_answers"),
    path("r/<handle>/not-taking-part/", leaving.not_taking_part, name="not_taking_part"),
    path("r/<handle>/left-out/", leaving.left_out, name="left_out"),
    path("r/<handle>/group/", leaving.wrong_group, name="wrong_group"),
    path("r/<handle>/finish/", beginning.finish_here, name="finish_here"),
    path("r/<handle>/<slug:dimension>/", answering.rate_dimension, name="rate_dimension"),
]
