"""The cohorts of a question, counted and estimated: which months can be told, and the country.

A cohort can be told when those waiting by decision and end can (`counting`): then everybody decided in the
month has been sent. Here does not belong the estimate (`time_to_care`), nor what is hidden
(`published_time_to_care`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL
from vardvag.engines.duckdb_engine import DuckDB, connect
from vardvag.statistics.figure_cells import Coverage, Question
from vardvag.statistics.reference import known
from vardvag.statistics.reference_time_to_care import cohorts, estimated
from vardvag.statistics.time_to_care import Lengths, TimeToCare, add_up, estimate, points
from vardvag.statistics.time_to_care_steps import lengths_on

At = tuple[str, Month]


def counted_lengths(question: Question, coverage: Coverage) -> Mapping[At, Lengths]:
    """How long everybody was followed, by place and month of decision, where that can be told.

    Counted on the question's engine where that is open, else on DuckDB.
    """
    one = question
    asked = (one.snapshot, one.measure, one.policy, one.first, one.last)
    if isinstance(one.engine, str):
        with connect() as connection:
            found = lengths_on(DuckDB(connection), *asked)
    else:
        found = lengths_on(one.engine, *asked)
    return {
        (place, month): add_up(found.get((region, month), {}) for region in regions)
        for place, month, regions in _told(coverage)
    }


def estimates(
    question: Question, coverage: Coverage, lengths: Mapping[At, Lengths]
) -> Mapping[At, TimeToCare]:
    """The estimate of each of the cohorts; contact by contact where the question's engine is `reference`."""
    one, days = question, points(question.measure.limit)
    if one.engine != "reference":
        return {at: estimate(cohort, days) for at, cohort in lengths.items()}
    gone = {load.replaces for load in one.snapshot.loads}
    people = cohorts(known(one.snapshot.received(), gone), one.measure, one.policy, one.first, one.last)
    return {
        (place, month): estimated(
            [person for region in regions for person in people.get((region, month), ())], days
        )
        for place, month, regions in _told(coverage)
    }


def _told(coverage: Coverage) -> Iterator[tuple[str, Month, Iterable[str]]]:
    """Each place and month that can be told, and its regions."""
    for month, regions in coverage.items():
        for region in sorted(regions):
            yield region, month, (region,)
        if regions:
            yield NATIONAL, month, sorted(regions)
