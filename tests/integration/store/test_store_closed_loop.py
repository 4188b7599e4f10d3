"""The closed loop without a browser: a step moved in a plan changes the census, the share and the payout.

The same clock is shown to the patient and counted for the region; kronor stay with the agreement.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from vardvag.agreements import load, read_facts, settle
from vardvag.base.apportion import apportion
from vardvag.base.cells import Cell, CellKey, Ratio
from vardvag.base.kronor import Kronor
from vardvag.base.moments import Moment
from vardvag.clocks.reference import clock_of_contact
from vardvag.contracts.access.actor import Role
from vardvag.contracts.log import verify
from vardvag.contracts.said import Speaker, Way
from vardvag.service.identity.actor import Actor
from vardvag.usecases.example import plans
from vardvag.usecases.example.story import (
    COORDINATOR,
    LAST_MONTH,
    OPERATION,
    OPERATION_CONTACT,
    ORTHOPAEDICS,
    PATIENT,
    PLAN,
    REGION,
)
from vardvag.usecases.move_step import Yes, move_step
from vardvag.usecases.prepare_demo import NOW, cells_of, prepare_demo, refresh_cells, warehouse_of
from vardvag.usecases.report_steps import report_steps
from vardvag.usecases.show_plan import PlanView, show_plan
from vardvag.warehouse.store import Store

SAM = Actor(COORDINATOR, Role.COORDINATOR, "Sam Ordnare", unit=ORTHOPAEDICS)
ALVA = Actor("patient", Role.PATIENT, "Alva Exempel", person=PATIENT)
WITHIN_THE_GUARANTEE = Moment.of(datetime(2019, 11, 20, 7, 30))
HER_YES = Yes(Speaker.PATIENT, Way.TELEPHONE, "Alva Exempel")
TOO_LATE = Moment.of(datetime(2019, 12, 10, 7, 30))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the region's and the public part's data are kept once they have been made."""
    return tmp_path_factory.mktemp("example") / "data"


@pytest.fixture
def data(store: Any, tmp_path: Path, kept: Path) -> Path:
    """The example, made as `vardvag demo` makes it; its contacts are the same for every store of plans."""
    made = tmp_path / "data"
    if kept.exists():
        plans.keep(store, plans.examples())
        shutil.copytree(kept, made)
    else:
        prepare_demo(made, store)
        shutil.copytree(made, kept)
    return made


def waiting(data: Path, month: str) -> Ratio:
    [cell] = [cell for cell in read_facts(cells_of(data)) if _is_operation(cell, month)]
    assert isinstance(cell.value, Ratio)
    return cell.value


def _is_operation(cell: Cell, month: str) -> bool:
    key: CellKey = cell.key
    return (key.measure, key.place, key.period) == ("waiting-operation-within-90", REGION, month)


def payouts(data: Path) -> dict[str, Kronor]:
    settled = settle(load("komiljard-2019"), read_facts(cells_of(data)))
    assert not settled.missing
    return {payout.recipient: payout.kronor for payout in settled.payouts if payout.kronor is not None}


def move(store: Any, data: Path, to: Moment, version: int) -> None:
    assert isinstance(move_step(store, SAM, PLAN, OPERATION, to, version, NOW, yes=HER_YES), PlanView)
    report_steps(store, Store(warehouse_of(data)), ORTHOPAEDICS, LAST_MONTH, NOW)
    refresh_cells(data)


def test_a_step_moved_earlier_changes_census_share_and_payout(store: Any, data: Path) -> None:
    last_year, before, paid_before = waiting(data, "2018-11"), waiting(data, "2019-11"), payouts(data)
    assert before.share is not None
    assert last_year.share is not None
    assert before.share <= last_year.share

    move(store, data, WITHIN_THE_GUARANTEE, version=1)

    after, paid_after = waiting(data, "2019-11"), payouts(data)
    assert (after.numerator, after.denominator) == (before.numerator, before.denominator - 1)
    assert after.share is not None
    assert after.share > last_year.share
    assert Kronor.sum(paid_before.values()) == Kronor.sum(paid_after.values()) == Kronor(1_610_000_000)
    gained = {who: int(paid_after[who]) - int(paid_before[who]) for who in paid_before}
    assert gained[REGION] > 0
    assert all(change <= 0 for who, change in gained.items() if who != REGION)
    assert gained[REGION] == _share_of_the_november_pot(data)


def _share_of_the_november_pot(data: Path) -> int:
    """What a region that now qualifies gets of that one pot, divided once more from the populations alone."""
    settled = settle(load("komiljard-2019"), read_facts(cells_of(data)))
    [result] = [
        result
        for result in settled.results
        if result.part.month == LAST_MONTH and result.part.kind == "operation"
    ]
    sharing = {who: result.part.pot.key.weights[who] for who, share in result.shares.items() if share}
    return apportion(int(result.part.amount), sharing)[REGION]


def test_moved_back_everything_is_as_it_was(store: Any, data: Path) -> None:
    before, paid_before = waiting(data, "2019-11"), payouts(data)
    move(store, data, WITHIN_THE_GUARANTEE, version=1)
    move(store, data, TOO_LATE, version=2)
    assert waiting(data, "2019-11") == before
    assert payouts(data) == paid_before


def test_the_patient_sees_the_very_clock_that_is_counted(store: Any, data: Path) -> None:
    view = show_plan(store, ALVA, PLAN, NOW)
    assert isinstance(view, PlanView)
    [step] = [step for step in view.overview.steps if step.step.step_id == OPERATION]
    [shown] = step.clocks
    received = [
        contact
        for _, contacts in Store(warehouse_of(data)).snapshot().received()
        for contact in contacts
        if contact.contact_id == OPERATION_CONTACT
    ]
    counted = clock_of_contact(received[-1])
    assert (shown.limit, shown.days, shown.law) == (counted.limit, counted.days, counted.law)
    assert (shown.started_on, shown.overdue_from) == (counted.started_on, counted.overdue_from)
    assert str(shown.last_day) == "2019-11-20"


def test_every_look_move_and_report_is_in_an_unbroken_log(store: Any, data: Path) -> None:
    show_plan(store, ALVA, PLAN, NOW)
    move(store, data, WITHIN_THE_GUARANTEE, version=1)
    rows = store.log()
    assert verify(rows) == []
    assert {"read_plan", "move_step", "export_contact"} <= {row.entry.action for row in rows}
