"""Files of any size: counts by rule, the first findings of each, all of them to a file, no row forgotten."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from vardvag.base.errors import WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.base.workbooks import read_workbook
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.checks.examples import HEALTHY
from vardvag.events.checks.summary import FindingsSummary
from vardvag.usecases import write_findings
from vardvag.usecases.check_contacts import CheckedFile, check_contacts, read_checked
from vardvag.usecases.write_findings import COLUMNS, FindingsFile

FAULTY = {**HEALTHY, "Fas": "9", "Kon": "=1+1"}


def write_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ATTRIBUTES, restval="")
        out.writeheader()
        out.writerows(rows)
    return path


def many(number: int, row: dict[str, str]) -> list[dict[str, str]]:
    return [{**row, "VardkontaktId": f"k-{at}"} for at in range(number)]


def test_the_first_of_each_rule_are_kept_and_all_are_counted_and_handed_on(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", many(30, FAULTY))
    every: list[Finding] = []
    [checked] = check_contacts([path], first=5, every=every.append)
    [code] = [one for one in checked.summary.rules if one.rule == "code"]
    assert (code.count, len(code.first), len(every)) == (60, 5, 60)
    assert [one.row for one in checked.summary.findings] == [2, 2, 3, 3, 4]
    assert checked.summary.left_out == 55
    assert (checked.rows_read, checked.accepted_rows, checked.rejected_rows) == (30, 0, 30)
    assert not checked.clean


def test_errors_are_told_before_warnings() -> None:
    summary = FindingsSummary()
    for rule, severity in (("b", Severity.WARNING), ("a", Severity.ERROR), ("c", Severity.WARNING)):
        summary.add(Finding(rule, Text("x", "x"), Text("y", "y"), severity))
    assert [one.rule for one in summary.rules] == ["a", "b", "c"]
    assert [one.rule for one in summary.findings] == ["b", "a", "c"]
    assert (summary.number(), summary.number(Severity.ERROR)) == (3, 1)


def parquet_of(path: Path, rows: list[dict[str, str]]) -> Path:
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in ATTRIBUTES}
    parquet.write_table(pa.table(columns), path)
    return path


def told(checked: CheckedFile) -> tuple[object, ...]:
    findings = [(one.rule, one.row, one.column, one.value) for one in checked.summary.findings]
    return checked.rows_read, checked.accepted_rows, findings


def test_parquet_is_checked_in_bulk_and_says_the_same_as_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [*many(40, HEALTHY), FAULTY, dict(HEALTHY), {**HEALTHY, "Lkf": "0180"}]
    [one] = check_contacts([write_csv(tmp_path / "a.csv", rows)])
    path = parquet_of(tmp_path / "a.parquet", rows)
    with monkeypatch.context() as patched:
        patched.setattr("vardvag.usecases.check_contacts.stream", None)  # not used
        [bulk] = check_contacts([path])
    assert told(one) == told(bulk)
    assert {"all-or-none", "one-age"} <= {rule.rule for rule in bulk.summary.rules}
    assert read_checked(path).reading.accepted_rows == bulk.accepted_rows


def test_nothing_is_said_of_months_when_the_file_is_refused(tmp_path: Path) -> None:
    rows = [*many(40, HEALTHY), {**HEALTHY, "VardkontaktId": "k", "RemissId": "121212-1212"}]
    [checked] = check_contacts([write_csv(tmp_path / "a.csv", rows)])
    assert (checked.accepted_rows, checked.rejected_rows) == (0, 41)
    assert {one.rule for one in checked.summary.rules} == {"person"}


# Cut anywhere, in any kind of file: no traceback, and every row read is accepted or rejected.
@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["csv", "parquet"]), st.floats(0, 1), st.integers(0, 3), st.booleans())
def test_every_row_is_accounted_for_in_a_file_cut_in_the_middle(
    tmp_path_factory: pytest.TempPathFactory, kind: str, where: float, faulty: int, person: bool
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    rows = [*many(6, HEALTHY), *many(faulty, FAULTY)]
    if person:
        rows[2]["RemissId"] = "121212-1212"
    write = write_csv if kind == "csv" else parquet_of
    path = write(folder / f"a.{kind}", rows)
    whole = path.read_bytes()
    path.write_bytes(whole[: round(len(whole) * where)])
    [checked] = check_contacts([path], "skr-1.1")
    assert checked.rows_read == checked.accepted_rows + checked.rejected_rows
    assert 0 <= checked.accepted_rows <= checked.rows_read <= len(rows)
    assert checked.clean or checked.summary.number(Severity.ERROR)
    if where == 1:
        assert checked.rows_read == len(rows)
        assert checked.accepted_rows == (0 if person else 6)


def finding(row: int | None, value: str | None) -> Finding:
    return Finding("code", Text("Fel kod", "Wrong code"), Text("Rätta", "Mend"), row=row, value=value)


def test_findings_are_written_as_csv_and_never_as_formulas(tmp_path: Path) -> None:
    with FindingsFile(tmp_path / "fynd.csv", "en") as out:
        out.add(finding(2, "=1+1"))
        out.add(finding(None, None))
    lines = (tmp_path / "fynd.csv").read_text(encoding="utf-8").splitlines()
    assert lines == [
        ",".join(COLUMNS),
        ",2,,'=1+1,code,error,Wrong code,Mend",
        ",,,,code,error,Wrong code,Mend",
    ]


def test_findings_are_written_as_a_workbook_of_as_many_sheets_as_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_findings, "MOST_ROWS", 2)
    with FindingsFile(tmp_path / "fynd.xlsx") as out:
        for row in range(2, 7):
            out.add(finding(row, "x"))
    sheets = read_workbook((tmp_path / "fynd.xlsx").read_bytes())
    assert [(sheet.name, len(sheet.rows)) for sheet in sheets] == [("Fynd", 3), ("Fynd 2", 3), ("Fynd 3", 2)]
    assert sheets[2].rows[1][1:] == ("6", "", "x", "code", "fel", "Fel kod", "Rätta")


def test_findings_are_written_as_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_findings, "_AT_A_TIME", 2)
    with FindingsFile(tmp_path / "fynd.parquet") as out:
        for row in (2, None, 4):
            out.add(finding(row, None))
    assert parquet.read_table(tmp_path / "fynd.parquet").column("row").to_pylist() == [2, None, 4]
    assert out.number == 3


def test_other_endings_are_told(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"\.xlsx"):
        FindingsFile(tmp_path / "fynd.pdf")
