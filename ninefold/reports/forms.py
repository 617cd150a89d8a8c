"""Forms of a report: plain, with the fields of the design system. They clean and never save."""

from __future__ import annotations

from django import forms

from ninefold.facilitators.domain import LONGEST_SESSION, SHORTEST_SESSION, Mode
from ninefold.ui.fields import ChoiceField, DateField, IntegerField, TextField

LONGEST_REASON = 1000
MODE_WORDS = {Mode.ONLINE: "Online", Mode.IN_PERSON: "In person", Mode.BY_TELEPHONE: "By telephone"}


class WithholdForm(forms.Form):
    reason = TextField(
        label="Why is it withheld?",
        hint="Say how it harms someone or shows who wrote it. Do not repeat the comment.",
        error="Say why this comment is withheld",
        most=LONGEST_REASON,
    )


class SessionForm(forms.Form):
    held_on = DateField(label="When was it?", error="Enter the day on which you met")
    minutes = IntegerField(
        label="How long did it take?",
        hint="In minutes, for example 90",
        error="Enter how many minutes it took",
        min_value=SHORTEST_SESSION,
        max_value=LONGEST_SESSION,
    )
    mode = ChoiceField(
        label="How did you meet?",
        choices=[(mode.value, words) for mode, words in MODE_WORDS.items()],
        error="Say how you met",
    )


class ReleaseForm(forms.Form):
    """Nothing to fill in: the page says what happens, the button does it."""
