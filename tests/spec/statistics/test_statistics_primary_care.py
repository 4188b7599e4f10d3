"""The guarantee's limits in primary care as they are counted, by worked examples, on every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vardvag.base.cells import Ratio, Status
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.engines.open_engine import OpenEngine
from vardvag.events.model import Deviation, PrimaryCareContact
from vardvag.events.synth.country import make_country
from vardvag.statistics.counting import count
from vardvag.statistics.measure import measure
from vardvag.usecases.load_contacts import receive
from vardvag.usecases.primary_care_waits import waits_of
from vardvag.warehouse.store import Store

Way = str | OpenEngine
HERE = "SE2321000073-V1"
SAME_DAY = "done-primary-contact-same-day"
ASSESSED = "done-primary-assessment-within-3"
DOCTOR = "done-primary-doctor-visit-within-7"
JANUARY = Month(2019, 1)


def contact(name: str, sought: str, made: str, needed: bool | None, assessed: str = "") -> PrimaryCareContact:
    """Made and assessed as days; a contact stands in the month in which the last of it was done."""
    days = [date.fromisoformat(one) if one else None for one in (sought, made, assessed)]
    last = max(one for one in days if one is not None)
    assert days[0] is not None
    return PrimaryCareContact(
        contact_id=name,
        region="08",
        unit=HERE,
        month=Month.of(last),
        sought_on=days[0],
        contacted_on=days[1],
        assessment_needed=needed,
        assessed_on=days[2],
        deviation=Deviation.NONE,
        birth_year=1950,
        sex=2,
        municipality="0880",
        contact_form="8",
        profession="XS915",
        listed_unit=HERE,
    )


# name, sought, contact was made, an assessment needed and made
EVERYTHING = [
    contact("a", "2019-01-07", "2019-01-07", True, "2019-01-10"),  # the third day, the last within
    contact("b", "2019-01-07", "2019-01-08", True, "2019-01-11"),  # the next day; the fourth
    contact("c", "2019-01-07", "2019-01-07", False),  # needed no assessment
    contact("d", "2019-01-07", "2019-01-07", None, "2019-01-08"),  # nobody says whether it was needed
    contact("e", "2019-01-07", "2019-01-07", True),  # still waits to be assessed
    contact("f", "2018-12-31", "2019-01-02", True, "2019-01-07"),  # the old limit: the seventh day
    contact("g", "2018-12-30", "2018-12-30", True, "2019-01-07"),  # the eighth; contact was in December
    replace(contact("h", "2019-01-07", "2019-01-07", True, "2019-01-08"), municipality="0180"),  # elsewhere
    # no time is left out of these limits, whatever is coded
    replace(contact("i", "2019-01-07", "", True, "2019-01-15"), deviation=Deviation.PATIENT_CHOSEN),
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def load(store: Store, contacts: list[PrimaryCareContact], day: str) -> None:
    waits = [wait for one in contacts for wait in waits_of(one)]
    receive(store, waits, received_at=Moment.parse(day))


def figure(store: Store, name: str, way: Way, month: Month = JANUARY) -> object:
    """The share in Kalmar; its status where there is none."""
    cells = count(store.snapshot(), measure(name), month, month, engine=way)
    [cell] = [cell for cell in cells if cell.key.place == "08"]
    return cell.status if cell.value is None else cell.value


def test_the_three_limits(store: Store, way: Way) -> None:
    load(store, EVERYTHING, "2019-02-20")
    assert figure(store, SAME_DAY, way) == Ratio(4, 7)  # a c d e of a–f and i; g was in December
    assert figure(store, ASSESSED, way) == Ratio(1, 3)  # a of a, b and i
    assert figure(store, DOCTOR, way) == Ratio(1, 2)  # f of f and g, who both ended in January
    assert figure(store, ASSESSED, way, Month(2018, 12)) is Status.MISSING


def test_what_is_sent_later_takes_the_place_of_both_waits(store: Store, way: Way) -> None:
    load(store, EVERYTHING, "2019-02-20")
    later = [
        contact("b", "2019-01-07", "2019-01-08", False),  # it was no assessment after all
        contact("e", "2019-01-07", "2019-01-07", True, "2019-01-09"),
        replace(contact("new", "2019-01-14", "2019-01-14", False), replaces="i"),
    ]
    load(store, later, "2019-03-20")
    assert figure(store, SAME_DAY, way) == Ratio(5, 7)  # new in the place of i
    assert figure(store, ASSESSED, way) == Ratio(2, 2)  # a and e


def test_a_region_that_has_sent_one_kind_of_care_has_not_reported_the_other(store: Store, way: Way) -> None:
    specialised = "done-operation-within-60"
    receive(
        store,
        list(make_country(200, 1, JANUARY, JANUARY, regions=["08"])),
        received_at=Moment.parse("2019-02-19"),
    )
    assert isinstance(figure(store, specialised, way), Ratio)
    assert figure(store, SAME_DAY, way) is Status.MISSING
    other = [replace(one, region="01", municipality="0180", unit="SE2321000016-V1") for one in EVERYTHING]
    load(store, other, "2019-02-20")
    cells = count(store.snapshot(), measure(specialised), JANUARY, JANUARY, engine=way)
    stockholm, country = (next(one for one in cells if one.key.place == place) for place in ("01", "SE"))
    assert stockholm.status is Status.MISSING
    assert "1 av 21 regioner" in str(country.source.section)
