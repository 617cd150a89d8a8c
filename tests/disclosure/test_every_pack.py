"""A scale is admitted only after its certificate: here for every scale of every pack."""

import ast
from pathlib import Path

import pytest

from ninefold.disclosure import Instrument, Section, certified_table, exhaustive_certificate
from ninefold.leadership_model.instrument import instrument
from ninefold.leadership_model.packs import load_pack
from tests.disclosure.making import Answers

ROOT = Path(__file__).parents[2]
PACKS = sorted({path.parent for folder in ("models", "tests/packs") for path in (ROOT / folder).glob("*/pack.yaml")})


def scales(path: Path) -> set[tuple[int, bool, int]]:
    """(points, agreement word, most answers of one rater in a dimension cell) of each section."""
    sections = instrument(load_pack(path)).sections
    return {(section.points, section.agreement, len(section.items)) for section in sections}


def test_there_are_packs_to_certify() -> None:
    assert len(PACKS) >= 2


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_every_scale_of_the_pack_is_certified(path: Path) -> None:
    found = scales(path)
    assert found
    for points, agreement, most in found:
        assert exhaustive_certificate(points, agreement=agreement).passed
        for answers_by_one in range(2, most + 1):
            assert exhaustive_certificate(points, answers_by_one=answers_by_one, sizes=range(3, 8)).passed


def test_a_scale_that_has_no_certificate_is_refused() -> None:
    asked = Instrument((Section("care", "performance", 12, ("q",)),), ("peer",), frozenset())
    with pytest.raises(ValueError, match="12 points has not been certified"):
        certified_table([Answers("a", "peer", {"q": 11})], minimum=3, instrument=asked)


def test_the_auditor_shares_no_line_with_the_construction() -> None:
    folder = ROOT / "ninefold" / "disclosure" / "auditor"
    imported = {
        node.module or ""
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    own = {name for name in imported if name.startswith("ninefold")}
    assert own
    assert all(name.startswith("ninefold.disclosure.auditor") for name in own)
