"""The figure of every region in one period: bars with the country as a line, and the same on a map.

Here does not belong drawing (`look`), nor the order of regions (`base.regions`).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from vardvag.base.regions import NATIONAL
from vardvag.service.look import formats
from vardvag.service.look.chart import Bar, BarChart, Limit
from vardvag.service.look.map import RegionMap
from vardvag.service.pages.statistics import numbers, periods, places, scale, sentences
from vardvag.service.pages.statistics.tables import regions_of
from vardvag.service.pages.statistics.view import View
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_table import OpenCell, Unit

FEWEST = 3
"""With fewer regions there is nothing to compare that the series does not show."""


def region_cells(view: View) -> Mapping[str, OpenCell]:
    """The cell of each region that the table has, in their order."""
    return {place: view.cell(place=place) for place in regions_of(view.table)}


def region_bars(view: View, cells: Mapping[str, OpenCell]) -> BarChart | None:
    """The bars; None with few regions, or when none has a figure."""
    known = {place: value for place, one in cells.items() if (value := numbers.value_of(one)) is not None}
    if len(known) < FEWEST:
        return None
    country = view.cell(place=NATIONAL) if NATIONAL in view.table.places else None
    line = numbers.value_of(country) if country else None
    is_sum = view.content.unit in (Unit.CONTACTS, Unit.UNITS)
    if is_sum:
        # The country is the sum of the regions: beside them it would be off the scale.
        line = None
    top = scale.top_of([*known.values(), line], view.content)
    return BarChart(
        title=title(view, cells),
        reading=_reading(view, cells, line is not None),
        bars=[_bar(view, place, one, top) for place, one in cells.items()],
        label_title=_("Region"),
        value_title=_("%(what)s, %(period)s")
        % {
            "what": formats.said(view.content.title),
            "period": periods.told(view.table, view.period),
        },
        marked=True,
        country=None
        if line is None or country is None
        else Limit(
            line / top, _("hela landet %(value)s") % {"value": numbers.written(country, view.content)}
        ),
    )


def region_map(view: View, cells: Mapping[str, OpenCell]) -> RegionMap | None:
    """The map; None with few regions, or when none has a figure."""
    values = {place: numbers.value_of(one) for place, one in cells.items()}
    if sum(1 for value in values.values() if value is not None) < FEWEST:
        return None
    return RegionMap(
        title=_spread_title(view, cells),
        reading=_("Kartan visar ”%(what)s” %(when)s.")
        % {
            "what": formats.said(view.content.title),
            "when": sentences.when(view.table, view.period),
        },
        values=values,
        value_title=formats.said(view.content.title),
        written=lambda value: _written(view, value),
        links={place: view.address(place=place) for place in cells},
        missing=_("ingen uppgift att visa"),
        absent={place: numbers.why_not(one.status) for place, one in cells.items() if one.number is None},
        name="regions",
    )


def title(view: View, cells: Mapping[str, OpenCell]) -> str:
    """From the least to the most, with where they are."""
    known = [(value, place) for place, one in cells.items() if (value := numbers.value_of(one)) is not None]
    (low, least), (high, most) = min(known), max(known)
    if low == high:
        return _("Lika i alla regioner med uppgift: %(value)s") % {"value": _written(view, low)}
    return _("Från %(low)s %(least)s till %(high)s %(most)s") % {
        "low": _written(view, low),
        "least": places.in_place(least, places.name(view.table, least)),
        "high": _written(view, high),
        "most": places.in_place(most, places.name(view.table, most)),
    }


def _spread_title(view: View, cells: Mapping[str, OpenCell]) -> str:
    known = [value for one in cells.values() if (value := numbers.value_of(one)) is not None]
    words = {"number": len(known), "of": len(cells), "when": sentences.when(view.table, view.period)}
    if len(known) == len(cells):
        return _("Alla %(of)s regioner i tabellen har en uppgift %(when)s") % words
    return _("%(number)s av %(of)s regioner har en uppgift att visa %(when)s") % words


def _bar(view: View, place: str, one: OpenCell, top: Fraction) -> Bar:
    value = numbers.value_of(one)
    return Bar(
        places.name(view.table, place),
        None if value is None else value / top,
        "strong" if place == view.place else "rest",
        numbers.told(one, view.content),
    )


def _reading(view: View, cells: Mapping[str, OpenCell], line: bool) -> str:
    told = [
        _("%(what)s %(when)s.")
        % {"what": formats.said(view.content.title), "when": sentences.when(view.table, view.period)}
    ]
    if line:
        told.append(_("Det upprätta strecket är hela landet."))
    hidden = sum(1 for one in cells.values() if one.status is Shown.SUPPRESSED)
    if hidden == 1:
        told.append(_("En region visas inte, för talet gäller för få eller skulle röja ett sådant."))
    elif hidden:
        told.append(
            _("%(number)s regioner visas inte, för talen gäller för få eller skulle röja sådana.")
            % {"number": hidden}
        )
    return " ".join(told)


def _written(view: View, value: Fraction) -> str:
    if view.content.unit is Unit.PER_CENT:
        return formats.share(value, view.content.decimals)
    if view.content.unit in numbers.LENGTHS:
        return numbers.long(int(value), view.content)
    return formats.number(value)
