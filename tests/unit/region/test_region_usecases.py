"""What the analyst's pages stand on: months received, clocks, two policies compared, a file loaded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb", reason="install the extra [statistics]")
pytest.importorskip("pyarrow", reason="install the extra [statistics]")

from vardvag.base.cells import Basis, Ratio
from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.findings import Severity
from vardvag.base.moments import Moment
from vardvag.events.formats import format_named, riv_ta_1_0
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.usecases.check_region_file import check_region_file
from vardvag.usecases.clock_state import State
from vardvag.usecases.compare_policies import Counted, compare_policies
from vardvag.usecases.count_measure import count_measure
from vardvag.usecases.list_region_clocks import list_region_clocks
from vardvag.usecases.load_contacts import receive
from vardvag.usecases.load_region_file import load_region_file
from vardvag.usecases.show_received import days_received, show_received
from vardvag.warehouse.store import Store

SEPTEMBER, OCTOBER = Month(2019, 9), Month(2019, 10)
FIRST_VISIT = "waiting-first-visit-within-90"


def contact(name: str, decided_on: date, started_on: date | None = None, **changed: Any) -> Contact:
    """A first visit in Kalmar, covered by the guarantee; done when it has a start."""
    fields: dict[str, Any] = {
        "region": "08",
        "unit": "SE2321000073-U1",
        "month": SEPTEMBER,
        "reported": Reported.DONE if started_on else Reported.WAITING,
        "phase": Phase.FIRST_CONTACT,
        "speciality": "X01",
        "guaranteed": True,
        "deviation": Deviation.NONE,
        "birth_year": 1950,
        "sex": 2,
        "municipality": "0880",
        "contact_form": "1",
        "profession": "XS915",
        "booking": 3,
    }
    return Contact(contact_id=name, decided_on=decided_on, started_on=started_on, **{**fields, **changed})


def at(day: date) -> Moment:
    return Moment.of(datetime(day.year, day.month, day.day, 6))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "warehouse")


def test_a_month_is_a_forecast_until_something_comes_after_its_end(store):
    receive(store, [contact("a", date(2019, 9, 1))], received_at=at(date(2019, 9, 30)))
    [month] = show_received(store, "08")
    assert (month.month, month.done, month.waiting, month.loads, month.forecast) == (SEPTEMBER, 0, 1, 1, True)
    done = contact("b", date(2019, 8, 1), date(2019, 9, 2))
    receive(store, [done], received_at=at(date(2019, 10, 1)))
    [month] = show_received(store, "08")
    assert (month.done, month.waiting, month.loads, month.forecast) == (1, 1, 2, False)
    assert show_received(store, "01") == ()
    assert days_received(store) == (date(2019, 9, 30), date(2019, 10, 1))


AS_OF = date(2019, 9, 30)
# A first visit decided on 2 July is within the guarantee up to 30 September: 90 days, the first being day 0.
STANDS = [
    ("last day is today", contact("c", date(2019, 7, 2)), State.SOON),
    ("passed yesterday", contact("c", date(2019, 7, 1)), State.OVER),
    ("fourteen days left", contact("c", date(2019, 7, 16)), State.SOON),
    ("fifteen days left", contact("c", date(2019, 7, 17)), State.WITHIN),
    (
        "patient-chosen, days unknown",
        contact("c", date(2019, 6, 1), deviation=Deviation.PATIENT_CHOSEN),
        State.MAY_BE_OVER,
    ),
    (
        "patient-chosen, in good time",
        contact("c", date(2019, 9, 1), deviation=Deviation.PATIENT_CHOSEN),
        State.WITHIN,
    ),
    ("a return visit", contact("c", date(2019, 1, 1), phase=Phase.RETURN_VISIT), State.NONE),
    ("not covered", contact("c", date(2019, 1, 1), guaranteed=False), State.NONE),
    (
        "before any such limit",
        contact("c", date(2005, 10, 31), phase=Phase.OPERATION),
        State.UNKNOWN,
    ),
    ("done tomorrow: waits, and is booked", contact("c", date(2019, 7, 1), date(2019, 10, 1)), State.OVER),
]


@pytest.mark.parametrize(("row", "state"), [case[1:] for case in STANDS], ids=[case[0] for case in STANDS])
def test_how_a_waiting_contact_stands(store, row, state):
    receive(store, [row], received_at=at(AS_OF))
    [one] = list_region_clocks(store, "08", AS_OF).clocks
    assert one.state is state
    assert one.booked_for == row.started_on
    assert one.clock.stopped_on is None


@pytest.mark.parametrize(
    "row",
    [
        contact("c", date(2019, 8, 1), date(2019, 9, 30)),
        contact("c", date(2019, 10, 1)),
        contact("c", date(2019, 8, 1), region="01"),
    ],
    ids=["done today", "decided tomorrow", "another region"],
)
def test_who_does_not_wait(store, row):
    receive(store, [row], received_at=at(AS_OF))
    assert list_region_clocks(store, "08", AS_OF).clocks == ()


def test_the_longest_over_stands_first_and_the_choice_leaves_out_who_is_not_covered(store):
    rows = [
        contact("late", date(2019, 6, 1)),
        contact("latest", date(2019, 5, 1), speciality="X02"),
        contact("soon", date(2019, 7, 10)),
        contact("return", date(2019, 1, 1), phase=Phase.RETURN_VISIT),
    ]
    receive(store, rows, received_at=at(AS_OF))
    clocks = list_region_clocks(store, "08", AS_OF)
    assert [one.clock.pathway for one in clocks.chosen()] == ["latest", "late", "soon"]
    assert [one.clock.pathway for one in clocks.chosen(due_within=8)] == ["soon"]
    assert clocks.chosen(due_within=7) == ()
    assert [one.clock.pathway for one in clocks.chosen(speciality="X02")] == ["latest"]
    assert [one.clock.pathway for one in clocks.chosen(state=State.NONE)] == ["return"]
    with pytest.raises(BadInput):
        clocks.chosen(due_within=-1)


def test_a_contact_sent_again_waits_as_it_was_sent_last(store):
    receive(store, [contact("c", date(2019, 6, 1))], received_at=at(date(2019, 9, 20)))
    receive(store, [contact("c", date(2019, 9, 1))], received_at=at(date(2019, 9, 21)))
    [one] = list_region_clocks(store, "08", AS_OF).clocks
    assert one.clock.started_on == date(2019, 9, 1)


def test_the_clocks_and_the_month_end_figure_count_the_same_people(store):
    rows = [contact(f"c{n}", date(2019, 5, 1 + n)) for n in range(20)]
    rows += [contact(f"d{n}", date(2019, 8, 1), date(2019, 9, 1 + n)) for n in range(9)]
    receive(store, rows, received_at=at(date(2019, 10, 20)))
    cells = count_measure(store, FIRST_VISIT, first=SEPTEMBER, last=SEPTEMBER, policy="nobody")
    [figure] = [cell.value for cell in cells if cell.key.place == "08"]
    clocks = list_region_clocks(store, "08", SEPTEMBER.last_day)
    over = clocks.number(State.OVER)
    assert figure == Ratio(len(clocks.clocks) - over, len(clocks.clocks))


def test_two_policies_and_who_makes_the_difference(store):
    rows = [contact(f"in{n}", date(2019, 9, 1)) for n in range(6)]
    rows += [contact(f"over{n}", date(2019, 5, 1)) for n in range(2)]
    rows += [contact("chosen-in", date(2019, 9, 1), deviation=Deviation.PATIENT_CHOSEN)]
    rows += [
        contact(f"chosen-over{n}", date(2019, 5, 1), deviation=Deviation.PATIENT_CHOSEN) for n in range(3)
    ]
    receive(store, rows, received_at=at(date(2019, 10, 20)))
    compared = compare_policies(store, "08", FIRST_VISIT, "pvv", "nobody")
    assert compared.measure.basis(None) is Basis.DERIVED
    month = compared.latest
    # 6 of 8 without patient-chosen waiting, 7 of 12 with it; two past the limit are too few for the public.
    assert month.first == Counted(6, 8, shown_outside=False)
    assert month.second == Counted(7, 12, shown_outside=True)
    assert (month.within, month.over) == (1, 3)
    assert month.points == Fraction(7, 12) - Fraction(6, 8)
    assert compare_policies(store, "01", FIRST_VISIT, "pvv", "nobody").latest is None


def test_a_month_that_was_a_forecast_is_not_the_latest_figure(store):
    receive(store, [contact("a", date(2019, 9, 1))], received_at=at(date(2019, 10, 20)))
    later = [contact("b", date(2019, 10, 1), month=OCTOBER)]
    receive(store, later, received_at=at(date(2019, 10, 21)))
    compared = compare_policies(store, "08", FIRST_VISIT, "pvv", "nobody")
    assert [(one.month, one.forecast) for one in compared.months] == [(SEPTEMBER, False), (OCTOBER, True)]
    assert compared.latest.month == SEPTEMBER
    known = compare_policies(store, "08", FIRST_VISIT, "pvv", "nobody", date(2019, 10, 20))
    assert [one.month for one in known.months] == [SEPTEMBER]


def written(tmp_path: Path, rows: list[Contact]) -> Path:
    path = tmp_path / "file.csv"
    format_named("skr-1.1").write(rows, path)
    return path


def test_a_row_of_another_region_is_an_error_and_keeps_the_file_out(store, tmp_path):
    rows = [contact("own", date(2019, 9, 1)), contact("foreign", date(2019, 9, 1), region="01")]
    path = written(tmp_path, rows)
    checked = check_region_file(path, "mine.csv", "08")
    [group] = [one for one in checked.by_rule if one.severity is Severity.ERROR]
    [finding] = group.first
    assert (group.rule, finding.file, finding.row, finding.column) == (
        "other-region",
        "mine.csv",
        3,
        "Regionkod",
    )
    assert (checked.rows_read, checked.accepted_rows, checked.loadable) == (2, 1, False)
    with pytest.raises(BadInput) as refused:
        load_region_file(store, path, "mine.csv", "08", at(AS_OF))
    errors = [one.rule for one in refused.value.findings if one.severity is Severity.ERROR]
    assert errors == ["other-region"]
    assert not store.exists


def test_a_file_without_rows_has_no_fault_and_cannot_be_loaded(tmp_path):
    checked = check_region_file(written(tmp_path, []), "empty.csv", "08")
    assert (checked.errors, checked.loadable) == (0, False)


def test_a_load_tells_which_figures_it_moved_and_a_second_one_that_nothing_did(store, tmp_path):
    receive(
        store,
        [contact("a", date(2019, 5, 1)), contact("b", date(2019, 9, 1))],
        received_at=at(date(2019, 10, 20)),
    )
    path = written(tmp_path, [contact("c", date(2019, 9, 2)), contact("d", date(2019, 9, 3))])
    # A clock that lags: the load is received with the latest one, not before it.
    done = load_region_file(store, path, "mine.csv", "08", at(date(2019, 10, 1)))
    assert done.report.new
    assert done.report.received_at == at(date(2019, 10, 20))
    [change] = done.changes
    assert (change.measure, change.month) == (FIRST_VISIT, SEPTEMBER)
    assert (change.before, change.after) == (Ratio(1, 2), Ratio(3, 4))
    again = load_region_file(store, path, "mine.csv", "08", at(date(2019, 10, 22)))
    assert (again.report.new, again.changes) == (False, ())


def test_a_call_takes_the_place_of_the_regions_own_calls_only(store, tmp_path):
    early, late = at(date(2019, 10, 1)), at(date(2019, 10, 22))
    mine, other = contact("k1", date(2019, 8, 1)), contact("k2", date(2019, 8, 1))
    receive(store, [mine], received_at=early, call="mine")
    receive(store, [mine, contact("k3", date(2019, 8, 1), region="13")], received_at=early, call="both")
    for call, rule in (("both", "call-unknown"), ("never", "call-unknown")):
        path = tmp_path / f"{call}.xml"
        riv_ta_1_0.write([replace(other, replaces=call)], path)
        with pytest.raises(BadInput) as refused:
            load_region_file(store, path, path.name, "08", late)
        assert [one.rule for one in refused.value.findings] == [rule]
    riv_ta_1_0.write([replace(other, replaces="mine")], path := tmp_path / "mine.xml")
    assert load_region_file(store, path, path.name, "08", late).report.replaced == "mine"
