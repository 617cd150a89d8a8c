"""The worked examples of docs/scoring.md are true."""

import doctest
from pathlib import Path


def test_the_examples_of_the_document_give_what_they_say() -> None:
    path = Path(__file__).parents[2] / "docs" / "scoring.md"
    result = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert result.attempted >= 15
    assert result.failed == 0
