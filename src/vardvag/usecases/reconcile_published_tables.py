"""Reconcile published tables: every printed waiting time against the numbers it should follow from.

Here belongs what is told of it; how a figure is tried is `statistics/recount`, and amounts of money are
`reconcile_agreements`. The two are never added together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vardvag.base.cells import Count, PublishedShare
from vardvag.base.regions import NATIONAL, region
from vardvag.base.texts import Text
from vardvag.statistics.published_table import PublishedTable, published_tables
from vardvag.statistics.recount import (
    Following,
    Recounted,
    Revision,
    contradictions,
    recount,
    revisions,
)
from vardvag.statistics.rounding import per_cent

_COUNTRY = Text("Riket", "the country")


@dataclass(frozen=True, slots=True)
class TablesReconciliation:
    """Every figure tried, and the months that were printed otherwise later. No amount of money is in it."""

    tables: tuple[PublishedTable, ...]
    recounted: tuple[Recounted, ...]
    revisions: tuple[Revision, ...]
    contradictions: tuple[Revision, ...]

    @property
    def reproduced(self) -> int:
        """N of "N of M follow from the numbers beside them"."""
        return self.count.get(Following.REPRODUCED, 0)

    @property
    def computable(self) -> int:
        """M: every figure whose numbers are published."""
        return sum(number for following, number in self.count.items() if following is not _NOT)

    @property
    def count(self) -> dict[Following, int]:
        """How many there are in each class, in the order of the classes."""
        return counted(self.recounted)

    @property
    def agree(self) -> bool:
        """Whether every difference is explained, and no two pages of one day say different things."""
        return Following.UNEXPLAINED not in self.count and not self.contradictions

    @property
    def notes(self) -> list[Text]:
        """The answer in words, for below a table."""
        n, m, months = self.reproduced, self.computable, len(self.revisions)
        told = [
            Text(
                f"{n} av {m} publicerade tal om väntetider återskapas ur talen bredvid.",
                f"{n} of {m} published figures on waiting times are reproduced from the figures beside them.",
            )
        ]
        told += [
            Text(f"{number}: {LONG_WORDS[one].sv}", f"{number}: {LONG_WORDS[one].en}")
            for one, number in self.count.items()
        ]
        told.append(
            Text(
                f"{months}: publicerat en gång till med ett annat tal; båda är kvar, med sin dag",
                f"{months}: published once more with another figure; both are kept, each with its day",
            )
        )
        if self.contradictions:
            number = len(self.contradictions)
            told.append(
                Text(
                    f"{number}: olika tal för samma sak samma dag",
                    f"{number}: different figures for the same thing on the same day",
                )
            )
        return told


_NOT = Following.NOT_COMPUTABLE

LONG_WORDS = {
    Following.REPRODUCED: Text("återskapat", "reproduced"),
    Following.WITHIN_ROUNDING: Text(
        "inom avrundningen: mitt emellan två tal, och det andra är tryckt",
        "within rounding: half-way between two figures, and the other one is printed",
    ),
    Following.EXPLAINED: Text("förklarad avvikelse", "explained difference"),
    Following.NOT_COMPUTABLE: Text(
        "kan inte räknas om: talen bakom är inte publicerade",
        "not computable: the numbers behind are not published",
    ),
    Following.UNEXPLAINED: Text("oförklarad avvikelse", "unexplained difference"),
}


def reconcile_published_tables(tables: Iterable[PublishedTable] | None = None) -> TablesReconciliation:
    """Try every figure of *tables* (None: all built-in)."""
    chosen = tuple(published_tables().values()) if tables is None else tuple(tables)
    return TablesReconciliation(chosen, recount(chosen), revisions(chosen), contradictions(chosen))


def counted(recounted: Iterable[Recounted]) -> dict[Following, int]:
    """How many of *recounted* there are in each class that is not empty."""
    classes = [one.following for one in recounted]
    return {following: classes.count(following) for following in Following if following in classes}


def place_name(table: PublishedTable, row: int) -> Text:
    """Whose figures the row holds: the country, a region, another place, or a unit of one."""
    printed = table.rows[row]
    if printed.unit is not None:
        return Text(printed.unit, printed.unit)
    if printed.place == NATIONAL:
        return _COUNTRY
    if printed.place in table.file.other_places:
        return table.file.other_places[printed.place].text()
    name = region(printed.place).name
    return Text(name, name)


def figure_name(table: PublishedTable, row: int, column: str) -> Text:
    """What the figure is: the column's title, with the row's kind."""
    title, kind = table.file.columns[column].title.text(), table.rows[row].kind
    if kind is None:
        return title
    told = table.file.kinds[kind].text()
    return Text(f"{title.sv}, {told.sv}", f"{title.en}, {told.en}")


def as_printed(value: Count | PublishedShare, mark: str = ",") -> str:
    """A figure with the decimals it was printed with: `290128`, `43,4`."""
    return str(value.number) if isinstance(value, Count) else per_cent(value, mark)
