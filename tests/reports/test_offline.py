"""`ninefold report`: reports from a sheet, all or nothing, each mistake with its place."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import html5lib
import pytest
from openpyxl import Workbook

from ninefold.disclosure.auditor import audit
from ninefold.reports.offline import RatingsRefused, write_reports
from tests.factories.reports import leadership_climate, nine_dimensions, some_answers

CLIMATE = leadership_climate()
ITEMS = [item.id for item in CLIMATE.items]
HEAD = ["participant", "rater_group", *ITEMS]


def a_row(participant: str = "company-1", group: str = "direct report", level: object = 3) -> list[object]:
    return [participant, group, *[level for _ in ITEMS]]


def a_sheet(folder: Path, rows: list[list[object]], *, head: list[str] | None = None) -> Path:
    path = folder / "ratings.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head or HEAD, *rows])
    return path


def refusal(folder: Path, path: Path) -> tuple[str, ...]:
    with pytest.raises(RatingsRefused) as refused:
        write_reports(ratings=path, pack=CLIMATE, out=folder / "out")
    assert not (folder / "out").exists()
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []
    return refused.value.sentences


def test_each_participant_gets_page_pdf_and_data(tmp_path: Path) -> None:
    rows = [a_row(name, level=2 + k % 3) for name in ("company-1", "company-2") for k in range(6)]
    written = write_reports(ratings=a_sheet(tmp_path, rows), pack=CLIMATE, out=tmp_path / "out")
    assert written.reports == 2
    for name in ("company-1", "company-2"):
        folder = tmp_path / "out" / name
        assert sorted(each.name for each in folder.iterdir()) == ["report.html", "report.json", "report.pdf"]
        report = json.loads((folder / "report.json").read_text())
        assert report["participant"] == name
        assert audit([report]).passed
        assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_page_needs_nothing_else(tmp_path: Path) -> None:
    written = write_reports(ratings=a_sheet(tmp_path, [a_row()] * 5), pack=CLIMATE, out=tmp_path / "out")
    page = (written.folders[0] / "report.html").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    assert page.count("<h1") == 1
    assert not re.findall(r"(?:src|href)=\"(?!#)", page)
    assert "url(" not in page


def test_same_ratings_from_csv_and_xlsx_give_the_same_figures(tmp_path: Path) -> None:
    rows = [a_row(level=2 + k % 3) for k in range(6)]
    book = Workbook()
    for row in [HEAD, *rows]:
        book.active.append(row)
    book.save(tmp_path / "ratings.xlsx")
    found = []
    for path in (a_sheet(tmp_path, rows), tmp_path / "ratings.xlsx"):
        written = write_reports(ratings=path, pack=CLIMATE, out=tmp_path / path.suffix[1:])
        report = json.loads((written.folders[0] / "report.json").read_text())
        found.append([(cell["item"], cell["mean"], cell["at_least"], cell["raters"]) for cell in report["cells"]])
    assert found[0] == found[1]
    assert len(found[0]) == len(ITEMS)


def test_empty_cell_is_not_able_to_say(tmp_path: Path) -> None:
    rows = [a_row(level=2 + k % 3) for k in range(6)]
    rows[0][2] = ""
    written = write_reports(ratings=a_sheet(tmp_path, rows), pack=CLIMATE, out=tmp_path / "out")
    cells = json.loads((written.folders[0] / "report.json").read_text())["cells"]
    assert {cell["item"]: cell["answers"] for cell in cells}[ITEMS[0]] == 5


def test_whole_model_with_comments_and_identified_raters(tmp_path: Path) -> None:
    pack = nine_dimensions()
    items = [item.id for item in pack.items]
    rows: list[list[object]] = [
        [
            "Ruth Adeyemi",
            "2026",
            one.group,
            *[one.ratings.get(item, "") for item in items],
            f"{one.group} <b>wrote</b> #eval",
        ]
        for one in some_answers(pack)
    ]
    head = ["participant", "round", "rater_group", *items, "comment:keep"]
    written = write_reports(ratings=a_sheet(tmp_path, rows, head=head), pack=pack, out=tmp_path / "out")
    report = json.loads((written.folders[0] / "report.json").read_text())
    assert written.folders[0].name == "Ruth Adeyemi 2026"
    assert len(report["comments"]) == len(rows)
    assert {cell["rater"] for cell in report["cells"] if cell["identified"]} == {"Ruth Adeyemi", "Line manager"}
    assert "&lt;b&gt;wrote" in (written.folders[0] / "report.html").read_text(encoding="utf-8")


def test_comments_of_a_withheld_group_reach_nothing(tmp_path: Path) -> None:
    pack = nine_dimensions()
    items = [item.id for item in pack.items]
    rows: list[list[object]] = [["Ruth", "peer", *[4 for _ in items], "a secret word"] for _ in range(2)]
    head = ["participant", "rater_group", *items, "comment:keep"]
    written = write_reports(ratings=a_sheet(tmp_path, rows, head=head), pack=pack, out=tmp_path / "out")
    assert b"secret word" not in b"".join(each.read_bytes() for each in written.folders[0].iterdir())
    assert json.loads((written.folders[0] / "report.json").read_text())["cells"] == []


def test_every_mistake_is_listed_with_row_and_column(tmp_path: Path) -> None:
    rows = [
        a_row(),
        a_row(level=7),
        a_row(group="cousin"),
        a_row(participant=""),
        [*a_row(), "more"],
        a_row(level="3.5"),
    ]
    sentences = refusal(tmp_path, a_sheet(tmp_path, rows))
    assert f"ratings.csv, row 3, column {ITEMS[0]}: ‘7’ is no rating from 1 to 5." in sentences
    assert any(
        each.startswith("ratings.csv, row 4, column rater_group: ‘cousin’ is no rater group.") for each in sentences
    )
    assert any(each.startswith("ratings.csv, row 5, column participant:") for each in sentences)
    assert "ratings.csv, row 6: there are more cells than columns." in sentences
    assert any("row 7" in each and "‘3.5’" in each for each in sentences)


def test_mistakes_beyond_fifty_are_counted(tmp_path: Path) -> None:
    sentences = refusal(tmp_path, a_sheet(tmp_path, [a_row(level=9)] * 10))
    assert len(sentences) == 51
    assert sentences[-1] == f"ratings.csv: and {10 * len(ITEMS) - 50} more mistakes."


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (["participant", *ITEMS], "‘rater_group’ is missing"),
        (["rater_group", *ITEMS], "‘participant’ is missing"),
        ([*HEAD, "LEAD99"], "no item or question ‘LEAD99’"),
        ([*HEAD, ITEMS[0]], "stands there twice"),
        (["participant", "rater_group"], "no column of an item"),
    ],
)
def test_wrong_columns_are_refused(tmp_path: Path, head: list[str], words: str) -> None:
    assert any(words in each for each in refusal(tmp_path, a_sheet(tmp_path, [a_row()], head=head)))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"participant,rater_group,LEAD01\n", "no ratings in it"),
        ("a.csv", b"participant\xff", "save it as UTF-8"),
        ("a.csv", b'participant,rater_group,LEAD01\n"a"b",peer,3\n', "not a proper CSV"),
        ("a.xlsx", b"PK\x03\x04 nothing", "not a proper XLSX"),
        ("a.ods", b"x", "give a CSV or an XLSX"),
    ],
)
def test_broken_files_are_refused(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert any(words in each for each in refusal(tmp_path, path))


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, tmp_path / "nowhere.csv")


def an_xlsx_with(folder: Path, part: str, content: bytes) -> Path:
    """A proper workbook in which one part was replaced."""
    book = Workbook()
    for row in [HEAD, *[a_row()] * 5]:
        book.active.append(row)
    book.save(folder / "good.xlsx")
    with ZipFile(folder / "good.xlsx") as good, ZipFile(folder / "bad.xlsx", "w", ZIP_DEFLATED) as bad:
        for entry in good.namelist():
            bad.writestr(entry, content if entry == part else good.read(entry))
    (folder / "good.xlsx").unlink()
    return folder / "bad.xlsx"


def test_hostile_workbook_is_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert any(
        "not a proper XLSX" in each
        for each in refusal(tmp_path, an_xlsx_with(tmp_path, "xl/worksheets/sheet1.xml", bomb))
    )
    huge = an_xlsx_with(tmp_path, "xl/worksheets/sheet1.xml", b"0" * (65 * 1024 * 1024))
    assert any("larger than 64 MB" in each for each in refusal(tmp_path, huge))


def test_small_workbook_of_millions_of_rows_is_refused_before_they_are_read(tmp_path: Path) -> None:
    many = an_xlsx_with(tmp_path, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>" + b"<row/>" * 4_000_000)
    assert many.stat().st_size < 1024 * 1024
    assert any("Save it as CSV" in each for each in refusal(tmp_path, many))


def test_damaged_and_locked_workbooks_are_refused(tmp_path: Path) -> None:
    good = an_xlsx_with(tmp_path, "", b"")
    content = good.read_bytes()
    place = content.index(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml")
    damaged, locked = tmp_path / "damaged.xlsx", tmp_path / "locked.xlsx"
    damaged.write_bytes(content[: place + 4] + b"\xff" * 40 + content[place + 44 :])
    # The flag of encryption, in the entry itself and in the list at the end.
    locked.write_bytes(
        content.replace(b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0").replace(
            b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"
        )
    )
    for broken in (damaged, locked):
        assert any("not a proper XLSX" in each for each in refusal(tmp_path, broken))


def test_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    with pytest.raises(RatingsRefused, match="exists already"):
        write_reports(ratings=a_sheet(tmp_path, [a_row()] * 5), pack=CLIMATE, out=out)
    assert [each.name for each in out.iterdir()] == ["mine.txt"]


def test_names_cannot_leave_the_folder_or_meet_each_other(tmp_path: Path) -> None:
    names = ["../../up", "..", "A/B", "con", "Ann", "ann", "👩‍⚕️", "x" * 120]
    rows = [a_row(name) for name in names for _ in range(5)]
    written = write_reports(ratings=a_sheet(tmp_path, rows), pack=CLIMATE, out=tmp_path / "out")
    folders = list((tmp_path / "out").iterdir())
    assert len(folders) == len(names)
    assert len({folder.name.casefold() for folder in folders}) == len(names)
    assert all(folder.resolve().parent == (tmp_path / "out").resolve() for folder in written.folders)
