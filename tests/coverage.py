"""The parts that must be covered whole: what confidentiality and permissions rest on."""

from __future__ import annotations

import json
import sys
from pathlib import Path

WHOLE = ("ninefold/scoring/", "ninefold/disclosure/", "ninefold/vault/")
WHOLE_NAMES = {"permissions.py", "actions.py"}


def main() -> int:
    files = json.loads(Path(".coverage.json").read_text(encoding="utf-8"))["files"]
    short = [
        f"{name}: {file['summary']['percent_covered']:.1f} %, missing lines {file['missing_lines']}"
        for name, file in files.items()
        if (name.startswith(WHOLE) or Path(name).name in WHOLE_NAMES or "/actions/" in name)
        and file["summary"]["percent_covered"] < 100
    ]
    for line in short:
        print(line, file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
