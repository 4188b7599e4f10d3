"""A Parquet file checked in bulk gives the findings, counts and unit months of the rules on every row."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from vardvag.base.findings import Finding
from vardvag.base.moments import STOCKHOLM
from vardvag.events.checks.attributes import ATTRIBUTES, DATES, EMERGENCY, HSA_IDS
from vardvag.events.checks.bulk import doubles, judging
from vardvag.events.checks.bulk.judging import BulkJudging
from vardvag.events.checks.bulk.masks import MASKS, WHOLE_FILE
from vardvag.events.checks.bulk.stamps import _changes, stamps
from vardvag.events.checks.catalogue import RULES
from vardvag.events.checks.examples import HEALTHY, broken
from vardvag.events.checks.plausible import Plausibility
from vardvag.events.checks.rule import legal_day
from vardvag.events.formats.skr_rows import CONTACT_ROWS, row_of
from vardvag.events.formats.tables.parquet import write_parquet_texts
from vardvag.events.model import Contact
from vardvag.events.stream import stream
from vardvag.events.synth.country import make_country

DAYS = [
    *("2019-08-01", "2019-09-03", "2019-09-30", "2019-10-01", "2019-06-05", "2009-12-31", "1899-12-31"),
    *("2019-02-29", "01/08/2019", "20190801", "20190801101500", "4.3.2019", "30.9.2019", "1916-10-01"),
    *("2019-03-31T02:30", "2019-10-27T02:30:00", "2019-10-27T02:30+01:00", "2019-10-27 23:30:00Z"),
    *("2019-09-03T10:15", "2019-09-03T10:15:30.25", "2019-09-03T24:00", "2019-09-30T23:30:00Z"),
    *("2019-09-03T10", "2019-09-30T22:30:00-01:00", "1950-01-01T10:00", "9999-12-31", "nyss"),
    *("2019-09-03T10:15:30.191212+1212", "2019-09-03 10:20", "2019-12-31T23:59:59"),
]
ANY = ["", " ", "191212121212", "Tolvan Tolvansson", "klinik", " 1 ", "1", "å", "k\x00", "\x1f1\n"]
CODES = {
    "DatatGallerFor": [
        "2019-09",
        "2019-10",
        "2019-09-30",
        "20190930",
        "2019M09",
        "2019-13",
        "sept",
        "0001-01",
    ],
    "Regionkod": ["24", "10", "24.0", "11", "024"],
    "HSAIdRegion": ["SE2321000073", "SE2321000016", "SE162321000073", "x"],
    "Sjukhus": ["00000", "0", "51001", "5"],
    "VardkontaktId": ["k-1", "k-2", "k-3", " k-1", "19121212-1212", "1912121212", "a" * 40, "b" * 40],
    "ErsattningsId": ["k-1", "k-2", "k-3", "x", "k-1 "],
    "Vardgaranti": ["1", "2", "ja", "Nej", "T", "1.0", "jo"],
    "Fas": ["1", "2", "3", "4", "5", "6", "2.0"],
    "Mvo": ["X01", "101", "1 01", "1234"],
    "Aktivitet": ["AB123", "AB12"],
    "FodelseAr": ["1950", "1 950", "1994", "2020", "1900", "x"],
    "Kon": ["1", "kvinna", "4"],
    "Lkf": ["0880", "880", "0180", "0000", "0899", "12", "1080"],
    "Avvikelse": ["1", "2", "3", "0", "1.0"],
    "TypAkutverksamhet": ["0", "1", "2", "9"],
    "VardAvbruten": ["1", "2"],
    "Remittenttyp": ["1", "2", "3"],
    **dict.fromkeys(DATES, DAYS),
}
TIMES = st.datetimes(datetime(1890, 1, 1), datetime(2120, 1, 1))
IDS = ["SE2321000073-A1", "SE2321000016-B2", "SE2321000073", "Kliniken", "SE1212121212-1", "SE2321000073-Å"]


@st.composite
def rows(draw: st.DrawFn) -> dict[str, str]:
    """A healthy row, held or waiting, with some values changed."""
    row = dict(HEALTHY)
    row["VardkontaktId"] = f"k-{draw(st.integers(0, 40))}"
    if draw(st.booleans()):
        for name in ("StartAktivitet", "Sjukhus", "SjukhusNamn", "TypAkutverksamhet"):
            del row[name]
    for name in draw(st.lists(st.sampled_from(list(ATTRIBUTES)), max_size=4)):
        usual = IDS if name in HSA_IDS[1:] else CODES.get(name, ["x"])
        row[name] = draw(st.sampled_from(usual) | st.sampled_from(ANY))
    return row


def write(many: list[dict[str, str]], path: Path, **other: pa.Array) -> None:
    columns = {name: pa.array([row.get(name) for row in many], pa.string()) for name in ATTRIBUTES}
    parquet.write_table(pa.table({**columns, **other}), path, row_group_size=8)


def same(path: Path) -> BulkJudging:
    bulk = BulkJudging(path)
    found = list(bulk)
    plausibility, expected = Plausibility(), []
    one_by_one = stream(path)
    for one in one_by_one:
        if isinstance(one, Finding):
            expected.append(one)
        else:
            assert isinstance(one, Contact)
            plausibility.add(one)
    assert found == expected
    assert (bulk.rows_read, bulk.accepted_rows, bulk.rejected_rows, bulk.refused) == (
        one_by_one.rows_read,
        one_by_one.accepted_rows,
        one_by_one.rejected_rows,
        one_by_one.refused,
    )
    assert bulk.plausibility.months == plausibility.months
    assert list(bulk.plausibility.findings("a")) == list(plausibility.findings("a"))
    return bulk


def test_every_rule_has_its_mask() -> None:
    assert [rule.id for rule in RULES if rule.id not in {*MASKS, *WHOLE_FILE}] == []
    assert {*MASKS, *WHOLE_FILE} == {rule.id for rule in RULES}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows(), max_size=40), st.sampled_from([5, 64]), st.sampled_from([3, 1000]))
def test_generated_rows(
    monkeypatch: pytest.MonkeyPatch, many: list[dict[str, str]], batch: int, part: int
) -> None:
    monkeypatch.setattr(judging, "AT_A_TIME", batch)
    monkeypatch.setattr(doubles, "PART", part)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        write(many, path)
        same(path)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_example_of_each_rule(tmp_path: Path, rule: Any) -> None:
    write([{**HEALTHY, "VardkontaktId": "frisk"}, *broken(rule)], tmp_path / "a.parquet")
    bulk = BulkJudging(tmp_path / "a.parquet")
    assert rule.id in {one.rule for one in bulk}


@pytest.mark.parametrize("defects", [0.0, 0.3])
def test_a_synthetic_country(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, defects: float) -> None:
    monkeypatch.setattr(judging, "AT_A_TIME", 1_000)
    monkeypatch.setattr(doubles, "PART", 700)
    path = tmp_path / "land.parquet"
    country = make_country(600, 4, regions=["08", "09"], defects=defects)
    write_parquet_texts((row_of(contact) for contact in country), path, CONTACT_ROWS.attributes)
    bulk = same(path)
    assert bulk.rejected_rows if defects else not bulk.rejected_rows


def test_columns_that_are_no_texts_and_a_column_of_ones_own(tmp_path: Path) -> None:
    many = [{**HEALTHY, "VardkontaktId": f"k-{number}"} for number in range(6)]
    days = [date(2019, 8, 1), date(2019, 9, 4), None, date(2009, 1, 1), date(2019, 8, 2), date(2019, 8, 3)]
    held = [datetime(2019, 9, 3, 10, 15), datetime(2019, 10, 27, 2, 30), datetime(2019, 9, 30, 23, 59)] * 2
    other = {
        "BeslutAktivitet": pa.array(days, pa.date32()),
        "StartAktivitet": pa.array(held, pa.timestamp("us")),
        "RemissDatum": pa.array([one.replace(tzinfo=STOCKHOLM) for one in held], pa.timestamp("us", "UTC")),
        "Lkf": pa.array([880, 180, 0, 899, None, 1080], pa.int32()),
        "Vardgaranti": pa.array([True, False] * 3),
        "Anteckning": pa.array(["", None, "ring 121212-1212", "Tolvan Elvadotter", " ", "a"]),
    }
    write(many, tmp_path / "a.parquet", **other)
    bulk = same(tmp_path / "a.parquet")
    assert bulk.refused


@pytest.mark.parametrize(
    "column",
    [
        pa.array([b"\xff\x00"] * 3, pa.binary()),
        pa.array([[1]] * 3, pa.list_(pa.int8())),
        pa.array([{"a": 1}] * 3),
        pa.array([1.5, float("nan"), None]),
        pa.array(["1", "2", "1"]).dictionary_encode(),
    ],
    ids=lambda column: str(column.type),
)
@pytest.mark.parametrize("name", ["Kon", "VardkontaktId", "Anteckning"])
def test_columns_of_any_type_are_read_as_the_reader_of_rows_does(tmp_path, name: str, column: pa.Array):
    many = [{**HEALTHY, "VardkontaktId": f"k-{number}"} for number in range(3)]
    write(many, tmp_path / "a.parquet", **{name: column})
    same(tmp_path / "a.parquet")


@pytest.mark.parametrize("number", [0, 1])
def test_few_rows_and_empty_ones(tmp_path: Path, number: int) -> None:
    write([dict(HEALTHY)] * number + [{}] * number, tmp_path / "a.parquet")
    assert same(tmp_path / "a.parquet").rows_read == number


def test_a_file_cut_in_the_middle_and_one_with_a_wrong_header(tmp_path: Path) -> None:
    write([{**HEALTHY, "VardkontaktId": f"k-{number}"} for number in range(50)], tmp_path / "a.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "half.parquet").write_bytes(whole[: len(whole) // 2])
    assert same(tmp_path / "half.parquet").refused
    spoilt = bytearray(whole)
    spoilt[200:600] = bytes(400)
    (tmp_path / "spoilt.parquet").write_bytes(spoilt)
    bulk = BulkJudging(tmp_path / "spoilt.parquet")
    told = [one.rule for one in bulk]
    assert bulk.rows_read == bulk.accepted_rows + bulk.rejected_rows
    assert bulk.refused is ("not-parquet" in told)
    parquet.write_table(pa.table({"Fas": ["1", "2", ""]}), tmp_path / "b.parquet")
    bulk = same(tmp_path / "b.parquet")
    assert (bulk.rows_read, bulk.accepted_rows) == (2, 0)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.none() | st.sampled_from(DAYS) | TIMES.map(str) | st.dates().map(str)))
@example(["2019-10-27T02:30"])
def test_days_are_read_as_the_rules_read_them_or_left_to_them(texts: list[str | None]) -> None:
    found = stamps(pa.array(texts, pa.string()))
    hard = [False] * len(texts) if found.hard is None else found.hard.to_pylist()
    for text, day, is_hard in zip(texts, found.day.to_pylist(), hard, strict=True):
        if text is None:
            assert (day, is_hard) == (None, False)
        elif not is_hard:
            iso = "2019-08-01" if text == "20190801" else "2019-09-30" if text == "30.9.2019" else text
            assert day == (legal_day(iso) - date(1970, 1, 1)).days


def test_the_days_of_change_are_all_there() -> None:
    known = set(_changes().to_pylist())
    day, last, offsets = date(1981, 1, 2), date(2037, 12, 31), {}
    while day <= last:
        offsets[day] = datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM).utcoffset()
        day += timedelta(days=1)
    changes = {day for day in offsets if offsets[day] != offsets.get(day + timedelta(days=1), offsets[day])}
    assert {(day - date(1970, 1, 1)).days for day in changes} == {one for one in known if one < 24837}


def test_an_emergency_visit_with_its_hours(tmp_path: Path) -> None:
    visit = {
        **HEALTHY,
        "Fas": "5",
        "Vardgaranti": "2",
        "TypAkutverksamhet": "1",
        "TidStartAkut": "2019-09-03T10:00",
    }
    later = ["2019-09-03T10:00", "2019-09-03T09:59", "2019-09-03", "2019-09-02", "2019-09-03T10:00:01", "x"]
    many = [{**visit, "VardkontaktId": f"k-{n}", "TidBedomning": text} for n, text in enumerate(later)]
    write(many, tmp_path / "a.parquet")
    bulk = same(tmp_path / "a.parquet")
    assert EMERGENCY[0] == "TidStartAkut"
    told = [one.row for one in BulkJudging(tmp_path / "a.parquet") if one.rule == "emergency-order"]
    assert told == [3, 5]
    assert bulk.rejected_rows == 3
