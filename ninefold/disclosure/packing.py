"""One round's table as one immutable row, and the chain of hashes that fixes its order."""

import json
import zlib
from dataclasses import astuple, fields
from hashlib import blake2b

from ninefold.disclosure.cells import Cell, CertifiedTable, Withheld

FORMAT = 1
CHAIN_BYTES = 32
_CELL_FIELDS = tuple(field.name for field in fields(Cell))


def pack_table(table: CertifiedTable) -> bytes:
    """The table as bytes; the same table always gives the same bytes."""
    plain = {
        "format": FORMAT,
        "minimum": table.minimum,
        "fields": _CELL_FIELDS,
        "cells": [astuple(cell) for cell in table.cells],
        "withheld": [astuple(entry) for entry in table.withheld],
    }
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return zlib.compress(text.encode(), level=6)


def unpack_table(packed: bytes) -> CertifiedTable:
    """The table that was packed. Raises ValueError if the bytes are no packed table."""
    try:
        plain = json.loads(zlib.decompress(packed))
        if plain["format"] != FORMAT or tuple(plain["fields"]) != _CELL_FIELDS:
            raise ValueError("The packed table has another format.")
        return CertifiedTable(
            minimum=plain["minimum"],
            cells=tuple(Cell(row[0], tuple(row[1]), *row[2:]) for row in plain["cells"]),
            withheld=tuple(Withheld(tuple(row[0]), *row[1:]) for row in plain["withheld"]),
        )
    except (zlib.error, json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise ValueError("These bytes are not a packed table.") from error


def chain_hash(previous: bytes, packed: bytes) -> bytes:
    """The next link of a round's chain: BLAKE2b-256 of the previous link and the packed table.

    The first link of a chain has ``previous`` empty. Both lengths are hashed in, so that no bytes
    can move from one to the other.
    """
    digest = blake2b(digest_size=CHAIN_BYTES, person=b"ninefold-chain")
    for part in (previous, packed):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()
