"""What `ninefold model check` and `ninefold model items` do. A pack is named by folder or by id."""

from pathlib import Path

from ninefold.leadership_model.domain import Pack
from ninefold.leadership_model.packs import PackError, PackNotFound, find_pack, load_pack


def check(path: str | Path) -> list[str]:
    """Return one line for each error, 'file:line: what to mend'; none if the pack can be used."""
    try:
        pack_at(path)
    except PackError as error:
        return list(error.lines)
    except PackNotFound as error:
        return [str(error)]
    return []


def item_ids(path: str | Path) -> list[str]:
    """Return the ids of all items in the order of the form. Raises PackError, PackNotFound."""
    return [item.id for item in pack_at(path).items]


def pack_at(path: str | Path) -> Pack:
    """Return the pack in this folder, or of this id if there is no such folder.

    Raises PackError, PackNotFound.
    """
    folder = Path(path)
    if folder.is_dir():
        return load_pack(folder)
    return find_pack(str(path))
