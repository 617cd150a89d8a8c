"""Documents keep to their form, and name neither registries nor machines."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted((ROOT / "docs/adr").glob("*.md"))


def tracked(*endings: str) -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in names if name.endswith(endings) and (ROOT / name).exists()]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_decision_has_its_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+", path.stem)
    for part in ("Date:", "Status:", "**Context.**", "**Decision.**", "**Consequences.**", "**How it is enforced.**"):
        assert part in text, f"{path.name} lacks {part}"
    assert len(text.split()) < 700, "a decision is at most a page"


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.stem[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", tracked(".md"), ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_nothing_is_loaded_from_elsewhere() -> None:
    loads = re.compile(
        r"""(?:src|action)=["']https?://|<link[^>]+href=["']https?://|@import\s+["']?https?:|url\(["']?https?:"""
    )
    for path in tracked(".jinja", ".css", ".js", ".html"):
        if path.name.endswith(".txt.jinja"):
            continue
        found = loads.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(ROOT)}: {found and found.group()}"


def test_every_setting_of_the_environment_is_documented() -> None:
    listed = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    used = set(
        re.findall(r'setting\(\s*"(NINEFOLD_\w+)"', (ROOT / "ninefold/config/settings.py").read_text(encoding="utf-8"))
    )
    assert used
    assert all(f"`{name}`" in listed for name in used)
