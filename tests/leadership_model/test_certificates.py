"""A scale is admitted only after its certificate: every possible set of answers of 3 to 12 people, for every scale of every pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninefold.disclosure import exhaustive_certificate
from ninefold.leadership_model.instrument import instrument
from ninefold.leadership_model.packs import load_pack

ROOT = Path(__file__).resolve().parents[2]
PACKS = sorted(path.parent for folder in ("models", "tests/packs") for path in (ROOT / folder).glob("*/pack.yaml"))


def shapes() -> list[tuple[int, int, bool]]:
    """What cells of the packs look like: points, most answers by one rater, whether the agreement word stands beside them."""
    found = set()
    for folder in PACKS:
        for section in instrument(load_pack(folder)).sections:
            found.add((section.points, 1, section.agreement))
            if len(section.items) > 1:
                found |= {(section.points, most, False) for most in range(1, len(section.items) + 1)}
    return sorted(found)


def test_every_pack_is_looked_at() -> None:
    assert {folder.name for folder in PACKS} >= {"nine-dimensions", "leadership-climate"}


@pytest.mark.parametrize(("points", "most_by_one", "agreement"), shapes())
def test_scale_has_its_certificate(points: int, most_by_one: int, agreement: bool) -> None:
    certificate = exhaustive_certificate(points, sizes=range(3, 13), answers_by_one=most_by_one, agreement=agreement)
    assert certificate.passed, certificate
