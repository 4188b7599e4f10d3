"""What was known before: figures that have been told anew, each with the day from which it was known.

Here does not belong keeping the earlier figures (`OpenCell.earlier`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from vardvag.service.look import formats
from vardvag.service.look.table import Column, Row, Table
from vardvag.service.pages.statistics import numbers, periods
from vardvag.service.pages.statistics.tables import key_of
from vardvag.service.pages.statistics.view import View
from vardvag.statistics.open_table import PERIOD, OpenCell


def known_days(view: View) -> list[date]:
    """The days on which what the view shows became known, where something of it has been told anew."""
    cells = [one for _period, one in _series(view)]
    if not any(one.earlier for one in cells):
        return []
    days = {known.as_known for one in cells for known in (one, *one.earlier) if known.as_known}
    return sorted(days)


def changed(view: View) -> list[tuple[str, OpenCell]]:
    """The periods whose figure has been told anew with another number, the latest first."""
    return [
        (period, one)
        for period, one in reversed(list(_series(view)))
        if any(known.number != one.number or known.status != one.status for known in one.earlier)
    ]


def revision_table(view: View) -> Table | None:
    """Every figure of the view that has been changed, as first known and as known since; None without any."""
    rows = [
        Row(
            [
                periods.told(view.table, period),
                formats.iso(known.as_known) if known.as_known else _("dagen anges inte"),
                numbers.told(known, view.content),
            ],
            strong=known is one,
        )
        for period, one in changed(view)
        for known in (*one.earlier, one)
    ]
    if not rows:
        return None
    columns = [Column(_("Period")), Column(_("Känt från")), Column(_("Uppgift"), number=True)]
    return Table(_("Uppgifter som har ändrats"), columns, rows, note=_("Den som gäller nu är markerad."))


def _series(view: View) -> Iterator[tuple[str, OpenCell]]:
    for period in view.table.periods:
        yield period, view.table.at(key_of(view.table, {**view.codes, PERIOD: period}))
