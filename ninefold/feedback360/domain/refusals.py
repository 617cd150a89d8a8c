"""What a feedback round refuses."""

from __future__ import annotations


class Refusal(Exception):
    """An expected failure: the message is a sentence fit for the person who meets it."""
