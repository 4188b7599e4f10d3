"""The map under the payments: what each region got for each of its inhabitants, and the words around it.

Here does not belong which population that is (`usecases.per_inhabitant`), nor how a map is drawn (`look`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from vardvag.agreements.overview import Row as Payee
from vardvag.base.dated import Source
from vardvag.base.regions import population_source, region
from vardvag.service.look import formats
from vardvag.service.look.map import RegionMap
from vardvag.service.pages.agreements.words import listed, period
from vardvag.usecases.per_inhabitant import PerInhabitant, per_inhabitant

FEWEST = 3
"""An agreement with fewer regions has nothing to show on a map."""

_FEW_NAMES = 5


def payout_map(name: str, payees: Sequence[Payee], year: int | None = None) -> RegionMap | None:
    """The map of the agreement called *name*, whose last year is *year*.

    None with few regions, or when no amount is known.
    """
    each = per_inhabitant(payees, year)
    if len(each) < FEWEST or all(one.kronor is None for one in each):
        return None
    return RegionMap(
        title(each),
        _reading(each),
        {one.region: one.kronor for one in each},
        _("Kronor per invånare"),
        formats.kronor_each,
        in_table=lambda value: formats.number(value, 2),
        links={one.region: reverse("payout", args=[name, one.region]) for one in each},
        missing=_("går inte att fastställa"),
        note=_population(each),
        name="per-inhabitant",
    )


def title(each: Sequence[PerInhabitant]) -> str:
    """What is so, in a sentence: that all who get anything get alike, or between what they get."""
    known = [one.kronor for one in each if one.kronor is not None]
    paid = {formats.kronor_each(amount) for amount in known if amount}
    numbers = {"of": len(each), "number": sum(1 for amount in known if amount)}
    if not paid and len(known) == len(each):
        return _("Ingen region får något")
    if not paid:
        paid, numbers["number"] = {formats.kronor_each(Fraction(0))}, len(known)
    if len(paid) == 1:
        [numbers["amount"]] = paid
        if numbers["number"] == numbers["of"]:
            return _("Alla %(of)s regioner får %(amount)s per invånare") % numbers
        return _("%(number)s av %(of)s regioner får %(amount)s per invånare") % numbers
    numbers |= {"low": formats.kronor_each(min(known)), "high": formats.kronor_each(max(known))}
    if len(known) < len(each):
        numbers["number"] = len(known)
        return _("%(number)s av %(of)s regioner får mellan %(low)s och %(high)s per invånare") % numbers
    return _("Regionerna får mellan %(low)s och %(high)s per invånare") % numbers


def population_sources(payees: Sequence[Payee], year: int | None = None) -> list[tuple[str, Source]]:
    """Where the populations that the key does not have were read."""
    series = dict.fromkeys(one.series for one in per_inhabitant(payees, year) if one.series is not None)
    return [(_("Folkmängd %(when)s") % {"when": period(one)}, population_source(one)) for one in series]


def _reading(each: Sequence[PerInhabitant]) -> str:
    told = _("Kartan visar varje regions belopp delat med dess folkmängd.")
    if all(one.kronor is not None for one in each):
        return told
    return f"{told} " + _("Där beloppet inte går att fastställa är kartan streckad.")


def _population(each: Sequence[PerInhabitant]) -> str:
    """Which populations were divided by."""
    lent = [one for one in each if one.series is not None]
    if not lent:
        return _("Folkmängden är den som nyckeln bygger på.")
    [when] = {period(one.series) for one in lent}
    if len(lent) == len(each):
        return _("Folkmängden är den %(when)s: nyckeln anger ingen.") % {"when": when}
    names = [region(one.region).name for one in lent]
    if len(names) > _FEW_NAMES:
        words = {"when": when, "number": len(names)}
        return (
            _("Folkmängden är den som nyckeln bygger på; för %(number)s regioner som saknas där %(when)s.")
            % words
        )
    words = {"when": when, "names": listed(names)}
    return _("Folkmängden är den som nyckeln bygger på; för %(names)s, som saknas där, %(when)s.") % words
