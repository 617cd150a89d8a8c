"""A page costs the same however much it asks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.feedback360.rating.rounds import Visitor, an_open_round

pytestmark = pytest.mark.django_db

SHIPPED = Path(django_settings.BASE_DIR) / "models" / "nine-dimensions"
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def a_pack(folder, *, dimensions, behaviours):
    """The shipped pack with other numbers of dimensions and behaviours, under an id of its own."""
    name = f"pack-of-{dimensions * behaviours}"
    shutil.copytree(SHIPPED, folder / name)
    main = folder / name / "pack.yaml"
    main.write_text(main.read_text().replace("id: nine-dimensions", f"id: {name}"))
    for place, file in enumerate(sorted((folder / name / "dimensions").glob("*.yaml")), start=1):
        if place > dimensions:
            file.unlink()
            continue
        content = yaml.safe_load(file.read_text())
        stem = content["id"]
        content["behaviours"]["items"] = {f"{stem}-{n}": f"Does thing number {n}" for n in range(1, behaviours + 1)}
        file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    return name


class Counting(Visitor):
    """Notes how many queries each request asks."""

    def __init__(self):
        super().__init__()
        self.counted = {}

    def noted(self, method, address, data=None):
        with CaptureQueriesContext(connection) as asked:
            answer = getattr(self.client, method)(address, data or {}, secure=True)
        number = len([one for one in asked if not one["sql"].startswith(BOOKKEEPING)])
        end = address.split("/")[3] if address.startswith("/r/") else "link"
        kind = end if end in {"link", "questions", "appear", "check", "sent"} else "dimension"
        self.counted.setdefault(f"{method} {kind}", set()).add(number)
        return answer

    def get(self, address):
        return self._shown(self.noted("get", address), address)

    def post(self, address, data, **headers):
        return self._shown(self.noted("post", address, dict(data)), address)

    def _shown(self, response, address):
        while response.status_code == 303:
            address = response.headers["Location"]
            response = self.noted("get", address)
        self.address, self.page = address, response
        return response


def test_ten_and_a_hundred_items_ask_the_same_few_queries(tmp_path, settings):
    settings.NINEFOLD_MODELS_DIRS = [tmp_path]
    counted = []
    for pack_id in (a_pack(tmp_path, dimensions=2, behaviours=5), a_pack(tmp_path, dimensions=9, behaviours=11)):
        opened = an_open_round({"Amir Khan": "peer", "Bea Long": "peer"}, pack_id=pack_id)
        Visitor().send_all(opened.links["Bea Long"])
        visitor = Counting()
        visitor.send_all(opened.links["Amir Khan"], keep="x" * 200)
        assert visitor.heading == "Thank you. Your answers are sent"
        counted.append(visitor.counted)
    small, large = counted
    assert small == large
    assert all(max(numbers) <= 4 for numbers in large.values()), large
