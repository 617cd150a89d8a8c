import zlib

import pytest

from ninefold.disclosure import CertifiedTable, chain_hash, pack_table, unpack_table
from tests.disclosure.making import raters, table, varied


def test_a_table_comes_back_whole_and_packs_the_same_each_time() -> None:
    made = table([*varied("peer", 6), *raters("direct report", 2), *raters("self", 1)])
    assert made.cells
    assert unpack_table(pack_table(made)) == made
    assert pack_table(unpack_table(pack_table(made))) == pack_table(made)
    assert unpack_table(pack_table(CertifiedTable(3, (), ()))) == CertifiedTable(3, (), ())


def test_withheld_entries_come_back() -> None:
    made = table(raters("peer", 2))
    assert made.withheld
    assert unpack_table(pack_table(made)) == made


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"text",
        zlib.compress(b"{"),
        zlib.compress(b"\xff"),
        zlib.compress(b"[]"),
        zlib.compress(b"{}"),
        zlib.compress(b'{"format":2}'),
    ],
)
def test_other_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match="packed table"):
        unpack_table(packed)


def test_the_chain_depends_on_every_byte_and_on_the_border() -> None:
    links = {chain_hash(b"", b"ab"), chain_hash(b"a", b"b"), chain_hash(b"ab", b""), chain_hash(b"", b"ac")}
    assert len(links) == 4
    assert chain_hash(b"", b"ab") == chain_hash(b"", b"ab")
    assert {len(link) for link in links} == {32}
