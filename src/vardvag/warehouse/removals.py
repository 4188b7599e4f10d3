"""What has been removed from the store for good, as the manifest remembers it, and that it stays away.

A removal says when, by whom, why and how much; never an id, nor a hash of one: who knows the ids could try
them all, so a hash would say who had been removed. Here does not belong the removing itself (`remove`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text

if TYPE_CHECKING:
    import duckdb


class RemovalKind(StrEnum):
    """Whether months were removed because they had been kept long enough, or contacts that were named."""

    MONTHS = "months"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Removal:
    """One removal. `rows` and `attached_rows` are how many it took, `months` of how many regions' months, and
    `loads` the numbers of the loads that they had come in. `before` and `region` (None is every region) are
    those of a removal of months: such rows are not received again.
    """

    at: Moment
    by: str
    reason: str
    kind: RemovalKind
    rows: int
    attached_rows: int
    months: int
    loads: tuple[int, ...]
    before: Month | None = None
    region: str | None = None

    def to_data(self) -> dict[str, Any]:
        """As the manifest holds it."""
        return {
            "at": self.at.utc.isoformat(),
            "by": self.by,
            "reason": self.reason,
            "kind": self.kind.value,
            "rows": self.rows,
            "attached_rows": self.attached_rows,
            "months": self.months,
            "loads": list(self.loads),
            "before": None if self.before is None else str(self.before),
            "region": self.region,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Removal:
        """What the manifest holds."""
        return cls(
            Moment(datetime.fromisoformat(data["at"]).astimezone(UTC)),
            data["by"],
            data["reason"],
            RemovalKind(data["kind"]),
            data["rows"],
            data["attached_rows"],
            data["months"],
            tuple(data["loads"]),
            None if data["before"] is None else Month.parse(data["before"]),
            data["region"],
        )


def refuse_removed(
    connection: duckdb.DuckDBPyConnection, removals: Sequence[Removal], same_content: Sequence[int]
) -> None:
    """BadInput for received rows of months that have been removed, and for content (that of the loads
    numbered *same_content*) out of which contacts have been removed by name."""
    findings = [
        *_removed_months(connection, removals),
        *(
            _content_removed(one)
            for one in removals
            if one.kind is RemovalKind.CONTACTS and not set(one.loads).isdisjoint(same_content)
        ),
    ]
    if findings:
        raise BadInput(
            Text(
                "Uppgifter som är borttagna ur lagret tas inte emot igen; inget laddades.",
                "What has been removed from the store is not received again; nothing was loaded.",
            ),
            findings,
        )


def _removed_months(connection: duckdb.DuckDBPyConnection, removals: Sequence[Removal]) -> Sequence[Finding]:
    months = [one for one in removals if one.before is not None]
    if not months:
        return []
    received = connection.execute(
        "SELECT region, month, count(*), min(row) FROM received GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    findings = []
    for region, index, rows, row in received:
        month = Month.from_index(index)
        by = next((one for one in reversed(months) if _took(one, region, month)), None)
        if by is not None and by.before is not None:
            message = Text(
                f"{rows} rader för {month} i region {region}: månaderna före {by.before} togs bort "
                f"{by.at.legal_day} ({by.reason})",
                f"{rows} rows for {month} in region {region}: the months before {by.before} were removed "
                f"{by.at.legal_day} ({by.reason})",
            )
            remedy = Text(
                "Ta bort raderna ur filen, och läs in resten",
                "Take the rows out of the file, and load the rest",
            )
            findings.append(Finding("month-removed", message, remedy, row=row, value=str(month)))
    return findings


def _took(one: Removal, region: str, month: Month) -> bool:
    return one.before is not None and month < one.before and one.region in (None, region)


def _content_removed(one: Removal) -> Finding:
    return Finding(
        "contacts-removed",
        Text(
            f"Innehållet har laddats förut, och kontakter ur det togs bort {one.at.legal_day} ({one.reason})",
            f"The content has been loaded before, and contacts of it were removed {one.at.legal_day} "
            f"({one.reason})",
        ),
        Text(
            "Ta bort de kontakterna ur filen, om något annat i den ska läsas in",
            "Take those contacts out of the file, if anything else in it is to be loaded",
        ),
    )
