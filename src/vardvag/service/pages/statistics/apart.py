"""How far apart the regions are in each period, in words and as a table: equal care is a stated goal.

Here does not belong how it is worked out (`statistics.open_spread`). A number of contacts is not compared so:
a large region has more of everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from vardvag.service.look import formats
from vardvag.service.look.table import Column, Row, Table
from vardvag.service.pages.statistics import numbers, periods, places
from vardvag.service.pages.statistics.view import View
from vardvag.statistics.open_published import WHOLE
from vardvag.statistics.open_spread import Spread, change, spreads
from vardvag.statistics.open_table import Unit


@dataclass(frozen=True, slots=True)
class Apart:
    """A sentence, what it stands on, and every period of the view."""

    title: str
    reading: str
    table: Table


def apart(view: View) -> Apart | None:
    """The section; None where it says nothing: counts, a unit, an earlier day, or fewer than two regions."""
    if view.content.unit not in (Unit.PER_CENT, *numbers.LENGTHS) or view.as_known is not None:
        return None
    if view.codes.get("unit", WHOLE) != WHOLE:
        return None
    shown = [one for one in view.shown_periods if one in view.table.periods]
    found = spreads(view.table, view.codes, shown)
    if not found or found[-1].period != view.period:
        return None
    last = found[-1]
    title = _("Mellan regionerna skiljer det %(difference)s") % {"difference": _apart(view, last.difference)}
    return Apart(title, _reading(view, last), _table(view, found))


def _reading(view: View, last: Spread) -> str:
    said = [
        _("Lägst: %(lowest)s. Högst: %(highest)s.")
        % {"lowest": _who(view, last.lowest, last.least), "highest": _who(view, last.highest, last.most)}
    ]
    if last.shown < last.regions:
        said.append(
            _("%(shown)s av %(regions)s regioner visas; de andra kan ligga utanför.")
            % {"shown": formats.number(last.shown), "regions": formats.number(last.regions)}
        )
    before = _year_before(view)
    both = change(view.table, view.codes, before, view.period) if before else None
    if both is not None:
        then, now = both
        said.append(
            _("Mellan de %(shown)s som visas då och nu skiljer det %(now)s, mot %(then)s i %(when)s.")
            % {
                "shown": formats.number(now.shown),
                "now": _apart(view, now.difference),
                "then": _apart(view, then.difference),
                "when": periods.told(view.table, before),
            }
        )
    return " ".join(said)


def _table(view: View, found: list[Spread]) -> Table:
    unit = numbers.unit_of(view.content)
    between = _("procentenheter") if view.content.unit is Unit.PER_CENT else unit
    columns = [
        Column(_("Period")),
        Column(_("Lägst"), unit, number=True),
        Column(_("Högst"), unit, number=True),
        Column(_("Skillnad"), between, number=True),
        Column(_("Högst genom lägst"), number=True),
        Column(_("Regioner som visas"), number=True),
    ]
    rows = [
        Row(
            [
                periods.told(view.table, one.period),
                _number(view, one.least),
                _number(view, one.most),
                _number(view, one.difference),
                None if one.ratio is None else formats.number(one.ratio, 1),
                formats.number(one.shown),
            ],
            strong=one.period == view.period,
        )
        for one in reversed(found)
    ]
    return Table(_("Skillnaden mellan regionerna"), columns, rows)


def _who(view: View, codes: tuple[str, ...], number: Fraction) -> str:
    names = [places.name(view.table, code) for code in codes]
    more = len(names) - 3
    told = ", ".join(names if more <= 0 else [*names[:3], _("%(more)s till") % {"more": more}])
    return f"{told} ({_with_unit(view, number)})"


def _with_unit(view: View, number: Fraction) -> str:
    if view.content.unit is Unit.PER_CENT:
        return formats.share(number / 100, view.content.decimals)
    return numbers.long(int(number), view.content)


def _apart(view: View, difference: Fraction) -> str:
    if view.content.unit in numbers.LENGTHS:
        return numbers.long(int(difference), view.content)
    if difference == 1:
        return _("1 procentenhet")
    return _("%(points)s procentenheter") % {"points": _number(view, difference)}


def _number(view: View, number: Fraction) -> str:
    return formats.number(number, view.content.decimals)


def _year_before(view: View) -> str:
    month = periods.month_of(view.period)
    before = str(month.year_before) if month is not None else ""
    return before if before in view.table.periods else ""
