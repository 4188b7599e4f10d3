"""The clocks in SQL are the clocks of the reference, on any contacts; and turned wrong, they are not."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.clocks.bulk import clock_steps, clocks_of_parquet, clocks_over
from vardvag.clocks.limit_files import shipped
from vardvag.clocks.limits import Limit, by_phase
from vardvag.clocks.reference import clock_of_contact
from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import run_steps
from vardvag.events.arrow import to_table, write_parquet
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.events.synth.country import make_country
from vardvag.usecases.list_clocks import latest_of_each, list_clocks, titles_of_limits

CONNECTION = connect(threads=1)

# The days on which a version begins or ends, leap days, and any other day.
EDGES = [
    *(date(2005, 10, 31), date(2005, 11, 1), date(2010, 6, 30), date(2010, 7, 1), date(2017, 3, 31)),
    *(date(2017, 4, 1), date(2018, 12, 31), date(2019, 1, 1), date(2019, 12, 31), date(2020, 1, 1)),
    *(date(2020, 2, 29), date(2023, 12, 1)),
]
DAYS = st.sampled_from(EDGES) | st.dates(date(2005, 1, 1), date(2026, 12, 31))

CONTACTS = st.lists(
    st.builds(
        Contact,
        contact_id=st.integers(0, 10**9).map("c{:09}".format),
        region=st.sampled_from(["08", "01"]),
        unit=st.just("SE1-U"),
        month=st.just(Month(2019, 9)),
        reported=st.sampled_from(Reported),
        phase=st.sampled_from(Phase),
        speciality=st.just("X01"),
        guaranteed=st.booleans() | st.just(True),
        deviation=st.sampled_from(Deviation),
        decided_on=DAYS,
        started_on=st.none() | DAYS,
        birth_year=st.just(1950),
        sex=st.just(1),
        municipality=st.just("0000"),
        contact_form=st.just("1"),
        profession=st.just("XS915"),
        booking=st.just(3),
        replaces=st.none(),
        row=st.none(),
    ),
    max_size=60,
    unique_by=lambda contact: contact.contact_id,
)


def in_bulk(contacts: list[Contact], law: Mapping[Phase, Limit] | None = None) -> list[object]:
    CONNECTION.register("generated", to_table(contacts))
    return list(clocks_over(CONNECTION, "generated", law))


@settings(deadline=None, max_examples=60)
@given(CONTACTS)
def test_bulk_equals_the_reference(contacts: list[Contact]) -> None:
    ordered = sorted(contacts, key=lambda contact: contact.contact_id)
    assert in_bulk(contacts) == [clock_of_contact(contact) for contact in ordered]


@pytest.mark.parametrize("name", ["none", *sorted(shipped())])
@settings(deadline=None, max_examples=20)
@given(CONTACTS)
def test_bulk_equals_the_reference_under_other_limits(name: str, contacts: list[Contact]) -> None:
    law = {} if name == "none" else by_phase(shipped()[name].limits)
    ordered = sorted(contacts, key=lambda contact: contact.contact_id)
    assert in_bulk(contacts, law) == [clock_of_contact(contact, law) for contact in ordered]


def one_of_each() -> list[Contact]:
    """Every phase, code and edge once: enough that any step turned wrong shows."""
    [first] = [row for row in make_country(1, seed=3) if row.reported is Reported.DONE][:1]
    contacts = [
        dataclasses.replace(first, phase=p, deviation=d, decided_on=day, started_on=day, guaranteed=g)
        for p in Phase
        for d in Deviation
        for day in EDGES
        for g in (True, False)
    ]
    before = [dataclasses.replace(one, started_on=date(2005, 1, 1)) for one in contacts]
    return [dataclasses.replace(one, contact_id=f"c{n:06}") for n, one in enumerate(contacts + before)]


INVERSIONS = [
    ("contact.decided_on >= version.valid_from", "contact.decided_on > version.valid_from"),
    ("contact.decided_on <= version.valid_to", "contact.decided_on < version.valid_to"),
    ("NOT guaranteed", "false"),
    ("started_on < decided_on", "started_on <= decided_on"),
    ("started_on < decided_on", "false"),
    ("(days + 1)", "(days)"),
    ("(days + 1)", "(days + 2)"),
    ("limit_name IS NULL", "false"),
    ("WHEN days IS NULL", "WHEN false"),
    ("',%'", "',1,%'"),
]


@pytest.mark.parametrize(("old", "new"), INVERSIONS)
def test_a_step_turned_wrong_is_noticed(old: str, new: str) -> None:
    contacts = one_of_each()
    CONNECTION.register("generated", to_table(contacts))
    steps = clock_steps("generated")
    assert any(old in step.sql for step in steps)
    last = run_steps(CONNECTION, [dataclasses.replace(s, sql=s.sql.replace(old, new)) for s in steps])
    columns = "contact_id, certainty, overdue_from, reason, law"
    wrong = CONNECTION.execute(f"SELECT {columns} FROM {last} ORDER BY contact_id").fetchall()
    right = [
        (clock.pathway, clock.certainty.value, clock.overdue_from, clock.reason, clock.law)
        for clock in map(clock_of_contact, contacts)
    ]
    assert wrong != right


OTHER_INVERSIONS = [
    ("stockholm", "(limit_names.regions IS NULL OR", "(true OR"),
    ("stockholm", "ON limit_names.phase = version.phase", "ON contact.phase = version.phase"),
    ("sou-2022-22", "asks_sender AND", ""),
    ("bup", "asks_sender AND", ""),
    ("bup", "coalesce(kind, 'statute')", "'statute'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), OTHER_INVERSIONS)
def test_a_step_turned_wrong_is_noticed_under_other_limits(name: str, old: str, new: str) -> None:
    law, contacts = by_phase(shipped()[name].limits), one_of_each()
    contacts = [dataclasses.replace(one, region="01" if n % 2 else "08") for n, one in enumerate(contacts)]
    CONNECTION.register("generated", to_table(contacts))
    steps = clock_steps("generated", law)
    assert any(old in step.sql for step in steps)
    last = run_steps(CONNECTION, [dataclasses.replace(s, sql=s.sql.replace(old, new)) for s in steps])
    columns = "contact_id, limit_name, certainty, overdue_from, reason, law, kind"
    wrong = CONNECTION.execute(f"SELECT {columns} FROM {last} ORDER BY contact_id").fetchall()
    right = [
        (one.pathway, one.limit, one.certainty.value, one.overdue_from, one.reason, one.law, one.kind.value)
        for one in (clock_of_contact(contact, law) for contact in contacts)
    ]
    assert wrong != right


def test_a_parquet_file_gives_the_clocks_of_its_latest_months(tmp_path: Path) -> None:
    rows = list(make_country(40, seed=5, regions=["08", "25"]))
    path = tmp_path / "it's a country.parquet"
    write_parquet(rows, path)
    expected = [clock_of_contact(contact) for contact in latest_of_each(rows)]
    assert list(clocks_of_parquet(path)) == expected
    assert list(list_clocks(path).clocks) == expected


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            CONTACTS.filter(bool).map(lambda some: some[0]), *[st.sampled_from("abc")] * 2, st.booleans()
        ),
        max_size=8,
    ),
    st.data(),
)
def test_in_a_file_a_contact_is_its_region_and_id_and_the_replaced_have_no_clock(
    drawn: list[tuple[Contact, str, str, bool]], data: st.DataObject
) -> None:
    rows = [
        dataclasses.replace(
            contact,
            contact_id=name,
            region=data.draw(st.sampled_from(["01", "08"])),
            month=data.draw(st.sampled_from([Month(2019, 8), Month(2019, 9)])),
            replaces=other if replacing else None,
        )
        for contact, name, other, replacing in drawn
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.parquet"
        write_parquet(rows, path)
        assert list(clocks_of_parquet(path)) == [clock_of_contact(one) for one in latest_of_each(rows)]


def test_the_same_id_in_two_regions_is_two_contacts_and_a_replaced_one_is_none(tmp_path: Path) -> None:
    [one] = [row for row in make_country(1, seed=3) if row.reported is Reported.DONE][:1]
    here, there = (dataclasses.replace(one, contact_id="a", region=region) for region in ("08", "01"))
    again = dataclasses.replace(one, contact_id="c", region="08", replaces="c")
    gone = dataclasses.replace(here, contact_id="x")
    newer = dataclasses.replace(here, contact_id="y", replaces="x")
    rows = [there, here, gone, newer, again]
    path = tmp_path / "contacts.parquet"
    write_parquet(rows, path)
    assert latest_of_each(rows) == [there, here, again, newer]
    assert [clock.pathway for clock in clocks_of_parquet(path)] == ["a", "a", "c", "y"]


def test_a_parquet_file_of_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    with pytest.raises(FileNotFoundError):
        list(clocks_of_parquet(path))
    path.write_text("not parquet", encoding="utf-8")
    with pytest.raises(BadInput) as told:
        list(clocks_of_parquet(path))
    assert [finding.rule for finding in told.value.findings] == ["not-contacts"]


@pytest.mark.parametrize("name", [*sorted(shipped()), None])
def test_a_file_has_its_clocks_under_the_limits_asked_for(name: str | None, tmp_path: Path) -> None:
    rows = list(make_country(40, seed=5, regions=["01", "08"]))
    path = tmp_path / "country.parquet"
    write_parquet(rows, path)
    law = None if name is None else by_phase(shipped()[name].limits)
    expected = [clock_of_contact(contact, law) for contact in latest_of_each(rows)]
    assert list(list_clocks(path, limits=name).clocks) == expected
    assert set(titles_of_limits(name)) >= {clock.limit for clock in expected if clock.limit}
