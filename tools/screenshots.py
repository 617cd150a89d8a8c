"""Pictures of the main pages, to be looked at: `python -m tools.screenshots FOLDER [--readme]`.

Fills and serves a demonstration of its own, takes each page at 1280 and 360 px, and the pages of the PDF. With --readme the
picture in the README is taken again.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import ARGUMENTS, chromium
from tests.system.sites import Site

README_PICTURE = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "report-overview.png"
WIDTHS = {1280: 900, 360: 740}
PUBLIC = {
    "home": "/",
    "model": "/model/",
    "dimension": "/model/care/",
    "who-sees-what": "/who-sees-what/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "help": "/help/",
    "not-found": "/nowhere/",
    "sign-in": "/account/login/",
    "sign-in-by-password": "/account/login/password/",
    "components": "/ui/components/",
    "try-it": "/try/",
    "outbox": "/outbox/",
}
REPORT = {
    "overview": "",
    "dimensions": "dimensions/",
    "dimension": "dimensions/care/",
    "what-matters": "what-matters/",
    "comments": "comments/",
    "protection": "protection/",
    "how-to-read": "how-to-read/",
}
# The pages of a round that each person is shown at its stage, behind the page of the round itself.
ROUNDS = {
    "tom": ("raters/", "raters/add/", "raters/paste/", "plan/", "ask/"),
    "aisha": (),
    "daniel": ("raters/", "closing-date/", "cancel/"),
    "priya": (),
    "helen": (),
}
ACCOUNT = ("/home/", "/rounds/", "/rounds/new/", "/account/", "/account/sessions/", "/reports/own-data/")
BUTTON = "main button.nf-button--primary"


class Camera:
    """Takes pages of one width."""

    def __init__(self, browser: Browser, site: Site, folder: Path, width: int) -> None:
        self.browser, self.site, self.folder, self.width = browser, site, folder, width
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def visitor(self, key: str = "") -> Iterator[Page]:
        """A browser of its own, signed in as one of the made-up people if a key is given."""
        context = self.browser.new_context(
            base_url=self.site.url, viewport={"width": self.width, "height": WIDTHS[self.width]}, device_scale_factor=1
        )
        page = context.new_page()
        if key:
            page.goto("/try/")
            with page.expect_navigation():
                page.locator(f"form[action='/try/{key}/'] button").click()
        yield page
        context.close()

    def take(self, page: Page, name: str, address: str = "") -> None:
        if address:
            page.goto(address)
        page.screenshot(path=self.folder / f"{name}-{self.width}.png", full_page=True)


def take_all(camera: Camera) -> None:
    with camera.visitor() as page:
        for name, address in PUBLIC.items():
            camera.take(page, name, address)
    for key, pages in ROUNDS.items():
        with camera.visitor(key) as page:
            address = round_of(page)
            camera.take(page, f"round-{key}", address)
            for each in pages:
                camera.take(page, f"round-{key}-{each.strip('/').replace('/', '-')}", f"{address}{each}")
    take_desks(camera)
    take_report(camera)
    take_form(camera)


def take_desks(camera: Camera) -> None:
    with camera.visitor("ruth") as page:
        for address in ACCOUNT:
            camera.take(page, f"ruth{address.rstrip('/').replace('/', '-')}", address)
    for key in ("grace", "claire", "fiona", "lee"):
        with camera.visitor(key) as page:
            camera.take(page, f"desk-{key}", "/home/")


def take_report(camera: Camera) -> None:
    with camera.visitor("ruth") as page:
        report = round_of(page).replace("/rounds/", "/reports/")
        for name, address in REPORT.items():
            camera.take(page, f"report-{name}", f"{report}{address}")
    with camera.visitor("martin") as page:
        page.get_by_role("link", name=re.compile("Read the report of")).click()
        report = page.url.replace("/rounds/", "/reports/")
        for name in ("", "comments/", "session/", "release/"):
            camera.take(page, f"facilitator-report-{name.strip('/') or 'overview'}", f"{report}{name}")


def take_form(camera: Camera) -> None:
    """The rating form of the first invitation among the messages that were sent whose rater has not answered yet."""
    with camera.visitor() as page:
        page.goto("/outbox/")
        letters = page.get_by_role("link", name=re.compile("Daniel Mensah asks for your feedback"))
        for letter in [each.get_attribute("href") for each in letters.all()]:
            camera.take(page, "outbox-message", letter or "")
            camera.take(page, "rate-landing", link_on(page))
            go(page, BUTTON)
            if "/sent/" not in page.url:
                fill_form(camera, page)
                return


def fill_form(camera: Camera, page: Page) -> None:
    camera.take(page, "rate-dimension")
    go(page, BUTTON)
    camera.take(page, "rate-errors")
    while page.locator("fieldset.nf-question").count():
        for question in page.locator("fieldset.nf-question").all():
            question.get_by_role("radio").nth(3).check()
        go(page, BUTTON)
    camera.take(page, "rate-questions")
    page.locator("textarea").first.fill("As the only nurse on nights I see how you ask first, and then decide.")
    for name, button in (("rate-appear", BUTTON), ("rate-check", "main a.nf-button--primary"), ("rate-sent", BUTTON)):
        go(page, button)
        camera.take(page, name)


def go(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def link_on(page: Page) -> str:
    """The path of the rater's link in a message."""
    address = page.locator("main a[href*='/rate/']").first.get_attribute("href") or ""
    return address[address.index("/rate/") :]


def round_of(page: Page) -> str:
    page.goto("/rounds/")
    address = page.locator("main table a[href^='/rounds/']").first.get_attribute("href")
    if address is None:
        raise LookupError("this person has no round")
    return address


def take_pdf(camera: Camera) -> None:
    with camera.visitor("ruth") as page:
        answer = page.request.get(f"{round_of(page).replace('/rounds/', '/reports/')}report.pdf")
        pdf = camera.folder / "report.pdf"
        pdf.write_bytes(answer.body())
    subprocess.run(["pdftoppm", "-r", "70", "-png", pdf, camera.folder / "report-pdf"], check=True)


def take_for_readme(camera: Camera) -> None:
    with camera.visitor("ruth") as page:
        page.goto(round_of(page).replace("/rounds/", "/reports/"))
        README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=README_PICTURE, clip={"x": 0, "y": 0, "width": 1280, "height": 1100}, full_page=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--readme", action="store_true", help="also take the picture of the README again")
    options = parser.parse_args()
    path = chromium()
    if path is None:
        print("Pictures need Chromium. On Debian: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="ninefold-pictures-") as data, sync_playwright() as playwright:
        site = Site(Path(data), NINEFOLD_DEMO="yes")
        site.run("migrate", "--quiet")
        site.run("demo")
        site.start()
        try:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            for width in WIDTHS:
                take_all(Camera(browser, site, options.folder, width))
            take_pdf(Camera(browser, site, options.folder, 1280))
            if options.readme:
                take_for_readme(Camera(browser, site, options.folder, 1280))
            browser.close()
        finally:
            site.stop()
    print(f"{len(list(options.folder.glob('*.png')))} pictures are in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
