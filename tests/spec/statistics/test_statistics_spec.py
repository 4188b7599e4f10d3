"""What is counted, as small worked examples; every engine must give them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vardvag.base.cells import Basis, Ratio, Status
from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.engines.open_engine import OpenEngine
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.statistics.counting import ENGINES, VANISHED, count
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.measure import measure
from vardvag.warehouse.store import Store

Way = str | OpenEngine
"""A way of counting: by its name, or an engine that is open."""

AUGUST, SEPTEMBER = Month(2019, 8), Month(2019, 9)
WAITING, DONE = Reported.WAITING, Reported.DONE

OPERATION = Contact(
    contact_id="",
    region="08",
    unit="SE-unit",
    month=SEPTEMBER,
    reported=WAITING,
    phase=Phase.OPERATION,
    speciality="301",
    guaranteed=True,
    deviation=Deviation.NONE,
    decided_on=date(2019, 9, 1),
    started_on=None,
    birth_year=1960,
    sex=2,
    municipality="0880",
    contact_form="1",
    profession="XS915",
    booking=3,
)


def waiting(name: str, decided: str, month: Month, **more: object) -> Contact:
    return replace(OPERATION, contact_id=name, decided_on=date.fromisoformat(decided), month=month, **more)


def done(name: str, decided: str, started: str, **more: object) -> Contact:
    day = date.fromisoformat(started)
    return waiting(name, decided, Month.of(day), reported=DONE, started_on=day, **more)


PVV, MOV = Deviation.PATIENT_CHOSEN, Deviation.MEDICAL

# name, decided, deviation          days on 31 August    days on 30 September
AUGUST_WAITING = [
    waiting("a", "2019-07-02", AUGUST),  # 60                  90, the last day within
    waiting("b", "2019-07-01", AUGUST),  # 61                  91, the first day over
    waiting("c", "2019-06-01", AUGUST, deviation=PVV),  # 91   121
    waiting("e", "2019-05-01", AUGUST, deviation=MOV),  # 122  152
    waiting("f", "2019-08-01", AUGUST),  # 30                  done on the day, after 60
    waiting("j", "2019-07-31", AUGUST),  # 31                  done on the day, after 61
]
SEPTEMBER_WAITING = [
    waiting("a", "2019-07-02", SEPTEMBER),
    waiting("b", "2019-07-01", SEPTEMBER),
    waiting("c", "2019-06-01", SEPTEMBER, deviation=PVV),
    waiting("d", "2019-09-10", SEPTEMBER, deviation=PVV),  # 20
    waiting("e", "2019-05-01", SEPTEMBER, deviation=MOV),
    waiting("visit", "2019-09-10", SEPTEMBER, phase=Phase.FIRST_CONTACT),  # another measure
    waiting("outside", "2019-09-10", SEPTEMBER, guaranteed=False),  # not covered by the guarantee
]
SEPTEMBER_DONE = [
    done("f", "2019-08-01", "2019-09-30"),
    done("g", "2019-09-05", "2019-09-20"),  # waited at no month end
    done("j", "2019-07-31", "2019-09-30"),
]
EVERYTHING = [*AUGUST_WAITING, *SEPTEMBER_WAITING, *SEPTEMBER_DONE]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def load(store: Store, contacts: list[Contact], day: str) -> None:
    store.load(to_table(contacts), Moment.parse(day), cube_steps)


@pytest.mark.parametrize("basis", [Basis.DERIVED, Basis.REPORTED])
@pytest.mark.parametrize(
    ("policy", "august", "september"),
    [
        ("nobody", Ratio(4, 6), Ratio(2, 5)),
        ("pvv", Ratio(4, 5), Ratio(1, 3)),
        ("pvv-over-limit", Ratio(4, 5), Ratio(2, 4)),
        ("pvv-mov", Ratio(4, 4), Ratio(1, 2)),
    ],
)
def test_those_waiting_within_ninety_days(
    store: Store, way: Way, basis: Basis, policy: str, august: Ratio, september: Ratio
) -> None:
    load(store, EVERYTHING, "2019-10-20")
    cells = count(
        store.snapshot(),
        measure("waiting-operation-within-90"),
        AUGUST,
        SEPTEMBER,
        policy=policy,
        basis=basis,
        engine=way,
    )
    kalmar = {cell.key.period: cell.value for cell in cells if cell.key.place == "08"}
    assert kalmar == {"2019-08": august, "2019-09": september}


def test_those_done_within_sixty_days_counts_the_sixtieth_day(store: Store, way: Way) -> None:
    load(store, EVERYTHING, "2019-10-20")
    cells = count(
        store.snapshot(),
        measure("done-operation-within-60"),
        SEPTEMBER,
        SEPTEMBER,
        by="country",
        engine=way,
    )
    assert [(cell.key.place, cell.value, cell.key.basis) for cell in cells] == [("SE", Ratio(2, 3), None)]


def test_absent_is_not_zero_and_the_country_says_whom_it_covers(store: Store, way: Way) -> None:
    load(store, [*SEPTEMBER_WAITING, waiting("x", "2019-09-01", SEPTEMBER, region="01")], "2019-10-20")
    cells = count(
        store.snapshot(),
        measure("waiting-operation-within-90"),
        SEPTEMBER,
        SEPTEMBER,
        policy="nobody",
        engine=way,
    )
    by_place = {cell.key.place: cell for cell in cells}
    assert len(by_place) == 22
    assert by_place["01"].value == Ratio(1, 1)
    assert by_place["03"].status is Status.MISSING
    assert by_place["03"].value is None
    assert by_place["SE"].value == Ratio(3, 6)
    assert "2 av 21 regioner" in str(by_place["SE"].source.section)


def test_a_measure_without_a_limit_has_no_share(store: Store) -> None:
    load(store, EVERYTHING, "2019-10-20")
    with pytest.raises(WrongUse, match="waiting-examination"):
        count(store.snapshot(), measure("waiting-examination"), AUGUST, SEPTEMBER)


MAY, JUNE, JULY = Month(2019, 5), Month(2019, 6), Month(2019, 7)


@pytest.mark.parametrize(
    ("received", "counted"),
    [
        ([MAY, JUNE, JULY], {"2019-05": 1, "2019-06": 1, "2019-07": 1}),
        ([MAY, JULY], {"2019-05": 1, "2019-06": None, "2019-07": None}),  # who was held in June is not known
        ([JUNE, JULY], {"2019-05": None, "2019-06": 1, "2019-07": 1}),
        ([MAY, JUNE], {"2019-05": 1, "2019-06": 1, "2019-07": None}),
    ],
)
@pytest.mark.parametrize("way", ENGINES, indirect=True)  # which months count is told in Python, for all
def test_a_month_after_a_gap_is_missing_by_decision_and_end(
    store: Store, way: Way, received: list[Month], counted: dict[str, int | None]
) -> None:
    for month in received:
        load(store, [waiting("a", "2019-04-01", month)], "2019-10-20")
    asked = measure("waiting-operation-within-90")
    cells = count(store.snapshot(), asked, MAY, JULY, basis=Basis.DERIVED, engine=way)
    kalmar = {
        cell.key.period: cell.value.denominator if isinstance(cell.value, Ratio) else None
        for cell in cells
        if cell.key.place == "08"
    }
    assert kalmar == counted


def test_a_figure_by_decision_and_end_says_that_the_vanished_go_on_waiting(store: Store, way: Way) -> None:
    load(store, EVERYTHING, "2019-10-20")
    load(store, [waiting("vanished", "2019-07-01", AUGUST)], "2019-10-21")
    asked = measure("waiting-operation-within-90")
    told = {}
    for basis in (Basis.DERIVED, Basis.REPORTED):
        cells = count(store.snapshot(), asked, SEPTEMBER, SEPTEMBER, policy="nobody", basis=basis, engine=way)
        told[basis] = [
            (cell.value, cell.source.note) for cell in cells if cell.key.place in ("08", "SE", "01")
        ]
    assert told == {
        Basis.DERIVED: [(None, None), (Ratio(2, 6), VANISHED), (Ratio(2, 6), VANISHED)],
        Basis.REPORTED: [(None, None), (Ratio(2, 5), None), (Ratio(2, 5), None)],
    }


@pytest.mark.parametrize(
    ("as_known", "september"),
    [
        (date(2019, 10, 19), None),  # nothing received yet
        (date(2019, 10, 20), Ratio(1, 3)),  # a within; b and e over
        (date(2019, 11, 20), Ratio(1, 2)),  # e sent again as patient-chosen
        (date(2019, 12, 20), Ratio(2, 3)),  # new replaces b, decided later
        (None, Ratio(2, 3)),
    ],
)
def test_figures_as_they_were_known_on_a_day(
    store: Store, way: Way, as_known: date | None, september: Ratio | None
) -> None:
    load(store, EVERYTHING, "2019-10-20")
    load(store, [waiting("e", "2019-05-01", SEPTEMBER, deviation=PVV)], "2019-11-20")
    correction = [
        waiting("new", "2019-08-20", SEPTEMBER, replaces="b"),
        waiting("more", "2019-01-02", SEPTEMBER),
    ]
    load(store, correction, "2019-12-20")
    cells = count(
        store.snapshot(as_known),
        measure("waiting-operation-within-90"),
        SEPTEMBER,
        SEPTEMBER,
        policy="pvv",
        engine=way,
    )
    assert next(cell.value for cell in cells if cell.key.place == "08") == september
    assert cells[0].as_known == (as_known or date(2019, 12, 20))
