"""What `ninefold model check` and `ninefold model items` say."""

from pathlib import Path

import pytest

from ninefold.leadership_model.checking import check, item_ids
from ninefold.leadership_model.packs import PackError, live_packs
from tests.leadership_model.making import write_pack


def test_every_installed_pack_is_sound() -> None:
    assert [check(pack.id) for pack in live_packs()] == [[]]


def test_a_folder_is_checked_and_its_items_listed(tmp_path: Path) -> None:
    root = write_pack(tmp_path / "ward-craft")

    assert check(root) == []
    assert item_ids(str(root)) == ["listen-1", "listen-2", "clean-1"]


def test_each_error_is_one_line(tmp_path: Path) -> None:
    root = write_pack(tmp_path / "broken", main="author: => autor:", cleaning="number: 2 => number: 0")

    errors = check(root)

    assert [error.split(":")[0] for error in errors] == [
        "broken/dimensions/2-cleaning.yaml",
        "broken/pack.yaml",
        "broken/pack.yaml",
    ]
    with pytest.raises(PackError):
        item_ids(root)


def test_an_unknown_id_is_said_in_one_line() -> None:
    (error,) = check("no-such-model")

    assert error.startswith("There is no leadership model ‘no-such-model’ in ")
