"""Files as Swedish systems write them: what they are taken for, and what is told of those that are not."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import parquet

from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.events.formats import Reading, Rows, format_named, read_rows
from vardvag.events.formats.cells import rows_of
from vardvag.events.formats.skr_rows import CONTACT_ROWS
from vardvag.events.formats.tables import text_files, workbook
from vardvag.events.formats.tables.opening import open_table
from vardvag.events.model import Contact
from vardvag.events.stream import stream

ROW = {
    "DatatGallerFor": "2019-09",
    "Regionkod": "24",
    "HSAIdRegion": "SE2321000073",
    "HSAIdVardgivare": "SE2321000073",
    "HSAIdVardenhet": "SE2321000073-U1",
    "VardkontaktId": "k-1",
    "Vardgaranti": "1",
    "Fas": "1",
    "Mvo": "X01",
    "FodelseAr": "1950",
    "Kon": "2",
    "Lkf": "0880",
    "Bokningssatt": "3",
    "Vardkontakt": "1",
    "Yrkeskategori": "XS915",
    "BeslutAktivitet": "2019-08-01",
    "SjukhusNamn": "Länssjukhuset på Ön",
}


def text(*rows: dict[str, str], delimiter: str = ",", end: str = "\n") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROW), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows or [ROW])
    return out.getvalue()


def read(path: Path) -> Reading:
    return read_rows(path.name, rows_of(open_table(path, CONTACT_ROWS.attributes), CONTACT_ROWS))


def written(tmp_path: Path, raw: bytes) -> Path:
    path = tmp_path / "fil"
    path.write_bytes(raw)
    return path


def errors(reading: Reading) -> list[tuple[str, int | None]]:
    return [(one.rule, one.row) for one in reading.findings if one.severity == "error"]


# the bytes of a file | what it was taken for
TAKEN_FOR = [
    (text().encode(), "UTF-8, komma"),
    (text(delimiter=";").encode("utf-8-sig"), "UTF-8, semikolon"),
    (text(delimiter="\t").encode("cp1252"), "Windows-1252, tabb"),
    (text(delimiter=";").encode("utf-16"), "UTF-16, semikolon"),
    (b"\xfe\xff" + text().encode("utf-16-be"), "UTF-16, komma"),
    (("sep=;\r\n" + text(delimiter=";", end="\r\n")).encode("cp1252"), "Windows-1252, semikolon"),
    (text(end="\r").encode(), "UTF-8, komma"),
    (text(ROW | {"BeslutAktivitet": "20190801"}).encode(), "UTF-8, komma, datum som 20190930"),
    (
        text(ROW | {"BeslutAktivitet": "30.7.2019 08:15"}, ROW | {"VardkontaktId": "k-2"}).encode(),
        "UTF-8, komma, datum som 2019-09-30, 30.9.2019",
    ),
]


@pytest.mark.parametrize(("raw", "found"), TAKEN_FOR)
def test_a_file_is_read_and_said_how(tmp_path: Path, raw: bytes, found: str) -> None:
    reading = read(written(tmp_path, raw))
    assert errors(reading) == []
    assert str(reading.found) == found
    assert reading.contacts[0].details.hospital_name == "Länssjukhuset på Ön"


def test_lines_after_excels_own_first_line_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    raw = "sep=;\n" + text(ROW, ROW | {"VardkontaktId": "k-2", "Fas": "9"}, delimiter=";")
    assert errors(read(written(tmp_path, raw.encode()))) == [("code", 4)]


# the bytes of a file | what is told, and on which row
REFUSED = [
    (text().encode("cp850"), [("encoding", 1)]),
    (text().replace("X01", "\x81").encode("latin-1"), [("encoding", 1)]),
    (text().encode("utf-16-le"), [("encoding", 1)]),
    (text().encode("utf-16")[:-1], [("encoding", 2)]),
    (text().encode() + b'"' + b"x" * 200_000, [("not-csv", 3)]),
    (text().encode() + b"x" * 3_000, [("line-too-long", 3)]),
    (b",".join([b"a"] * 501), [("too-many-columns", 1)]),
    (b"PK\x03\x04 and no workbook", [("not-a-workbook", None)]),
    (b"\xd0\xcf\x11\xe0 an old one", [("not-a-workbook", None)]),
    (b"PAR1 and no Parquet", [("not-parquet", None)]),
]


@pytest.mark.parametrize(("raw", "told"), REFUSED)
def test_a_file_that_is_none_of_these_is_told_and_no_row_of_it_accepted(
    tmp_path: Path, raw: bytes, told: list[tuple[str, int | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if told[0][0] == "line-too-long":
        monkeypatch.setattr(text_files, "LONGEST_LINE", 2_000)
    reading = read(written(tmp_path, raw))
    assert errors(reading) == told
    assert reading.contacts == ()
    assert reading.rows_read == reading.rejected_rows


def test_a_stream_counts_right_when_reading_stops(tmp_path: Path) -> None:
    rows = [ROW | {"VardkontaktId": f"k-{n}", "Fas": "1" if n % 3 else "9"} for n in range(30)]
    path = written(tmp_path, text(*rows).encode() + b'"' + b"x" * 200_000)
    reader = stream(path)
    for one in reader:
        assert reader.rows_read == reader.accepted_rows + reader.rejected_rows
        if isinstance(one, Contact) and one.contact_id == "k-20":
            break
    assert (reader.rows_read, reader.accepted_rows, reader.rejected_rows) == (21, 14, 7)
    rest = list(reader)
    assert [one.rule for one in rest if isinstance(one, Finding)][-1] == "not-csv"
    assert (reader.refused, reader.accepted_rows, reader.rejected_rows) == (True, 0, 30)


def test_a_spoilt_code_is_mended_and_told(tmp_path: Path) -> None:
    reading = read(written(tmp_path, text(ROW | {"Lkf": "880", "FodelseAr": "1950.0"}).encode()))
    assert [(one.rule, one.column, one.value, one.severity.value) for one in reading.findings] == [
        ("mended", "FodelseAr", "1950.0", "warning"),
        ("mended", "Lkf", "880", "warning"),
    ]
    [contact] = reading.contacts
    assert (contact.municipality, contact.birth_year) == ("0880", 1950)


def test_a_finding_shows_what_stands_in_the_file(tmp_path: Path) -> None:
    reading = read(written(tmp_path, text(ROW | {"BeslutAktivitet": "31.9.2019"}).encode()))
    assert [(one.rule, one.value) for one in reading.findings] == [("day", "31.9.2019")]


def test_a_workbook_is_read_where_its_header_stands(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Om filen").write_string(0, 0, "Väntande september")
        page = book.add_worksheet("Uttag")
        as_day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_string(0, 0, "Uttag ur journalen")
        page.write_row(2, 0, [*ROW])
        for number, name in enumerate(ROW):
            page.write(3, number, ROW[name])
            page.write(6, number, "k-2" if name == "VardkontaktId" else ROW[name])
        page.write_number(3, [*ROW].index("Lkf"), 880)
        page.write_datetime(3, [*ROW].index("BeslutAktivitet"), datetime(2019, 8, 1), as_day)
        page.write_string(6, [*ROW].index("Fas"), "9")
    reading = read(path)
    assert str(reading.found) == "Excel, bladet Uttag"
    assert [(one.rule, one.row) for one in reading.findings] == [("mended", 4), ("code", 7)]
    [contact] = reading.contacts
    assert (contact.municipality, contact.decided_on, contact.row) == ("0880", date(2019, 8, 1), 4)


def test_a_workbook_without_sheets_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "read_workbook", lambda _: ())
    assert errors(read(written(tmp_path, b"PK\x03\x04"))) == [("not-a-workbook", None)]


def test_parquet_with_other_types_than_text_is_read(tmp_path: Path) -> None:
    values = ROW | {"FodelseAr": 1950, "Kon": 2, "BeslutAktivitet": date(2019, 8, 1)}
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({name: [value, value] for name, value in values.items()}), path)
    reading = read(path)
    assert [(one.rule, one.row) for one in reading.findings] == [("twice", 3)]
    assert reading.contacts[0].decided_on == date(2019, 8, 1)


@pytest.mark.parametrize("ending", [".parquet", ".xlsx"])
def test_an_id_that_no_csv_could_carry_on_is_refused_where_it_stands(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    spoilt = ROW | {"VardkontaktId": "k\x00-1", "SjukhusNamn": "Länssjukhuset\nÖn"}
    if ending == ".parquet":
        parquet.write_table(pa.table({name: [value] for name, value in spoilt.items()}), path)
    else:
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, [*spoilt])
            for number, value in enumerate(spoilt.values()):
                page.write_string(1, number, value)
    [told] = read(path).findings
    assert (told.rule, told.row, told.column) == ("control-character", 2, "VardkontaktId")
    assert told.seen == "k\\x00-1"
    assert "Ta bort tecknet" in told.sentence("sv")


def test_parquet_of_the_store_is_known_by_its_columns(tmp_path: Path) -> None:
    [contact] = read(written(tmp_path, text().encode())).contacts
    path = tmp_path / "a.parquet"
    format_named("vardvag-contacts-1").write([contact], path)
    skr = format_named("skr-1.1-parquet").read(path)
    assert [one.details for one in skr.contacts] == [contact.details]
    assert "lagrets" in str(skr.found)
    table = parquet.read_table(path)
    parquet.write_table(table.set_column(5, "phase", pa.array([9], pa.int8())), path)
    spoilt = format_named("vardvag-contacts-1").read(path)
    assert errors(spoilt) == [("not-contacts", 2)]


def test_rows_may_come_from_anywhere() -> None:
    rows = Rows("made by hand", tuple(ROW), iter(()))
    reading = read_rows("hand", rows)
    assert (reading.rows_read, reading.found) == (0, "made by hand")
    assert Text("a", "b") != reading.found
