"""Each rule, by one healthy row with one thing changed in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vardvag.base.findings import Severity
from vardvag.events.checks.catalogue import RULES
from vardvag.events.checks.identity import looks_like_a_personnummer
from vardvag.events.formats import Reading, format_named

SKR = format_named("skr-1.1")

HEALTHY = {
    "DatatGallerFor": "2019-09",
    "Regionkod": "24",
    "HSAIdRegion": "SE2321000073",
    "HSAIdVardgivare": "SE2321000073",
    "HSAIdVardenhet": "SE2321000073-U1",
    "VardkontaktId": "kontakt-1",
    "Vardgaranti": "1",
    "Fas": "1",
    "Mvo": "X01",
    "FodelseAr": "1950",
    "Kon": "2",
    "Lkf": "0880",
    "Bokningssatt": "3",
    "Vardkontakt": "1",
    "Yrkeskategori": "XS915",
    "Avvikelse": "",
    "BeslutAktivitet": "2019-08-01T10:15",
    "StartAktivitet": "",
    "MedicinsktMaldatum": "",
    "RemissId": "",
}
HELD = {"StartAktivitet": "2019-09-03", "Sjukhus": "00000", "SjukhusNamn": "-", "TypAkutverksamhet": "0"}


def read(tmp_path: Path, *rows: dict[str, str], delimiter: str = ",", mark: str = "") -> Reading:
    header = {name: None for row in rows for name in row}
    lines = [delimiter.join(header), *(delimiter.join(row.get(name, "") for name in header) for row in rows)]
    path = tmp_path / "fil.csv"
    path.write_text(mark + "\n".join(lines) + "\n", encoding="utf-8")
    return SKR.read(path)


def test_a_healthy_row_has_no_finding(tmp_path: Path) -> None:
    for row in (HEALTHY, HEALTHY | HELD):
        reading = read(tmp_path, row)
        assert (reading.findings, reading.accepted_rows) == ((), 1)


# what is changed | the rule that tells, the column it names
FAULTS: list[tuple[dict[str, str], str, str]] = [
    ({"Mvo": ""}, "required", "Mvo"),
    ({"BeslutAktivitet": ""}, "required", "BeslutAktivitet"),
    (HELD | {"Sjukhus": ""}, "required", "Sjukhus"),
    ({"Regionkod": "08"}, "code", "Regionkod"),
    ({"Regionkod": "11"}, "code", "Regionkod"),
    ({"Fas": "6"}, "code", "Fas"),
    ({"Fas": "²"}, "code", "Fas"),
    ({"Mvo": "1234"}, "code", "Mvo"),
    ({"FodelseAr": "1900"}, "code", "FodelseAr"),
    ({"Yrkeskategori": "XS927"}, "code", "Yrkeskategori"),
    ({"Vardgaranti": "ja"}, "code", "Vardgaranti"),
    ({"Avvikelse": "0"}, "code", "Avvikelse"),
    ({"DatatGallerFor": "september"}, "month", "DatatGallerFor"),
    ({"BeslutAktivitet": "2019-02-29"}, "day", "BeslutAktivitet"),
    ({"BeslutAktivitet": "01/08/2019"}, "day", "BeslutAktivitet"),
    ({"BeslutAktivitet": "2019-03-31T02:30"}, "doubtful-time", "BeslutAktivitet"),
    ({"BeslutAktivitet": "2009-12-31"}, "too-early", "BeslutAktivitet"),
    (HELD | {"StartAktivitet": "2019-07-31"}, "order", "StartAktivitet"),
    (HELD | {"StartAktivitet": "2019-10-01"}, "future", "StartAktivitet"),
    ({"BeslutAktivitet": "2019-10-01"}, "future", "BeslutAktivitet"),
    (HELD | {"StartAktivitet": "2019-08-31"}, "earlier-month", "StartAktivitet"),
    ({"FodelseAr": "2020"}, "unborn", "FodelseAr"),
    ({"Fas": "4"}, "target-date", "MedicinsktMaldatum"),
    # Skatteverket's published test series
    ({"VardkontaktId": "19121212-1212"}, "person", "VardkontaktId"),
    ({"RemissId": "remiss 1212121212 ny"}, "person", "RemissId"),
    ({"RemissId": "197010632391"}, "person", "RemissId"),
]


@pytest.mark.parametrize(("change", "rule", "column"), FAULTS)
def test_one_fault_is_told_once_by_its_rule(
    tmp_path: Path, change: dict[str, str], rule: str, column: str
) -> None:
    reading = read(tmp_path, HEALTHY | change)
    assert (rule, column, 2) in [(one.rule, one.column, one.row) for one in reading.findings]
    is_error = any(one.severity is Severity.ERROR for one in reading.findings)
    assert reading.rejected_rows == int(is_error)


def test_every_rule_has_a_row_that_breaks_it() -> None:
    assert {rule.id for rule in RULES} == {rule for _, rule, _ in FAULTS} | {"twice"}


def test_all_faults_of_all_rows_are_told_at_once(tmp_path: Path) -> None:
    reading = read(tmp_path, HEALTHY | {"Fas": "9", "Kon": "9"}, HEALTHY | {"VardkontaktId": ""})
    assert [(one.row, one.column) for one in reading.findings] == [
        (2, "Fas"),
        (2, "Kon"),
        (3, "VardkontaktId"),
    ]
    assert (reading.rows_read, reading.accepted_rows, reading.rejected_rows) == (2, 0, 2)


def test_a_contact_stands_once_a_month(tmp_path: Path) -> None:
    again = HEALTHY | {"DatatGallerFor": "2019-10"}
    reading = read(tmp_path, HEALTHY, again, HEALTHY)
    assert [(one.rule, one.row) for one in reading.findings] == [("twice", 4)]
    assert reading.accepted_rows == 2


def test_the_same_id_in_two_regions_is_two_contacts(tmp_path: Path) -> None:
    stockholm = HEALTHY | {"Regionkod": "10", "HSAIdRegion": "SE2321000016"}
    reading = read(tmp_path, HEALTHY, stockholm, stockholm)
    assert [(one.rule, one.row) for one in reading.findings] == [("twice", 4)]


# the rows as written, with the fault in the last | the line on which it begins
LINES = [
    (["{good}"], 3),
    (['{good},"en\nrad till"', "{good}"], 5),
    (["", "{good}", ""], 5),
]


@pytest.mark.parametrize(("before", "line"), LINES)
def test_a_row_is_told_by_the_line_it_begins_on(tmp_path: Path, before: list[str], line: int) -> None:
    values = [HEALTHY[name] for name in HEALTHY]
    rows, ids = [], iter("abcdef")
    for row in before:
        good = ",".join(values).replace("kontakt-1", next(ids))
        filled = row.replace("{good}", good)
        rows.append(filled + "," if filled == good else filled)
    bad = ",".join(values).replace("kontakt-1", "") + ',"och\ntvå"'
    path = tmp_path / "fil.csv"
    path.write_text("\n".join([",".join([*HEALTHY, "Anteckning"]), *rows, bad]) + "\n", encoding="utf-8")
    told = [one for one in SKR.read(path).findings if one.severity is Severity.ERROR]
    assert [(one.rule, one.row) for one in told] == [("required", line)]


def test_a_personnummer_refuses_the_whole_file_and_is_not_repeated(tmp_path: Path) -> None:
    reading = read(tmp_path, HEALTHY, HEALTHY | {"VardkontaktId": "191212121212"})
    [finding] = reading.findings
    assert (reading.accepted_rows, reading.rejected_rows) == (0, 2)
    assert (finding.column, finding.value) == ("VardkontaktId", None)
    assert "1212" not in finding.sentence()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("191212121212", True),
        ("121212-1212", True),
        ("121212+1212", True),
        ("x121212-1212y", True),
        ("197010632391", True),
        ("121212-1213", False),
        ("191213121212", False),
        ("2321000016", False),
        ("SE2321000073-U1", False),
        ("2019-09-30T12:12", False),
        ("12121212121212", False),
        ("", False),
    ],
)
def test_what_looks_like_a_personnummer(text: str, expected: bool) -> None:
    assert looks_like_a_personnummer(text) is expected


@pytest.mark.parametrize(("delimiter", "word"), [(",", "komma"), (";", "semikolon")])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_it_says_how_the_file_was_read(tmp_path: Path, delimiter: str, word: str, mark: str) -> None:
    reading = read(tmp_path, HEALTHY, delimiter=delimiter, mark=mark)
    assert reading.accepted_rows == 1
    assert word in reading.found


# the whole file is wrong | the rule that tells
FILES = [
    (b"", "column-missing"),
    ("Förnamn,Fas\nEva,1\n".encode(), "column-personal"),
    (b"Fas,Fas\n1,1\n", "column-twice"),
    ("Mvo\nå\n".encode("latin-1"), "encoding"),
    (b'"' + b"x" * 200_000, "not-csv"),
]


@pytest.mark.parametrize(("raw", "rule"), FILES)
def test_a_file_that_is_no_contact_file_is_told(tmp_path: Path, raw: bytes, rule: str) -> None:
    path = tmp_path / "fil.csv"
    path.write_bytes(raw)
    reading = SKR.read(path)
    assert rule in {finding.rule for finding in reading.findings}
    assert reading.accepted_rows == 0


def test_an_unknown_column_is_a_warning_only(tmp_path: Path) -> None:
    reading = read(tmp_path, HEALTHY | {"Anteckning": "x"})
    assert [one.rule for one in reading.findings] == ["column-unknown"]
    assert reading.accepted_rows == 1


def test_a_row_with_too_few_cells_is_rejected_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "fil.csv"
    path.write_text(",".join(HEALTHY) + "\n2019-09,24\n", encoding="utf-8")
    reading = SKR.read(path)
    assert [one.rule for one in reading.findings] == ["cells"]
    assert (reading.rows_read, reading.rejected_rows) == (1, 1)
