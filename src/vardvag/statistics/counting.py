"""From counted numbers to cells: which regions have reported, the national sum, and where it comes from.

Here belong coverage and the making of cells, the same for every engine. Counting is `tallies` or
`reference`; suppression and rounding are `disclosure`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Literal

from vardvag.base.cells import Basis, Cell, CellKey, Ratio, Status
from vardvag.base.dated import Source
from vardvag.base.days import Month, months
from vardvag.base.errors import NotFound, WrongUse
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.base.texts import Text
from vardvag.engines.open_engine import OpenEngine
from vardvag.events.model import Reported
from vardvag.statistics import from_contacts, reference, tallies
from vardvag.statistics.figures import Figure
from vardvag.statistics.measure import Measure
from vardvag.statistics.tallies import Tally
from vardvag.warehouse.snapshot import Snapshot

By = Literal["region", "country"]

Engine = Callable[..., Tally]

ENGINES: dict[str, Engine] = {"duckdb": tallies.tally, "reference": reference.tally}
"""The engines that need nothing opened, by name. PostgreSQL and Spark are given open; all give the same."""

VANISHED = Text(
    "En kontakt som försvunnit ur regionens filer utan slut räknas som väntande",
    "A contact that vanished from the region's files without an end is counted as waiting",
)
"""Stands with every figure from decision and end: what it cannot tell apart. Without a number, because a
number of the few who vanished would be published past the disclosure gate."""


def count(
    snapshot: Snapshot,
    measure: Measure,
    first: Month,
    last: Month,
    *,
    by: By = "region",
    policy: str | None = None,
    basis: Basis | None = None,
    engine: str | OpenEngine = "duckdb",
) -> list[Cell]:
    """The cells of *measure* for every month from *first* to *last*.

    `by` region: every region and the country (`SE`), `country`: only that. A region that has not reported
    the month has a cell with status missing, and the national cell says how many regions it covers.
    `engine` is a name in ENGINES, or an open engine, which counts from the contacts.
    NotFound for an engine or policy that does not exist; WrongUse when *last* is before *first*, for a
    measure without a limit, or for a policy or basis the measure does not allow.
    """
    if last < first:
        raise WrongUse(
            Text(
                f"Den sista månaden, {last}, ligger före den första, {first}.",
                f"The last month, {last}, lies before the first, {first}.",
            )
        )
    if isinstance(engine, str) and engine not in ENGINES:
        raise NotFound(Text("Räknesätt", "engine"), engine, ENGINES)
    measure.figure(Figure.SHARE)  # refused where there is no limit to be within
    chosen, on = measure.policy(policy), measure.basis(basis)
    counted = ENGINES[engine] if isinstance(engine, str) else functools.partial(from_contacts.tally, engine)
    tally = counted(snapshot, measure, chosen, on, first, last)
    cells: list[Cell] = []

    def cell(place: str, month: Month, value: Ratio | None, section: str) -> Cell:
        return Cell(
            key=CellKey(measure.id, place, str(month), chosen.id, on),
            value=value,
            source=Source(
                "Beräknat ur inrapporterade vårdkontakter",
                section=f"{section} (dataversion {snapshot.version})",
                note=VANISHED if on is Basis.DERIVED and value is not None else None,
            ),
            status=Status.MISSING if value is None else Status.REPORTED,
            as_known=snapshot.as_known,
            fingerprint=f"{measure.fingerprint}:{chosen.fingerprint}",
        )

    for month in months(first, last):
        reporting = [
            one.code
            for one in REGIONS
            if has_reported(snapshot, on, one.code, month, primary=measure.phase.in_primary_care)
        ]
        values = {code: tally.get((code, month), Ratio(0, 0)) for code in reporting}
        if by == "region":
            cells += [
                cell(one.code, month, values.get(one.code), f"region {one.code}, {month}") for one in REGIONS
            ]
        coverage = f"{len(reporting)} av {len(REGIONS)} regioner, {month}"
        cells.append(cell(NATIONAL, month, total(values.values()) if values else None, coverage))
    return cells


def total(values: Iterable[Ratio]) -> Ratio:
    """All of them together: numerators and denominators add, shares do not."""
    numbers = list(values)
    return Ratio(sum(n.numerator for n in numbers), sum(n.denominator for n in numbers))


def has_reported(
    snapshot: Snapshot, basis: Basis | None, region: str, month: Month, *, primary: bool = False
) -> bool:
    """Whether the region's figure for *month* can be counted from what it has sent, of specialised care or of
    primary care: one tells nothing of the other.

    Those done, and those waiting as reported: it has sent such contacts for the month itself. Those waiting
    by decision and end: it has sent contacts for every month from its first up to this one, because whoever
    was held in a month that is not received still seems to wait; and waiting ones for this or a later month,
    because whoever waits stands in the file where the wait goes on.
    """
    if basis is None:
        return snapshot.covers(region, month, Reported.DONE, primary=primary)
    if basis is Basis.REPORTED:
        return snapshot.covers(region, month, Reported.WAITING, primary=primary)
    sent = snapshot.months_reported(region, primary=primary)
    waiting = snapshot.months_reported(region, Reported.WAITING, primary=primary)
    if not waiting or not sent[0] <= month <= waiting[-1]:
        return False
    return set(sent).issuperset(months(sent[0], month))
