"""One rater’s whole form, from the link to "sent": 45 ratings, 3 comments of 200 characters.

For the load client in ../shared/bench. Each page's own form is sent, as a browser would; what the page asks is read from it.
"""

from __future__ import annotations

import re
from typing import Any

from httpc import Fail  # type: ignore[import-not-found]  # stands beside the load client

CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
OPENED = re.compile(r'name="opened" value="([^"]+)"')
RADIOS = re.compile(r'name="([^"]+)" type="radio"')
COMMENTS = re.compile(r'<textarea[^>]* name="([^"]+)"')
COMMENT = ("She asks the night team before she decides, and comes back to say what came of it. " * 3)[:200]


class Driver:
    def __init__(self, base: str, opts: dict[str, str]) -> None:
        self.base, self.opts = base, opts
        self.asked: dict[str, dict[str, str]] = {}

    async def one(self, client: Any, item: str) -> None:
        page = await client.get(f"/rate/{item}", "link")
        if page.status != 200:
            raise Fail(f"link {page.status}")
        page = await client.post(f"/rate/{item}", "begin", form={"csrfmiddlewaretoken": _found(CSRF, page.text)})
        for _ in range(60):
            if page.url.endswith("/appear/"):
                break
            label = "questions" if page.url.endswith("/questions/") else "dimension"
            page = await client.post(page.url, label, form=self.answers(page))
        page = await client.get(page.url.replace("/appear/", "/check/"), "check")
        sent = {"csrfmiddlewaretoken": _found(CSRF, page.text), "opened": _found(OPENED, page.text)}
        page = await client.post(page.url, "send", form=sent)
        if page.status != 200 or "Thank you. Your answers are sent" not in page.text:
            raise Fail(f"sent {page.status} {page.url}")

    def answers(self, page: Any) -> dict[str, str]:
        """Level 4 for everything that is asked; what a page asks is looked up once."""
        text = page.text
        if page.status != 200 or "There is a problem" in text:
            raise Fail(f"page {page.status} {page.url}")
        key = page.url.split("/")[3]
        if key not in self.asked:
            ratings = dict.fromkeys(RADIOS.findall(text), "4")
            self.asked[key] = ratings | dict.fromkeys(COMMENTS.findall(text), COMMENT)
        return {"csrfmiddlewaretoken": _found(CSRF, text), "opened": _found(OPENED, text), **self.asked[key]}


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    if not found:
        raise Fail(f"no {pattern.pattern[:20]}")
    return found[1]
