"""The numbers of units' months from columns: grouped a batch at a time, and added up.

Every contact is of one of a few sorts, and what is counted is so many of each sort a unit and month. What the
numbers are for and what is plausible stands in `unit_month` and `plausible`; a test holds both ways of
counting to the same numbers.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.checks.bulk.values import Mask, Values, month_or_none
from vardvag.events.checks.conditions import EXAMINATION, FIRST_VISIT, GUARANTEE_DAYS, OPERATION
from vardvag.events.checks.places import COUNTY
from vardvag.events.checks.plausible import Plausibility
from vardvag.events.checks.unit_month import LONGEST_MEDIAN, SHORTEST_MEDIAN, Kind, Place, UnitMonth

_SORTS = 2 * (len(Kind) + 1) * 4 * 3
"""So many sorts are told apart: held or waiting, kind of wait, how long, the referral's day."""

_YEAR = ATTRIBUTES["FodelseAr"].pattern

_KEYS = ["region", "unit", "month", "sort"]
_MOST = 400_000
"""More rows of partial sums than this are added up before more come."""


class UnitMonthSums:
    """The sums so far, a row for each unit, month and sort."""

    def __init__(self) -> None:
        self._sums: list[pa.Table] = []
        self._rows = 0

    def add(self, values: Values, accepted: pa.Array) -> None:
        """Add the rows of a batch that are *accepted*, none of them with a hard date."""
        columns = values.columns
        region, unit, month = (columns[name] for name in ("Regionkod", "HSAIdVardenhet", "DatatGallerFor"))
        births = columns["FodelseAr"]
        if region is None or unit is None or month is None or births is None:
            return
        key = pc.add(pc.multiply(region.places.cast(pa.int64()), len(unit.texts)), unit.places)
        key = pc.add(pc.multiply(key, len(month.texts)), month.places)
        key = pc.add(pc.multiply(key, _SORTS), _sort(values))
        table = pa.table({"key": key, "born": births.numbers("year", _year)}).filter(accepted)
        grouped = table.group_by("key").aggregate([("born", "count"), ("born", "min"), ("born", "max")])
        if not grouped.num_rows:
            return
        keys = grouped.column("key").combine_chunks()
        above, sort = _divided(keys, _SORTS)
        above, month_at = _divided(above, len(month.texts))
        region_at, unit_at = _divided(above, len(unit.texts))
        self._keep(
            pa.table(
                {
                    "region": pa.array([COUNTY.get(text, "") for text in region.texts]).take(region_at),
                    "unit": pa.array(unit.texts, pa.string()).take(unit_at),
                    "month": pa.array([_index(text) for text in month.texts], pa.int32()).take(month_at),
                    "sort": sort.cast(pa.int32()),
                    "number": grouped.column("born_count"),
                    "first": grouped.column("born_min"),
                    "last": grouped.column("born_max"),
                }
            )
        )

    def _keep(self, table: pa.Table) -> None:
        self._sums.append(table)
        self._rows += table.num_rows
        if self._rows > _MOST:
            self._sums = [self._added_up()]
            self._rows = self._sums[0].num_rows

    def _added_up(self) -> pa.Table:
        grouped = (
            pa.concat_tables(self._sums)
            .group_by(_KEYS)
            .aggregate([("number", "sum"), ("first", "min"), ("last", "max")])
        )
        return grouped.select([*_KEYS, "number_sum", "first_min", "last_max"]).rename_columns(
            [*_KEYS, "number", "first", "last"]
        )

    def add_to(self, plausibility: Plausibility) -> None:
        """Add all of it to what has been gathered contact by contact."""
        if not self._sums:
            return
        for row in self._added_up().to_pylist():
            month = plausibility.of(Place(row["region"], row["unit"], row["month"]))
            _add(month, row["sort"], row["number"], row["first"], row["last"])


def _divided(numbers: pa.Array, by: int) -> tuple[pa.Array, pa.Array]:
    """Quotient and remainder."""
    quotient = pc.divide(numbers, by)
    return quotient, pc.subtract(numbers, pc.multiply(quotient, by))


def _add(month: UnitMonth, sort: int, number: int, first_born: int, last_born: int) -> None:
    """So many contacts of one sort."""
    sort, referral = divmod(sort, 3)
    sort, length = divmod(sort, 4)
    done, kind = divmod(sort, len(Kind) + 1)
    month.done += number * done
    month.waiting += number * (1 - done)
    month.first_born = min(month.first_born, first_born)
    month.last_born = max(month.last_born, last_born)
    month.referred += number * (referral > 0)
    month.same_day += number * (referral > 1)
    if kind:
        waits = month.waits[kind - 1]
        waits.counted += number
        waits.short += number * (length == _SHORT)
        waits.within += number * (length in (_SHORT, _WITHIN))
        waits.long += number * (length == _LONG)


_SHORT, _WITHIN, _OVER, _LONG = range(4)


def _sort(values: Values) -> pa.Array:
    """Which sort each row's contact is of."""
    decided, referred = values.day("BeslutAktivitet"), values.day("RemissDatum")
    done = _as_number(values, values.done)
    sort = pc.multiply(done, len(Kind) + 1)
    length: pa.Array | int = 0
    if decided is not None:
        started, until = values.day("StartAktivitet"), values.last_day
        if started is not None:
            until = pc.if_else(values.done, started, until)
        days = pc.subtract(until, decided)
        operation = _as_number(values, values.is_one_of("Fas", OPERATION))
        visit = _as_number(values, values.is_one_of("Fas", FIRST_VISIT))
        guaranteed = _as_number(values, values.guaranteed)
        # Kind + 1: visits 1 and 2, operations 3 and 4, waiting the latter of each; 0 for all else.
        kind = pc.add(pc.multiply(operation, 2), pc.subtract(2, done))
        limited = pc.multiply(pc.add(operation, visit), guaranteed)
        sort = pc.add(sort, pc.multiply(kind, limited))
        bounds = (SHORTEST_MEDIAN, GUARANTEE_DAYS + 1, LONGEST_MEDIAN + 1)
        over = [pc.greater_equal(days, bound).fill_null(False).cast(pa.int8()) for bound in bounds]
        length = pc.add(pc.add(over[0], over[1]), over[2])
    sort = pc.add(pc.multiply(sort.cast(pa.int64()), 4), length)
    referral: pa.Array | int = 0
    if decided is not None and referred is not None:
        activity = _as_number(values, values.is_one_of("Fas", OPERATION, EXAMINATION))
        same = pc.equal(referred, decided).fill_null(False).cast(pa.int8())
        given = referred.is_valid().cast(pa.int8())
        referral = pc.multiply(activity, pc.add(given, same))
    return pc.add(pc.multiply(sort, 3), referral)


def _as_number(values: Values, mask: Mask) -> pa.Array:
    """1 for the rows pointed at, 0 for the others."""
    if mask is None:
        return pa.repeat(pa.scalar(0, pa.int8()), values.columns.rows)
    return mask.cast(pa.int8())


def _index(text: str) -> int | None:
    month = month_or_none(text)
    return None if month is None else month.index


def _year(text: str) -> int | None:
    """A year that the model takes; a row with any other is not accepted."""
    return int(text) if _YEAR is not None and _YEAR.fullmatch(text) else None
