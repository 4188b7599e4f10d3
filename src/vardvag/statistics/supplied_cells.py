"""From numbers that somebody supplies to cells: what a region has not given is missing, the country adds up.

The country covers the regions that have given the period, and says how many they are. Here does not belong
reading the numbers, nor what is hidden and rounded when they are shown (`disclosure`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vardvag.base.cells import Cell, CellKey, Ratio, Status
from vardvag.base.dated import Source
from vardvag.base.days import Month, months
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.base.texts import Text
from vardvag.statistics.breaks import span
from vardvag.statistics.counting import total
from vardvag.statistics.policy import policy
from vardvag.statistics.supplied import POLICY, SuppliedMeasure

PATHWAY = "pathway"
"""The cut of a measure whose numbers are of each pathway."""

_HALF_YEAR = re.compile(r"[0-9]{4}-H[12]")
_YEAR = re.compile(r"[0-9]{4}")
_SUPPLIED = Text("Talen är lämnade, inte räknade ur vårdkontakter", "Supplied, not counted from contacts")


class Length(StrEnum):
    """How long the periods of a sheet are."""

    MONTH = "month"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def called(self) -> Text:
        """As it is said."""
        return {
            Length.MONTH: Text("månad", "month"),
            Length.HALF_YEAR: Text("halvår", "half-year"),
            Length.YEAR: Text("år", "year"),
        }[self]


@dataclass(frozen=True, slots=True)
class SuppliedRow:
    """One row of a sheet: `value` None where it says that there is none, and `status` why."""

    place: str
    period: str
    value: Ratio | None
    status: Status = Status.REPORTED
    pathway: str | None = None


def length_of(period: str) -> Length | None:
    """How long *period* is; None for a day."""
    if _YEAR.fullmatch(period):
        return Length.YEAR
    if _HALF_YEAR.fullmatch(period):
        return Length.HALF_YEAR
    found = span(period)
    return Length.MONTH if found is not None and found[0] != found[1] else None


def periods_between(length: Length, first: Month, last: Month) -> list[str]:
    """Every period of that length that lies wholly within the months from *first* to *last*."""
    found = [str(month) for month in months(first, last)]
    if length is Length.MONTH:
        return found
    years = range(first.year, last.year + 1)
    if length is Length.YEAR:
        named = [str(year) for year in years]
    else:
        named = [f"{year}-H{half}" for year in years for half in (1, 2)]
    spans = {one: span(one) for one in named}
    return [
        one
        for one, days in spans.items()
        if days is not None and first.first_day <= days[0] and days[1] <= last.last_day
    ]


def supplied_cells(
    measure: SuppliedMeasure,
    rows: Iterable[SuppliedRow],
    periods: Sequence[str],
    *,
    origin: str,
    version: str,
    limits_fingerprint: str | None = None,
) -> list[Cell]:
    """The cells of *measure* for every one of *periods*: each region, then the country (`SE`).

    For each pathway that stands in *rows*, in their order. *origin* names the sheet and *version* tells it
    from another of that name. A region that no row gives is missing.
    """
    given = list(rows)
    pathways = list(dict.fromkeys(row.pathway for row in given)) or [None]
    by_key = {(row.pathway, row.place, row.period): row for row in given}
    make = _Cells(measure, origin, version, limits_fingerprint)
    return [
        cell
        for pathway in pathways
        for period in periods
        for cell in make.of_period(
            pathway, period, {one.code: by_key.get((pathway, one.code, period)) for one in REGIONS}
        )
    ]


@dataclass(frozen=True, slots=True)
class _Cells:
    measure: SuppliedMeasure
    origin: str
    version: str
    limits_fingerprint: str | None

    def of_period(
        self, pathway: str | None, period: str, rows: Mapping[str, SuppliedRow | None]
    ) -> Iterator[Cell]:
        for place, row in rows.items():
            status = row.status if row is not None else Status.MISSING
            value = row.value if row is not None else None
            yield self._cell(pathway, place, period, value, status, f"region {place}, {period}")
        values = [row.value for row in rows.values() if row is not None and row.value is not None]
        never = all(row is not None and row.status is Status.NOT_APPLICABLE for row in rows.values())
        status = Status.REPORTED if values else Status.NOT_APPLICABLE if never else Status.MISSING
        country = total(values) if values else None
        coverage = f"{len(values)} av {len(REGIONS)} regioner, {period}"
        yield self._cell(pathway, NATIONAL, period, country, status, coverage)

    def _cell(
        self,
        pathway: str | None,
        place: str,
        period: str,
        value: Ratio | None,
        status: Status,
        section: str,
    ) -> Cell:
        cut = f"{PATHWAY}={pathway}" if pathway is not None else None
        fingerprints = (self.measure.fingerprint, policy(POLICY).fingerprint, self.limits_fingerprint)
        return Cell(
            key=CellKey(self.measure.id, place, period, POLICY, cut=cut),
            value=value,
            source=Source(self.origin, section=f"{section} (sha256 {self.version})", note=_SUPPLIED),
            status=status,
            fingerprint=":".join(one for one in fingerprints if one),
        )
