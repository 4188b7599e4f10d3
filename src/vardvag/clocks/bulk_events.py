"""The clocks of events over whole files, as named SQL steps: equal to `reference.clocks_under`, and fast.

The meaning stands in `reference` and the files it rests on; here it is only written for volume, and a test on
generated events holds the two together. In order: `bulk_events_facts` (when each wait began and ended),
`bulk_events_pauses` (what happened in those that can move), `bulk_events_anew` (waivers, and waits that begin
anew), and here the clocks. Limits, kinds of events and reasons are the reference's own.

Events are known by their id within the relation: one that is known supersedes the event it names, whichever
pathway that stands on. Here do not belong contact rows (`bulk`).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.clocks import reasons
from vardvag.clocks.bulk_events_anew import anew_steps
from vardvag.clocks.bulk_events_facts import fact_steps
from vardvag.clocks.bulk_events_pauses import pause_steps
from vardvag.clocks.facts import STARTS_IN
from vardvag.clocks.limits import Limit, limits
from vardvag.clocks.model import Certainty, GuaranteeClock, LimitKind
from vardvag.clocks.options import ORDINANCE, Options
from vardvag.engines.dialects import DUCKDB, Dialect
from vardvag.engines.duckdb_engine import connect, text_literal
from vardvag.engines.steps import Step, run_steps

if TYPE_CHECKING:
    import duckdb

COLUMNS = (
    *("pathway", "limit_name", "days", "law", "paragraph", "certainty"),
    *("started_on", "stopped_on", "overdue_from", "provisional", "reason", "missing", "kind", "wording"),
)
"""The columns of the last step that a clock is made of; beside them `number` and `wait`, by which they are
ordered: the limit's place among those asked for, and the wait's among the limit's. `missing` has commas."""

_BATCH = 10_000


def event_clock_steps(
    events: str,
    as_of: date,
    known_on: date | None = None,
    under: Iterable[Limit] | None = None,
    options: Options = ORDINANCE,
    dialect: Dialect = DUCKDB,
) -> list[Step]:
    """The steps from a relation of events (columns of `events.event_arrow`) to `clocks_of_events`.

    *events* is a table, view or subquery as SQL writes it. *under* are the limits, in the order of their
    clocks; the guarantee's in specialised care when left out. No steps when no limit is about events.
    """
    found = _guarantee() if under is None else under
    asked = [limit for limit in found if limit.about in STARTS_IN]
    if not asked:
        return []
    return [
        *fact_steps(events, asked, as_of, known_on, options),
        *pause_steps(asked),
        *anew_steps(dialect),
        Step("clocks_of_events", _clocks(dialect)),
    ]


def clocks_over_events(
    connection: duckdb.DuckDBPyConnection,
    events: str,
    as_of: date,
    known_on: date | None = None,
    under: Iterable[Limit] | None = None,
    options: Options = ORDINANCE,
) -> Iterator[GuaranteeClock]:
    """Run the steps over a relation and read its clocks, by pathway, limit and wait.

    What they are is said by `reference.clocks_under`, run on each pathway by itself.
    """
    last = run_steps(connection, event_clock_steps(events, as_of, known_on, under, options))
    if last is None:
        return
    order = "pathway, number, wait"
    answer = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM {last} ORDER BY {order}")
    while rows := answer.fetchmany(_BATCH):
        for row in rows:
            yield _clock(*row)


def clocks_of_event_parquet(
    path: Path,
    as_of: date,
    known_on: date | None = None,
    under: Iterable[Limit] | None = None,
    options: Options = ORDINANCE,
) -> Iterator[GuaranteeClock]:
    """The clocks of a Parquet file of events, as `clocks_over_events`.

    FileNotFoundError, or BadInput with every column that is not as `event_arrow.EVENT_SCHEMA` has it.
    """
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    with connect() as connection:
        import pyarrow as pa
        from pyarrow import parquet

        from vardvag.events.event_arrow import MAKE_EVENTS, wrong_columns

        message = Text(
            f"{path.name} är inte en Parquet-fil med händelser", f"{path.name} is no Parquet file of events"
        )
        try:
            faults = wrong_columns(parquet.read_schema(path), path.name)
        except pa.ArrowException:
            faults = [Finding("not-events", message, MAKE_EVENTS, file=path.name)]
        if faults:
            raise BadInput(message, faults)
        rows = f"read_parquet({text_literal(str(path))})"
        yield from clocks_over_events(connection, rows, as_of, known_on, under, options)


def _guarantee() -> list[Limit]:
    found = limits()
    return [found[phase] for phase in sorted(found)]


def _clocks(dialect: Dialect) -> str:
    """The waits that nothing moves and those that have no clock, then those that something moves."""
    return f"""
SELECT clock.pathway, clock.number, clock.wait, event_limits.limit_name,
  coalesce(version.days, 0) AS days,
  coalesce(version.law, '') AS law,
  coalesce(version.paragraph, '') AS paragraph,
  CASE WHEN clock.reason IS NULL THEN '{Certainty.DETERMINED}' ELSE '{Certainty.UNDETERMINED}' END
    AS certainty,
  clock.started_on, clock.stopped_on, clock.overdue_from, clock.provisional, clock.reason,
  CASE WHEN clock.reason = '{reasons.START_UNKNOWN}' THEN event_limits.starting END AS missing,
  event_limits.limit_kind AS kind,
  coalesce(version.wording, '') AS wording
FROM (
  SELECT pathway, number, 0 AS wait, version, started_on,
    CASE WHEN reason IS NULL OR reason <> '{reasons.START_UNKNOWN}' THEN stopped_on END AS stopped_on,
    CASE WHEN reason IS NULL THEN {dialect.add_days("started_on", "(days + 1)")} END AS overdue_from,
    false AS provisional, reason
  FROM waits_with_reason
  WHERE reason IS NOT NULL OR NOT moving
  UNION ALL
  SELECT pathway, number, wait, version, started_on, stopped_on, overdue_from, provisional,
    CASE WHEN version IS NULL THEN '{reasons.NO_LIMIT_THEN}' END AS reason
  FROM waits_moved) AS clock
JOIN event_limits ON clock.number = event_limits.number
LEFT JOIN event_limit_versions AS version ON clock.version = version.version"""


def _clock(
    pathway: str,
    limit_name: str,
    days: int,
    law: str,
    paragraph: str,
    certainty: str,
    started_on: date | None,
    stopped_on: date | None,
    overdue_from: date | None,
    provisional: bool,
    reason: str | None,
    missing: str | None,
    kind: str,
    wording: str,
) -> GuaranteeClock:
    return GuaranteeClock(
        pathway=pathway,
        limit=limit_name,
        days=days,
        law=law,
        paragraph=paragraph,
        certainty=Certainty(certainty),
        started_on=started_on,
        stopped_on=stopped_on,
        overdue_from=overdue_from,
        provisional=provisional,
        reason=reason,
        missing=tuple(missing.split(",")) if missing else (),
        kind=LimitKind(kind),
        wording=wording,
    )
