"""The synthetic country: seeded, whole, believable, and made up."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path

import pytest

from vardvag.base.days import Month
from vardvag.base.errors import NotFound, WrongUse
from vardvag.base.findings import Severity
from vardvag.base.regions import REGIONS, population
from vardvag.events.formats import format_named
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.events.synth.country import FIRST_MONTH, LAST_MONTH, POPULATION, make_country
from vardvag.events.synth.defects import FAULTS
from vardvag.usecases.make_country import write_country

ROWS = list(make_country(4_000, seed=1))


def test_the_same_seed_is_the_same_country() -> None:
    assert list(make_country(50, seed=9)) == list(make_country(50, seed=9))
    assert list(make_country(50, seed=9)) != list(make_country(50, seed=10))


def test_it_is_a_stream() -> None:
    assert len(list(islice(make_country(10**12, seed=1), 5))) == 5


def test_every_row_is_accepted_by_the_checks(tmp_path: Path) -> None:
    path = tmp_path / "land.csv"
    format_named("skr-1.1").write(ROWS[:1_500], path)
    findings = format_named("skr-1.1").read(path).findings
    assert [one for one in findings if one.severity is Severity.ERROR] == []


def test_a_contact_waits_at_each_month_end_and_is_held_once() -> None:
    of: dict[str, list[Contact]] = defaultdict(list)
    for row in ROWS:
        of[row.contact_id].append(row)
    assert len(of) == 4_000
    for rows in of.values():
        months = [row.month for row in rows]
        assert months == [Month.from_index(months[0].index + n) for n in range(len(months))]
        assert [row.reported for row in rows[:-1]] == [Reported.WAITING] * (len(rows) - 1)
        for row in rows:
            assert FIRST_MONTH <= row.month <= LAST_MONTH
            assert row.decided_on <= row.month.last_day
            if row.reported is Reported.DONE:
                assert row.started_on is not None
                assert row.started_on in row.month
            else:
                assert row.started_on is None


def test_every_month_end_has_people_waiting_and_both_kinds_are_there() -> None:
    waiting = Counter(row.month for row in ROWS if row.reported is Reported.WAITING)
    assert len(waiting) == 24
    assert max(waiting.values()) < 2 * min(waiting.values())
    assert {row.phase for row in ROWS} == {Phase.FIRST_CONTACT, Phase.OPERATION}


def test_regions_are_as_large_as_they_are() -> None:
    contacts = Counter({row.contact_id: row.region for row in ROWS}.values())
    people = population(POPULATION)
    assert set(contacts) == {region.code for region in REGIONS}
    largest = sorted(people, key=lambda code: people[code])[-3:]
    assert {code for code, _ in contacts.most_common(3)} == set(largest)


def test_those_who_chose_to_wait_are_about_as_many_as_published() -> None:
    waiting = [row for row in make_country(12_000, seed=2) if row.reported is Reported.WAITING]
    for year, low, high in ((2018, 0.03, 0.07), (2019, 0.04, 0.09)):
        here = [row.deviation is Deviation.PATIENT_CHOSEN for row in waiting if row.month.year == year]
        assert low < sum(here) / len(here) < high


def test_every_injected_fault_is_found_by_the_rule_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "land.csv"
    rows = format_named("skr-1.1").write(make_country(300, seed=4, defects=0.2), path)
    reading = format_named("skr-1.1").read(path)
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    assert {finding.rule for finding in errors} == set(FAULTS)
    assert reading.rows_read == rows


def test_a_folder_holds_a_file_for_each_month_and_kind(tmp_path: Path) -> None:
    first, last = Month(2019, 1), Month(2019, 2)
    written = write_country(tmp_path / "land", 60, 1, first, last, regions=["08"])
    assert [path.name for path in written.files] == [
        *("2019-01-genomforda.csv", "2019-01-vantande.csv"),
        *("2019-02-genomforda.csv", "2019-02-vantande.csv"),
    ]
    readings = [format_named("skr-1.1").read(path) for path in written.files]
    assert sum(reading.accepted_rows for reading in readings) == written.rows
    assert {contact.region for reading in readings for contact in reading.contacts} == {"08"}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"contacts": -1}, WrongUse),
        ({"first": Month(2020, 1)}, WrongUse),
        ({"defects": 2.0}, WrongUse),
        ({"regions": ["99"]}, NotFound),
        ({"regions": []}, WrongUse),
    ],
)
def test_an_impossible_country_is_refused(tmp_path: Path, change: dict[str, object], error: type) -> None:
    with pytest.raises(error):
        write_country(tmp_path / "a.csv", **({"contacts": 1, "seed": 1} | change))  # type: ignore[arg-type]
