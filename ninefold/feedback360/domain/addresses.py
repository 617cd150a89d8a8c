"""Names and addresses of people as they are typed or pasted, and when two addresses are one person's."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 120
LONGEST_ADDRESS = 254
# Signs that turn the direction of text around: a name with one can look like another name.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE_EDGES = "\u200b\u200e\u200f\ufeff\u00ad \t"
QUOTES, ESCAPE = '"', "\\"
_FORMULA_STARTS = ("=", "+", "-", "@")


class NameNotPossible(Exception):
    """This cannot be a person's name. The message completes 'The name …'."""


def address_key(email: str) -> str:
    """What two ways to write one mailbox have in common: no capitals, quotes or accents of the domain, nothing after a plus."""
    local, _, domain = unicodedata.normalize("NFKC", email).strip().casefold().rpartition("@")
    key = f"{local.strip(QUOTES).replace(ESCAPE, '').split('+', 1)[0]}@{_on_the_wire(domain)}"
    # Some letters become many when they are brought into one form.
    return key[:LONGEST_ADDRESS]


def _on_the_wire(domain: str) -> str:
    """The domain in the letters that mail servers use, so that `exämple.org` is `xn--exmple-cua.org`."""
    try:
        return domain.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def clean_name(name: str) -> str:
    """The name without signs that cannot be seen and without double spaces. Raises NameNotPossible.

    Names are not split and not judged: one word, apostrophes, any script and any case are all right.
    """
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n" for sign in name) or _TURNING & set(name):
        raise NameNotPossible("has signs in it that cannot be shown. Type it again")
    if "\n" in name.strip() or "\r" in name.strip():
        raise NameNotPossible("must be on one line")
    cleaned = " ".join(unicodedata.normalize("NFC", name).strip(_INVISIBLE_EDGES).split())
    if not any(sign.isalnum() for sign in cleaned):
        raise NameNotPossible("is missing")
    if cleaned.startswith(_FORMULA_STARTS):
        raise NameNotPossible(f"cannot begin with ‘{cleaned[0]}’")
    if len(cleaned) > LONGEST_NAME:
        raise NameNotPossible(f"is longer than {LONGEST_NAME} characters")
    return cleaned
