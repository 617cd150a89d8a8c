"""What the rows of an open round tell somebody with its database, but without its secrets: not even who wrote much."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection

from ninefold.leadership_model.packs import find_pack
from ninefold.vault.sealing import draft_key, envelope_key, token_bytes
from tests.feedback360.rating.rounds import Visitor, an_open_round

pytestmark = pytest.mark.django_db
QUESTIONS = [question.id for question in find_pack("nine-dimensions").questions]
LONG = "She listened until everybody had spoken, and then she asked one more question. " * 24


def sizes(table: str, keys: list[bytes]) -> Counter[int]:
    """The lengths of the boxes under these keys."""
    places = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT box FROM {table} WHERE h_resp IN ({places})", keys)  # noqa: S608 - names of our own
        return Counter(len(bytes(box)) for (box,) in cursor.fetchall())


def rows_of(token: str) -> tuple[Counter[int], Counter[int]]:
    raw = token_bytes(token)
    assert raw is not None
    pages = [*(one.id for one in find_pack("nine-dimensions").dimensions), "questions"]
    return sizes("vault_draft", [draft_key(raw, page) for page in pages]), sizes("vault_urn", [envelope_key(raw)])


def test_nobody_can_tell_from_the_rows_who_wrote_much_and_who_wrote_nothing() -> None:
    opened = an_open_round({"Amir Khan": "peer", "Eve Cole": "peer"})
    Visitor().send_all(opened.links["Amir Khan"], **{question.replace(":", "__"): LONG for question in QUESTIONS})
    Visitor().send_all(opened.links["Eve Cole"])
    assert len(LONG) > 1_800
    drafts, envelopes = rows_of(opened.links["Amir Khan"])
    assert (drafts.total(), envelopes.total()) == (10, 1)
    assert rows_of(opened.links["Eve Cole"]) == (drafts, envelopes)


def test_nobody_can_tell_from_the_rows_who_has_begun_to_write() -> None:
    opened = an_open_round({"Amir Khan": "peer", "Eve Cole": "peer"})
    for name, comment in (("Amir Khan", LONG), ("Eve Cole", "")):
        Visitor().answer_all(opened.links[name], **{QUESTIONS[0].replace(":", "__"): comment})
    assert rows_of(opened.links["Amir Khan"]) == rows_of(opened.links["Eve Cole"])
