"""The rows of `vardvag stats --figure whole-way`: from the first referral or contact to treatment.

Here does not belong what is linked, counted or hidden (`usecases/tell_whole_way`); `stats` is the command.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from vardvag.base.cells import Count, Days, Ratio
from vardvag.base.regions import NATIONAL, region
from vardvag.base.texts import Text
from vardvag.cli.output import Column
from vardvag.cli.stats_parts import COUNTRY, Answer, Told, called, last_columns, place_columns, shared
from vardvag.statistics.figure_gate import PublishedFigure
from vardvag.statistics.figures import Figure
from vardvag.statistics.measure import Measure
from vardvag.statistics.published_whole_way import PublishedWholeWay
from vardvag.statistics.rounding import per_cent, rounded
from vardvag.statistics.whole_way import TOLD, Part
from vardvag.usecases.publish_cells import title_called
from vardvag.usecases.tell_whole_way import tell_whole_way
from vardvag.warehouse.store import Store

WHOLE_WAY = "whole-way"
CHOICES = (WHOLE_WAY,)
"""What `--figure` takes beside the other figures."""

_CALLED = Text("Hela vägen till behandling, dagar", "The whole way to treatment, days")

_PARTS = {
    Part.TO_VISIT: Text("Till besök", "To visit"),
    Part.TO_DECISION: Text("Till beslut", "To decision"),
    Part.TO_TREATMENT: Text("Till behandling", "To treatment"),
}


def answer(store: Store, measure: Measure, figure: str, language: str, table: bool, **asked: Any) -> Answer:
    """The answer; *asked* and the errors as `tell_whole_way`."""
    rows = tell_whole_way(store, measure, **asked)
    mark = "," if table and language == "sv" else "."
    return Answer(
        title_called(_CALLED, measure, rows[0].done.cell),
        [_row(row, figure, measure.file.rounding.decimals, mark, table) for row in rows],
        [*place_columns(language), *_columns(language), *last_columns(table, "hidden")],
        [*_coverage(rows, measure.file.rounding.decimals), *_NOTES],
        [Told.of_cell(row.done.cell, row.statuses) for row in rows],
    )


def _columns(language: str) -> list[Column]:
    named = {
        "done": Text("Genomförda", "Done"),
        "linked": Text("Länkade", "Linked"),
        "coverage": Text("Länkade, %", "Linked, %"),
        **{_key(Part.WHOLE, one): _short(one) for part, one in TOLD if part is Part.WHOLE},
        "visited": Text("Med besök", "With visit"),
        **{_key(part, Figure.MEDIAN): text for part, text in _PARTS.items()},
    }
    return [Column(key, called(text, language), right=True) for key, text in named.items()]


def _short(figure: Figure) -> Text:
    name = "Median" if figure is Figure.MEDIAN else figure.value.upper()
    return Text(name, name)


def _key(part: Part, figure: Figure) -> str:
    return figure.value if part is Part.WHOLE else part.value.removeprefix("way-").replace("-", "_")


def _row(row: PublishedWholeWay, figure: str, decimals: int, mark: str, table: bool) -> dict[str, object]:
    lengths = {_key(*told): one for told, one in row.lengths.items()}
    told = {"done": row.done, "linked": row.linked, "visited": row.visited, **lengths}
    share = row.linked.value.share if isinstance(row.linked.value, Ratio) else None
    return {
        **shared(row.done.cell, figure, row.statuses, table),
        **{key: _number(one) for key, one in told.items()},
        "coverage": None if share is None else per_cent(rounded(share, decimals), mark),
        "hidden": " ".join(key for key, one in told.items() if one.status == "suppressed") or None,
    }


def _number(found: PublishedFigure) -> int | None:
    match found.value:
        case Count(number):
            return number
        case Ratio(numerator, _):
            return numerator
        case Days(days, _):
            return days
    return None


def _coverage(rows: Sequence[PublishedWholeWay], decimals: int) -> list[Text]:
    """What must be said where not all are linked: the lowest coverage shown, and what it means."""
    shown = [(one.share, row) for row in rows if isinstance(one := row.linked.value, Ratio)]
    lowest = min(((share, row) for share, row in shown if share is not None), key=_by_share, default=None)
    if lowest is None or lowest[0] == 1:
        return []
    printed, row = rounded(lowest[0], decimals), lowest[1]
    place = COUNTRY if row.place == NATIONAL else Text(region(row.place).name, region(row.place).name)
    return [
        Text(
            "Dagarna gäller bara de länkade. De som inte är länkade kan ha haft en annan väg, och talen "
            f"säger inget om dem: som minst är {per_cent(printed, ',')} % länkade "
            f"({place.sv}, {row.month}).",
            "The days are of the linked alone. Those not linked may have had another way, and the figures "
            f"say nothing of them: at the least {per_cent(printed, '.')} % are linked "
            f"({place.en}, {row.month}).",
        )
    ]


def _by_share(shown: tuple[Fraction, PublishedWholeWay]) -> Fraction:
    return shown[0]


_NOTES = (
    Text(
        "Länkad: samma remissnummer (RemissId) inom regionen som en första kontakt, eller ett eget "
        "remissdatum före beslutet. Vägen börjar med det tidigaste kända av remiss och beslut och slutar när "
        "behandlingen började. Den som inte är länkad har ingen känd väg, vilket inte är 0 dagar.",
        "Linked: the same referral id (RemissId) within the region as a first contact, or a referral date of "
        "its own before the decision. The way begins with the earliest referral or decision known, and ends "
        "when the treatment began. Whoever is not linked has no known way, which is not 0 days.",
    ),
    Text(
        "Till besök, till beslut och till behandling är medianer var för sig: första besöket efter vägens "
        "början, beslutet efter besöket (båda för dem med besök), behandlingen efter beslutet. De går inte "
        "att lägga ihop till medianen för hela vägen.",
        "To visit, to decision and to treatment are medians each by itself: of the first visit after the "
        "beginning, of the decision after the visit (both of those with a visit), of the treatment after the "
        "decision. They do not add up to the median of the whole way.",
    ),
    Text(
        "En väg vars första kontakt inte finns i lagret, till exempel för att den är äldre, kan inte länkas "
        "genom den: långa vägar saknas därför oftare än korta, mest i lagrets första månader.",
        "A way whose first contact is not in the store, because it is older for one, cannot be linked by it: "
        "so long ways are missing more often than short ones, the most in the first months of the store.",
    ),
)
