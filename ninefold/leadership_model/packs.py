"""Finds and loads leadership model packs: folders of YAML that a person edits."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from ninefold.leadership_model.building_packs import build_pack
from ninefold.leadership_model.domain import Pack
from ninefold.leadership_model.reading import Errors, parse

MAIN_FILE = "pack.yaml"
FRONT_PACK = "nine-dimensions"
SHIPPED = Path(__file__).resolve().parents[2] / "models"


class PackError(Exception):
    """The pack cannot be used. `lines` says of each error where it stands and what to mend."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class PackNotFound(LookupError):
    """No pack of this id and version is in the folders that are searched."""


def load_pack(path: Path | str) -> Pack:
    """Return the pack in this folder. Raises PackError with every error as 'file:line: sentence'."""
    root = Path(path).resolve()
    errors = Errors(root)
    main = parse(root / MAIN_FILE, errors)
    pack = build_pack(main, root) if main else None
    if pack is None or errors.found:
        raise PackError(errors.lines())
    return pack


def find_pack(pack_id: str, version: str | None = None) -> Pack:
    """Return a pack by id, in its newest version if none is named. Raises PackNotFound, PackError."""
    found = _index(_folders())
    versions = [key for key in found if key[0] == pack_id and version in (None, key[1])]
    if not versions:
        wanted = f"{pack_id} {version or ''}".strip()
        raise PackNotFound(f"There is no leadership model ‘{wanted}’ in {_named(_folders())}.")
    return _loaded(found[max(versions, key=lambda key: version_order(key[1]))])


def live_packs() -> tuple[Pack, ...]:
    """Return every pack that can be used, by id and then newest first. Raises PackError."""
    found = _index(_folders())
    newest_first = sorted(found, key=lambda key: version_order(key[1]), reverse=True)
    return tuple(_loaded(found[key]) for key in sorted(newest_first, key=lambda key: key[0]))


def front_pack() -> Pack:
    """Return the pack that the public pages show: nine-dimensions where it is live, else the first.

    Raises PackNotFound if there is none, PackError.
    """
    ids = sorted({pack_id for pack_id, _ in _index(_folders())})
    return find_pack(FRONT_PACK if FRONT_PACK in ids or not ids else ids[0])


def version_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _folders() -> tuple[Path, ...]:
    configured = getattr(settings, "NINEFOLD_MODELS_DIRS", None) if settings.configured else None
    return tuple(Path(folder) for folder in configured or (SHIPPED,))


def _named(folders: Iterable[Path]) -> str:
    return ", ".join(str(folder) for folder in folders)


@lru_cache(maxsize=32)
def _index(folders: tuple[Path, ...]) -> dict[tuple[str, str], Path]:
    index: dict[tuple[str, str], Path] = {}
    for folder in folders:
        for main in sorted(folder.glob(f"*/{MAIN_FILE}")):
            key = _identity(main)
            if key in index:
                raise PackError([f"{main}:1: {key[0]} {key[1]} stands in {index[key]} too. Give one a new version."])
            index[key] = main.parent
    return index


def _identity(main: Path) -> tuple[str, str]:
    """Return id and version without reading the rest, so that a broken pack harms no other."""
    errors = Errors(main.parent)
    place = parse(main, errors)
    entries = place.entries() if place else {}
    words = [entries[key].text() if key in entries else "" for key in ("id", "version")]
    return words[0] or main.parent.name, words[1] or "0"


@lru_cache(maxsize=128)
def _loaded(path: Path) -> Pack:
    return load_pack(path)
