"""The figure month by month: the place's own line, the country beside it, gaps where there is nothing.

Here does not belong drawing (`look.series_chart`), nor which periods there are (`periods`).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vardvag.base.kronor import NBSP
from vardvag.base.regions import NATIONAL
from vardvag.base.texts import Text
from vardvag.service.look import formats
from vardvag.service.look.chart import Weight
from vardvag.service.look.series_chart import Break, Point, Series, SeriesChart
from vardvag.service.pages.statistics import numbers, periods, places, scale, sentences
from vardvag.service.pages.statistics.view import View
from vardvag.statistics.breaks import Break as TableBreak
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_table import PERIOD, OpenCell, Unit

QUARTERS = ("p25", "p75")
_BREAK = Text("brott", "break")
"""Short, because two may stand side by side on a phone; the reading says what changed."""
LONGEST_END = 12
"""Letters of a period for which there is room under each end of the axis on a phone."""


def series_chart(view: View, *, small: bool = False) -> SeriesChart | None:
    """The chart of the view; None where the table has one period only."""
    shown = view.shown_periods
    if len(shown) < 2:
        return None
    own = _cells(view, shown)
    country = _cells(view, shown, place=NATIONAL) if view.compares else []
    lines = [_series(view, places.called(view.table, view.codes), shown, own, "strong")]
    if country:
        lines.append(_series(view, _("hela landet"), shown, country, "country"))
    spread = None if small else _spread(view, shown)
    points = [point for line in [*lines, *(spread or ())] for point in line.points]
    top = scale.top_of((point.value for point in points), view.content)
    return SeriesChart(
        title=_title(view, shown, own),
        reading=_reading(view, shown, own, bool(country), spread is not None),
        # A month is not broken over two lines.
        periods=[periods.told(view.table, one).replace(" ", NBSP) for one in shown],
        series=lines,
        top=top,
        levels=scale.levels_of(top, view.content),
        period_title=_("Månad") if periods.month_of(shown[-1]) else _("Period"),
        value_title=_caption(view, small=small),
        unit=numbers.unit_of(view.content),
        joined=periods.joined(shown),
        breaks=_breaks(view, shown, own),
        spread=spread,
        ends=_ends(view, shown),
        strong=shown.index(view.period) if view.period in shown else None,
        small=small,
        note=_forecast_note(shown, own),
    )


def _ends(view: View, shown: Sequence[str]) -> tuple[str, str]:
    """The first and the last period under the axis; nothing where two would cover each other."""
    ends = [periods.month_of(one) for one in (shown[0], shown[-1])]
    if all(ends):
        return formats.month_short(ends[0]), formats.month_short(ends[1])
    first, last = (periods.told(view.table, one) for one in (shown[0], shown[-1]))
    return (first, last) if max(len(first), len(last)) <= LONGEST_END else ("", "")


def _caption(view: View, *, small: bool) -> str:
    """Unlike that of any other table on the page: each is a place that one can go to."""
    what = sentences.topic(view.table, view.codes) if small else formats.said(view.content.title)
    return _("%(what)s, över tid") % {"what": what}


def _forecast_note(shown: Sequence[str], cells: Sequence[OpenCell]) -> str:
    if any(periods.is_forecast(one, period) for period, one in zip(shown, cells, strict=True)):
        return _("p: prognos, för månaden var inte slut när uppgifterna kom.")
    return ""


def _cells(view: View, shown: Sequence[str], **other: str) -> list[OpenCell]:
    there = set(view.table.periods)
    absent = OpenCell(None, Shown.MISSING, view.table.sources[0])
    return [view.cell(**{PERIOD: one, **other}) if one in there else absent for one in shown]


def _series(
    view: View, label: str, shown: Sequence[str], cells: Sequence[OpenCell], weight: Weight
) -> Series:
    points = [_point(view, period, one) for period, one in zip(shown, cells, strict=True)]
    return Series(numbers.capital(label), points, weight)


def _point(view: View, period: str, one: OpenCell) -> Point:
    told = numbers.in_column(one, view.content)
    # As in the tables that the agreements are settled on: p for prognos.
    forecast = one.number is not None and periods.is_forecast(one, period)
    return Point(numbers.value_of(one), f"{told} p" if forecast else told)


def _spread(view: View, shown: Sequence[str]) -> tuple[Series, Series] | None:
    """Between which lengths the middle half waited, behind a line of days."""
    low, high = QUARTERS
    if view.content.unit is not Unit.DAYS or not {low, high} <= set(view.table.contents):
        return None
    if view.content.id != "median":
        return None
    edges = [
        Series(
            formats.said(view.table.contents[name].title),
            [
                Point(numbers.value_of(one), numbers.in_column(one, view.content))
                for one in _cells(view, shown, content=name)
            ],
        )
        for name in QUARTERS
    ]
    return edges[0], edges[1]


def _breaks(view: View, shown: Sequence[str], cells: Sequence[OpenCell]) -> list[Break]:
    """Where the table says that what is counted changed, and where the source has another title."""
    found = {index: formats.said(_BREAK) for index, _ in _told_breaks(view, shown)}
    before: OpenCell | None = None
    for index, one in enumerate(cells):
        if one.number is None:
            continue
        if before is not None and before.source.title != one.source.title:
            found.setdefault(index, _("annan källa"))
        before = one
    return [Break(index, words) for index, words in sorted(found.items())]


def _told_breaks(view: View, shown: Sequence[str]) -> list[tuple[int, TableBreak]]:
    """The breaks of the table that lie between two of the periods shown, with the first of the new."""
    placed = [(one.index_in(shown), one) for one in view.table.divided]
    return [(index, one) for index, one in placed if index is not None]


def _title(view: View, shown: Sequence[str], cells: Sequence[OpenCell]) -> str:
    known = [
        (period, one)
        for period, one in zip(shown, cells, strict=True)
        if one.number is not None and not periods.is_forecast(one, period)
    ]
    place = places.called(view.table, view.codes)
    if not known:
        return _("Inga uppgifter att visa för %(place)s") % {"place": place}
    (first, one), (last, other) = known[0], known[-1]
    told = {
        "place": place[:1].upper() + place[1:],
        "first": numbers.written(one, view.content),
        "then": sentences.when(view.table, first),
        "last": numbers.written(other, view.content),
        "now": sentences.when(view.table, last),
    }
    if first == last:
        return _("%(place)s: %(last)s %(now)s") % told
    if any(shown.index(first) < index <= shown.index(last) for index, _one in _told_breaks(view, shown)):
        # Two figures that cannot be compared are not told as one change.
        return formats.said(
            Text(
                "{place}: {last} {now}, går inte att jämföra med tidigare".format(**told),
                "{place}: {last} {now}, which cannot be compared with earlier".format(**told),
            )
        )
    return _("%(place)s: från %(first)s %(then)s till %(last)s %(now)s") % told


def _reading(
    view: View, shown: Sequence[str], cells: Sequence[OpenCell], compares: bool, spread: bool
) -> str:
    told = [formats.said(view.content.title) + "."]
    if compares:
        told.append(
            _("Tjock linje: %(place)s. Tunn linje: hela landet.")
            % {"place": places.called(view.table, view.codes)}
        )
    if spread:
        told.append(_("Fältet bakom linjen är den mittersta hälften, från 25:e till 75:e percentilen."))
    absent = sum(1 for one in cells if one.number is None)
    if absent:
        words = {"number": absent, "of": len(cells)}
        told.append(
            _("%(number)s av %(of)s perioder har ingen uppgift att visa; där är linjen bruten.") % words
        )
    for _index, one in _told_breaks(view, shown):
        since = periods.told(view.table, one.since)
        told.append(formats.said(Text(f"Brott, {since}: {one.what.sv}", f"Break, {since}: {one.what.en}")))
    return " ".join(told)
