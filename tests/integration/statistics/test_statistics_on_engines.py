"""Generated contacts on every engine that is opened: the same tallies, figures, flows and cohorts.

Few examples: each is a store on disk, and on Spark fewer still, because it takes a second for a question. The
same laws with many are in `generative/statistics`, on DuckDB.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from engines_at_hand import OPENED, EnginesAtHand
from generated_contacts import FIRST, LAST, Load, contact, loads
from generated_contacts import MEASURES as COUNTABLE
from vardvag.base.cells import Basis, Ratio
from vardvag.base.moments import Moment
from vardvag.engines.open_engine import OpenEngine
from vardvag.events.arrow import to_table
from vardvag.statistics import from_contacts, reference
from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.statistics.cuts import CUTS, Cut
from vardvag.statistics.figure_cells import count_figures, question_of
from vardvag.statistics.figures import Figure
from vardvag.statistics.flow_cells import counted_flows
from vardvag.statistics.measure import Measure, measures
from vardvag.statistics.time_to_care_cells import counted_lengths, estimates
from vardvag.warehouse.snapshot import Snapshot
from vardvag.warehouse.store import Store

EXAMPLES = {"duckdb": 5, "postgres": 5, "spark": 2}


def few(engine: OpenEngine) -> settings:
    """As many examples as the engine has time for."""
    return settings(
        deadline=None,
        max_examples=EXAMPLES[engine.dialect.name],
        # To make a failing example smaller takes hundreds more, which DuckDB does elsewhere.
        phases=(Phase.explicit, Phase.generate),
    )


MEASURES = sorted((one for one in COUNTABLE if one.limit is not None), key=lambda one: one.id)
CHOSEN = st.sampled_from(MEASURES).flatmap(
    lambda measure: st.tuples(st.just(measure), st.sampled_from(measure.file.policies.allowed))
)


@pytest.fixture(params=OPENED)
def engine(request: pytest.FixtureRequest, engines: EnginesAtHand) -> Iterator[OpenEngine]:
    with engines.open(request.param) as session:
        yield session


def stored(folder: str, history: Sequence[Load]) -> Snapshot:
    """A store in *folder* that has received *history*, a load a day."""
    store = Store(folder)
    for number, load in enumerate(history):
        day = date(2019, 11, 1) + timedelta(days=number)
        store.load(to_table(load), Moment.parse(str(day)), cube_steps, cuts=CUT_STEPS)
    return store.snapshot()


def test_every_engine_counts_what_plain_python_counts(engine: OpenEngine) -> None:
    @few(engine)
    @given(history=loads, chosen=CHOSEN)
    def counted_alike(history: list[Load], chosen: tuple[Measure, str]) -> None:
        measure, name = chosen
        policy = measure.policy(name)
        with tempfile.TemporaryDirectory() as folder:
            snapshot = stored(folder, history)
            for basis in measure.file.bases or [None]:
                asked = (snapshot, measure, policy, basis, FIRST, LAST)
                counted = from_contacts.tally(engine, *asked)
                expected = reference.tally(*asked)
                assert {key: ratio for key, ratio in counted.items() if ratio != Ratio(0, 0)} == dict(
                    expected
                )

    counted_alike()


def test_every_figure_is_the_same_from_every_engine(engine: OpenEngine) -> None:
    @few(engine)
    @given(history=loads, chosen=CHOSEN, cut=st.sampled_from([None, *CUTS.values()]))
    def told_alike(history: list[Load], chosen: tuple[Measure, str], cut: Cut | None) -> None:
        measure, policy = chosen
        figures = [Figure.SHARE, Figure.COUNT, Figure.MEDIAN, Figure.P90, Figure.BANDS]
        with tempfile.TemporaryDirectory() as folder:
            snapshot = stored(folder, history)
            from_engine, from_store = (
                count_figures(snapshot, measure, FIRST, LAST, figures, cut=cut, policy=policy, engine=one)
                for one in (engine, "duckdb")
            )
            assert from_engine == from_store

    told_alike()


def test_the_flows_are_the_same_from_every_engine(engine: OpenEngine) -> None:
    @few(engine)
    @given(history=loads, basis=st.sampled_from(Basis), name=st.sampled_from(["nobody", "pvv"]))
    def told_alike(history: list[Load], basis: Basis, name: str) -> None:
        counted = measures()["waiting-operation-within-90"]
        with tempfile.TemporaryDirectory() as folder:
            snapshot = stored(folder, history)
            from_engine, one_by_one = (
                counted_flows(
                    question_of(snapshot, counted, FIRST, LAST, (), policy=name, basis=basis, engine=way)
                )
                for way in (engine, "reference")
            )
            assert from_engine.flows == one_by_one.flows
            assert all(one.balances for one in from_engine.flows.values())

    told_alike()


def test_how_long_everybody_was_followed_is_the_same_from_every_engine(engine: OpenEngine) -> None:
    @few(engine)
    @given(history=loads, name=st.sampled_from(["nobody", "pvv"]))
    def told_alike(history: list[Load], name: str) -> None:
        counted = measures()["waiting-operation-within-90"]
        with tempfile.TemporaryDirectory() as folder:
            snapshot = stored(folder, history)
            asked = (snapshot, counted, FIRST + -4, LAST, ())
            question = question_of(*asked, policy=name, basis=Basis.DERIVED, engine=engine)
            coverage = {month: frozenset({"01", "08"}) for month in question.months}
            lengths = counted_lengths(question, coverage)
            one_by_one = replace(question, engine="reference")
            assert estimates(question, coverage, lengths) == estimates(one_by_one, coverage, {})

    told_alike()


def test_the_cube_of_all_is_the_sum_of_the_cubes_of_any_parts(engine: OpenEngine) -> None:
    @few(engine)
    @given(
        contacts=st.lists(contact(), min_size=1, max_size=30), parts=st.lists(st.integers(0, 1), min_size=30)
    )
    def cubes_add(contacts: Load, parts: list[int]) -> None:
        people = [replace(one, contact_id=f"p{number}", replaces=None) for number, one in enumerate(contacts)]
        total: Counter[tuple[object, ...]] = Counter()
        for part in range(2):
            of_part = [one for one, where in zip(people, parts, strict=False) if where == part]
            total.update(cube(engine, of_part))
        assert {key: number for key, number in total.items() if number} == cube(engine, people)

    cubes_add()


def cube(engine: OpenEngine, contacts: Load) -> dict[tuple[object, ...], int]:
    """The cube's rows, by all that they are told apart by."""
    if not contacts:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        made = from_contacts.cube_of(engine, stored(folder, [contacts]))
        assert made is not None
        return {tuple(row.values())[:-1]: row["number"] for row in made.to_pylist()}
