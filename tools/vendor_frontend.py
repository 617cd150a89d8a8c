"""Prepare the NHS.UK frontend for Ninefold: its components, without the identity that belongs to NHS bodies.

    npm pack nhsuk-frontend@10.6.1 && tar xzf nhsuk-frontend-10.6.1.tgz
    python tools/vendor_frontend.py package

Writes the style sheet and the script into ninefold/ui/static/ui/vendor, with their hashes. Needs no Node.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

VERSION = "10.6.1"
VENDOR = Path(__file__).parents[1] / "ninefold/ui/static/ui/vendor"

# The blues and greens of the NHS identity, the purple of visited links and the greys, each as a colour of ours.
COLOURS = {
    "#005eb8": "#4f2450",
    "#003087": "#33172f",
    "#003d78": "#33172f",
    "#002f5c": "#33172f",
    "#004281": "#33172f",
    "#00478a": "#33172f",
    "#004b93": "#33172f",
    "#0055a6": "#4f2450",
    "#337ec6": "#94688f",
    "#669ed4": "#b792b3",
    "#c7dcef": "#e2d3e1",
    "#ccdff1": "#e2d3e1",
    "#d9e7f4": "#f4edf3",
    "#edf4fa": "#f4edf3",
    "#007f3b": "#4f2450",
    "#00662f": "#33172f",
    "#00401e": "#2a1a2b",
    "#004c23": "#33172f",
    "#cce5d8": "#e6f1ed",
    "#330072": "#6d3a6c",
    "#240050": "#33172f",
    "#7c2855": "#4f2450",
    "#212b32": "#2a1a2b",
    "#4c6272": "#75666f",
    "#768692": "#75666f",
    "#354550": "#5d4f5a",
    "#d8dde0": "#ddd4cb",
    "#dbe0e3": "#ddd4cb",
    "#e0e4e6": "#ddd4cb",
    "#aeb7bd": "#b9aeb4",
    "#f0f4f5": "#f9f6f1",
    "#d5281b": "#b3221b",
    "#aa2016": "#b3221b",
    "216,221,224": "221,212,203",
    "224,228,230": "221,212,203",
}
# Blocks that no page of ours uses: our own header, footer and cards stand in ninefold.css.
UNUSED = [
    "action-link", "breadcrumb", "card", "code", "contents-list", "do-dont", "do-list", "dont-list",
    "expander", "footer", "header", "hero", "icon", "image", "images", "inset-text", "logo",
    "notification-banner", "organisation", "pagination", "panel", "review-date", "scroll", "search-input", "summary-list",
    "table", "tables", "tabs", "tag", "task-list", "u-static", "warning-callout", "u-padding", "u-margin",
    "lede-text", "contents", "section-break", "button-group",
]  # fmt: skip
UNUSED_SELECTOR = re.compile(r"\.nhsuk-(?:{})(?![a-z])".format("|".join(UNUSED)))

# Room above a heading is ours to give, whatever stands before it.
HEADING_AFTER = re.compile(r"\+h[1-6]:not\(|\+\.nhsuk-heading")


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Each top-level (prelude, body) of a minified style sheet."""
    start = depth = 0
    prelude, opened = "", 0
    for place, sign in enumerate(css):
        if sign == "{":
            if depth == 0:
                prelude, opened = css[start:place], place + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield prelude, css[opened:place]
                start = place + 1
        elif sign == ";" and depth == 0:
            start = place + 1


def kept_selectors(prelude: str) -> list[str]:
    parts = re.split(r",(?![^(]*\))", prelude)
    return [part for part in parts if not UNUSED_SELECTOR.search(part) and not HEADING_AFTER.search(part)]


def slim(css: str) -> str:
    """The style sheet without foreign fonts and without blocks that no page uses."""
    kept: list[str] = []
    for prelude, body in rules(css):
        if prelude.startswith("@font-face"):
            continue
        if prelude.startswith(("@media", "@supports")):
            inner = slim(body)
            if inner:
                kept.append(f"{prelude}{{{inner}}}")
        elif selectors := kept_selectors(prelude):
            kept.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(kept)


def style_sheet(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = slim(css)
    for theirs, ours in COLOURS.items():
        css = re.sub(re.escape(theirs) + r"\b", ours, css, flags=re.IGNORECASE)
    css = re.sub(r"[a-z-]+:[^;{}]*url\(/assets/[^;{}]*;?", "", css)
    return css.replace("Frutiger W01,arial,sans-serif", "Inter,arial,sans-serif")


def script(js: str) -> str:
    return re.sub(r"//# sourceMappingURL=.*", "", js)


def main() -> None:
    folder = Path(sys.argv[1]) / "dist/nhsuk"
    name = f"nhsuk-frontend-{VERSION}.min"
    files = {
        f"{name}.css": style_sheet((folder / f"{name}.css").read_text(encoding="utf-8")),
        f"{name}.js": script((folder / f"{name}.js").read_text(encoding="utf-8")),
    }
    VENDOR.mkdir(parents=True, exist_ok=True)
    hashes = []
    for file, text in files.items():
        (VENDOR / file).write_text(text, encoding="utf-8", newline="\n")
        hashes.append(f"{hashlib.sha256(text.encode()).hexdigest()}  {file}\n")
        print(f"{file}: {len(text.encode()):,} bytes")
    (VENDOR / "SHA256SUMS").write_text("".join(hashes), encoding="utf-8")


if __name__ == "__main__":
    main()
