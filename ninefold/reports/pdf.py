"""The report as a tagged PDF, by Typst, from the same figures and drawings as the web page."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

from ninefold.reports.pdf_packing import packed_pdf
from ninefold.reports.printable import FONTS, all_printable

TEMPLATES = Path(__file__).parent / "typst"
STANDARD: Literal["ua-1"] = "ua-1"
# Typst remembers what it laid out until ten further documents did not need it: 400 MB after 25 reports. Documents with
# nothing in them make it forget, at a tenth of the cost of a report; after every third that keeps a process at 190 MB.
REPORTS_TO_REMEMBER = 3
DOCUMENTS_TO_FORGET = 11

_lock = Lock()
_turn = cycle(range(REPORTS_TO_REMEMBER))


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        input=TEMPLATES / "report.typ",
        root=TEMPLATES,
        font_paths=typst.Fonts(False, False, [FONTS]),
        ignore_system_fonts=True,
    )


@lru_cache(maxsize=1)
def _forgetter() -> typst.Compiler:
    nothing = TEMPLATES / "nothing.typ"
    return typst.Compiler(
        input=nothing, root=TEMPLATES, font_paths=typst.Fonts(False, False, []), ignore_system_fonts=True
    )


def _forget() -> None:
    for _ in range(DOCUMENTS_TO_FORGET):
        _forgetter().compile(format="svg")


def pdf_bytes(booklet: dict[str, Any], *, at: datetime) -> bytes:
    """Return the booklet as PDF/UA-1. The same booklet and moment give the same bytes."""
    data = json.dumps(all_printable(booklet))
    with _lock:
        made = _compiler().compile(
            format="pdf",
            sys_inputs={"data": data},
            pdf_standards=[STANDARD],
            timestamp=at.astimezone(UTC).replace(microsecond=0),
        )
        if next(_turn) == REPORTS_TO_REMEMBER - 1:
            _forget()
    if not isinstance(made, bytes):
        raise TypeError("The PDF was not made as one file.")
    return packed_pdf(made)
