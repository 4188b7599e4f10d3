"""A store from before contacts had details is read on, and knows again what it has received."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.events.arrow import DETAILS, to_table
from vardvag.events.model import Contact, Details, Deviation, Phase, Reported
from vardvag.statistics.cube import cube_steps
from vardvag.warehouse.store import Store
from vardvag.warehouse.waiting import waiting_on

PLAIN = Contact(
    contact_id="a",
    region="08",
    unit="SE-unit",
    month=Month(2019, 8),
    reported=Reported.WAITING,
    phase=Phase.OPERATION,
    speciality="301",
    guaranteed=True,
    deviation=Deviation.NONE,
    decided_on=date(2019, 6, 1),
    started_on=None,
    birth_year=1960,
    sex=2,
    municipality="0880",
    contact_form="1",
    profession="XS915",
    booking=3,
)
TOLD = replace(
    PLAIN,
    contact_id="b",
    details=Details(
        hospital="26010",
        decided_at=Moment.parse("2019-06-01T08:30"),
        medical_target=date(2019, 9, 1),
        emergency_type=2,
        broken_off=True,
    ),
)


def load(store: Store, *contacts: Contact, day: str) -> bool:
    return store.load(to_table(contacts), Moment.parse(day), cube_steps).new


@pytest.fixture
def old(tmp_path: Path) -> Store:
    """A store whose files lack the columns of the details, as an earlier version wrote them."""
    store = Store(tmp_path / "store")
    load(store, PLAIN, day="2019-09-20")
    for path in store.snapshot().contact_files():
        parquet.write_table(parquet.read_table(path).drop_columns(list(DETAILS)), path)
    return store


def test_details_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, PLAIN, TOLD, day="2019-09-20")
    assert waiting_on(store.snapshot(), "08", date(2019, 8, 31)) == (PLAIN, TOLD)


def test_old_files_are_read_alone_and_beside_new_ones(old: Store) -> None:
    assert waiting_on(old.snapshot(), "08", date(2019, 8, 31)) == (PLAIN,)
    load(old, TOLD, day="2019-09-21")
    assert waiting_on(old.snapshot(), "08", date(2019, 8, 31)) == (PLAIN, TOLD)
    assert [rows for _, rows in old.snapshot().received()] == [(PLAIN,), (TOLD,)]


def test_content_without_details_has_the_fingerprint_it_always_had(old: Store) -> None:
    [known] = old.snapshot().loads
    assert known.content.startswith("60c35224440a3bac")
    assert not load(old, PLAIN, day="2019-09-22")
    assert load(old, replace(PLAIN, details=TOLD.details), day="2019-09-23")
