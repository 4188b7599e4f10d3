"""Places as sentences name them: in Swedish one is *i Kalmar* but *på Gotland*; a unit is *vid* its name.

Here does not belong the order of places (`base.regions`).
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from vardvag.base.regions import NATIONAL
from vardvag.service.look import formats
from vardvag.statistics.open_published import WHOLE
from vardvag.statistics.open_table import PLACE, OpenTable

GOTLAND = "09"


def name(table: OpenTable, place: str) -> str:
    """`Riket`, `Kalmar`: as a line of a table has it."""
    dimension = table.dimension(PLACE)
    return formats.said(dimension.values[place]) if dimension and place in dimension.values else place


def called(table: OpenTable, codes: Mapping[str, str]) -> str:
    """Who a figure is of, in a sentence: *hela landet*, *Kalmar*, the unit."""
    unit = codes.get("unit", WHOLE)
    if unit != WHOLE:
        dimension = table.dimension("unit")
        return formats.said(dimension.values[unit]) if dimension else unit
    return _("hela landet") if codes[PLACE] == NATIONAL else name(table, codes[PLACE])


def where(table: OpenTable, codes: Mapping[str, str]) -> str:
    """*i landet*, *i Kalmar*, *på Gotland*, *vid Mottagningen*."""
    if codes.get("unit", WHOLE) != WHOLE:
        return _("vid %(unit)s") % {"unit": called(table, codes)}
    return in_place(codes[PLACE], name(table, codes[PLACE]))


def in_place(code: str, place: str) -> str:
    """The same of a place by its code and name."""
    if code == NATIONAL:
        return _("i landet")
    return (_("på %(place)s") if code == GOTLAND else _("i %(place)s")) % {"place": place}
