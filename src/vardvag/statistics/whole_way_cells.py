"""The ways of a question, counted: which months can be told, and the country.

A month can be told when those done in it can (`counting`). Here does not belong what a way is (`whole_way`),
nor what is hidden (`published_whole_way`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL
from vardvag.engines.duckdb_engine import DuckDB, connect
from vardvag.statistics.figure_cells import Coverage, Question
from vardvag.statistics.reference import known
from vardvag.statistics.reference_whole_way import told_of_each
from vardvag.statistics.reference_whole_way import ways as ways_one_by_one
from vardvag.statistics.whole_way import Ways, WholeWay, add_up, told_of
from vardvag.statistics.whole_way_steps import ways_on

At = tuple[str, Month]

NOBODY = Ways(0, {})


def counted_ways(question: Question, coverage: Coverage) -> Mapping[At, Ways]:
    """The ways of everybody treated, by place and month, where that can be told.

    Counted on the question's engine where that is open, else on DuckDB.
    """
    one = question
    asked = (one.snapshot, one.measure, one.policy, one.first, one.last)
    if isinstance(one.engine, str):
        with connect() as connection:
            found = ways_on(DuckDB(connection), *asked)
    else:
        found = ways_on(one.engine, *asked)
    return {
        (place, month): add_up(found.get((region, month), NOBODY) for region in regions)
        for place, month, regions in _told(coverage)
    }


def whole_ways(question: Question, coverage: Coverage, counted: Mapping[At, Ways]) -> Mapping[At, WholeWay]:
    """What is told of each; way by way where the question's engine is `reference`."""
    one = question
    if one.engine != "reference":
        return {at: told_of(ways) for at, ways in counted.items()}
    gone = {load.replaces for load in one.snapshot.loads}
    each = ways_one_by_one(known(one.snapshot.received(), gone), one.measure, one.policy, one.first, one.last)
    return {
        (place, month): told_of_each([way for region in regions for way in each.get((region, month), ())])
        for place, month, regions in _told(coverage)
    }


def _told(coverage: Coverage) -> Iterator[tuple[str, Month, Iterable[str]]]:
    """Each place and month that can be told, and its regions."""
    for month, regions in coverage.items():
        for region in sorted(regions):
            yield region, month, (region,)
        if regions:
            yield NATIONAL, month, sorted(regions)
