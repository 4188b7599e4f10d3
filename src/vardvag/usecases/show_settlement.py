"""Show a settlement to anybody: from published facts, or from the cells that the regions have sent.

Only built-in agreements: a name that came over the web is never taken for a path. Here does not belong how
it is laid out (`service`), nor sending the cells (`send_cells`).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vardvag.agreements.catalogue import load, names, published_facts
from vardvag.agreements.explanation import Explanation
from vardvag.agreements.model import Agreement
from vardvag.agreements.receipt import fingerprint, receipt
from vardvag.agreements.settle import Settlement, settle
from vardvag.agreements.trace import PartResult
from vardvag.base.cells import Cell
from vardvag.base.days import Month
from vardvag.base.errors import NotFound
from vardvag.usecases.publish_explanation import Shown, publish_cell, publish_explanation, publish_fact
from vardvag.usecases.read_facts import read_facts


@dataclass(frozen=True)
class ShownSettlement:
    """A settlement and what must be said with it.

    `from_regions` is True when it rests on cells that regions have sent, False when on published facts.
    `hidden` are the cells that it rests on and that count too few to be shown.
    """

    settlement: Settlement
    from_regions: bool
    hidden: tuple[Cell, ...]
    result: str
    """The first characters of a fingerprint: other facts, rules, amounts or version, another result.

    Of the receipt as anybody may see it. Hidden numbers are not in it, for so few can be found by trying.
    """

    @property
    def receipt(self) -> dict[str, Any] | None:
        """The receipt; None when it would tell what is hidden, for then it is for the parties only."""
        return None if self.hidden else receipt(self.settlement)

    @property
    def forecast_months(self) -> tuple[Month, ...]:
        """The months that had not ended when their figures were counted, in order."""
        results = self.settlement.results
        return tuple(sorted({r.part.month for r in results if is_forecast(r) and r.part.month is not None}))

    def explanation(self, recipient: str) -> Explanation:
        """Why *recipient* (a region's code, or SKR) got what it got, as anybody may see it. NotFound."""
        return publish_explanation(self.settlement.payout(recipient).explanation())


def list_agreements() -> tuple[Agreement, ...]:
    """The built-in agreements, in the order of their names."""
    return tuple(load(name) for name in names())


def show_agreement(name: str, variant: str | None = None, on: date | None = None) -> Agreement:
    """The built-in agreement called *name*, in the reading *variant*, as it stood that day. NotFound."""
    if name not in names():
        raise NotFound("agreement", name, names())
    return load(name, variant=variant, on=on)


def show_settlement(
    name: str, cells: Path, variant: str | None = None, on: date | None = None
) -> ShownSettlement:
    """Settle the built-in agreement *name* for show: in the reading *variant*, as it stood on the day *on*.

    From the facts published beside it or, where there are none, from the file *cells* that regions send
    theirs to; without that file payouts are undetermined. NotFound; BadInput when the file is faulty.
    """
    show_agreement(name, variant, on)
    try:
        known = cells.stat()
    except FileNotFoundError:
        return _settled(name, variant, on, None, None)
    # Settled again when the file has been exchanged, and only then.
    return _settled(name, variant, on, cells, (known.st_mtime_ns, known.st_size, known.st_ino))


def hidden_cells(settlement: Settlement) -> tuple[Cell, ...]:
    """The cells that *settlement* rests on and that count too few to be shown."""
    rows = ((cell, publish_cell(cell)) for cell in settlement.facts_used)
    return tuple(cell for cell, row in rows if row is not None and row.status is Shown.SUPPRESSED)


def result_name(settlement: Settlement) -> str:
    """What names the result in a link: the first characters of a fingerprint that knows nothing hidden."""
    return fingerprint(receipt(settlement, publish_fact))[:12]


def is_forecast(result: PartResult) -> bool:
    """Whether a month's part rests on a figure known before the month had ended."""
    month = result.part.month
    if month is None:
        return False
    return any(
        fact.cell is not None and fact.cell.as_known is not None and fact.cell.as_known <= month.last_day
        for qualification in result.qualifications.values()
        for check in qualification.checks
        for fact in check.facts
        if fact.key.period == str(month)
    )


# Room for every agreement: a year shows many of them at once.
@functools.lru_cache(maxsize=128)
def _settled(
    name: str, variant: str | None, on: date | None, cells: Path | None, stamp: tuple[int, ...] | None
) -> ShownSettlement:
    """*stamp* is what tells one version of the file from the next; it is only there to be remembered by."""
    agreement = load(name, variant=variant, on=on)
    facts = published_facts(agreement)
    from_regions = cells is not None and not facts
    if cells is not None and from_regions:
        facts = read_facts([cells])
    settlement = settle(agreement, facts)
    given = from_regions and bool(settlement.facts_used)
    return ShownSettlement(settlement, given, hidden_cells(settlement), result_name(settlement))
