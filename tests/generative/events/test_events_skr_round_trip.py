"""What is written in the national format is read back as it was; any bytes are read without a crash."""

from __future__ import annotations

import dataclasses
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.days import Month
from vardvag.base.regions import REGIONS
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.checks.persons import looks_like_a_name, looks_like_a_personnummer
from vardvag.events.formats import format_named
from vardvag.events.model import NATIONAL_PHASES, Contact, Deviation, Reported

SKR = format_named("skr-1.1")
WORDS = st.text("abcåäöÅÄÖ0123456789;,\"'-: ", min_size=1, max_size=15).filter(
    lambda text: (
        text == text.strip()
        and not looks_like_a_personnummer(text)
        and not looks_like_a_name(text, is_id=True)
    )
)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    month = draw(st.integers(Month(2010, 1).index, Month(2030, 12).index).map(Month.from_index))
    days = st.dates(date(2010, 1, 1), month.last_day)
    decided_on = draw(days)
    started_on = draw(st.none() | st.dates(decided_on, month.last_day))
    return Contact(
        contact_id=draw(WORDS),
        region=draw(st.sampled_from(REGIONS)).code,
        unit=draw(WORDS.filter(lambda text: not text.startswith("-"))),
        month=month,
        reported=Reported.WAITING if started_on is None else Reported.DONE,
        phase=draw(st.sampled_from(NATIONAL_PHASES)),
        speciality=draw(st.text("ABC123", min_size=3, max_size=3)),
        guaranteed=draw(st.booleans()),
        deviation=draw(st.sampled_from(Deviation)),
        decided_on=decided_on,
        started_on=started_on,
        birth_year=draw(st.integers(1901, month.year)),
        sex=draw(st.sampled_from([1, 2, 3])),
        municipality=draw(st.sampled_from(["0000", "0880"])),
        contact_form=draw(st.sampled_from(["0", "1", "81", "91"])),
        profession=draw(st.sampled_from(["XS910", "XS915", "XS926"])),
        booking=draw(st.integers(1, 5)),
        replaces=draw(st.none() | WORDS),
    )


MANY = st.lists(contacts(), max_size=12, unique_by=lambda one: (one.contact_id, one.month))


def written(rows: list[Contact], path: Path) -> list[Contact]:
    SKR.write(rows, path)
    reading = SKR.read(path)
    assert reading.accepted_rows == len(rows), reading.findings
    return [dataclasses.replace(contact, row=None) for contact in reading.contacts]


@settings(deadline=None, max_examples=60)
@given(MANY)
def test_what_is_written_is_read_back(rows: list[Contact]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert written(rows, Path(folder) / "a.csv") == rows


@settings(deadline=None, max_examples=30)
@given(MANY, st.data())
def test_a_wrong_cell_rejects_its_row_and_no_other(rows: list[Contact], data: st.DataObject) -> None:
    if not rows:
        return
    wrong = data.draw(st.integers(0, len(rows) - 1))
    spoiled = dataclasses.replace(rows[wrong], decided_on=rows[wrong].month.last_day + timedelta(days=1))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        SKR.write([*rows[:wrong], spoiled, *rows[wrong + 1 :]], path)
        reading = SKR.read(path)
    assert reading.rejected_rows == 1
    assert {finding.row for finding in reading.findings if finding.severity == "error"} == {wrong + 2}


HEADER = ",".join(ATTRIBUTES)
BELOW_A_HEADER = st.text(max_size=200).map(lambda text: f"{HEADER}\n{text}".encode(errors="ignore"))


@settings(deadline=None, max_examples=100)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: f"{HEADER}\n{text}".encode(errors="ignore"))
)
def test_any_bytes_are_read_or_told_and_every_row_is_accounted_for(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(raw)
        reading = SKR.read(path)
    assert reading.rows_read == reading.accepted_rows + reading.rejected_rows
    assert reading.accepted_rows or reading.findings or not reading.rows_read
