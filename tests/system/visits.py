"""Which pages the journeys have looked at: `python -m tests.system.visits` after them fails if one was left out, and begins anew."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

VISITED = Path(__file__).resolve().parents[2] / ".pytest_cache" / "looked-at"
NOT_A_PAGE = {
    "account_email": "leads on",
    "account_request_login_code": "leads on",
    "rating": "leads on",
    "self_rating": "leads on",
    "try_as": "leads on",
    "livez": "for machines",
    "readyz": "for machines",
    "security_txt": "a text file",
    "theme": "a style sheet",
    "mfa_login_webauthn": "for the script of a passkey",
    "mfa_download_recovery_codes": "a text file",
    "own_data_zip": "an archive",
    "report_pdf": "a PDF, which has tests of its own",
    "report_data": "data",
    "account_email_verification_sent": "only where people may make their own account; see tests/accounts",
}


def names(resolver: object) -> Iterator[str]:
    for pattern in getattr(resolver, "url_patterns", ()):
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern)
        elif pattern.name:
            yield pattern.name


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ninefold.config.settings")
    os.environ.setdefault("NINEFOLD_DEMO", "yes")
    import django

    django.setup()
    from django.urls import get_resolver

    seen = {one.name for one in VISITED.iterdir()} if VISITED.exists() else set()
    missing = sorted(set(names(get_resolver())) - seen - set(NOT_A_PAGE))
    shutil.rmtree(VISITED, ignore_errors=True)
    if missing:
        sys.stderr.write(f"No journey has looked at: {', '.join(missing)}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
