"""The small words that every page of agreements uses: names, periods, populations, facts, lists of them.

In the language of the page. Here does not belong a pot's rules (`rules`) nor its conditions (`conditions`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from vardvag.agreements.model import Agreement, Part, Standing
from vardvag.agreements.recipients import is_region
from vardvag.base.days import Month
from vardvag.base.errors import Unreadable
from vardvag.service.look import formats
from vardvag.usecases.name_facts import Awaited

_HALF_YEAR = re.compile(r"(\d{4})-H([12])")
_MONTH = re.compile(r"\b\d{4}-\d{2}\b(?!-)")
_DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def standing(agreement: Agreement) -> str:
    """How far the agreement has come."""
    return {
        Standing.ANNOUNCED: _("Aviserad"),
        Standing.DECIDED: _("Beslutad"),
        Standing.IN_FORCE: _("Gäller"),
        Standing.ENDED: _("Avslutad"),
    }[agreement.standing]


def name(agreement: Agreement, recipient: str) -> str:
    """Who a recipient is."""
    return formats.said(agreement.name_of(recipient))


def awaited(one: Awaited, agreement: Agreement) -> str:
    """Which facts money waits for, in a sentence: *Saknas: lägesrapport (21 regioner, 2019)*."""
    return _("Saknas: %(what)s") % {"what": awaited_facts(one, agreement)}


def awaited_facts(one: Awaited, agreement: Agreement) -> str:
    """The same facts by name: what, for how many, for how long."""
    told = (_count_of_places(one.places, agreement), _count_of_periods(one.periods))
    what = f"{formats.said(one.title)} ({', '.join(told)})"
    if one.coarse:
        return _("%(what)s. Uppgiften finns, men avrundad så att den inte avgör") % {"what": what}
    return what


def for_nobody_known(titles: Sequence[str]) -> str:
    """That it is not public whom some pots are for; nothing when there are none."""
    if not titles:
        return ""
    return _("Det är inte offentligt vem pengarna är till: %(pots)s.") % {"pots": listed(titles)}


def _count_of_places(places: Sequence[str], agreement: Agreement) -> str:
    if len(places) <= 3:
        return listed([name(agreement, place) for place in places])
    if all(map(is_region, places)):
        return _("%(number)s regioner") % {"number": len(places)}
    if all(place.isdigit() and not is_region(place) for place in places):
        return _("%(number)s kommuner") % {"number": len(places)}
    return _("%(number)s mottagare") % {"number": len(places)}


def _count_of_periods(periods: Sequence[str]) -> str:
    if len(periods) == 1:
        return period(periods[0])
    first, last = period(periods[0]), period(periods[-1])
    return _("%(number)s perioder mellan %(first)s och %(last)s") % {
        "number": len(periods),
        "first": first,
        "last": last,
    }


def part_title(part: Part) -> str:
    """`Kortare väntetider, september 2019, operation eller åtgärd`."""
    if part.is_bonus:
        return formats.said(part.title)
    month = formats.month(part.month) if part.month else ""
    kind = formats.said(part.kind_title) if part.kind_title else ""
    return ", ".join(filter(None, (formats.said(part.pot.title), month, kind)))


def listed(names: Sequence[str], most: int | None = None) -> str:
    """Names as one says them: *a, b och c*; above *most* of them, the first and how many more there are."""
    if most is not None and len(names) > most:
        shown, more = ", ".join(names[:most]), len(names) - most
        return _("%(first)s och %(more)s till") % {"first": shown, "more": more}
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def period(text: str) -> str:
    """`2019-09` as *september 2019*, `2025-H1` as *första halvåret 2025*; a year or a day as it stands."""
    if half := _HALF_YEAR.fullmatch(text):
        if half[2] == "1":
            return _("första halvåret %(year)s") % {"year": half[1]}
        return _("andra halvåret %(year)s") % {"year": half[1]}
    try:
        return formats.month(Month.parse(text))
    except Unreadable:
        return text


def with_months(text: str) -> str:
    """The same text with its months in words: *Kortare väntetider, september 2019*."""
    return _MONTH.sub(lambda month: period(month[0]), text)


def population(series: str) -> str:
    """Which population: *folkmängd 2018-12-31*; one without a day was found from published amounts."""
    if _DAY_OR_MONTH.fullmatch(series):
        return _("folkmängd %(series)s") % {"series": period(series)}
    return _("en folkmängd återskapad ur publicerade belopp")
