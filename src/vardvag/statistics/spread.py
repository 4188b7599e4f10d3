"""The same printed numbers under another exclusion policy: how far apart the shares are.

A table says under `under` how a share is made of its printed numbers when others are left out. The share is
then computed from what was printed, and nothing is assumed of those whose number was not.

Here does not belong whether the printed share itself follows (`recount`), nor policies over contacts that we
have counted ourselves (`counting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from vardvag.base.cells import Cell, Ratio
from vardvag.base.dated import Confidence
from vardvag.base.texts import Text
from vardvag.statistics.published_table import Figure, PublishedTable, ratio_of

COMPUTED = Text(
    "Räknat ur tabellens tal; utgivaren har inte publicerat andelen så",
    "Computed from the numbers of the table; the publisher has not published the share so",
)


@dataclass(frozen=True, slots=True)
class Spread:
    """One share under each policy that its printed numbers allow; the printed one first."""

    table: str
    figure: Figure
    cells: Mapping[str, Cell]

    @property
    def shares(self) -> Mapping[str, Fraction]:
        """The exact shares by policy; a share of nobody is none of them."""
        return {policy: cell.share for policy, cell in self.cells.items() if cell.share is not None}

    @property
    def width(self) -> Fraction:
        """The largest share less the smallest, as a share of one."""
        shares = self.shares.values()
        return max(shares) - min(shares) if shares else Fraction(0)


def spreads(tables: Iterable[PublishedTable]) -> tuple[Spread, ...]:
    """Every share that can be counted under more than its own policy, in the tables' order."""
    found = []
    for table in tables:
        for (row, name), figure in table.figures.items():
            column, own = table.file.columns[name], figure.cell
            if not column.under or column.policy is None or not isinstance(own.value, Ratio):
                continue
            cells = {column.policy: own}
            for policy, of in column.under.items():
                ratio = ratio_of(of, table.rows[row])
                if ratio is not None:
                    source = replace(own.source, confidence=Confidence.INFERRED, note=COMPUTED)
                    cells[policy] = replace(
                        own, key=replace(own.key, policy=policy), value=ratio, source=source
                    )
            if len(cells) > 1:
                found.append(Spread(table.id, figure, cells))
    return tuple(found)
