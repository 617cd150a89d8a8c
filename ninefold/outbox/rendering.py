"""From a kind and its facts to a message: subject, text, and HTML made from the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import engines
from jinja2 import Environment

ADDRESS_LINE = re.compile(r"^https?://\S+$")


@dataclass(frozen=True)
class Block:
    """A paragraph, or a step to take: words and the address that they lead to."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str


def _environment() -> Environment:
    return engines["jinja2"].env  # type: ignore[attr-defined, no-any-return]  # Django's stubs know no back-end's own attributes


def _block(paragraph: str) -> Block:
    lines = paragraph.splitlines()
    if ADDRESS_LINE.match(lines[-1]):
        return Block(text=" ".join(lines[:-1]).rstrip(":"), address=lines[-1])
    return Block(text=paragraph)


def blocks_of(text: str) -> list[Block]:
    """The paragraphs of a message's text."""
    return [_block(paragraph.strip()) for paragraph in text.split("\n\n") if paragraph.strip()]


def render(kind: str, facts: Mapping[str, Any]) -> Rendered:
    """The message of `kind`.

    The template's first line is `Subject: …`; a paragraph that ends in a line with an address is a button in HTML.
    Every message ends with who runs the site and where to ask for help.
    """
    # A fact is one line: what a person typed can neither add a header nor a paragraph that looks like a button.
    context = {
        **{name: " ".join(value.split()) if isinstance(value, str) else value for name, value in facts.items()},
        "site_name": settings.NINEFOLD_SITE_NAME,
        "site_url": settings.NINEFOLD_SITE_URL,
        "owner_name": settings.NINEFOLD_OWNER_NAME,
        "help_email": settings.NINEFOLD_HELP_EMAIL,
    }
    environment = _environment()
    # Plain text must not be escaped as HTML; the HTML below is, block by block.
    plain = environment.overlay(autoescape=False).get_template(f"mail/{kind}.txt.jinja").render(context)
    first, _, rest = plain.strip().partition("\n")
    subject = " ".join(first.removeprefix("Subject:").split())
    text = re.sub(r"\n{3,}", "\n\n", rest.strip()) + "\n"
    signature = (
        f"\n{settings.NINEFOLD_SITE_NAME}, {settings.NINEFOLD_OWNER_NAME}. Help: {settings.NINEFOLD_HELP_EMAIL}\n"
    )
    html = environment.get_template("mail/layout.html.jinja").render(
        {**context, "subject": subject, "blocks": blocks_of(text)}
    )
    return Rendered(subject=subject[:300], text=text + signature, html=html)
