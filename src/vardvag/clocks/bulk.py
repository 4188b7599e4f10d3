"""The same clocks over whole files, as named SQL steps: equal to `reference` row by row, and fast.

The meaning stands in `reference`; here it is only written for volume, and a test on generated data holds the
two together. The limits come from `limits.yaml`, so no day stands in the SQL. Here belong contact rows, not
events (`bulk_events`).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.clocks import reasons
from vardvag.clocks.limits import Ground, Limit, LimitVersion, limits
from vardvag.clocks.model import Certainty, GuaranteeClock, LimitKind
from vardvag.clocks.not_counted import CODED_GROUNDS
from vardvag.engines.dialects import DUCKDB, Dialect
from vardvag.engines.duckdb_engine import connect, text_literal
from vardvag.engines.steps import Step, run_steps
from vardvag.events.model import Deviation, Phase

if TYPE_CHECKING:
    import duckdb

COLUMNS = (
    *("contact_id", "limit_name", "days", "law", "paragraph", "certainty"),
    *("started_on", "stopped_on", "overdue_from", "reason", "kind", "wording"),
)
"""What the last step adds to the columns of a contact, `contact_id` among them."""

_BATCH = 10_000


def clock_steps(
    contacts: str, law: Mapping[Phase, Limit] | None = None, dialect: Dialect = DUCKDB
) -> list[Step]:
    """The steps from a relation of contacts (columns of `events.arrow.SCHEMA`) to `clocks`, one row for each.

    *contacts* is a table, view or subquery as SQL writes it. Every contact keeps its own columns beside
    those of its clock.
    """
    known = f"reason IS NULL OR reason = '{reasons.PAUSE_WITHOUT_DATES}'"
    return [
        Step("limit_names", _limit_names(limits() if law is None else law), kept=True),
        Step("limit_versions", _limit_versions(limits() if law is None else law), kept=True),
        Step(
            "contacts_under_law",
            f"""
SELECT contact.*, limit_names.limit_name, limit_names.kind, limit_names.asks_sender,
       version.days, version.law, version.paragraph, version.wording, version.pausing_deviations
FROM {contacts} AS contact
LEFT JOIN limit_names
  ON contact.phase = limit_names.phase
 AND (limit_names.regions IS NULL OR limit_names.regions LIKE '%,' || contact.region || ',%')
LEFT JOIN limit_versions AS version
  ON limit_names.phase = version.phase
 AND contact.decided_on >= version.valid_from
 AND (version.valid_to IS NULL OR contact.decided_on <= version.valid_to)""",
        ),
        Step(
            "contacts_with_reason",
            f"""
SELECT *,
  CASE
    WHEN limit_name IS NULL THEN CASE phase {_not_covered()} ELSE '{reasons.OUTSIDE_THE_LIMITS}' END
    WHEN asks_sender AND NOT guaranteed THEN '{reasons.SENDER_SAYS_NOT_COVERED}'
    WHEN days IS NULL THEN '{reasons.NO_LIMIT_THEN}'
    WHEN started_on < decided_on THEN '{reasons.CARE_BEFORE_START}'
    WHEN pausing_deviations LIKE '%,' || CAST(deviation AS VARCHAR) || ',%'
      THEN '{reasons.PAUSE_WITHOUT_DATES}'
  END AS reason
FROM contacts_under_law""",
        ),
        Step(
            "clocks",
            f"""
SELECT * EXCLUDE (limit_name, days, law, paragraph, wording, pausing_deviations, started_on, decided_on,
                  kind, asks_sender),
  decided_on, started_on AS stopped_on, decided_on AS started_on,
  coalesce(limit_name, '') AS limit_name,
  coalesce(kind, '{LimitKind.STATUTE}') AS kind,
  coalesce(days, 0) AS days,
  coalesce(law, '') AS law,
  coalesce(paragraph, '') AS paragraph,
  coalesce(wording, '') AS wording,
  CASE
    WHEN reason IS NULL THEN '{Certainty.DETERMINED}'
    WHEN reason = '{reasons.PAUSE_WITHOUT_DATES}' THEN '{Certainty.BOUNDED}'
    ELSE '{Certainty.UNDETERMINED}'
  END AS certainty,
  CASE WHEN {known} THEN {dialect.add_days("decided_on", "(days + 1)")} END AS overdue_from
FROM contacts_with_reason""",
        ),
    ]


def clocks_over(
    connection: duckdb.DuckDBPyConnection, contacts: str, law: Mapping[Phase, Limit] | None = None
) -> Iterator[GuaranteeClock]:
    """Run the steps over a relation and read its clocks, by contact id, then region."""
    last = run_steps(connection, clock_steps(contacts, law))
    answer = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM {last} ORDER BY contact_id, region")
    while rows := answer.fetchmany(_BATCH):
        for row in rows:
            yield _clock(*row)


def clocks_of_parquet(path: Path, law: Mapping[Phase, Limit] | None = None) -> Iterator[GuaranteeClock]:
    """The clocks of a Parquet file of contacts, each contact as its latest month knows it, by id and region.

    A contact is known by its region and its id; one that another row of the file replaces has no clock.
    FileNotFoundError, or BadInput for a file that does not hold contacts as `events.arrow.SCHEMA` has them.
    """
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    connection = connect()
    import duckdb

    rows = f"read_parquet({text_literal(str(path))}, file_row_number = true)"
    latest = f"""(
SELECT * FROM {rows} AS received
WHERE NOT EXISTS (
  SELECT 1 FROM {rows} AS other
  WHERE other.region = received.region
    AND other.replaces = received.contact_id AND other.contact_id <> received.contact_id)
QUALIFY row_number() OVER (
  PARTITION BY region, contact_id ORDER BY month DESC, started_on IS NULL, file_row_number DESC
) = 1)"""
    try:
        yield from clocks_over(connection, latest, law)
    except duckdb.Error as problem:
        message = Text(
            f"{path.name} är inte en Parquet-fil med kontakter", f"{path.name} is no Parquet file of contacts"
        )
        remedy = Text(
            "Gör den med vardvag synth eller vardvag load", "Make it by vardvag synth or vardvag load"
        )
        raise BadInput(message, [Finding("not-contacts", message, remedy, file=path.name)]) from problem


def _clock(
    contact_id: str,
    limit_name: str,
    days: int,
    law: str,
    paragraph: str,
    certainty: str,
    started_on: date,
    stopped_on: date | None,
    overdue_from: date | None,
    reason: str | None,
    kind: str,
    wording: str,
) -> GuaranteeClock:
    told = Certainty(certainty)
    return GuaranteeClock(
        pathway=contact_id,
        limit=limit_name,
        days=days,
        law=law,
        paragraph=paragraph,
        certainty=told,
        started_on=started_on,
        stopped_on=stopped_on,
        overdue_from=overdue_from,
        reason=reason,
        missing=("pause_dates",) if told is Certainty.BOUNDED else (),
        kind=LimitKind(kind),
        wording=wording,
    )


def _limit_names(law: Mapping[Phase, Limit]) -> str:
    rows = [
        f"({phase.value}, {text_literal(limit.name)}, '{limit.kind}', {str(limit.asks_sender).lower()}, "
        f"{_regions(limit)})"
        for phase, limit in law.items()
    ]
    return _relation(rows, "phase, limit_name, kind, asks_sender, regions", "(0, '', '', true, '')")


def _regions(limit: Limit) -> str:
    """Where a limit applies, as a list that is searched with its commas: `',01,'`; everywhere is NULL."""
    if limit.regions is None:
        return "CAST(NULL AS VARCHAR)"
    return text_literal("," + "".join(f"{code}," for code in sorted(limit.regions)))


def _not_covered() -> str:
    """The reason that each kind of contact gives by itself, as the branches of a CASE."""
    told = reasons.PHASES_NOT_COVERED.items()
    return " ".join(f"WHEN {phase.value} THEN '{reason}'" for phase, reason in told)


def _limit_versions(law: Mapping[Phase, Limit]) -> str:
    """Every version as one row; `pausing_deviations` lists codes that can be time not counted: `,1,2,`."""
    rows = []
    for phase, limit in law.items():
        for entry in limit.history:
            version = entry.value
            until = "CAST(NULL AS DATE)" if entry.valid_to is None else f"DATE '{entry.valid_to}'"
            codes = "".join(f"{code.value}," for code in _pausing(version))
            words = ", ".join(map(text_literal, (version.law, version.paragraph, version.wording)))
            rows.append(
                f"({phase.value}, {version.days}, {words}, DATE '{entry.valid_from}', {until}, ',{codes}')"
            )
    names = "phase, days, law, paragraph, wording, valid_from, valid_to, pausing_deviations"
    return _relation(rows, names, "(0, 0, '', '', '', DATE '1900-01-01', DATE '1900-01-01', '')")


def _relation(rows: Sequence[str], names: str, like: str) -> str:
    """Rows as SQL has them; none at all as no row of the kind of *like*."""
    chosen = f"(VALUES {', '.join(rows or [like])}) AS rows ({names})"
    return f"SELECT * FROM {chosen}" + ("" if rows else " WHERE false")


def _pausing(version: LimitVersion) -> list[Deviation]:
    """The coded deviations that can be time not counted; where the grounds are not known, all of them."""
    if version.not_counted is None:
        return [deviation for deviation in Deviation if deviation is not Deviation.NONE]
    grounds: frozenset[Ground] = version.not_counted
    return [deviation for deviation, ground in CODED_GROUNDS.items() if ground in grounds]
