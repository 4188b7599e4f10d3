"""Diagnoses, causes and procedures as the store keeps them, and which of them stand.

They are sent after the contacts they belong to have been received, in calls of their own. One stands while
the call it came in stands, and as long as neither its contact nor the call its contact came in has been
removed since: who replaces a contact sends what is attached to it again.

Here does not belong what a right code is (`events/checks/attached`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from vardvag.base.errors import BadInput, MissingExtra
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.engines.steps import Step
from vardvag.events.model import Attached, AttachedKind

try:
    import pyarrow as pa
except ImportError as absent:
    raise MissingExtra("statistics", "the store") from absent

if TYPE_CHECKING:
    import duckdb

SCHEMA: pa.Schema = pa.schema(
    [
        pa.field("kind", pa.string(), nullable=False),
        pa.field("region", pa.string(), nullable=False),
        pa.field("contact_id", pa.string(), nullable=False),
        pa.field("code", pa.string(), nullable=False),
        pa.field("role", pa.int8()),
        pa.field("row", pa.int32()),
    ]
)


def to_table(attached: Iterable[Attached]) -> pa.Table:
    """What is attached as one table in `SCHEMA`."""
    rows = list(attached)
    columns = [
        pa.array([str(one.kind) for one in rows], pa.string()),
        *(
            pa.array([getattr(one, field.name) for one in rows], field.type)
            for field in SCHEMA
            if field.name != "kind"
        ),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def from_rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[Attached]:
    """Rows of kind, region, contact id, code and role."""
    for kind, region, contact_id, code, role in rows:
        yield Attached(AttachedKind(kind), region, contact_id, code, role)


def refuse_homeless(connection: duckdb.DuckDBPyConnection, standing: str) -> None:
    """BadInput for what is attached to a contact that is not among those that stand and were held."""
    homeless = connection.execute(
        f"SELECT region, contact_id, min(row) FROM received_attached ANTI JOIN "
        f"(SELECT region, contact_id FROM {standing} WHERE reported = 'done') USING (region, contact_id) "
        "GROUP BY region, contact_id ORDER BY ALL"
    ).fetchall()
    if homeless:
        raise BadInput(
            Text(
                "Några poster hör till kontakter som inte är mottagna; inget laddades.",
                "Some records belong to contacts that have not been received; nothing was loaded.",
            ),
            [
                Finding(
                    "contact-unknown",
                    Text(
                        f"Ingen genomförd kontakt med det id:t är mottagen från region {region}",
                        f"No contact with that id has been received as held from region {region}",
                    ),
                    Text("Läs in kontakterna först", "Load the contacts first"),
                    row=row,
                    column="VardkontaktId",
                    value=contact_id,
                )
                for region, contact_id, row in homeless
            ],
        )


def standing_attached(received: str, latest: str, removed: str, prefix: str) -> list[Step]:
    """The steps from all *received* rows (with `load`) to those that stand: `<prefix>_attached`.

    *latest* holds the contacts that stand. *removed* says which contacts were removed by which load, and from
    which load on what came of them is meant: region, contact_id, since, by_load.
    """
    stand = f"""
SELECT DISTINCT kind, region, contact_id, code, role FROM {received} AS received
WHERE NOT EXISTS (
    SELECT 1 FROM {removed} AS removed
    WHERE removed.region = received.region
      AND removed.contact_id = received.contact_id
      AND received.load >= removed.since AND received.load < removed.by_load)
  AND EXISTS (
    SELECT 1 FROM {latest} AS latest
    WHERE latest.region = received.region AND latest.contact_id = received.contact_id
      AND latest.reported = 'done')
"""
    return [Step(f"{prefix}_attached", stand)]
