"""Reads ratings from a sheet, CSV or XLSX: one row a rater, one column an item. Everything that is wrong is listed."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from ninefold.leadership_model.domain import Item, Pack

PARTICIPANT, GROUP, ROUND = "participant", "rater_group", "round"
COMMENT = "comment:"
MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED_BYTES = 64 * 1024 * 1024
MOST_TAGS = 1_500_000
MOST_ROWS = 50_000
MOST_COLUMNS = 500
NO_PROPER_WORKBOOK = (
    BadZipFile, InvalidFileException, LookupError, ValueError, TypeError, OSError, EOFError, SyntaxError, zlib.error,
    # Locked with a password, or packed in a way that is not known here.
    RuntimeError,
)  # fmt: skip
LONGEST_NAME = 120
LONGEST_COMMENT = 2_000
MOST_PROBLEMS = 50


class RatingsRefused(Exception):
    """The file cannot be used. `sentences` says of each mistake where it stands: file, row and column."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


@dataclass(frozen=True)
class RatedRow:
    """One rater of the sheet. Ratings: None is not able to say."""

    number: int
    participant: str
    round: str
    group: str
    ratings: dict[str, int | None]
    comments: dict[str, str]


@dataclass
class _Problems:
    file: str
    found: list[str] = field(default_factory=list)
    more: int = 0

    def add(self, sentence: str, *, row: int | None = None, column: str | None = None) -> None:
        where = self.file
        if row is not None:
            where += f", row {row}"
        if column is not None:
            where += f", column {column}"
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(f"{where}: {sentence}")
        else:
            self.more += 1

    def refuse(self) -> None:
        if self.found:
            rest = [f"{self.file}: and {self.more} more mistakes."] if self.more else []
            raise RatingsRefused([*self.found, *rest])


@dataclass(frozen=True)
class _Columns:
    """Where in a row which thing stands."""

    participant: int
    group: int
    round: int | None
    items: dict[int, Item]
    comments: dict[int, str]
    names: tuple[str, ...]


def read_ratings(path: Path, pack: Pack) -> tuple[RatedRow, ...]:
    """Return the rows of a sheet. Raises RatingsRefused with every mistake, up to 50 of them."""
    problems = _Problems(path.name)
    rows = iter(_sheet(path, problems))
    header = next(rows, None)
    if header is None:
        raise RatingsRefused([f"{path.name}: the file is empty."])
    columns = _columns([text.strip() for text in header[1]], pack, problems)
    problems.refuse()
    if columns is None:
        raise RatingsRefused([f"{path.name}: the columns cannot be read."])
    read = [
        _row(number, cells, columns, pack, problems) for number, cells in rows if any(cell.strip() for cell in cells)
    ]
    if not read:
        problems.add("there are no ratings in it.")
    problems.refuse()
    return tuple(row for row in read if row is not None)


def _sheet(path: Path, problems: _Problems) -> Iterator[tuple[int, list[str]]]:
    """Yield row number and cells as text. Raises RatingsRefused for what is too large or no sheet."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise RatingsRefused([f"{path.name}: {error.strerror or 'it cannot be read'}."]) from error
    if size > MOST_BYTES:
        raise RatingsRefused([f"{path.name}: the file is larger than {MOST_BYTES // 1024 // 1024} MB."])
    kind = path.suffix.lower()
    if kind == ".csv":
        rows = _csv_rows(path)
    elif kind == ".xlsx":
        rows = _xlsx_rows(path)
    else:
        raise RatingsRefused([f"{path.name}: give a CSV or an XLSX file."])
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise RatingsRefused([f"{path.name}: there are more than {MOST_ROWS:,} rows."])
        if len(cells) > MOST_COLUMNS:
            raise RatingsRefused([f"{path.name}, row {number}: there are more than {MOST_COLUMNS} columns."])
        yield number, cells


def _csv_rows(path: Path) -> Iterator[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.reader(file, strict=True)
    except UnicodeDecodeError as error:
        raise RatingsRefused([f"{path.name}: save it as UTF-8; byte {error.start + 1} is not."]) from error
    except csv.Error as error:
        raise RatingsRefused([f"{path.name}: it is not a proper CSV file ({error})."]) from error


def _xlsx_rows(path: Path) -> Iterator[list[str]]:
    # openpyxl uses defusedxml where it is installed, as it is here: entities in the XML are refused, not followed.
    not_a_sheet = RatingsRefused([f"{path.name}: it is not a proper XLSX file."])
    try:
        with ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST_UNPACKED_BYTES:
            raise RatingsRefused([f"{path.name}: unpacked it is larger than {MOST_UNPACKED_BYTES // 1024 // 1024} MB."])
        if _tags(path) > MOST_TAGS:
            raise RatingsRefused([f"{path.name}: it has too many rows or cells for an XLSX file. Save it as CSV."])
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except NO_PROPER_WORKBOOK as error:
        raise not_a_sheet from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
            cells = [_cell_text(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            yield cells
    except NO_PROPER_WORKBOOK as error:
        raise not_a_sheet from error
    finally:
        book.close()


def _tags(path: Path) -> int:
    """Return how many tags the workbook holds: openpyxl keeps a trace of each, so a small file could fill the memory."""
    found = 0
    with ZipFile(path) as archive:
        for entry in archive.infolist():
            with archive.open(entry) as part:
                while found <= MOST_TAGS and (chunk := part.read(1024 * 1024)):
                    found += chunk.count(b"<")
    return found


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _columns(names: Sequence[str], pack: Pack, problems: _Problems) -> _Columns | None:
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        problems.add(f"the column ‘{name}’ stands there twice.", row=1)
    for needed in (PARTICIPANT, GROUP):
        if needed not in names:
            problems.add(f"the column ‘{needed}’ is missing.", row=1)
    items = {item.id: item for item in pack.items}
    questions = {question.id for question in pack.questions}
    known_items: dict[int, Item] = {}
    known_comments: dict[int, str] = {}
    for place, name in enumerate(names):
        if name in items:
            known_items[place] = items[name]
        elif name.startswith(COMMENT) and name.removeprefix(COMMENT) in questions:
            known_comments[place] = name.removeprefix(COMMENT)
        elif name and name not in {PARTICIPANT, GROUP, ROUND}:
            problems.add(
                f"the model has no item or question ‘{name[:80]}’.", row=1, column=get_column_letter(place + 1)
            )
    if not known_items:
        problems.add("there is no column of an item of this model.", row=1)
    if PARTICIPANT not in names or GROUP not in names:
        return None
    return _Columns(
        participant=names.index(PARTICIPANT),
        group=names.index(GROUP),
        round=names.index(ROUND) if ROUND in names else None,
        items=known_items,
        comments=known_comments,
        names=tuple(names),
    )


def _row(number: int, cells: Sequence[str], columns: _Columns, pack: Pack, problems: _Problems) -> RatedRow | None:
    def text(place: int) -> str:
        return cells[place].strip() if place < len(cells) else ""

    if len(cells) > len(columns.names):
        problems.add("there are more cells than columns.", row=number)
    participant, group = text(columns.participant), text(columns.group).lower()
    if not participant or len(participant) > LONGEST_NAME:
        problems.add(f"give a participant of 1 to {LONGEST_NAME} characters.", row=number, column=PARTICIPANT)
    if group not in {each.id for each in pack.groups}:
        known = ", ".join(each.id for each in pack.groups)
        problems.add(f"‘{group[:40]}’ is no rater group. Known are: {known}.", row=number, column=GROUP)
        return None
    ratings = {
        item.id: _rating(text(place), item, pack, problems, number)
        for place, item in columns.items.items()
        if item.asked_of(group)
    }
    comments = {question: text(place) for place, question in columns.comments.items() if text(place)}
    for question, written in comments.items():
        if len(written) > LONGEST_COMMENT:
            problems.add(f"a comment has at most {LONGEST_COMMENT} characters.", row=number, column=COMMENT + question)
    round_label = text(columns.round) if columns.round is not None else ""
    return RatedRow(number, participant, round_label, group, ratings, comments)


def _rating(written: str, item: Item, pack: Pack, problems: _Problems, row: int) -> int | None:
    """Return the rating, or None for an empty cell: not able to say."""
    if not written:
        return None
    points = pack.scale_of(item).points
    if written.isascii() and written.isdigit() and len(written) <= 3 and 1 <= int(written) <= points:
        return int(written)
    problems.add(f"‘{written[:40]}’ is no rating from 1 to {points}.", row=row, column=item.id)
    return None
