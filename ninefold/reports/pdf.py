"""The report as a tagged PDF, by Typst, from the same figures and drawings as the web page."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

from ninefold.reports.pdf_packing import packed_pdf
from ninefold.reports.printable import FONTS, all_printable

TEMPLATES = Path(__file__).parent / "typst"
STANDARD: Literal["ua-1"] = "ua-1"
# Typst keeps what it has laid out; after some hundreds of reports a fresh compiler gives the memory back.
REPORTS_A_COMPILER = 200

_lock = Lock()
_made = 0


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        input=TEMPLATES / "report.typ",
        root=TEMPLATES,
        font_paths=typst.Fonts(False, False, [FONTS]),
        ignore_system_fonts=True,
    )


def pdf_bytes(booklet: dict[str, Any], *, at: datetime) -> bytes:
    """Return the booklet as PDF/UA-1. The same booklet and moment give the same bytes."""
    global _made
    data = json.dumps(all_printable(booklet))
    with _lock:
        _made += 1
        if _made % REPORTS_A_COMPILER == 0:
            _compiler.cache_clear()
        made = _compiler().compile(
            format="pdf",
            sys_inputs={"data": data},
            pdf_standards=[STANDARD],
            timestamp=at.astimezone(UTC).replace(microsecond=0),
        )
    if not isinstance(made, bytes):
        raise TypeError("The PDF was not made as one file.")
    return packed_pdf(made)
