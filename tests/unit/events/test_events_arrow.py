"""Contacts survive the way to Arrow and Parquet and back."""

from datetime import date
from pathlib import Path

from pyarrow import parquet

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.events.arrow import DETAILS, SCHEMA, from_table, to_table, write_parquet
from vardvag.events.model import NO_DETAILS, Contact, Details, Deviation, Phase, Reported

CONTACTS = (
    Contact(
        contact_id="a-1",
        region="08",
        unit="SE0000000000-U1",
        month=Month(2019, 9),
        reported=Reported.WAITING,
        phase=Phase.OPERATION,
        speciality="311",
        guaranteed=True,
        deviation=Deviation.PATIENT_CHOSEN,
        decided_on=date(2019, 2, 28),
        started_on=None,
        birth_year=1950,
        sex=2,
        municipality="0880",
        contact_form="1",
        profession="XS915",
        booking=3,
        row=2,
    ),
    Contact(
        contact_id="a-2",
        region="25",
        unit="SE0000000000-U2",
        month=Month(2020, 2),
        reported=Reported.DONE,
        phase=Phase.FIRST_CONTACT,
        speciality="101",
        guaranteed=False,
        deviation=Deviation.NONE,
        decided_on=date(2020, 1, 1),
        started_on=date(2020, 2, 29),
        birth_year=2019,
        sex=3,
        municipality="0000",
        contact_form="81",
        profession="XS919",
        booking=5,
        replaces="batch-1",
        details=Details(
            hospital="26010",
            hospital_name="Länssjukhuset",
            activity="51101",
            decided_at=Moment.parse("2020-01-01T08:30"),
            medical_target=date(2020, 3, 1),
            emergency_type=1,
            emergency_began_at=Moment.parse("2020-02-29T23:59:59.5"),
            broken_off=True,
            referrer_type=2,
            referred_on=date(1999, 12, 31),
        ),
    ),
)


def test_contacts_survive_arrow() -> None:
    assert tuple(from_table(to_table(CONTACTS))) == CONTACTS


def test_contacts_survive_parquet_in_small_pieces(tmp_path: Path) -> None:
    path = tmp_path / "contacts.parquet"
    assert write_parquet(iter(CONTACTS), path, rows_at_a_time=1) == len(CONTACTS)
    table = parquet.read_table(path)
    assert table.schema.names == SCHEMA.names
    assert tuple(from_table(table)) == CONTACTS


def test_no_contacts_is_an_empty_table() -> None:
    assert to_table([]).num_rows == 0


def test_a_table_without_details_is_read_as_one_that_says_nothing() -> None:
    table = to_table(CONTACTS)
    old = table.drop_columns(list(DETAILS))
    assert [contact.details for contact in from_table(old)] == [NO_DETAILS, NO_DETAILS]
    some = table.drop_columns(["hospital"])
    assert [contact.details.hospital_name for contact in from_table(some)] == [None, "Länssjukhuset"]
