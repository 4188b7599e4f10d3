"""How long those who are counted have waited: in bands, and from the tenth to the ninetieth percentile.

Here does not belong which bands there are (`statistics.figures`), nor drawing (`look`).
"""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from vardvag.base.regions import NATIONAL
from vardvag.service.look import formats
from vardvag.service.look.chart import Bar, BarChart, Limit
from vardvag.service.look.range_chart import RangeChart, Spread
from vardvag.service.pages.statistics import numbers, places, scale, sentences
from vardvag.service.pages.statistics.tables import regions_of
from vardvag.service.pages.statistics.view import View
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_table import CONTENT, Content

PERCENTILES = ("p10", "p25", "median", "p75", "p90")


def band_chart(view: View) -> BarChart | None:
    """The bands of the place; None where the table has none or nothing of them was told."""
    bands = [one for one in view.table.contents.values() if one.band is not None]
    cells = [(one, view.cell(content=one.id)) for one in bands]
    if not cells or all(cell.status in (Shown.MISSING, Shown.NOT_APPLICABLE) for _one, cell in cells):
        return None
    known = [(value, one) for one, cell in cells if (value := numbers.value_of(cell)) is not None]
    most = max((value for value, _one in known), default=None)
    place = places.called(view.table, view.codes)
    when = sentences.when(view.table, view.period)
    if not known:
        title = _("Grupperna visas inte för %(place)s, för de gäller för få") % {"place": place}
    else:
        largest = next(one for value, one in known if value == most)
        title = _("Störst är gruppen %(days)s: %(number)s") % {
            "days": _days(largest),
            "number": formats.number(most),
        }
    return BarChart(
        title=title,
        reading=_("Antal efter hur många dagar de har väntat, %(where)s %(when)s.")
        % {"where": places.where(view.table, view.codes), "when": when},
        bars=[
            Bar(
                _days(one),
                None if (value := numbers.value_of(cell)) is None else value / (most or 1),
                "rest",
                numbers.told(cell, one),
            )
            for one, cell in cells
        ],
        label_title=_("Dagar"),
        value_title=_("Antal"),
    )


def range_chart(view: View) -> RangeChart | None:
    """The percentiles of every place in the period; None where the table has none or none is told."""
    contents = view.table.contents
    if not set(PERCENTILES) <= set(contents):
        return None
    shown = [*([NATIONAL] if NATIONAL in view.table.places else []), *regions_of(view.table)]
    rows = [_spread(view, place) for place in shown]
    if not any(one.whole for one in rows):
        return None
    longest = [value for one in rows for value in one.values]
    top = scale.top_of(longest, contents["median"])
    limit = next((one for one in contents.values() if one.limit is not None), None)
    unit = numbers.capital(numbers.unit_of(contents["median"]))
    codes = {**view.codes, CONTENT: "median"}
    return RangeChart(
        title=sentences.sentence(view.table, codes, view.cell(content="median")),
        reading=_ninety(view)
        + _(
            "Punkten är medianen. Det tjocka strecket är den mittersta hälften; det tunna går från den tid "
            "inom vilken en av tio ryms till den inom vilken nio av tio ryms."
        ),
        rows=rows,
        top=top,
        label_title=_("Region"),
        value_title=f"{unit}, {sentences.when(view.table, view.period)}",
        columns=[_("10 %"), _("25 %"), _("Median"), _("75 %"), _("90 %")],
        unit=numbers.unit_of(contents["median"]),
        note="; ".join(f"{mark} {words}" for mark, words, _meaning in numbers.legend()) + ".",
        limit=limit and Limit(Fraction(limit.limit or 0), numbers.long(limit.limit or 0, limit)),
    )


def _ninety(view: View) -> str:
    one = view.cell(content="p90")
    if one.number is None:
        return ""
    return sentences.sentence(view.table, {**view.codes, CONTENT: "p90"}, one) + ". "


def _spread(view: View, place: str) -> Spread:
    cells = [view.cell(place=place, content=name) for name in PERCENTILES]
    contents = view.table.contents
    middle = cells[PERCENTILES.index("median")]
    return Spread(
        places.name(view.table, place),
        [numbers.value_of(one) for one in cells],
        # Five columns are too many for words: the mark stands in them, and the words in the picture.
        [
            numbers.in_column(one, contents[name]) if one.number is not None else numbers.MARKS[one.status]
            for one, name in zip(cells, PERCENTILES, strict=True)
        ],
        numbers.told(middle, contents["median"]),
        "strong" if place == view.place else "country" if place == NATIONAL else "rest",
    )


def _days(one: Content) -> str:
    first, last = one.band or (0, None)
    if last is None:
        return _("mer än %(days)s dagar") % {"days": first - 1}
    return _("%(first)s–%(last)s dagar") % {"first": first, "last": last}
