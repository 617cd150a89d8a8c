"""Draw the icons of the site from the mark: SVG by our own geometry, PNG by Chromium.

    python tools/draw_icons.py [path of chromium]

Writes ninefold/ui/static/ui/icons. Needed only when the mark changes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from ninefold.ui.charts import palette
from ninefold.ui.charts.identity import ON_LIGHT, mark_facets

ICONS = Path(__file__).parents[1] / "ninefold/ui/static/ui/icons"


def svg(*, ground: str = "", margin: int = 0) -> str:
    """The mark alone, or on a ground with room round it, as home screens want it."""
    box = f"{-margin} {-margin} {100 + 2 * margin} {100 + 2 * margin}"
    side = 100 + 2 * margin
    rect = f'<rect x="{-margin}" y="{-margin}" width="{side}" height="{side}" fill="{ground}"/>' if ground else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{rect}{"".join(mark_facets(ON_LIGHT))}</svg>'


def main() -> None:
    ICONS.mkdir(parents=True, exist_ok=True)
    (ICONS / "favicon.svg").write_text(svg() + "\n", encoding="utf-8")
    on_chalk = svg(ground=palette.CHALK, margin=28)
    pictures = {"favicon-32.png": (32, svg()), "icon-180.png": (180, on_chalk)}
    pictures |= {"icon-192.png": (192, on_chalk), "icon-512.png": (512, on_chalk)}
    with sync_playwright() as play:
        chromium = sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium"
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (side, drawing) in pictures.items():
            page = browser.new_page(viewport={"width": side, "height": side})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{side}px}}</style>{drawing}")
            page.screenshot(path=ICONS / name, omit_background=True)
            print(f"{name}: {(ICONS / name).stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
