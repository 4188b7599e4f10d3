"""Excel workbooks as text: what each kind of cell is read as, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from vardvag.base import workbook_parts
from vardvag.base.errors import Unreadable
from vardvag.base.workbook_parts import MAX_COLUMNS, MAX_ROWS
from vardvag.base.workbooks import MAX_SHEETS, read_workbook

FORMATS = {"percent": "0.0 %", "day": "yyyy-mm-dd", "month": "mmm-yy", "moment": "yyyy-mm-dd hh:mm"}


def workbook(*cells: tuple[int, int, Any], sheets: tuple[str, ...] = ("a",)) -> bytes:
    """A workbook whose first sheet has *cells*: row and column as Excel's index less one, and a value."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        made = {name: book.add_format({"num_format": code}) for name, code in FORMATS.items()}
        first, *_ = [book.add_worksheet(name) for name in sheets]
        for row, column, value in cells:
            if isinstance(value, tuple):
                first.write(row, column, value[0], made[value[1]])
            else:
                first.write(row, column, value)
    return buffer.getvalue()


def with_part(name: str, content: Callable[[bytes], bytes]) -> bytes:
    """A small workbook in which one part is another."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook((0, 0, "a")))) as parts, zipfile.ZipFile(buffer, "w") as told:
        for part in parts.namelist():
            read = parts.read(part)
            told.writestr(part, content(read) if part == name else read)
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Kalmar", "Kalmar"),
        (48, "48"),
        (48.0, "48"),
        (-3, "-3"),
        (0, "0"),
        (48.5, "48,5"),
        ((0.714, "percent"), "0,714"),
        (999_999_999_999_999, "999999999999999"),
        (1e15, "1e+15"),  # Excel keeps fifteen digits: not whole for certain
        (1e20, "1e+20"),
        (True, "true"),
        ((datetime(2019, 10, 14), "day"), date(2019, 10, 14)),
        ((datetime(2019, 9, 1), "month"), date(2019, 9, 1)),
        ((datetime(2019, 9, 1, 10, 30), "moment"), "2019-09-01 10:30:00"),
    ],
)
def test_a_cell_is_what_a_person_would_have_typed(written: Any, read: str | date) -> None:
    ((row, *_),) = [sheet.rows for sheet in read_workbook(workbook((0, 0, written)))]
    assert row == (read,)
    assert type(row[0]) in (str, date)


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!"])
def test_the_error_of_a_formula_is_no_empty_cell(error: str) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet().write_formula(0, 0, "=B1", None, error)
    assert read_workbook(buffer.getvalue())[0].rows == ((error,),)


def test_rows_stand_where_excel_has_them_and_sheets_in_order() -> None:
    first, second = read_workbook(workbook((2, 1, "x"), (2, 5, ("", "day")), sheets=("a", "b")))
    assert (first.name, first.rows) == ("a", ((), (), ("", "x")))
    assert (second.name, second.rows) == ("b", ())


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("packed", "said"),
    [
        (b"", "not a whole workbook"),
        (b"measure,place\n", "not a whole workbook"),
        (b"PK\x03\x04" + bytes(100), "not a whole workbook"),
        (workbook((0, 0, "a"))[:2000], "not a whole workbook"),
        (OLE, "protected by a password"),
        (with_part(SHEET, lambda read: read[:-20]), "not a whole workbook"),
        (with_part(SHEET, lambda read: read.replace(b'r="A1"', b'r="openxmlA1"')), "not a whole workbook"),
        (with_part(SHEET, lambda read: read.decode().encode("utf-16")), "not a whole workbook"),
        (
            with_part(SHEET, lambda read: read.replace(b"<worksheet", b"<!DOCTYPE x []><worksheet", 1)),
            "not a whole workbook",
        ),
        (workbook(sheets=tuple(f"s{n}" for n in range(MAX_SHEETS + 1))), "larger than what is read"),
    ],
    ids=range(10),
)
def test_what_is_no_workbook_is_said_to_be_none(packed: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as told:
        read_workbook(packed)
    assert told.value.text.sv != told.value.text.en


@pytest.mark.parametrize(
    "far", [(1_048_575, 16_383), (MAX_ROWS, 0), (0, MAX_COLUMNS)], ids=["last cell", "row", "column"]
)
def test_a_sheet_that_reaches_too_far_is_not_opened(far: tuple[int, int]) -> None:
    """The last cell alone would have the library ask for hundreds of gigabytes, and end the process."""
    sheet, other = read_workbook(workbook((0, 0, "a"), (*far, "b"), sheets=("a", "b")))
    assert (sheet.name, sheet.rows, sheet.too_large) == ("a", (), True)
    assert other.too_large is False


@pytest.mark.parametrize(
    "cell", ['<c r="XFD1048576" s="1"/>', '<c r="XFD1048576" s="1"></c>'], ids=["short", "long"]
)
def test_a_cell_that_only_has_a_colour_reaches_nowhere(cell: str) -> None:
    packed = with_part(SHEET, lambda read: read.replace(b"</row>", f"{cell}</row>".encode()))
    (sheet,) = read_workbook(packed)
    assert sheet.rows == (("a",),)


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = workbook(*((row, 0, "the same text") for row in range(500)))
    monkeypatch.setattr(workbook_parts, "MAX_UNPACKED", 10_000)
    with pytest.raises(Unreadable, match="larger than what is read"):
        read_workbook(packed)
    monkeypatch.undo()
    monkeypatch.setattr(workbook_parts, "MAX_BYTES", 1_000)
    with pytest.raises(Unreadable, match="larger than what is read"):
        read_workbook(packed)
