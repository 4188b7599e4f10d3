"""The user's own file comes back with its faulty cells marked, and without what names a person."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from vardvag.base.errors import WrongUse
from vardvag.base.workbooks import Sheet, read_workbook
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.checks.examples import HEALTHY
from vardvag.usecases import marked_copy
from vardvag.usecases.mark_workbook import mark_workbook

NUMBER = "121212-1212"  # Skatteverket's published test series
HEADER = [*ATTRIBUTES, "Anteckning"]
ROWS = [
    {**HEALTHY, "VardkontaktId": "k-1"},
    {**HEALTHY, "VardkontaktId": "k-2", "Fas": "9", "Lkf": "0180"},
    {**HEALTHY, "VardkontaktId": NUMBER, "Anteckning": "=1+1"},
]


def write_csv(path: Path, rows: list[dict[str, str]], delimiter: str = ";") -> Path:
    with path.open("w", encoding="cp1252", newline="") as file:
        out = csv.DictWriter(file, HEADER, restval="", delimiter=delimiter)
        out.writeheader()
        out.writerows(rows)
    return path


def write_workbook(path: Path, rows: list[dict[str, str]]) -> Path:
    """A sheet of notes, then one with two lines of heading above the contacts; one day is Excel's own."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Anteckningar").write_string("B2", f"ring {NUMBER}")
        sheet = book.add_worksheet("Uttag")
        sheet.write_string(0, 0, "Uttag september")
        for place, name in enumerate(HEADER):
            sheet.write_string(2, place, name)
            for at, row in enumerate(rows, start=3):
                if row.get(name):
                    sheet.write_string(at, place, row[name])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(3, HEADER.index("BeslutAktivitet"), date(2019, 8, 1), day)
        sheet.write_formula(3, HEADER.index("FodelseAr"), "=1949+1", value=1950)
        book.add_worksheet("Fel").write_string(0, 0, "mitt eget blad")
    return path


def sheets(path: Path) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in read_workbook(path.read_bytes())}


def notes(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return "".join(
            parts.read(name).decode() for name in parts.namelist() if re.search(r"comments\d", name)
        )


def everything(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())


def test_a_workbook_comes_back_with_its_cells_marked(tmp_path: Path) -> None:
    original = write_workbook(tmp_path / "uttag.xlsx", ROWS)
    before = original.read_bytes()
    made = mark_workbook(original, tmp_path / "märkt.xlsx")
    assert original.read_bytes() == before
    told = sheets(made.path)
    assert list(told) == ["Anteckningar", "Uttag", "Fel", "Fel 2"]
    assert told["Fel"].rows == (("mitt eget blad",),)
    rows = told["Uttag"].rows
    # Everything stands where it stood, as text.
    assert rows[0] == ("Uttag september",)
    assert rows[3][HEADER.index("BeslutAktivitet")] == "2019-08-01"
    assert rows[3][HEADER.index("FodelseAr")] == "1950"
    assert rows[4][HEADER.index("Fas")] == "9"
    assert rows[2][len(HEADER)].startswith("Fel; VARNING Anteckning: Okänd kolumn")
    assert len(rows[3]) <= len(HEADER)
    assert "FEL Fas: Koden finns inte" in rows[4][len(HEADER)]
    assert "VARNING Lkf: Patienten är folkbokförd i ett annat län" in rows[4][len(HEADER)]
    assert "Gör" not in rows[4][len(HEADER)]
    assert "Använd en kod" in notes(made.path)


def test_what_names_a_person_is_taken_out_and_that_is_said(tmp_path: Path) -> None:
    made = mark_workbook(write_workbook(tmp_path / "uttag.xlsx", ROWS), tmp_path / "märkt.xlsx")
    told = sheets(made.path)
    assert made.values_taken_out == 2
    assert NUMBER not in everything(made.path)
    assert NUMBER.replace("-", "") not in everything(made.path)
    row = told["Uttag"].rows[5]
    assert row[HEADER.index("VardkontaktId")] == ""
    assert "värdet är borttaget ur kopian" in row[len(HEADER)]
    assert "borttaget" in notes(made.path)
    assert str(told["Fel 2"].rows[0][0]).startswith("2 värden")


def test_a_column_about_people_is_emptied(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Fas;Förnamn\n1;Tolvan\n2;Elvan\n", encoding="utf-8")
    made = mark_workbook(path, tmp_path / "b.xlsx")
    text = everything(made.path)
    assert "Förnamn" in text
    assert "Tolvan" not in text
    assert "Elvan" not in text
    assert made.values_taken_out == 2


def test_a_csv_file_becomes_a_workbook_and_nothing_in_it_is_run(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, ROWS)
    made = mark_workbook(path, tmp_path / "b.xlsx")
    told = sheets(made.path)
    rows = told["Kontakter"].rows
    assert list(rows[0][: len(HEADER)]) == HEADER
    assert rows[3][HEADER.index("Anteckning")] == "=1+1"
    assert "<f>" not in everything(made.path)
    listed = [row for row in told["Fel"].rows if len(row) > 4 and row[4] == "code"]
    place = HEADER.index("Fas")
    assert place == 10
    assert listed == [
        ("K3", "3", "Fas", "9", "code", "FEL", *listed[0][6:]),
    ]


def test_lines_of_the_file_and_rows_of_the_copy_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, [{**ROWS[0], "Anteckning": "en\nrad till"}, {**ROWS[1]}], ",")
    made = mark_workbook(path, tmp_path / "b.xlsx")
    [listed] = [row for row in sheets(made.path)["Fel"].rows if len(row) > 4 and row[4] == "code"]
    assert listed[:3] == ("K3", "4", "Fas")


def test_a_file_without_faults_comes_back_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ATTRIBUTES, restval="")
        out.writeheader()
        out.writerow(HEALTHY)
    made = mark_workbook(path, tmp_path / "b.xlsx")
    assert (made.findings, made.marked_cells, made.values_taken_out) == (0, 0, 0)
    assert notes(made.path) == ""


def test_notes_are_bounded_and_the_words_remain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked_copy, "MOST_NOTES", 1)
    many = [{**ROWS[1], "VardkontaktId": f"k-{n}"} for n in range(5)]
    made = mark_workbook(write_csv(tmp_path / "a.csv", many), tmp_path / "b.xlsx")
    assert notes(made.path).count("<comment ") == 1
    assert all("FEL Fas" in row[len(HEADER)] for row in sheets(made.path)["Kontakter"].rows[1:])


def test_in_english(tmp_path: Path) -> None:
    made = mark_workbook(write_csv(tmp_path / "a.csv", ROWS), tmp_path / "b.xlsx", language="en")
    assert "ERROR Fas: The code is not" in sheets(made.path)["Kontakter"].rows[2][len(HEADER)]
    assert list(sheets(made.path)) == ["Kontakter", "Faults"]


@pytest.mark.parametrize(
    ("name", "raw", "out", "said"),
    [
        ("a.csv", b"Fas\n1\n", "a.csv", r"\.xlsx"),
        ("a.parquet", b"PAR1", "b.xlsx", "Excel"),
        ("a.xml", b"<a/>", "b.xlsx", "Excel"),
        ("a.xlsx", b"PK\x03\x04", "b.xlsx", "workbook"),
        ("a.xlsx", b"PK\x03\x04", "a.xlsx", "another name"),
    ],
)
def test_what_cannot_be_marked_is_told(tmp_path: Path, name: str, raw: bytes, out: str, said: str) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(WrongUse, match=said):
        mark_workbook(tmp_path / name, tmp_path / out, "skr-1.1")
    assert (tmp_path / name).read_bytes() == raw
