"""The same figure under every policy that the table has: what leaving somebody out does to it.

Here does not belong what a policy means (`facts`), nor two of them taken apart (`compare`).
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from vardvag.service.look import formats
from vardvag.service.look.chart import Bar, BarChart
from vardvag.service.pages.statistics import numbers, places, scale, sentences
from vardvag.service.pages.statistics.view import View
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_table import OpenCell

POLICY = "policy"


def policy_bars(view: View) -> BarChart | None:
    """A bar for each policy; None where there is only one, or nothing is told of any."""
    dimension = view.table.dimension(POLICY)
    if dimension is None:
        return None
    cells = {name: view.cell(policy=name) for name in dimension.values}
    known = [value for one in cells.values() if (value := numbers.value_of(one)) is not None]
    if len(cells) < 2 or not known:
        return None
    top = scale.top_of(known, view.content)
    return BarChart(
        title=_title(view, cells),
        reading=_("%(what)s %(where)s %(when)s, beroende på vilka som lämnas utanför.")
        % {
            "what": formats.said(view.content.title),
            "where": places.where(view.table, view.codes),
            "when": sentences.when(view.table, view.period),
        },
        bars=[
            Bar(
                numbers.capital(formats.said(dimension.values[name])),
                None if (value := numbers.value_of(one)) is None else value / top,
                "strong" if name == view.codes[POLICY] else "rest",
                numbers.told(one, view.content),
            )
            for name, one in cells.items()
        ],
        label_title=_("Vilka som lämnas utanför"),
        # Unlike that of any other table on the page: each is a place that one can go to.
        value_title=_("%(what)s, regel för regel") % {"what": formats.said(view.content.title)},
        marked=True,
    )


def _title(view: View, cells: dict[str, OpenCell]) -> str:
    known = [(value, one) for one in cells.values() if (value := numbers.value_of(one)) is not None]
    if len(known) == 1:
        hidden = any(one.status is Shown.SUPPRESSED for one in cells.values())
        return (
            _("Talet visas med en regel: med de andra skulle det röja få")
            if hidden
            else _("Talet visas med en regel")
        )
    (low, least), (high, most) = (pick(known, key=lambda one: one[0]) for pick in (min, max))
    if low == high:
        return _("Lika med varje regel: %(value)s") % {"value": numbers.told(most, view.content)}
    return _("Från %(low)s till %(high)s, beroende på regel") % {
        "low": numbers.told(least, view.content),
        "high": numbers.told(most, view.content),
    }
