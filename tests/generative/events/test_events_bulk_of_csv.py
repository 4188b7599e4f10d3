"""A CSV file checked in bulk gives what the rules give row by row: findings, lines, counts.

Small and large files are checked in different ways, and nobody may see that.
"""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vardvag.base.findings import Finding
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.checks.bulk import doubles, judging
from vardvag.events.checks.bulk.judging import BulkJudging
from vardvag.events.checks.bulk.sources import DelimitedSource
from vardvag.events.checks.examples import HEALTHY
from vardvag.events.checks.plausible import Plausibility
from vardvag.events.formats import format_named
from vardvag.events.model import Contact
from vardvag.events.stream import stream
from vardvag.events.synth.country import make_country
from vardvag.usecases import check_contacts

CHANGES = {
    "BeslutAktivitet": [
        "2019-08-01T10:15",
        "20190801",
        "2019-08-01 10:15",
        "30.7.2019",
        "4.3.2019",
        "nyss",
        " ",
    ],
    "StartAktivitet": ["", "2019-09-30T23:59:59.5", "2019-10-27T02:30", "20190903101500"],
    "VardkontaktId": ["k-1", "k-2", " k-2", "191212121212", "Tolvan Tolvansson", "1,2E+12", "två\nrader"],
    "ErsattningsId": ["k-1", "k-9"],
    "Lkf": ["880", "0", "12"],
    "FodelseAr": ["1 950", "2020", "x"],
    "Kon": ["kvinna", "9"],
    "Fas": ["2", "4", "5", "9"],
    "Anteckning": ["ring", '"citerat"', "a;b,c"],
}
HEADER = [*ATTRIBUTES, "Anteckning"]
BROKEN = b"\xef\xbb\xbf" + ",".join(HEADER).encode() + b"\n" + b"," * len(ATTRIBUTES) + b"\xe5\n"
"""A mark of UTF-8, and a byte that is none."""


@st.composite
def lines(draw: st.DrawFn) -> list[list[str]]:
    """Rows of cells, some with a value changed, some with too many or too few, some empty."""
    table = []
    for number in range(draw(st.integers(0, 30))):
        row = {**HEALTHY, "VardkontaktId": f"k-{number % 25}"}
        for name in draw(st.sets(st.sampled_from(sorted(CHANGES)), max_size=2)):
            row[name] = draw(st.sampled_from(CHANGES[name]))
        cells = [row.get(name, "") for name in HEADER]
        table.append(draw(st.sampled_from([cells] * 8 + [cells[:5], [*cells, "x"], [], [""] * len(cells)])))
    return table


def written(table: list[list[str]], delimiter: str, encoding: str, end: bytes) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows([HEADER, *table])
    return out.getvalue().encode(encoding) + end


def same(path: Path) -> BulkJudging:
    bulk, rows = BulkJudging(DelimitedSource(path)), stream(path)
    found, expected, plausibility = list(bulk), [], Plausibility()
    for one in rows:
        if isinstance(one, Finding):
            expected.append(one)
        elif isinstance(one, Contact):
            plausibility.add(one)
    assert found == expected
    assert (bulk.rows_read, bulk.accepted_rows, bulk.rejected_rows, bulk.refused, bulk.found) == (
        rows.rows_read,
        rows.accepted_rows,
        rows.rejected_rows,
        rows.refused,
        rows.found,
    )
    assert bulk.plausibility.months == plausibility.months
    return bulk


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines(),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from([b"", b"", b'"' + b"x" * 140_000]),
    st.sampled_from([3, 64]),
    st.sampled_from([3, 1000]),
)
def test_generated_files(
    monkeypatch: pytest.MonkeyPatch,
    table: list[list[str]],
    delimiter: str,
    encoding: str,
    end: bytes,
    batch: int,
    part: int,
) -> None:
    monkeypatch.setattr(judging, "AT_A_TIME", batch)
    monkeypatch.setattr(doubles, "PART", part)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(written(table, delimiter, encoding, end))
        same(path)


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"Fas;Mvo\n1;2\n", ",".join(HEADER).encode(), b"\x81\x00", b"a" * 50, BROKEN]
)
def test_files_without_rows_or_header(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    same(path)


@pytest.mark.parametrize("defects", [0.0, 0.3])
def test_a_synthetic_country(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, defects: float) -> None:
    monkeypatch.setattr(judging, "AT_A_TIME", 500)
    path = tmp_path / "land.csv"
    format_named("skr-1.1").write(make_country(400, 4, regions=["08", "09"], defects=defects), path)
    bulk = same(path)
    assert bool(bulk.rejected_rows) is bool(defects)


def test_a_large_file_is_checked_in_bulk_with_the_same_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "land.csv"
    format_named("skr-1.1").write(make_country(100, 4, regions=["08"], defects=0.1), path)
    [by_rows] = check_contacts.check_contacts([path])
    monkeypatch.setattr(check_contacts, "LARGE_CSV", 0)
    monkeypatch.setattr(check_contacts, "stream", None)
    [in_bulk] = check_contacts.check_contacts([path])
    assert (in_bulk.found, in_bulk.rows_read, in_bulk.accepted_rows) == (
        by_rows.found,
        by_rows.rows_read,
        by_rows.accepted_rows,
    )
    assert in_bulk.summary.findings == by_rows.summary.findings != ()
