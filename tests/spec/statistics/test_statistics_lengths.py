"""What is not counted from the decision, and some fields of activity alone, as small worked examples.

Every engine must give them. Each rule turned wrong must give another figure on every engine.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engines_at_hand import OPENED, EnginesAtHand
from turned_engine import Turned, TurnedEngine
from vardvag.base.cells import Count, Days, Ratio, Status
from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.engines.open_engine import OpenEngine
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Details, Deviation, Phase, Reported
from vardvag.statistics import from_contacts
from vardvag.statistics.counting import count
from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.statistics.cuts import CUTS
from vardvag.statistics.figure_cells import count_figures
from vardvag.statistics.figures import Figure
from vardvag.statistics.measure import Measure, measure
from vardvag.statistics.policy import policy
from vardvag.warehouse.store import Store

Way = str | OpenEngine

SEPTEMBER = Month(2019, 9)
RETURN_VISIT = measure("done-return-visit-within-target")
ASSESSED = measure("done-emergency-assessed-within-1-hour")
LEFT = measure("done-emergency-left-within-4-hours")
CHILDREN = measure("done-child-psychiatry-assessment-within-30")
SECOND = timedelta(seconds=1)

VISIT = Contact(
    contact_id="by the target day",
    region="08",
    unit="SE-unit",
    month=SEPTEMBER,
    reported=Reported.DONE,
    phase=Phase.RETURN_VISIT,
    speciality="X05",
    guaranteed=False,
    deviation=Deviation.NONE,
    decided_on=date(2019, 3, 1),
    started_on=date(2019, 9, 10),
    birth_year=2008,
    sex=2,
    municipality="0880",
    contact_form="1",
    profession="XS915",
    booking=3,
    details=Details(medical_target=date(2019, 9, 10)),
)


def visit(name: str, target: str | None, **more: object) -> Contact:
    day = None if target is None else date.fromisoformat(target)
    return replace(VISIT, contact_id=name, details=Details(medical_target=day), **more)


def emergency(name: str, until_assessed: timedelta | None, stay: timedelta | None) -> Contact:
    began = Moment.parse("2019-09-10T10:00:30+02:00")
    assessed, over = (
        None if one is None else Moment.parse((began.utc + one).isoformat()) for one in (until_assessed, stay)
    )
    times = Details(emergency_began_at=began, emergency_assessed_at=assessed, emergency_ended_at=over)
    return replace(VISIT, contact_id=name, phase=Phase.EMERGENCY, details=times)


HOUR = timedelta(hours=1)
EVERYTHING = [
    VISIT,  # 0 days past
    visit("early", "2019-09-20"),  # −10
    visit("a day late", "2019-09-09"),  # 1
    visit("late, chose", "2019-08-01", deviation=Deviation.PATIENT_CHOSEN),  # 40
    visit("without a target day", None),
    visit("waiting", "2019-08-01", reported=Reported.WAITING, started_on=None),
    visit("of another month", "2019-09-30", started_on=date(2019, 8, 30), month=Month(2019, 8)),
    emergency("within the hour", HOUR, 4 * HOUR),  # 60 and 240 minutes
    emergency("a second more", HOUR + SECOND, 4 * HOUR + SECOND),  # 61 and 241
    emergency("at once", timedelta(0), None),  # 0 and not known
    emergency("ended before it began", None, -SECOND),
    replace(VISIT, contact_id="first, child", phase=Phase.FIRST_CONTACT, decided_on=date(2019, 8, 11)),  # 30
    replace(VISIT, contact_id="first, late", phase=Phase.FIRST_CONTACT, decided_on=date(2019, 8, 10)),  # 31
    replace(
        VISIT,
        contact_id="first, adult",
        phase=Phase.FIRST_CONTACT,
        speciality="X01",
        decided_on=date(2019, 9, 1),
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Nothing but read from here on."""
    made = Store(tmp_path_factory.mktemp("lengths") / "store")
    made.load(to_table(EVERYTHING), Moment.parse("2019-10-20"), cube_steps, cuts=CUT_STEPS)
    return made


@pytest.mark.parametrize(
    ("asked", "policy", "kalmar"),
    [
        (RETURN_VISIT, "nobody", Ratio(2, 4)),
        (RETURN_VISIT, "pvv", Ratio(2, 3)),
        (ASSESSED, "nobody", Ratio(2, 3)),
        (LEFT, "nobody", Ratio(1, 2)),
        (CHILDREN.of(["X05"]), "nobody", Ratio(1, 2)),
        (CHILDREN.of(["X01", "X05"]), "nobody", Ratio(2, 3)),
        (CHILDREN.of(["X09"]), "nobody", Ratio(0, 0)),
    ],
    ids=lambda one: one.id if isinstance(one, Measure) else str(one),
)
def test_how_many_within(store: Store, way: Way, asked: Measure, policy: str, kalmar: Ratio) -> None:
    cells = count(store.snapshot(), asked, SEPTEMBER, SEPTEMBER, policy=policy, engine=way)
    found = {cell.key.place: cell for cell in cells}
    assert found["08"].value == kalmar
    assert found["SE"].value == kalmar
    assert found["01"].status is Status.MISSING


@pytest.mark.parametrize(
    ("asked", "median", "longest"),
    [(RETURN_VISIT, Days(0, 4), Days(40, 4)), (ASSESSED, Days(60, 3), Days(61, 3))],
    ids=["days past the target", "minutes"],
)
def test_percentiles_are_of_the_length(store: Store, asked: Measure, median: Days, longest: Days) -> None:
    for way in ("duckdb", "reference"):
        figures = count_figures(
            store.snapshot(), asked, SEPTEMBER, SEPTEMBER, [Figure.MEDIAN, Figure.P90], engine=way
        )
        assert [one.value for one in figures if one.key.place == "08"] == [median, longest]


def test_some_fields_of_activity_are_cut_as_any_other_measure(store: Store) -> None:
    for way in ("duckdb", "reference"):
        figures = count_figures(
            store.snapshot(),
            CHILDREN.of(["X05"]),
            SEPTEMBER,
            SEPTEMBER,
            [Figure.COUNT],
            cut=CUTS["sex"],
            policy="nobody",
            engine=way,
        )
        assert [(one.key.cut, one.value) for one in figures if one.key.place == "08"] == [("sex=2", Count(2))]


def test_nothing_is_counted_of_fields_of_activity_that_nobody_has_named(store: Store) -> None:
    with pytest.raises(WrongUse, match="--speciality"):
        count(store.snapshot(), CHILDREN, SEPTEMBER, SEPTEMBER)


@pytest.mark.parametrize("code", ["", "X", "X005", "X 5"])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(WrongUse, match="Mvo"):
        CHILDREN.of([code])


def test_bands_of_days_are_of_waits_alone(store: Store) -> None:
    with pytest.raises(WrongUse, match="done-emergency"):
        count_figures(store.snapshot(), LEFT, SEPTEMBER, SEPTEMBER, [Figure.BANDS])


def test_another_field_of_activity_is_another_definition() -> None:
    one, other = CHILDREN.of(["X05"]), CHILDREN.of(["X01"])
    assert len({CHILDREN.fingerprint, one.fingerprint, other.fingerprint}) == 3
    assert CHILDREN.of(["X05", "X01"]) == CHILDREN.of(["X01", "X05", "X01"])


NAMED = {one.id: one for one in (RETURN_VISIT, ASSESSED, LEFT, CHILDREN.of(["X05"]))}
RIGHT = {
    RETURN_VISIT.id: Ratio(2, 4),
    ASSESSED.id: Ratio(2, 3),
    LEFT.id: Ratio(1, 2),
    CHILDREN.id: Ratio(1, 2),
}
_ENDED = "emergency_ended_at >= emergency_began_at"
TURNED = (
    Turned("the target day itself is late", RETURN_VISIT.id, "tally", "days <= 0", "days < 0"),
    Turned("no target day is late", RETURN_VISIT.id, "cube_histograms", "medical_target IS NOT NULL", "true"),
    Turned("the 60th minute is not within", ASSESSED.id, "tally", "days <= 60", "days < 60"),
    Turned("an end before the beginning counts", LEFT.id, "cube_histograms", _ENDED, "true"),
    Turned("every field of activity counts", CHILDREN.id, "asked", "speciality IN ('X05')", "true"),
)


@pytest.mark.parametrize("name", OPENED)
def test_a_rule_turned_wrong_is_noticed(store: Store, engines: EnginesAtHand, name: str) -> None:
    months = (SEPTEMBER, SEPTEMBER)
    with engines.open(name) as session:
        for turned in TURNED:
            wrong = TurnedEngine(session, turned)
            question = (NAMED[turned.measure], policy("nobody"), None, *months)
            counted = from_contacts.tally(wrong, store.snapshot(), *question)  # type: ignore[arg-type]
            assert wrong.found, turned.name
            assert counted["08", SEPTEMBER] != RIGHT[turned.measure], turned.name
