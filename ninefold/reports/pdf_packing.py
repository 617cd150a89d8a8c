"""Makes a PDF small: thousands of small tag objects go into compressed object streams (ISO 32000-1, 7.5.7 and 7.5.8)."""

import re
import zlib
from collections.abc import Sequence

OBJECTS_A_STREAM = 400
FREE, PLAIN, PACKED = 0, 1, 2

_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)
_HEAD = re.compile(rb"(\d+) 0 obj\s*")
_SECTION = re.compile(rb"xref\s+0 (\d+)\s+")


class NotPackable(ValueError):
    """The PDF is not written as Typst writes it."""


def packed_pdf(pdf: bytes) -> bytes:
    """Return the same document with its objects compressed. Raises NotPackable for another kind of file.

    Expects one classic cross-reference table from object 0 without gaps, and generation 0 throughout.
    """
    trailer = _TRAILER.search(pdf)
    if trailer is None:
        raise NotPackable("The trailer is missing.")
    header_end = pdf.index(b"\n", pdf.index(b"\n") + 1) + 1
    streams, plain = _objects(pdf, int(trailer.group(2)))
    out = bytearray(pdf[:header_end])
    entries: dict[int, tuple[int, int, int]] = {0: (FREE, 0, 65535)}
    for number, body in streams:
        entries[number] = (PLAIN, len(out), 0)
        out += body
    next_number = max([number for number, _ in [*streams, *plain]]) + 1
    for start in range(0, len(plain), OBJECTS_A_STREAM):
        group = plain[start : start + OBJECTS_A_STREAM]
        entries[next_number] = (PLAIN, len(out), 0)
        entries.update({number: (PACKED, next_number, place) for place, (number, _) in enumerate(group)})
        out += _object_stream(next_number, group)
        next_number += 1
    out += _references(next_number, len(out), entries, trailer.group(1))
    return bytes(out)


def _objects(pdf: bytes, table: int) -> tuple[list[tuple[int, bytes]], list[tuple[int, bytes]]]:
    """Return the objects with a stream, whole, and the bodies of the others."""
    section = _SECTION.match(pdf, table)
    if section is None:
        raise NotPackable("The cross-reference table is missing.")
    rows = pdf[section.end() :].split(b"\n", int(section.group(1)))[: int(section.group(1))]
    offsets = sorted(int(row[:10]) for row in rows if row[17:18] == b"n")
    streams, plain = [], []
    for start, end in zip(offsets, [*offsets[1:], table], strict=True):
        head = _HEAD.match(pdf, start)
        if head is None:
            raise NotPackable(f"There is no object at {start}.")
        body = pdf[head.end() : end].rstrip()
        if body.endswith(b"endstream\nendobj"):
            streams.append((int(head.group(1)), pdf[start:end]))
        elif body.endswith(b"endobj"):
            plain.append((int(head.group(1)), body[: -len(b"endobj")].strip()))
        else:
            raise NotPackable(f"The object at {start} has no end.")
    return streams, plain


def _object_stream(number: int, group: Sequence[tuple[int, bytes]]) -> bytes:
    heads, bodies, place = [], [], 0
    for each, body in group:
        heads.append(b"%d %d" % (each, place))
        bodies.append(body)
        place += len(body) + 1
    first = b" ".join(heads) + b"\n"
    content = zlib.compress(first + b"\n".join(bodies), 6)
    words = b"<</Type/ObjStm/N %d/First %d/Length %d/Filter/FlateDecode>>" % (len(group), len(first), len(content))
    return _stream(number, words, content)


def _stream(number: int, words: bytes, content: bytes) -> bytes:
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n\n" % (number, words, content)


def _references(number: int, offset: int, entries: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    """Write the cross-reference stream, which stands in for table and trailer."""
    entries[number] = (PLAIN, offset, 0)
    rows = b"".join(
        bytes((kind,)) + where.to_bytes(4, "big") + place.to_bytes(2, "big")
        for kind, where, place in (entries.get(k, (FREE, 0, 0)) for k in range(number + 1))
    )
    content = zlib.compress(rows, 6)
    rest = re.sub(rb"/Size \d+", b"", trailer)
    words = b"<</Type/XRef/Size %d/W[1 4 2]%b/Length %d/Filter/FlateDecode>>" % (number + 1, rest, len(content))
    return _stream(number, words, content) + b"startxref\n%d\n%%%%EOF" % offset
