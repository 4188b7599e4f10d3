"""Cells for the kömiljard of 2019 that are easy to follow by hand; read by the tests of the money pages.

Every region reports. Of those waiting in 2018, 60 of 100 were within the limit everywhere. In 2019 they are
70 of 100 in every second region (Stockholm, Södermanland, … so also Kalmar) and 50 of 100 in the rest. Half
of the completed were in time, which is never enough. Two cells stand out: Kalmar's operations of November
2019 are 60 of 100, as the year before; and Gotland's three operations of September were all in time, and are
so few that they may not be shown. November is known on the 14th, before its end.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vardvag.agreements import load, settle, write_facts
from vardvag.base.cells import Cell, CellKey, Judgement, Ratio
from vardvag.base.dated import Source
from vardvag.base.regions import REGIONS

SOURCE = Source("Exempel", section="påhittat för ett prov")
IMPROVED = {region.code for region in REGIONS[::2]}


def example_cells() -> list[Cell]:
    """One cell for every fact the agreement asks for."""
    return [_cell(key) for key in settle(load("komiljard-2019")).missing]


def write_example(file: Path) -> None:
    """Put them where the public part reads them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_facts(example_cells(), file)


def _cell(key: CellKey) -> Cell:
    known = date(2019, 11, 14) if key.period == "2019-11" else date(2019, 11, 1)
    if key.measure == "status-report-2019":
        return Cell(key, Judgement(True, "ett prov"), SOURCE)
    if key.measure == "response-rate":
        return Cell(key, Ratio(100, 100), SOURCE)
    return Cell(key, _ratio(key), SOURCE, as_known=known)


def _ratio(key: CellKey) -> Ratio:
    if key.measure == "done-operation-within-60" and (key.place, key.period) == ("09", "2019-09"):
        return Ratio(3, 3)
    if key.measure.startswith("done-"):
        return Ratio(50, 100)
    if key.period.startswith("2018"):
        return Ratio(60, 100)
    if key.measure == "waiting-operation-within-90" and (key.place, key.period) == ("08", "2019-11"):
        return Ratio(60, 100)
    return Ratio(70 if key.place in IMPROVED else 50, 100)
