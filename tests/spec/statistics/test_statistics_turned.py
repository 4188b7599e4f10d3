"""Each rule of counting turned wrong, one at a time, on every engine: the figure must be another.

One contact stands at each edge, so that no rule can be turned without moving somebody. The figures that are
right are tried in `test_statistics_spec`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from engines_at_hand import OPENED, EnginesAtHand
from turned_engine import Turned, TurnedEngine
from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.engines.open_engine import OpenEngine
from vardvag.engines.steps import Step, make_steps
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.statistics import from_contacts, reference
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.measure import measure
from vardvag.statistics.policy import policy
from vardvag.statistics.tallies import tally_rows, tally_steps
from vardvag.warehouse.snapshot import Snapshot
from vardvag.warehouse.store import Store

SEPTEMBER = Month(2019, 9)

CONTACT = Contact(
    contact_id="on the last day",
    region="08",
    unit="SE-unit",
    month=SEPTEMBER,
    reported=Reported.WAITING,
    phase=Phase.OPERATION,
    speciality="301",
    guaranteed=True,
    deviation=Deviation.NONE,
    decided_on=date(2019, 7, 2),  # 90 days on 30 September
    started_on=None,
    birth_year=1960,
    sex=2,
    municipality="0880",
    contact_form="1",
    profession="XS915",
    booking=3,
)
HELD = replace(
    CONTACT,
    contact_id="held on the last day",
    reported=Reported.DONE,
    decided_on=date(2019, 7, 31),
    started_on=date(2019, 9, 29),  # after 60 days
)
FIRST_LOAD = [
    CONTACT,
    replace(CONTACT, contact_id="over", decided_on=date(2019, 7, 1)),
    replace(CONTACT, contact_id="chose", decided_on=date(2019, 9, 1), deviation=Deviation.PATIENT_CHOSEN),
    replace(CONTACT, contact_id="wrong", decided_on=date(2019, 8, 1)),
    HELD,
    replace(HELD, contact_id="held and chose", deviation=Deviation.PATIENT_CHOSEN),
    replace(HELD, contact_id="held, wrong"),
]
SECOND_LOAD = [
    replace(CONTACT, contact_id="right", decided_on=date(2019, 8, 2), replaces="wrong"),
    replace(HELD, contact_id="held, right", decided_on=date(2019, 7, 1), replaces="held, wrong"),
    replace(CONTACT, contact_id="over", decided_on=date(2019, 7, 1), month=Month(2019, 8)),
]
"""Two that take the place of others, and a row of August that comes late."""

WAITING, HELD_WITHIN = "waiting-operation-within-90", "done-operation-within-60"
BASIS: Mapping[str, Basis | None] = {WAITING: Basis.DERIVED, HELD_WITHIN: None}
RIGHT = {WAITING: (2, 3), HELD_WITHIN: (1, 2)}


TURNED = (
    Turned("the 60th day is not within", HELD_WITHIN, "tally", "days <= 60", "days < 60"),
    Turned("the 90th day is not within", WAITING, "aged", "THEN {month}", "THEN {month} - 1"),
    Turned("the 91st day is within", WAITING, "aged", "ELSE {month} - 1", "ELSE {month}"),
    Turned("who begins to wait is not added", WAITING, "cube_histograms", "sign AS number", "0 AS number"),
    Turned("who is held is not taken away", WAITING, "cube_histograms", "-sign", "0"),
    Turned("who passes the limit stays within", WAITING, "changes", "-number", "0"),
    Turned("who passes the limit is not over", WAITING, "changes", "true,", "false,"),
    Turned("a replaced contact stands", HELD_WITHIN, "known_not_replaced", "NOT EXISTS", "true OR EXISTS"),
    Turned("a replaced contact waits", WAITING, "known_not_replaced", "NOT EXISTS", "true OR EXISTS"),
    Turned("each month's row stands", WAITING, "known_latest", "place_in_time = 1", "place_in_time >= 1"),
    Turned("nobody held is left out", HELD_WITHIN, "tally", "NOT (deviation IN (1))", "true"),
    Turned("nobody waiting is left out", WAITING, "monthly_changes", "NOT (deviation IN (1))", "true"),
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    store = Store(tmp_path_factory.mktemp("turned") / "store")
    for load, day in ((FIRST_LOAD, "2019-10-20"), (SECOND_LOAD, "2019-11-20")):
        store.load(to_table(load), Moment.parse(day), cube_steps)
    return store.snapshot()


FROM_THE_CUBE = ("aged", "changes", "monthly_changes", "tally")
"""The steps after the cube. A rule in one of them is turned over a cube that was made before."""


@pytest.fixture(scope="module", params=OPENED)
def engine(
    request: pytest.FixtureRequest, engines: EnginesAtHand, snapshot: Snapshot
) -> Iterator[OpenEngine]:
    """Each engine, with the cube kept, because to make it takes longer than all that is counted from it."""
    with engines.open(request.param) as session:
        cube = from_contacts.make_cube(session, snapshot)
        make_steps(session, [Step("cube_before", f"SELECT * FROM {cube}", kept=True)])
        yield session


def figure(
    engine: OpenEngine, snapshot: Snapshot, asked: str, from_the_cube: bool = False
) -> tuple[int, int]:
    question = (measure(asked), policy("pvv"), BASIS[asked], SEPTEMBER, SEPTEMBER)
    if from_the_cube:
        whole = Step("whole", "SELECT * FROM cube_before")
        make_steps(engine, [whole, *tally_steps(*question, engine.dialect)])
        counted = tally_rows(engine)
    else:
        counted = from_contacts.tally(engine, snapshot, *question)
    ratio = counted["08", SEPTEMBER]
    return ratio.numerator, ratio.denominator


def told(engine: OpenEngine, snapshot: Snapshot, asked: str, from_the_cube: bool) -> tuple[int, int] | None:
    """The figure, or None where it is refused because fewer than nobody would be counted."""
    try:
        return figure(engine, snapshot, asked, from_the_cube)
    except ValueError:
        return None


def test_the_figures_are_those_of_plain_python(snapshot: Snapshot) -> None:
    for asked, right in RIGHT.items():
        counted = reference.tally(snapshot, measure(asked), policy("pvv"), BASIS[asked], SEPTEMBER, SEPTEMBER)
        ratio = counted["08", SEPTEMBER]
        assert (ratio.numerator, ratio.denominator) == right


@pytest.mark.parametrize("from_the_cube", [True, False])
@pytest.mark.parametrize("asked", RIGHT)
def test_the_figures_are_right_as_long_as_nothing_is_turned(
    snapshot: Snapshot, engine: OpenEngine, asked: str, from_the_cube: bool
) -> None:
    assert figure(engine, snapshot, asked, from_the_cube) == RIGHT[asked]


@pytest.mark.parametrize("turned", TURNED, ids=lambda turned: turned.name)
def test_a_rule_turned_wrong_is_noticed(snapshot: Snapshot, engine: OpenEngine, turned: Turned) -> None:
    wrong = TurnedEngine(engine, turned)
    figures = told(wrong, snapshot, turned.measure, turned.step in FROM_THE_CUBE)
    assert figures != RIGHT[turned.measure]
    assert wrong.found, "the rule was not found in the step"
