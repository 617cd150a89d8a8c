"""Reports from a file of ratings, without a server or database: what `ninefold report` runs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

from ninefold.disclosure import Answers, CertifiedTable, certified_table
from ninefold.leadership_model.domain import Pack
from ninefold.leadership_model.instrument import instrument
from ninefold.reports.booklet import Contents, booklet
from ninefold.reports.derive import derive
from ninefold.reports.domain import Comment, ReportFacts
from ninefold.reports.one_page import report_page
from ninefold.reports.pdf import pdf_bytes
from ninefold.reports.proving import NotProved, proved
from ninefold.reports.ratings_file import RatedRow, RatingsRefused, read_ratings
from ninefold.reports.report_json import report_bytes, report_json

MINIMUM = 3
SAFE = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ")
# Files carry one fixed moment, so that the same ratings give the same files.
MOMENT = datetime(2000, 1, 1, tzinfo=UTC)

__all__ = ["RatingsRefused", "ReportsWritten", "write_reports"]


@dataclass(frozen=True)
class ReportsWritten:
    """How many reports were written, and their folders."""

    reports: int
    folders: tuple[Path, ...]


def write_reports(*, ratings: Path, pack: Pack, out: Path, minimum: int = MINIMUM) -> ReportsWritten:
    """Write `<participant>/report.html`, `report.pdf` and `report.json` for everyone in the file.

    All or nothing: the folder `out` appears only when every report is complete. Raises RatingsRefused with a sentence
    for each mistake in the file, if `out` holds something already, or if a report does not pass its check.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise RatingsRefused([f"{out}: it exists already. Name a folder that does not."])
    people = _people(read_ratings(ratings, pack), ratings.name)
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        made.chmod(0o755)
        for folder, rows in people.items():
            _write_report(made / folder, rows, pack, minimum)
        if out.exists():
            out.rmdir()
        made.rename(out)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return ReportsWritten(len(people), tuple(out / folder for folder in people))


def _people(rows: Iterable[RatedRow], file: str) -> dict[str, list[RatedRow]]:
    """Return the rows of each participant and round, by the name of their folder."""
    found: dict[tuple[str, str], list[RatedRow]] = {}
    for row in rows:
        found.setdefault((row.participant, row.round), []).append(row)
    twice = [key for key, mine in found.items() if sum(row.group == "self" for row in mine) > 1]
    if twice:
        raise RatingsRefused([f"{file}: {name} has more than one row of the group self." for name, _ in twice])
    folders: dict[str, list[RatedRow]] = {}
    for (participant, label), mine in found.items():
        folders[_folder(f"{participant} {label}".strip(), folders)] = mine
    return folders


def _folder(name: str, taken: Iterable[str]) -> str:
    """Return a name for a folder that no file system minds, and that no other participant has."""
    safe = "".join(character if character in SAFE else "_" for character in name).strip(". ")[:80]
    used = {each.casefold() for each in taken}
    reserved = safe.partition(".")[0].casefold() in {"con", "prn", "aux", "nul", "group"}
    if safe and safe == name and not reserved and safe.casefold() not in used:
        return safe
    return f"{safe or 'participant'}-{blake2b(name.encode(), digest_size=4).hexdigest()}"


def _write_report(folder: Path, rows: Sequence[RatedRow], pack: Pack, minimum: int) -> None:
    table = certified_table(_answers(rows, pack), minimum=minimum, instrument=instrument(pack))
    try:
        proof = proved(table)
    except NotProved as refusal:
        raise RatingsRefused([f"{rows[0].participant}: {sentence}" for sentence in refusal.proof.findings]) from refusal
    facts = ReportFacts(
        participant=rows[0].participant, round_label=rows[0].round or "ratings from a file", minimum=minimum
    )
    derived = derive(table, pack, _comments(rows, table, pack))
    contents = Contents(pack, derived, facts, proof)
    report = report_json(table=table, pack=pack, derived=derived, facts=facts, proof=proof)
    folder.mkdir(parents=True)
    (folder / "report.html").write_text(report_page(contents), encoding="utf-8")
    (folder / "report.json").write_bytes(report_bytes(report))
    (folder / "report.pdf").write_bytes(pdf_bytes(booklet(contents), at=MOMENT))


def _answers(rows: Sequence[RatedRow], pack: Pack) -> list[Answers]:
    return [
        Answers(rater=f"row {row.number}", group=row.group, ratings=row.ratings, name=_name(row, rows, pack))
        for row in rows
    ]


def _name(row: RatedRow, rows: Sequence[RatedRow], pack: Pack) -> str | None:
    """Return what an identified rater is called: a sheet holds no names, so the group, numbered where there are several."""
    group = pack.group(row.group)
    if not group.identified:
        return None
    if row.group == "self":
        return row.participant
    alike = [each.number for each in rows if each.group == row.group]
    return group.label if len(alike) == 1 else f"{group.label} {alike.index(row.number) + 1}"


def _comments(rows: Sequence[RatedRow], table: CertifiedTable, pack: Pack) -> list[Comment]:
    """Return the comments that may be shown: those of groups that stand in the table, in an order that tells nothing."""
    seats = {group: cell.groups for cell in table.cells if not cell.identified for group in cell.groups}
    joined = {group for groups in seats.values() if len(groups) > 1 for group in groups}
    found = []
    for row in rows:
        identified = pack.group(row.group).identified
        if not identified and row.group not in seats:
            continue
        groups = None if row.group in joined else (row.group,)
        name = _name(row, rows, pack)
        found += [Comment(uuid4().hex, groups, question, text, name) for question, text in row.comments.items()]
    return sorted(found, key=lambda comment: comment.id)
