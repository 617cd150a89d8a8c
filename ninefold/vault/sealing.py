"""Tokens, hashes, boxes and padding of the vault: boxes by PyNaCl, hashes by Python's own BLAKE2b.

A token is 128 random bits. Every key of a table is a keyed hash of it, under a label of its own, so that no two can be
joined without the token. Boxes have a few sizes only, so that their length tells little.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import blake2b
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random as random_bytes

from ninefold.vault.refusals import TooLong

TOKEN_BYTES = 16
SECRET_BYTES = 32
HANDLE_BYTES = 16
BOX_SIZES = tuple(1024 << power for power in range(8))
# Holds all ratings and the longest comments that English letters can make: where there may be words, and so in every
# envelope, no smaller box is used, or its length would tell who wrote some.
SMALLEST_WITH_WORDS = 8 * 1024
_LENGTH_BYTES = 4
_SEALED_BOX_OVERHEAD = 48
_SECRET_BOX_OVERHEAD = SecretBox.NONCE_SIZE + SecretBox.MACBYTES


def _blake2b(message: bytes, *, key: bytes = b"", person: bytes = b"", digest_size: int = 32) -> bytes:
    return blake2b(message, digest_size=digest_size, key=key, person=person).digest()


def new_secret() -> bytes:
    return random_bytes(SECRET_BYTES)


def new_token() -> bytes:
    return random_bytes(TOKEN_BYTES)


def written(raw: bytes) -> str:
    """Bytes as text for addresses and cookies."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(text: str) -> bytes | None:
    """The bytes of `written`, or None for any other text, however close."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (NotBase64, ValueError):
        return None
    return raw if written(raw) == text else None


def token_bytes(token: str) -> bytes | None:
    """The 16 bytes of a token as it stands in a link, or None when it cannot be one."""
    raw = read(token)
    return raw if raw is not None and len(raw) == TOKEN_BYTES else None


def invitation_key(token: bytes) -> bytes:
    return _blake2b(token, key=b"invite")


def envelope_key(token: bytes) -> bytes:
    return _blake2b(token, key=b"ballot")


def draft_key(token: bytes, page: str) -> bytes:
    """A key for each page, so that the rows of one draft cannot be told together."""
    return _blake2b(token, key=b"ballot", person=_blake2b(page.encode(), digest_size=16))


def handle_of(token: bytes) -> str:
    """What stands in the rater's address instead of the token; no key to any table."""
    return written(_blake2b(token, digest_size=HANDLE_BYTES, key=b"page"))


def cookie_key(secret_key: str, web_secret: bytes) -> bytes:
    """Needs the application's key and the round's: it dies at close."""
    return _blake2b(secret_key.encode(), key=web_secret, person=b"rater cookie")


def _draft_box(token: bytes, web_secret: bytes) -> SecretBox:
    return SecretBox(_blake2b(token, key=web_secret, person=b"draft"))


def _token_box(web_secret: bytes) -> SecretBox:
    return SecretBox(_blake2b(b"", key=web_secret, person=b"token copy"))


def seal_token(token: bytes, web_secret: bytes) -> bytes:
    return bytes(_token_box(web_secret).encrypt(token))


def open_token(box: bytes, web_secret: bytes) -> bytes | None:
    return _opened(_token_box(web_secret), box)


def seal_draft(content: dict[str, Any], *, token: bytes, web_secret: bytes, with_words: bool) -> bytes:
    """A box of one of BOX_SIZES. `with_words`: the page has room for words, whether or not any were written. Raises TooLong."""
    smallest = SMALLEST_WITH_WORDS if with_words else BOX_SIZES[0]
    return bytes(_draft_box(token, web_secret).encrypt(_padded(content, _SECRET_BOX_OVERHEAD, smallest)))


def open_draft(box: bytes, *, token: bytes, web_secret: bytes) -> dict[str, Any] | None:
    """The content, or None where the box was not sealed with these two."""
    padded = _opened(_draft_box(token, web_secret), box)
    return None if padded is None else _unpadded(padded)


def new_close_key() -> tuple[bytes, bytes]:
    """(private half, public half) of a round's close key."""
    private = PrivateKey.generate()
    return bytes(private), bytes(private.public_key)


def seal_envelope(content: dict[str, Any], public_key: bytes) -> bytes:
    """A box of one of BOX_SIZES that only the close key opens. Raises TooLong."""
    padded = _padded(content, _SEALED_BOX_OVERHEAD, SMALLEST_WITH_WORDS)
    return bytes(SealedBox(PublicKey(public_key)).encrypt(padded))


def open_envelope(box: bytes, private_key: bytes) -> dict[str, Any]:
    """The content. Raises nacl.exceptions.CryptoError where the key does not fit or the box is damaged."""
    return _unpadded(bytes(SealedBox(PrivateKey(private_key)).decrypt(box)))


def seal_cookie(content: dict[str, Any], key: bytes) -> bytes:
    return bytes(SecretBox(key).encrypt(_encoded(content)))


def open_cookie(box: bytes, key: bytes) -> dict[str, Any] | None:
    opened = _opened(SecretBox(key), box)
    return None if opened is None else dict(json.loads(opened))


def _opened(secret_box: SecretBox, box: bytes) -> bytes | None:
    try:
        return bytes(secret_box.decrypt(box))
    except (CryptoError, ValueError):
        return None


def _encoded(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _padded(content: dict[str, Any], overhead: int, smallest: int) -> bytes:
    plain = _encoded(content)
    needed = max(len(plain) + _LENGTH_BYTES + overhead, smallest)
    size = next((size for size in BOX_SIZES if size >= needed), None)
    if size is None:
        raise TooLong(BOX_SIZES[-1] // 4)
    return (len(plain).to_bytes(_LENGTH_BYTES, "big") + plain).ljust(size - overhead, b"\0")


def _unpadded(padded: bytes) -> dict[str, Any]:
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    return dict(json.loads(padded[_LENGTH_BYTES : _LENGTH_BYTES + length]))
