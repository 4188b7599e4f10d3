"""Time to care as a small worked example on every engine, and each rule of it turned wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from engines_at_hand import OPENED, EnginesAtHand
from turned_engine import Turned, TurnedEngine
from vardvag.base.cells import Basis
from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.engines.open_engine import OpenEngine
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.from_contacts import make_standing
from vardvag.statistics.measure import measure
from vardvag.statistics.policy import policy
from vardvag.statistics.time_to_care import Lengths
from vardvag.statistics.time_to_care_steps import lengths_of_standing
from vardvag.usecases.tell_time_to_care import tell_time_to_care
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

Way = str | OpenEngine
MAY, JUNE, JULY = (Month(2019, number) for number in (5, 6, 7))
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
    *held("on the day", "2019-05-01", "2019-05-01"),  # after 0 days
    *held("in May", "2019-05-01", "2019-05-31"),  # 30
    *waits("held in June", "2019-05-31", MAY),
    *held("held in June", "2019-05-31", "2019-06-30"),  # 30
    *waits("vanishes", "2019-05-11", MAY, JUNE),  # followed for 50 days, to the end of June
    *waits("still waits", "2019-05-02", MAY, JUNE, JULY),  # followed for 90 days, to the end of July
    *held("held in July", "2019-05-05", "2019-07-14"),  # 70
    *waits("before May", "2019-04-30", MAY, JUNE, JULY),
    *waits("chose", "2019-05-01", MAY, JUNE, JULY, deviation=Deviation.PATIENT_CHOSEN),
    *waits("visit", "2019-05-01", MAY, JUNE, JULY, phase=Phase.FIRST_CONTACT),
    *waits("outside", "2019-05-01", MAY, JUNE, JULY, guaranteed=False),
]
FOLLOWED: Mapping[int, tuple[int, int]] = {0: (1, 0), 30: (2, 0), 50: (0, 1), 70: (1, 0), 90: (0, 1)}
# Of six three have care within 30 days; one is followed no longer than 50; of the two left one on day 70.
WITHIN = {30: Fraction(1, 2), 60: Fraction(1, 2), 90: Fraction(3, 4), 180: None}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(tmp_path_factory.mktemp("cohorts") / "store")
    made.load(to_table(HISTORY), Moment.parse("2019-10-20"), cube_steps)
    return made


def test_how_soon_those_decided_in_may_had_care(store: Store, way: Way) -> None:
    rows = tell_time_to_care(store, MEASURE, first=MAY, last=MAY, policy="pvv", engine=way, inside=True)
    by_place = {row.place: row for row in rows}
    for place in ("08", "SE"):
        row = by_place[place]
        assert (row.decided.value.number, row.median.value.days) == (6, 30)  # type: ignore[union-attr]
        assert {day: share for day, (_, share) in row.within.items()} == WITHIN
        assert row.within[180][0] is Shown.NOT_APPLICABLE
    assert set(by_place["01"].statuses) == {Shown.MISSING}
    assert row.decided.cell.key.basis is Basis.DERIVED


def test_what_is_known_later_is_followed_longer(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.load(to_table([one for one in HISTORY if one.month == MAY]), Moment.parse("2019-06-20"), cube_steps)
    [row] = [
        row
        for row in tell_time_to_care(store, MEASURE, first=MAY, last=MAY, policy="pvv", inside=True)
        if row.place == "08"
    ]
    # Of five one has had care on the day; nobody else is followed to the 30th but the one held on it.
    assert row.within[30][1] == 1
    assert row.decided.value.number == 5  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("done-operation-within-90", {"policy": "pvv"}, "väntande"),
        (MEASURE.id, {"policy": "pvv-over-limit"}, "passerar gränsen"),
        (MEASURE.id, {"basis": Basis.REPORTED}, "--basis derived"),
    ],
)
def test_a_question_that_has_no_answer_says_why(
    store: Store, name: str, asked: dict[str, object], said: str
) -> None:
    with pytest.raises(WrongUse) as refused:
        tell_time_to_care(store, measure(name), first=MAY, last=MAY, **asked)  # type: ignore[arg-type]
    assert said in refused.value.text.sv


TURNED = (
    Turned("who is held on the day has no length", MEASURE.id, "followed", "on >= dec", "on > dec"),
    Turned("who waits has had care", MEASURE.id, "followed", "1 ELSE 0", "1 ELSE 1"),
    Turned("who waits is not in the cohort", MEASURE.id, "followed", "reported = 'waiting' AND", "false AND"),
    Turned("who waits is followed a day longer", MEASURE.id, "followed", "END AS days", "+ 1 END AS days"),
    Turned("those outside the guarantee count", MEASURE.id, "followed", " AND guaranteed", ""),
    Turned("another month's are in the cohort", MEASURE.id, "time_to_care", "BETWEEN", "+ 1 BETWEEN"),
    Turned("the held are not told from the waiting", MEASURE.id, "time_to_care", "- sum(held)", "- 0"),
)


def may(engine: OpenEngine) -> Lengths:
    return lengths_of_standing(engine, MEASURE, policy("pvv"), MAY, MAY).get(("08", MAY), {})


@pytest.mark.parametrize("name", OPENED)
def test_every_rule_turned_wrong_is_noticed(store: Store, engines: EnginesAtHand, name: str) -> None:
    """The contacts that stand are made once, because on Spark that takes longer than all that is turned."""
    unnoticed = []
    with engines.open(name) as engine:
        make_standing(engine, store.snapshot())
        assert may(engine) == FOLLOWED
        for turned in TURNED:
            wrong = TurnedEngine(engine, turned)
            if may(wrong) == FOLLOWED or not wrong.found:
                unnoticed.append(turned.name)
    assert unnoticed == []
