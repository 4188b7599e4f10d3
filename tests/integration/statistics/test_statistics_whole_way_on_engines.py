"""The whole way of generated contacts on every engine that is opened: the same as in plain Python."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings

from engines_at_hand import OPENED, EnginesAtHand
from generated_contacts import FIRST, LAST, Load
from generated_ways import linked_loads
from vardvag.base.moments import Moment
from vardvag.engines.open_engine import OpenEngine
from vardvag.events.arrow import to_table
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.measure import measure
from vardvag.usecases.tell_whole_way import tell_whole_way
from vardvag.warehouse.store import Store

EXAMPLES = {"duckdb": 5, "postgres": 5, "spark": 2}


@pytest.fixture(params=OPENED)
def engine(request: pytest.FixtureRequest, engines: EnginesAtHand) -> Iterator[OpenEngine]:
    with engines.open(request.param) as session:
        yield session


def test_the_whole_way_is_the_same_from_every_engine(engine: OpenEngine) -> None:
    @settings(
        deadline=None,
        max_examples=EXAMPLES[engine.dialect.name],
        # To make a failing example smaller takes hundreds more, which DuckDB does elsewhere.
        phases=(Phase.explicit, Phase.generate),
    )
    @given(history=linked_loads())
    def told_alike(history: list[Load]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            store = Store(folder)
            for number, load in enumerate(history):
                day = date(2019, 11, 1) + timedelta(days=number)
                store.load(to_table(load), Moment.parse(str(day)), cube_steps)
            from_engine, one_by_one = (
                tell_whole_way(
                    store,
                    measure("done-operation-within-90"),
                    first=FIRST,
                    last=LAST,
                    policy="pvv-mov-over-limit",
                    engine=how,
                    inside=True,
                )
                for how in (engine, "reference")
            )
            assert from_engine == one_by_one

    told_alike()
