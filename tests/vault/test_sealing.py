from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_generichash_blake2b_salt_personal
from nacl.exceptions import CryptoError

from ninefold.vault import sealing
from ninefold.vault.domain import clean_comment
from ninefold.vault.refusals import TooLong

TOKEN = bytes(range(16))
SECRET = bytes(range(32))


def test_every_key_of_a_token_is_different() -> None:
    keys = [
        sealing.invitation_key(TOKEN),
        sealing.envelope_key(TOKEN),
        sealing.draft_key(TOKEN, "care"),
        sealing.draft_key(TOKEN, "vision"),
        sealing.read(sealing.handle_of(TOKEN)),
        TOKEN,
    ]
    assert len(set(keys)) == len(keys)
    assert sealing.draft_key(TOKEN, "care") == sealing.draft_key(TOKEN, "care")


def test_tokens_are_128_random_bits() -> None:
    tokens = {sealing.new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {16}


@given(st.binary(max_size=40))
def test_what_was_written_is_read(raw: bytes) -> None:
    assert sealing.read(sealing.written(raw)) == raw


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "AAAA",
        "A" * 21,
        "A" * 23,
        "A" * 22 + "=",
        "A" * 21 + "B",
        "ä" * 22,
        "A" * 11 + " " + "A" * 10,
        "\0" * 22,
        "\ud800",
    ],
)
def test_what_is_no_token_is_none(text: str) -> None:
    assert sealing.token_bytes("A" * 22) is not None
    assert sealing.token_bytes(text) is None


@given(st.text(max_size=3000))
def test_boxes_open_and_have_a_few_sizes_only(text: str) -> None:
    private, public = sealing.new_close_key()
    draft = sealing.seal_draft({"text": text}, token=TOKEN, web_secret=SECRET, with_words=True)
    envelope = sealing.seal_envelope({"text": text}, public)
    assert {len(draft), len(envelope)} <= set(sealing.BOX_SIZES)
    assert sealing.open_draft(draft, token=TOKEN, web_secret=SECRET) == {"text": text}
    assert sealing.open_envelope(envelope, private) == {"text": text}


def test_box_sizes_are_8_to_128_kib() -> None:
    assert [size // 1024 for size in sealing.BOX_SIZES] == [1, 2, 4, 8, 16, 32, 64, 128]
    room = 128 * 1024 - 100
    assert len(sealing.seal_draft({"t": "x" * room}, token=TOKEN, web_secret=SECRET, with_words=True)) == 128 * 1024
    with pytest.raises(TooLong):
        sealing.seal_draft({"t": "x" * (room + 100)}, token=TOKEN, web_secret=SECRET, with_words=True)


def test_a_draft_needs_token_and_secret() -> None:
    box = sealing.seal_draft({"a": 1}, token=TOKEN, web_secret=SECRET, with_words=True)
    assert sealing.open_draft(box, token=bytes(16), web_secret=SECRET) is None
    assert sealing.open_draft(box, token=TOKEN, web_secret=bytes(32)) is None
    assert sealing.open_draft(box[:-1], token=TOKEN, web_secret=SECRET) is None
    assert sealing.open_draft(b"", token=TOKEN, web_secret=SECRET) is None


def test_an_envelope_needs_the_close_key() -> None:
    private, public = sealing.new_close_key()
    box = sealing.seal_envelope({"a": 1}, public)
    assert sealing.open_envelope(box, private) == {"a": 1}
    with pytest.raises(CryptoError):
        sealing.open_envelope(box, sealing.new_close_key()[0])


def test_a_cookie_needs_both_keys() -> None:
    box = sealing.seal_cookie({"a": "ж"}, sealing.cookie_key("ours", SECRET))
    assert sealing.open_cookie(box, sealing.cookie_key("ours", SECRET)) == {"a": "ж"}
    assert sealing.open_cookie(box, sealing.cookie_key("theirs", SECRET)) is None
    assert sealing.open_cookie(box, sealing.cookie_key("ours", bytes(32))) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("a\0b\x1bc\x7fd\x85e", "abcde"),
        ("half \ud83d of one", "half  of one"),
        ("مرحبا 🙂 #eval =1+1 <b>", "مرحبا 🙂 #eval =1+1 <b>"),
    ],
)
def test_comments_are_cleaned_of_what_cannot_be_kept(written: str, kept: str) -> None:
    assert clean_comment(written) == kept


def test_hashes_are_those_of_libsodium() -> None:
    for key, person, size in ((b"invite", b"", 32), (SECRET, b"draft", 32), (b"page", b"", 16)):
        theirs = crypto_generichash_blake2b_salt_personal(TOKEN, digest_size=size, key=key, person=person)
        assert sealing._blake2b(TOKEN, key=key, person=person, digest_size=size) == bytes(theirs)


def test_length_of_a_page_for_words_does_not_tell_whether_some_were_written() -> None:
    lengths = {
        len(sealing.seal_draft({"keep": text}, token=TOKEN, web_secret=SECRET, with_words=True))
        for text in ("", "x" * 6000)
    }
    assert lengths == {sealing.SMALLEST_WITH_WORDS}
    _, public = sealing.new_close_key()
    assert {len(sealing.seal_envelope({"a": text}, public)) for text in (None, "", "x" * 6000)} == lengths
