"""Who has reported: how many regions a figure of the country rests on, and the table's own rate of response.

It counts statuses and repeats figures; it makes none. Here does not belong what is missing in one region.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.service.look import formats
from vardvag.service.pages.statistics import numbers, sentences
from vardvag.service.pages.statistics.tables import regions_of
from vardvag.service.pages.statistics.view import View
from vardvag.statistics.disclosure import Shown

RESPONSE, NOT_TAKING_PART = "response_rate", "units_not_taking_part"


def coverage(view: View) -> str:
    """What the figure rests on, in a sentence or two; nothing where the table does not say."""
    told = []
    if RESPONSE in view.table.contents:
        cell = view.cell(content=RESPONSE)
        if cell.number is not None:
            rate = numbers.written(cell, view.table.contents[RESPONSE])
            told.append(_("Svarsfrekvens %(rate)s.") % {"rate": rate})
    if NOT_TAKING_PART in view.table.contents:
        cell = view.cell(content=NOT_TAKING_PART)
        if cell.number is not None:
            content = view.table.contents[NOT_TAKING_PART]
            told.append(
                _("%(what)s: %(number)s vårdcentraler.")
                % {"what": formats.said(content.title), "number": numbers.written(cell, content)}
            )
    regions = regions_of(view.table)
    # What others have published of the country is not the sum of the regions that we hold of it.
    if view.table.measure is not None and view.place == NATIONAL:
        have = sum(1 for one in regions if view.cell(place=one).status is not Shown.MISSING)
        words = {"have": have, "of": len(REGIONS), "when": sentences.when(view.table, view.period)}
        told.append(_("Tabellen har uppgift från %(have)s av %(of)s regioner %(when)s.") % words)
    return " ".join(told)
