"""The whole way under attack: with how many were treated known, how few are linked or not may not follow."""

from __future__ import annotations

import tempfile
from datetime import date

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vardvag.base.cells import Count, Ratio
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.base.regions import NATIONAL
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Details, Phase, Reported
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.figure_cells import question_of
from vardvag.statistics.figures import Figure
from vardvag.statistics.gates import gates
from vardvag.statistics.measure import measure
from vardvag.statistics.published_whole_way import PublishedWholeWay, published_whole_way
from vardvag.warehouse.snapshot import Snapshot
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

SEPTEMBER, DECIDED, HELD = Month(2019, 9), date(2019, 8, 1), date(2019, 9, 10)
MEASURE = measure("done-operation-within-90")
REGIONS = ("08", "12", "14")
KINDS = ("unlinked", "linked", "visited")
MOST = 4
"""The attacker tries every number up to this; a kind has less."""

Numbers = dict[str, dict[str, int]]
numbers = st.fixed_dictionaries(
    {region: st.fixed_dictionaries({kind: st.integers(0, MOST - 1) for kind in KINDS}) for region in REGIONS}
)


def contacts(region: str, kind: str, number: int) -> list[Contact]:
    """One operation of September that is not linked, linked by its own date, or linked with a visit."""
    name = f"{region} {kind} {number}"
    details = Details() if kind == "unlinked" else Details(referral_id=name, referred_on=date(2019, 7, 1))
    held = {"reported": Reported.DONE, "details": details}
    rows = [waiting_contact(SEPTEMBER, 0, DECIDED, region, contact_id=name, started_on=HELD, **held)]
    if kind == "visited":
        visit = {"contact_id": f"{name} visit", "phase": Phase.FIRST_CONTACT, "started_on": date(2019, 7, 9)}
        rows.append(waiting_contact(Month(2019, 7), 0, date(2019, 7, 2), region, **visit, **held))
    return rows


def treated(folder: str, of: Numbers) -> Snapshot:
    """A store in which everybody was treated in September; and each region has sent somebody's visit."""
    rows = [
        row
        for region, kinds in of.items()
        for kind, number in kinds.items()
        for one in range(number)
        for row in contacts(region, kind, one)
    ]
    for region in of:
        visit = {"phase": Phase.FIRST_CONTACT, "reported": Reported.DONE, "started_on": HELD}
        rows.append(waiting_contact(SEPTEMBER, 0, DECIDED, region, contact_id="reports", **visit))
    store = Store(folder)
    store.load(to_table(rows), Moment.parse("2019-10-20"), cube_steps)
    return store.snapshot()


def with_country(of: Numbers) -> Numbers:
    return {**of, NATIONAL: {kind: sum(one[kind] for one in of.values()) for kind in KINDS}}


def agreeing(rows: dict[str, PublishedWholeWay], of: Numbers) -> dict[tuple[str, str], np.ndarray]:
    """Every table that agrees with what is shown and with how many were treated: by place and kind."""
    keys = [(region, kind) for region in of for kind in KINDS]
    tried = np.indices((MOST + 1,) * len(keys), np.int8).reshape(len(keys), -1)
    column = dict(zip(keys, tried, strict=True))
    agrees = np.ones(tried.shape[1], bool)
    for region, kinds in of.items():
        agrees &= sum(column[region, kind] for kind in KINDS) == sum(kinds.values())
    column = {key: values[agrees] for key, values in column.items()}
    for kind in KINDS:
        column[NATIONAL, kind] = sum((column[region, kind] for region in of), start=np.int8(0))
    agrees = np.ones(len(column[NATIONAL, KINDS[0]]), bool)
    for place in (*of, NATIONAL):
        linked, visited = rows[place].linked.value, rows[place].visited.value
        if isinstance(linked, Ratio) and isinstance(visited, Ratio):
            agrees &= column[place, "visited"] == visited.numerator
            agrees &= column[place, "linked"] + column[place, "visited"] == linked.numerator
    return {key: values[agrees] for key, values in column.items()}


@settings(deadline=None, max_examples=12)
@given(of=numbers, fewest=st.integers(2, 3))
@example(
    of={
        "08": {"unlinked": 1, "linked": 3, "visited": 3},
        "12": {"unlinked": 3, "linked": 3, "visited": 3},
        "14": {"unlinked": 3, "linked": 3, "visited": 3},
    },
    fewest=2,
)
def test_no_small_kind_follows_from_what_is_shown(of: Numbers, fewest: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        question = question_of(
            treated(folder, of), MEASURE, SEPTEMBER, SEPTEMBER, [Figure.COUNT], policy="nobody"
        )
        rows = {row.place: row for row in published_whole_way(question, fewest)}
        of_count = {place for place, _ in gates(question, fewest)[SEPTEMBER].counts}
    column = agreeing(rows, of)
    for place, kinds in with_country(of).items():
        row = rows[place]
        hidden = row.done.status is Shown.SUPPRESSED
        assert hidden or isinstance(row.done.value, Count)
        assert hidden or place not in of_count
        for kind, number in kinds.items():
            assert number in column[place, kind]
            if 0 < number < fewest:
                assert hidden
                assert len(np.unique(column[place, kind])) > 1, (place, kind)
        if hidden:
            assert {one.value for one in (row.linked, row.visited, *row.lengths.values())} == {None}
        for (_, figure), length in row.lengths.items():
            if figure is Figure.MEDIAN and length.value is not None:
                linked = row.linked.value
                assert isinstance(linked, Ratio)
                assert linked.numerator >= fewest


def test_a_region_with_one_unlinked_is_not_hidden_alone() -> None:
    of = {region: dict.fromkeys(KINDS, 3) for region in REGIONS}
    of["08"]["unlinked"] = 1
    with tempfile.TemporaryDirectory() as folder:
        question = question_of(treated(folder, of), MEASURE, SEPTEMBER, SEPTEMBER, ())
        rows = {row.place: row for row in published_whole_way(question, 2)}
        open_rows = {row.place: row for row in published_whole_way(question, 1)}
    hidden = {place for place, row in rows.items() if row.done.status is Shown.SUPPRESSED}
    assert hidden > {"08"}
    assert {row.done.status for place, row in open_rows.items() if place in of} == {Shown.REPORTED}
    alone = {place: rows[place] if place == "08" else open_rows[place] for place in rows}
    assert set(agreeing(alone, of)["08", "unlinked"]) == {1}, "the attack must find it where it can be found"
