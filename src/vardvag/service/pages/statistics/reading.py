"""The one sentence under a title: the exact figure, of how many, beside the country, and under which policy.

Here does not belong the title (`sentences`).
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from vardvag.base.regions import NATIONAL
from vardvag.service.look import formats
from vardvag.service.pages.statistics import facts, numbers, sentences
from vardvag.service.pages.statistics.subjects import tells_share
from vardvag.service.pages.statistics.tables import counted_content
from vardvag.service.pages.statistics.view import View


def reading(view: View) -> str:
    """What the title said in words, said in figures."""
    cell = view.cell()
    told = []
    if cell.number is not None:
        value = numbers.written(cell, view.content)
        if of := numbers_behind(view):
            value = f"{value} ({of})"
        told.append(
            _("%(value)s %(when)s.")
            % {"value": value[:1].upper() + value[1:], "when": sentences.when(view.table, view.period)}
        )
    else:
        told.append(numbers.capital(numbers.why_not(cell.status)) + ".")
    if view.compares:
        country = view.cell(place=NATIONAL)
        told.append(_("Hela landet: %(value)s.") % {"value": numbers.told(country, view.content)})
    if title := facts.policy_title(view):
        told.append(
            _("Räknat %(policy)s.") % {"policy": title} if _plain(view) else numbers.capital(title) + "."
        )
    return " ".join(told)


def numbers_behind(view: View) -> str:
    """`1 234 av 1 738`, where the table tells both numbers of a share."""
    of = counted_content(view.table, view.content)
    if not tells_share(view.content) or of is None or "within" not in view.table.contents:
        return ""
    within, counted = view.cell(content="within").number, view.cell(content=of).number
    if not isinstance(within, int) or not isinstance(counted, int):
        return ""
    return _("%(within)s av %(counted)s") % {
        "within": formats.number(within),
        "counted": formats.number(counted),
    }


def _plain(view: View) -> bool:
    name = facts.policy_name(view)
    return name not in (facts.NOT_STATED, "nobody")
