"""Browsers and installations for the journeys."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import ARGUMENTS, chromium
from tests.conftest import Postbox
from tests.system.sites import Site, data_folder, free_port
from tests.system.watching import WATCHES, watch

HERE = Path(__file__).parent
NO_BROWSER = "The journeys need Chromium. On Debian: apt-get install chromium. Or name one by NINEFOLD_TEST_CHROMIUM."
PATIENCE = 15_000

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    # Playwright keeps an event loop in this thread; Django would refuse its database to the tests that follow.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for all test processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent / "shared" if "PYTEST_XDIST_WORKER" in os.environ else base / "shared"


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Iterator[Site]:
    """The demonstration, filled and served by the operator's commands."""
    folder = data_folder(shared_folder, tmp_path_factory.mktemp("demo") / "data", demo=True)
    site = Site(folder, NINEFOLD_DEMO="yes")
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def mail_server() -> Iterator[tuple[Postbox, int]]:
    postbox = Postbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield postbox, controller.port
    controller.stop()


@pytest.fixture
def postbox(mail_server: tuple[Postbox, int]) -> Postbox:
    """What the mail server of `mail_site` received."""
    return mail_server[0]


@pytest.fixture(scope="session")
def mail_site(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, mail_server: tuple[Postbox, int]
) -> Iterator[Site]:
    """An installation as a deployer has it, without any demonstration: its mail goes to a real SMTP server."""
    folder = data_folder(shared_folder, tmp_path_factory.mktemp("mail") / "data", demo=False)
    site = Site(
        folder,
        NINEFOLD_SECRET_KEY="made up for the journeys, and long enough to be taken for one",
        NINEFOLD_SMTP_PORT=str(mail_server[1]),
        NINEFOLD_SMTP_SECURITY="none",
    )
    site.start()
    yield site
    site.stop()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens a browser of its own, like another person's device: `open_page(site, width=320, height=568, scripts=False)`."""
    contexts = []

    def open_one(
        site: Site,
        *,
        width: int = 1280,
        height: int = 800,
        scripts: bool = True,
        host: str = "127.0.0.1",
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            base_url=f"http://{host}:{site.port}",
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            locale="en-GB",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        watch(context, f"{host}:{site.port}", scripts=scripts)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        found = WATCHES.pop(context)
        context.close()
        found.check()


@pytest.fixture
def phone(open_page: OpenPage, mail_site: Site) -> Page:
    """The narrowest screen that pages promise to fit, which is also 400 % zoom on a desktop."""
    return open_page(mail_site, width=320, height=568)


@pytest.fixture
def page(open_page: OpenPage, mail_site: Site) -> Page:
    return open_page(mail_site)


@pytest.fixture
def page_without_javascript(open_page: OpenPage, mail_site: Site) -> Page:
    return open_page(mail_site, scripts=False)
