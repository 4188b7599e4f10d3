"""Flows as a small worked example on every engine, and each rule of them turned wrong: it must be noticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from engines_at_hand import OPENED, EnginesAtHand
from turned_engine import Turned, TurnedEngine
from vardvag.base.cells import Basis, Ratio, Status
from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.engines.open_engine import OpenEngine
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.figure_cells import question_of
from vardvag.statistics.flow_cells import CountedFlows, counted_flows
from vardvag.statistics.flow_steps import flows_of_standing
from vardvag.statistics.flows import Flow, Flows, clearance
from vardvag.statistics.from_contacts import make_standing
from vardvag.statistics.measure import measure
from vardvag.statistics.policy import policy
from vardvag.usecases.tell_flows import tell_flows
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

Way = str | OpenEngine
JULY, AUGUST, SEPTEMBER = (Month(2019, number) for number in (7, 8, 9))
PVV = Deviation.PATIENT_CHOSEN
MEASURE = measure("waiting-operation-within-90")


def waits(name: str, decided: str, *months: Month, **more: object) -> list[Contact]:
    """Somebody who stands in the waiting file of each of *months*."""
    return [
        waiting_contact(month, 0, date.fromisoformat(decided), contact_id=name, **more) for month in months
    ]


def held(name: str, decided: str, started: str, **more: object) -> list[Contact]:
    day = date.fromisoformat(started)
    [waiting] = waits(name, decided, Month.of(day), **more)
    return [replace(waiting, reported=Reported.DONE, started_on=day)]


HISTORY = [
    *waits("stays", "2019-08-31", AUGUST, SEPTEMBER),
    *waits("is held", "2019-08-01", AUGUST),
    *held("is held", "2019-08-01", "2019-09-01"),
    *waits("is gone", "2019-07-10", AUGUST),
    *waits("is coded", "2019-06-01", AUGUST),
    *waits("is coded", "2019-06-01", SEPTEMBER, deviation=PVV),
    *waits("is no longer coded", "2019-06-01", AUGUST, deviation=PVV),
    *waits("is no longer coded", "2019-06-01", SEPTEMBER),
    *waits("is decided on the last day", "2019-09-30", SEPTEMBER),
    *held("is decided and held on a day", "2019-09-01", "2019-09-01"),
    *waits("comes late", "2019-06-01", SEPTEMBER),
    *held("comes late, held", "2019-06-01", "2019-09-30"),
    *waits("is gone and comes back", "2019-06-15", JULY, SEPTEMBER),
    # Other measures, and those outside the guarantee, are not on this list.
    *waits("visit", "2019-08-10", AUGUST, phase=Phase.FIRST_CONTACT),
    *held("visit held", "2019-08-10", "2019-08-20", phase=Phase.FIRST_CONTACT),
    *waits("outside", "2019-08-10", AUGUST, guaranteed=False),
]
REPORTED = {
    AUGUST: Flows(1, dict(zip(Flow, (2, 2, 0, 0, 1), strict=True)), 4),
    SEPTEMBER: Flows(4, dict(zip(Flow, (2, 4, 3, 1, 1), strict=True)), 5),
}
DERIVED = {
    AUGUST: Flows(5, {Flow.ADDED: 2, Flow.COMPLETED: 0}, 7),
    SEPTEMBER: Flows(7, {Flow.ADDED: 2, Flow.COMPLETED: 3}, 6),
}
RIGHT: Mapping[Basis, Mapping[Month, Flows]] = {Basis.REPORTED: REPORTED, Basis.DERIVED: DERIVED}


def load(store: Store, contacts: list[Contact]) -> None:
    store.load(to_table(contacts), Moment.parse("2019-10-20"), cube_steps)


def flows_of(store: Store, basis: Basis, way: Way = "duckdb") -> CountedFlows:
    return counted_flows(
        question_of(store.snapshot(), MEASURE, JULY, SEPTEMBER, (), policy="pvv", basis=basis, engine=way)
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(tmp_path_factory.mktemp("flows") / "store")
    load(made, HISTORY)
    return made


@pytest.mark.parametrize("basis", Basis)
def test_who_came_and_who_left(store: Store, way: Way, basis: Basis) -> None:
    counted = flows_of(store, basis, way)
    for month, right in RIGHT[basis].items():
        assert right.balances
        assert counted.flows["08", month] == right
        assert counted.flows["SE", month] == right
    assert ("08", JULY) not in counted.flows, "nobody knows who waited before"


def test_a_month_whose_held_have_not_come_tells_of_nobody_removed(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, [*waits("a", "2019-07-01", AUGUST, SEPTEMBER), *waits("b", "2019-07-01", AUGUST)])
    counted = flows_of(store, Basis.REPORTED)
    assert counted.flows == {}
    assert counted.cell("08", SEPTEMBER, Flow.REMOVED).status is Status.MISSING
    # By decision and end, whoever is in no file goes on waiting.
    assert flows_of(store, Basis.DERIVED).flows["08", SEPTEMBER].after == 2


def test_the_country_is_not_told_in_the_month_a_region_begins(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, [*HISTORY, *waits("b", "2019-07-01", SEPTEMBER, region="12")])
    flows = flows_of(store, Basis.DERIVED).flows
    assert {place for place, month in flows if month == SEPTEMBER} == {"08"}
    assert {place for place, month in flows if month == AUGUST} == {"08", "SE"}


def test_the_clearance_time_is_the_list_by_a_mean_month() -> None:
    assert clearance(30, 45).share == Fraction(2)  # 15 a month
    assert clearance(30, 0) == Ratio(90, 0)
    assert clearance(30, 0).share is None, "nobody got care: there is no such time"


def test_three_months_of_those_held_make_a_clearance_time(store: Store) -> None:
    rows = tell_flows(
        store, MEASURE, first=AUGUST, last=SEPTEMBER, basis=Basis.DERIVED, policy="pvv", inside=True
    )
    told = {row.month: row.clearance for row in rows if row.place == "08"}
    # Of July nothing is known of who came and left, so there are not three months.
    assert {month: one.status.value for month, one in told.items()} == {
        AUGUST: "missing",
        SEPTEMBER: "missing",
    }


@pytest.mark.parametrize(
    ("name", "excluded", "said"),
    [("done-operation-within-90", "pvv", "väntande"), (MEASURE.id, "pvv-over-limit", "passerar gränsen")],
)
def test_a_list_that_has_no_flows_says_why(store: Store, name: str, excluded: str, said: str) -> None:
    with pytest.raises(WrongUse) as refused:
        tell_flows(store, measure(name), first=AUGUST, last=AUGUST, policy=excluded)
    assert said in refused.value.text.sv


REPORTED_IS, DERIVED_IS = str(Basis.REPORTED), str(Basis.DERIVED)
TURNED = (
    Turned(
        "who is decided comes on a month later", DERIVED_IS, "moved", "decided_in AS", "decided_in + 1 AS"
    ),
    Turned("who is held does not leave", DERIVED_IS, "moved", "1 AS completed", "0 AS completed"),
    Turned("who is held on the day has no length", DERIVED_IS, "list_waits", "on >= dec", "on > dec"),
    Turned("those outside the guarantee count", DERIVED_IS, "list_waits", " AND guaranteed", ""),
    Turned("the last day is not in the month", REPORTED_IS, "states", "decided_on <= ", "decided_on < "),
    Turned("the month after is the month before", REPORTED_IS, "beside", "BY month", "BY month DESC"),
    Turned("any month is the month before", REPORTED_IS, "marked", "= month - 1", "< month"),
    Turned("who was not counted had waited", REPORTED_IS, "marked", "state_before = 'waits'", "true"),
    Turned(
        "who was decided earlier is added", REPORTED_IS, "moved", "decided_in = month", "decided_in <= month"
    ),
    Turned("who waits is held", REPORTED_IS, "moved", "state = 'held'", "state <> 'other'"),
    Turned("who never counted is recoded", REPORTED_IS, "moved", "waited = 1 AND state", "state"),
    Turned("who never comes back is not removed", REPORTED_IS, "moved", "month_after IS NULL OR ", ""),
    Turned("who comes back was not removed", REPORTED_IS, "moved", "month_after > month + 1", "false"),
)
"""Here a rule's `measure` is the basis that it belongs to."""


def moved(engine: OpenEngine, basis: Basis) -> dict[tuple[Month, Flow], int]:
    counted = flows_of_standing(engine, MEASURE, policy("pvv"), basis, AUGUST, SEPTEMBER)
    return {(month, flow): number for (_, month, flow), number in counted.items() if number}


@pytest.mark.parametrize("name", OPENED)
def test_every_rule_turned_wrong_is_noticed(store: Store, engines: EnginesAtHand, name: str) -> None:
    """The contacts that stand are made once, because on Spark that takes longer than all that is turned."""
    unnoticed = []
    with engines.open(name) as engine:
        make_standing(engine, store.snapshot())
        for turned in TURNED:
            basis, wrong = Basis(turned.measure), TurnedEngine(engine, turned)
            right = {
                (month, flow): number
                for month, flows in RIGHT[basis].items()
                for flow, number in flows.moved.items()
                if number
            }
            if moved(wrong, basis) == right or not wrong.found:
                unnoticed.append(turned.name)
    assert unnoticed == []
