"""Documents that cannot lie: written from the program, and compared with it by `make check`."""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path

os.environ.setdefault("NINEFOLD_DEMO", "yes")
os.environ.setdefault("COLUMNS", "100")
DOCS = Path(__file__).resolve().parents[1] / "docs"


def settings_list() -> str:
    from ninefold.cli.settings import table

    return (
        "# Settings\n\nEvery setting is an environment variable. `NAME_FILE` may stand for any `NAME`: the value is then read from that "
        "file.\nWritten by `make fix` from the program.\n\n" + table()
    )


def command_list() -> str:
    from ninefold.cli import COMMANDS, main

    parts = ["# The command `ninefold`\n\nWritten by `make fix` from the program.\n"]
    for name in COMMANDS:
        said = io.StringIO()
        try:
            with redirect_stdout(said):
                main([name, "--help"])
        except SystemExit:
            pass
        parts.append(f"## ninefold {name}\n\n```text\n{said.getvalue().strip()}\n```\n")
    return "\n".join(parts)


def round_stages() -> str:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ninefold.config.settings")
    django.setup()
    from ninefold.feedback360.diagram import page

    return page()


DOCUMENTS = {"settings.md": settings_list, "commands.md": command_list, "round-stages.md": round_stages}


def main(arguments: list[str]) -> int:
    stale = []
    for name, write in DOCUMENTS.items():
        path, text = DOCS / name, write()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"Out of date: docs/{', docs/'.join(stale)}. Run: make fix", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
