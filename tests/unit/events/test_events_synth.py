"""The synthetic country: seeded, whole, believable, and made up."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields, replace
from itertools import islice, pairwise
from pathlib import Path

import pytest

from vardvag.base.days import Month
from vardvag.base.errors import NotFound, WrongUse
from vardvag.base.findings import Severity
from vardvag.base.regions import REGIONS, population
from vardvag.events.formats import format_named
from vardvag.events.model import (
    NATIONAL_PHASES,
    NO_DETAILS,
    CareEvent,
    Contact,
    Deviation,
    EventKind,
    Phase,
    Reported,
)
from vardvag.events.projection import Beside, contact_in, course_of
from vardvag.events.synth.country import (
    FIRST_MONTH,
    LAST_MONTH,
    POPULATION,
    make_country,
    make_events,
    make_links,
)
from vardvag.events.synth.defects import FAULTS, USUAL_FAULTS
from vardvag.events.synth.primary_care import make_primary_care
from vardvag.usecases.make_country import Beside as CountryBeside
from vardvag.usecases.make_country import write_country

ROWS = list(make_country(4_000, seed=1))


def test_the_same_seed_is_the_same_country() -> None:
    assert list(make_country(50, seed=9)) == list(make_country(50, seed=9))
    assert list(make_country(50, seed=9)) != list(make_country(50, seed=10))


def test_it_is_a_stream() -> None:
    assert len(list(islice(make_country(10**12, seed=1), 5))) == 5


def test_nothing_is_wrong_or_doubtful_with_any_row(tmp_path: Path) -> None:
    path = tmp_path / "land.csv"
    rows = format_named("skr-1.1").write(make_country(1_500, seed=1, phases=NATIONAL_PHASES), path)
    reading = format_named("skr-1.1").read(path)
    assert reading.findings == ()
    assert reading.accepted_rows == rows


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
    assert {finding.rule for finding in errors} == set(USUAL_FAULTS)
    assert reading.rows_read == rows


@pytest.mark.parametrize("kind", FAULTS)
def test_each_kind_of_fault_is_found_by_its_rule_and_by_no_other(kind: str, tmp_path: Path) -> None:
    clean = sum(1 for _ in make_country(40, seed=4, phases=NATIONAL_PHASES))
    path = tmp_path / "land.csv"
    country = make_country(40, seed=4, phases=NATIONAL_PHASES, defects={kind: 0.4})
    faulty = format_named("skr-1.1").write(country, path) - clean
    assert faulty > 20
    found = Counter(finding.rule for finding in format_named("skr-1.1").read(path).findings)
    assert found == {kind: faulty}


def test_faults_change_nothing_else() -> None:
    faulty = make_country(60, seed=4, defects={"code": 0.3})
    assert [row for row in faulty if row.contact_form != "9"] == list(make_country(60, seed=4))


def test_each_kind_has_its_own_rate() -> None:
    made = list(make_country(3_000, seed=4, defects={"code": 0.1, "unborn": 0.01}))
    kinds = Counter(row.contact_id.rpartition("-")[2] for row in made)
    clean = len(made) - kinds["code"] - kinds["unborn"]
    assert 0.085 < kinds["code"] / clean < 0.115
    assert 0.006 < kinds["unborn"] / clean < 0.014


def test_a_region_is_the_same_whichever_others_stand_beside_it() -> None:
    whole = [row for row in ROWS if row.region == "08"]
    alone = list(make_country(len({row.contact_id for row in whole}), seed=1, regions=["08"]))
    assert alone == whole


def test_all_five_kinds_of_contact_are_there_as_the_model_has_them() -> None:
    rows = list(make_country(1_000, seed=6, phases=NATIONAL_PHASES))
    assert {row.phase for row in rows} == set(NATIONAL_PHASES)
    for row in rows:
        details = row.details
        assert (details.activity is not None) == (row.phase in (Phase.OPERATION, Phase.EXAMINATION))
        assert (details.medical_target is not None) == (row.phase is Phase.RETURN_VISIT)
        assert (details.emergency_ended_at is not None) == (row.phase is Phase.EMERGENCY)
        assert row.municipality[:2] == row.region or row.municipality == "0000"


def test_other_kinds_of_contact_leave_those_of_the_guarantee_as_they_are() -> None:
    usual = make_country(500, seed=6, regions=["08"])
    every = make_country(1_500, seed=6, regions=["08"], phases=NATIONAL_PHASES)
    known = {(row.contact_id, row.month): row for row in every}
    shared = [row for row in usual if (row.contact_id, row.month) in known]
    assert len(shared) > 800
    assert all(known[row.contact_id, row.month] == row for row in shared)


def test_the_steps_of_a_pathway_follow_on_each_other() -> None:
    steps: dict[str, list[Contact]] = defaultdict(list)
    links = dict(make_links(2_000, seed=6, phases=NATIONAL_PHASES))
    for row in make_country(2_000, seed=6, phases=NATIONAL_PHASES):
        if row.reported is Reported.DONE:
            steps[links[row.contact_id]].append(row)
    assert max(map(len, steps.values())) == 4  # first contact, examination, operation, return visit
    for rows in steps.values():
        for before, after in pairwise(rows):
            assert before.started_on is not None
            assert before.started_on <= after.decided_on


def test_events_say_what_the_rows_say() -> None:
    of: dict[tuple[str, Phase], list[CareEvent]] = defaultdict(list)
    for event in make_events(1_500, seed=6, phases=NATIONAL_PHASES):
        of[event.pathway, event.phase].append(event)
    links = dict(make_links(1_500, seed=6, phases=NATIONAL_PHASES))
    named = [one.name for one in fields(Beside)]
    for row in make_country(1_500, seed=6, phases=NATIONAL_PHASES):
        course = course_of(of[links[row.contact_id], row.phase], row.phase, row.month.last_day)
        assert course is not None
        beside = Beside(**{name: getattr(row, name) for name in named})
        assert contact_in(row.month, course, beside, row.deviation) == replace(row, details=NO_DETAILS)


def test_events_tell_what_rows_lose_and_nothing_is_wrong_with_them(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    format_named("events-1").write(make_events(3_000, seed=6), path)  # type: ignore[arg-type]
    reading = format_named("events-1").read(path)
    assert reading.findings == ()
    kinds = {event.kind for event in reading.records if isinstance(event, CareEvent)}
    assert kinds >= {
        *(EventKind.OFFER_MADE, EventKind.WAIVED, EventKind.WAIVER_REGRETTED, EventKind.CLOSED),
        *(EventKind.MEDICAL_HOLD_BEGUN, EventKind.MEDICAL_HOLD_ENDED, EventKind.CARE_SOUGHT),
    }


def test_nothing_is_wrong_with_contacts_with_primary_care(tmp_path: Path) -> None:
    path = tmp_path / "primary.csv"
    format_named("primary-care-1").write(make_primary_care(500, seed=6), path)  # type: ignore[arg-type]
    reading = format_named("primary-care-1").read(path)
    assert (reading.findings, reading.accepted_rows) == ((), 500)


def test_summer_and_christmas_are_quiet() -> None:
    done = Counter(row.started_on for row in make_country(8_000, 3) if row.started_on)
    in_month = Counter[int]()
    for day, number in done.items():
        in_month[day.month] += number
    assert in_month[7] < 0.75 * in_month[5]
    assert not any((day.month, day.day) in {(12, 24), (12, 25), (12, 26), (1, 1)} for day in done)
    assert all(day.isoweekday() < 6 for day in done)


@pytest.mark.parametrize(("ending", "name"), [("xlsx", "skr-1.1-xlsx"), ("parquet", "skr-1.1-parquet")])
def test_other_formats_hold_the_same_country(ending: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"land.{ending}"
    write_country(path, 40, 1, format_name=name, phases=NATIONAL_PHASES)
    contacts = [replace(one, row=None) for one in format_named(name).read(path).contacts]
    assert contacts == list(make_country(40, 1, phases=NATIONAL_PHASES))


def test_what_stands_beside_the_contacts(tmp_path: Path) -> None:
    events, links, primary = (tmp_path / f"{name}.csv" for name in ("events", "links", "primary"))
    written = write_country(tmp_path / "a.csv", 30, 1, beside=CountryBeside(events, links, primary))
    counted = {path: len(path.read_text(encoding="utf-8").splitlines()) - 1 for path, _ in written.beside}
    assert counted == dict(written.beside)
    assert counted[links] == counted[primary] == 30
    assert links.read_text(encoding="utf-8").startswith("source,source_contact_id,pathway\nskr-1.1,syn-1-")


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
        ({"defects": {"order": 0.7, "code": 0.7}}, WrongUse),
        ({"defects": {"colour": 0.1}}, NotFound),
        ({"format_name": "pdf"}, NotFound),
        ({"regions": ["99"]}, NotFound),
        ({"regions": []}, WrongUse),
    ],
)
def test_an_impossible_country_is_refused(tmp_path: Path, change: dict[str, object], error: type) -> None:
    with pytest.raises(error):
        write_country(tmp_path / "a.csv", **({"contacts": 1, "seed": 1} | change))  # type: ignore[arg-type]
