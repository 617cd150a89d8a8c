"""Prepare the fonts: Inter for the web in small parts, Inter and Noto Emoji whole for the PDF.

    npm pack @fontsource/inter@5.3.0 @expo-google-fonts/inter@0.4.2 @expo-google-fonts/noto-emoji@0.4.7
    python tools/vendor_fonts.py <unpacked fontsource> <unpacked inter> <unpacked noto-emoji>

Writes ninefold/ui/static/ui/fonts and ninefold/ui/fonts, each with the fonts' licence. Needs no Node.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

UI = Path(__file__).parents[1] / "ninefold/ui"
WEB = UI / "static/ui/fonts"
PDF = UI / "fonts"
STATIC_WEIGHTS = {"400Regular": "Regular", "500Medium": "Medium", "600SemiBold": "SemiBold", "700Bold": "Bold"}


def subset(source: Path, target: Path, *, characters: str | None = None) -> None:
    """Write the font with only what pages use: the listed characters (or all) and the features of plain text and tables."""
    options = Options(flavor="woff2")
    options.layout_features = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "case"]
    font = load_font(source, options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, characters) if characters else font.getBestCmap())
    subsetter.subset(font)
    save_font(font, target, options)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


def main() -> None:
    fontsource, inter, emoji = map(Path, sys.argv[1:4])
    WEB.mkdir(parents=True, exist_ok=True)
    PDF.mkdir(parents=True, exist_ok=True)
    for part in ("latin", "latin-ext"):
        for weight in (400, 500, 600):
            subset(fontsource / f"files/inter-{part}-{weight}-normal.woff2", WEB / f"inter-{part}-{weight}.woff2")
    subset(fontsource / "files/inter-latin-700-normal.woff2", WEB / "inter-digits-700.woff2", characters="0123456789")
    shutil.copyfile(fontsource / "LICENSE", WEB / "OFL-Inter.txt")
    for folder, weight in STATIC_WEIGHTS.items():
        shutil.copyfile(inter / folder / f"Inter_{folder}.ttf", PDF / f"Inter-{weight}.ttf")
    shutil.copyfile(inter / "LICENSE_FONT", PDF / "OFL-Inter.txt")
    shutil.copyfile(emoji / "400Regular/NotoEmoji_400Regular.ttf", PDF / "NotoEmoji-Regular.ttf")
    shutil.copyfile(emoji / "LICENSE_FONT", PDF / "OFL-NotoEmoji.txt")


if __name__ == "__main__":
    main()
