"""The switches of a measure page: one list for each dimension that has something to choose among.

The form is a GET form, and its answer is an address (`view`). Here does not belong what is chosen when
nothing is asked for.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from vardvag.service.look import formats
from vardvag.service.pages.statistics import numbers, periods, revisions
from vardvag.service.pages.statistics.view import ALL, KNOWN, MONTHS, WORDS, View
from vardvag.statistics.open_table import PERIOD, PLACE, Dimension

FIRST = (PLACE, "unit", "kind", "content", "policy", "basis", "period")
"""The order of the lists; dimensions that are not named come last."""


class Switches(forms.Form):
    """Everything that can be chosen of a table, as chosen in *view*."""

    def __init__(self, view: View) -> None:
        values: dict[str, str] = {}
        super().__init__(values)
        order = {name: at for at, name in enumerate(FIRST)}
        for one in sorted(view.table.dimensions, key=lambda one: order.get(one.id, len(FIRST))):
            if len(one.values) > 1:
                word = WORDS.get(one.id, one.id)
                values[word] = view.codes[one.id]
                self.fields[word] = _choice(_label(one), _options(view, one))
        if len(periods.listed(view.table)) > periods.RECENT:
            values[MONTHS] = ALL if view.whole_series else ""
            series = [("", _("De senaste 13")), (ALL, _("Alla"))]
            self.fields[MONTHS] = _choice(_("Perioder i serien"), series)
        if days := revisions.known_days(view):
            values[KNOWN] = view.as_known.isoformat() if view.as_known else ""
            options = [("", _("Nu"))] + [(day.isoformat(), formats.day(day)) for day in reversed(days)]
            self.fields[KNOWN] = _choice(_("Så som det var känt"), options)
        self.use_required_attribute = False


def _label(one: Dimension) -> str:
    return {
        PLACE: _("Region"),
        "unit": _("Enhet"),
        "kind": _("Slag av vård"),
        "content": _("Vad som visas"),
        "policy": _("Vilka som lämnas utanför"),
        "basis": _("Så räknas väntan"),
        "period": _("Period"),
    }.get(one.id) or numbers.capital(formats.said(one.title))


def _options(view: View, one: Dimension) -> list[tuple[str, str]]:
    if one.id == PERIOD:
        return [(code, periods.told(view.table, code)) for code in reversed(view.table.periods)]
    return [(code, numbers.capital(formats.said(title))) for code, title in one.values.items()]


def _choice(label: str, options: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=options, required=False)
