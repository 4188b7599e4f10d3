"""Contacts with primary care, care events and what is attached to contacts: what is written is read back."""

from __future__ import annotations

import dataclasses
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.days import Month
from vardvag.base.moments import DoubtfulTime, Moment
from vardvag.base.regions import REGIONS
from vardvag.events.checks.persons import looks_like_a_personnummer
from vardvag.events.formats import format_named
from vardvag.events.formats.tables.parquet import write_parquet_texts
from vardvag.events.formats.tables.workbook import write_workbook
from vardvag.events.model import (
    NATIONAL_PHASES,
    Attached,
    AttachedKind,
    CareEvent,
    Deviation,
    EventKind,
    PrimaryCareContact,
)

IDS = (
    st.text("abcxyzåäö0123456789-_/;,\"' ", min_size=2, max_size=12)
    .map(str.strip)
    .filter(lambda text: len(text) > 1 and not looks_like_a_personnummer(text))
)
PLACES = st.sampled_from(REGIONS)


def moment(when: datetime) -> Moment:
    try:
        return Moment.of(when)
    except DoubtfulTime:
        return moment(when + timedelta(hours=2))


def moments(day: date) -> st.SearchStrategy[Moment | None]:
    """A time on a day, or none."""
    return st.none() | st.times().map(lambda clock: moment(datetime.combine(day, clock))).filter(
        lambda found: found.legal_day == day
    )


@st.composite
def primary(draw: st.DrawFn) -> PrimaryCareContact:
    month = draw(st.integers(Month(2012, 1).index, Month(2030, 12).index).map(Month.from_index))
    sought = draw(st.dates(date(2012, 1, 1), month.last_day))
    later = st.none() | st.dates(sought, month.last_day)
    made, assessed = draw(later), draw(later)
    return PrimaryCareContact(
        contact_id=draw(IDS),
        region=draw(PLACES).code,
        unit=draw(st.sampled_from(["SE2321000073-V1", "SE5566778899-E2"])),
        month=month,
        sought_on=sought,
        contacted_on=made,
        assessment_needed=draw(st.none() | st.booleans()),
        assessed_on=assessed,
        deviation=draw(st.sampled_from(Deviation)),
        birth_year=draw(st.integers(1901, month.year)),
        sex=draw(st.sampled_from([1, 2, 3])),
        municipality=draw(st.sampled_from(["0000", "0880"])),
        contact_form=draw(st.none() | st.sampled_from(["0", "8", "81"])),
        profession=draw(st.none() | st.sampled_from(["XS915", "XS919"])),
        listed_unit=draw(st.none() | st.just("SE2321000073-V1")),
        sought_at=draw(moments(sought)),
        contacted_at=None if made is None else draw(moments(made)),
        assessed_at=None if assessed is None else draw(moments(assessed)),
        replaces=draw(st.none() | IDS),
    )


@st.composite
def events(draw: st.DrawFn) -> CareEvent:
    on = draw(st.dates(date(2012, 1, 1), date(2030, 12, 31)))
    recorded = moment(datetime.combine(on, draw(st.times())) + timedelta(days=draw(st.integers(1, 9))))
    later = moment(recorded.stockholm.replace(tzinfo=None) + timedelta(days=draw(st.integers(1, 9))))
    own = draw(IDS)
    return CareEvent(
        event_id=own,
        pathway=draw(IDS),
        kind=draw(st.sampled_from(EventKind)),
        phase=draw(st.sampled_from(NATIONAL_PHASES)),
        on=on,
        unit=draw(st.sampled_from(["SE2321000073-U1", "kirurgen"])),
        source=draw(st.sampled_from(["journal", "bokning; webb"])),
        recorded_at=recorded,
        received_at=draw(st.sampled_from([recorded, later])),
        supersedes=draw(st.none() | IDS.filter(lambda other: other != own)),
        at=draw(moments(on)),
        for_day=draw(st.none() | st.dates(date(2012, 1, 1), date(2031, 12, 31))),
    )


@st.composite
def attached(draw: st.DrawFn) -> Attached:
    kind = draw(st.sampled_from(AttachedKind))
    return Attached(
        kind=kind,
        region=draw(PLACES).code,
        contact_id=draw(IDS),
        code=draw(st.sampled_from(["H259", "W190", "CJE20"])),
        role=draw(st.sampled_from([0, 1])) if kind is AttachedKind.DIAGNOSIS else None,
        month=draw(st.integers(Month(2012, 1).index, Month(2030, 12).index).map(Month.from_index)),
        replaces=draw(st.none() | IDS),
    )


FORMATS = {
    "primary-care-1": (primary(), lambda one: (one.region, one.month, one.contact_id)),
    "events-1": (events(), lambda one: one.event_id),
    "skr-1.1-attached": (attached(), lambda one: (one.contact_id, one.code, one.month, one.region)),
}


def same(read: tuple[Any, ...], written: list[Any]) -> bool:
    if written and not isinstance(written[0], CareEvent):
        read = tuple(dataclasses.replace(one, row=None) for one in read)
    return list(read) == written


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_what_is_written_is_read_back(name: str, data: st.DataObject) -> None:
    kind, key = FORMATS[name]
    form: Any = format_named(name)
    records = data.draw(st.lists(kind, max_size=6, unique_by=key))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        assert form.write(iter(records), path) == len(records)
        reading = form.read(path)
        assert same(reading.records, records), reading.findings
        model = form.open_rows(path).model
        rows = [model.row_of(one) for one in records]
        for write in (
            lambda table, path: write_workbook(table, path, model.attributes, "blad"),
            lambda table, path: write_parquet_texts(table, path, model.attributes),
        ):
            write(rows, path)
            assert same(form.read(path).records, records)


HEADERS = {name: ",".join(format_named(name).open_rows(Path(__file__)).model.attributes) for name in FORMATS}


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=60)
@given(raw=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="ignore")))
def test_any_bytes_are_read_or_told_and_every_row_is_accounted_for(name: str, raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(HEADERS[name].encode() + b"\n" + raw)
        reading = format_named(name).read(path)
    assert reading.rows_read == reading.accepted_rows + reading.rejected_rows
    assert reading.accepted_rows or reading.findings or not reading.rows_read
