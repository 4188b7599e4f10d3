"""Tell a measure whose numbers are supplied: the sheet's numbers as cells, and what anybody may see of them.

The figures pass the same gate as those counted from contacts. Here does not belong how the sheet is read
(`read_supplied`), nor how a table is laid out (`cli/stats_supplied`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vardvag.base.days import Month
from vardvag.base.errors import NotFound, WrongUse
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import PublishedRow, published
from vardvag.statistics.measure import measures
from vardvag.statistics.policy import policy
from vardvag.statistics.supplied import POLICY, SuppliedMeasure, supplied_measures
from vardvag.statistics.supplied_cells import PATHWAY, Length, periods_between, supplied_cells
from vardvag.statistics.supplied_limits import Pathway, PathwayLimits, read_limits
from vardvag.usecases.read_supplied import SuppliedSheet, read_supplied


@dataclass(frozen=True, slots=True)
class SuppliedFigure:
    """One row as anybody may see it; `pathway` where the measure is told of each."""

    row: PublishedRow
    pathway: Pathway | None


def find_supplied(name: str, folders: Sequence[Path] = ()) -> SuppliedMeasure | None:
    """The measure called *name* when its numbers are supplied; None when it is counted from contacts.

    NotFound for a name that is neither's, with the nearest of both.
    """
    supplied = supplied_measures(folders)
    if name in supplied:
        return supplied[name]
    counted = measures(folders)
    if name not in counted:
        raise NotFound(Text("Mått", "measure"), name, [*counted, *supplied])
    return None


def title_of(measure: SuppliedMeasure) -> Text:
    """What the figure is, with who is left out of it: no figure stands without that."""
    nobody = policy(POLICY).title
    return Text(f"{measure.title.sv}, {nobody.sv}", f"{measure.title.en}, {nobody.en}")


def limits_for(measure: SuppliedMeasure, path: Path | None) -> PathwayLimits | None:
    """The limits in the file at *path*; None for a measure that is not of each pathway.

    WrongUse where a file is needed and not given, or given and not needed.
    """
    if measure.per_pathway and path is None:
        raise WrongUse(
            Text(
                f"{measure.id} räknas mot varje vårdförlopps egen gräns, och ingen öppen källa som vi har "
                "ger dem. Ange en fil med gränserna och var de står: --limits FIL",
                f"{measure.id} is held against each pathway's own limit, and no public source that we have "
                "gives them. Name a file of the limits and where they stand: --limits FILE",
            )
        )
    if path is None:
        return None
    if not measure.per_pathway:
        raise WrongUse(
            Text(
                f"{measure.id} har inga vårdförlopp. Ta bort --limits.",
                f"{measure.id} has no pathways. Leave out --limits.",
            )
        )
    return read_limits(path)


def tell_supplied(
    measure: SuppliedMeasure,
    numbers: Path,
    *,
    first: Month,
    last: Month,
    limits: PathwayLimits | None = None,
    inside: bool = False,
) -> list[SuppliedFigure]:
    """Every period of the sheet *numbers* that lies within the months asked for: the regions, the country.

    `inside` hides nothing, for those who may see the numbers anyway. BadInput with everything that is wrong
    in the sheet; WrongUse where no period of it is asked for.
    """
    if last < first:
        raise WrongUse(
            Text(
                f"Den sista månaden, {last}, ligger före den första, {first}.",
                f"The last month, {last}, lies before the first, {first}.",
            )
        )
    sheet = read_supplied(numbers, measure, limits)
    periods = periods_between(sheet.length, first, last)
    asked = [row for row in sheet.rows if row.period in periods]
    if not asked:
        raise WrongUse(_none_asked(sheet, first, last))
    cells = supplied_cells(
        measure,
        asked,
        periods,
        origin=f"Lämnade tal i {sheet.file}",
        version=sheet.version,
        limits_fingerprint=limits.fingerprint if limits else None,
    )
    pathways: Mapping[str, Pathway] = limits.pathways if limits else {}
    return [
        SuppliedFigure(row, pathways.get((cell.key.cut or "").removeprefix(f"{PATHWAY}=")))
        for cell, row in zip(cells, published(cells, measure, inside=inside), strict=True)
    ]


def _none_asked(sheet: SuppliedSheet, first: Month, last: Month) -> Text:
    periods = sorted({row.period for row in sheet.rows})
    told = periods[0] if len(periods) == 1 else f"{periods[0]} – {periods[-1]}"
    whole = Text("", "") if sheet.length is Length.MONTH else _whole(sheet.length)
    return Text(
        f"Inget tal i {sheet.file} är om {first} – {last}. Bladet har {told}.{whole.sv}",
        f"No number in {sheet.file} is of {first} – {last}. The sheet has {told}.{whole.en}",
    )


def _whole(length: Length) -> Text:
    called = length.called
    return Text(f" Fråga efter alla månader i ett {called.sv}.", f" Ask for all the months of a {called.en}.")
