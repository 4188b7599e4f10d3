"""What an agreement paid to whom: one table whose sum is the whole pot, one figure, a map, files to fetch.

Here does not belong the table itself (`payout_table`) nor the map (`payout_map`).
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.judge import Verdict
from vardvag.agreements.model import Unearned
from vardvag.agreements.overview import rows
from vardvag.agreements.recipients import is_region
from vardvag.agreements.settle import Payout, Settlement
from vardvag.base.dated import Source
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.agreements.payout_map import payout_map, population_sources
from vardvag.service.pages.agreements.payout_table import municipality_table, payout_bars, payout_table
from vardvag.service.pages.agreements.shown import Reading, reading_of, shown_settlement
from vardvag.service.pages.agreements.words import awaited as awaited_words
from vardvag.service.pages.agreements.words import for_nobody_known, listed, population
from vardvag.service.pages.agreements.words import name as name_of
from vardvag.usecases.name_facts import awaited
from vardvag.usecases.show_settlement import ShownSettlement

_FEW = 5
"""How many are named in a sentence; the rest are counted."""


@public_page
@require_safe
def payouts(request: HttpRequest, name: str) -> HttpResponse:
    """Every payout under one agreement."""
    reading = reading_of(request)
    shown = shown_settlement(name, reading)
    settlement = shown.settlement
    payees = rows(settlement)
    year = settlement.agreement.years[-1]
    drawn = payout_map(name, payees, year)
    context = {
        "agreement": settlement.agreement,
        "shown": shown,
        "reading": reading,
        "reading_says": reading.says(settlement.agreement),
        "title": title(settlement),
        "outcome": outcome(settlement),
        "table": payout_table(settlement, payees, reading.query),
        "municipalities": municipality_table(settlement, payees, reading.query),
        "chart": payout_bars(settlement, payees),
        "map": drawn,
        "undetermined": settlement.undetermined,
        "reasons": reasons(settlement),
        "example": shown.from_regions and settings.VARDVAG.demo,
        "forecast": ", ".join(formats.month(month) for month in shown.forecast_months),
        "sources": _sources(settlement) + (population_sources(payees, year) if drawn else []),
        "downloads": _downloads(name, shown, reading),
        "asked_result": request.GET.get("resultat", ""),
        "permalink": _permalink(request, shown, reading),
    }
    return render(request, "pages/agreements/payouts.html", context)


def title(settlement: Settlement) -> str:
    """What is so, in a sentence: who shares the sum, or that it cannot be told."""
    whole = formats.kronor(settlement.agreement.amount)
    regions = [payout for payout in settlement.payouts if is_region(payout.recipient)]
    if not regions:
        return _title_of_others(settlement, whole)
    known = [payout for payout in regions if payout.kronor is not None]
    numbers = {"of": len(regions), "whole": whole}
    if len(known) == len(regions):
        numbers["number"] = sum(1 for payout in known if payout.kronor)
        if numbers["number"] == len(regions):
            return _("Alla %(of)s regioner får del av %(whole)s") % numbers
        return _("%(number)s av %(of)s regioner får del av %(whole)s") % numbers
    if not known and any(payout.at_least for payout in regions):
        return _("Det går bara att räkna ut en del av vad regionerna fick") % numbers
    if not known:
        return _("Det går inte att räkna ut vad regionerna fick") % numbers
    numbers["number"] = len(known)
    return _("För %(number)s av %(of)s regioner går beloppet att fastställa") % numbers


def _title_of_others(settlement: Settlement, whole: str) -> str:
    """The same where no region is among those that get anything."""
    numbers = {
        "of": len(settlement.payouts),
        "number": sum(1 for payout in settlement.payouts if payout.kronor),
        "whole": whole,
    }
    if all(payout.kronor is None for payout in settlement.payouts):
        return _("Det går inte att räkna ut vad var och en fick av %(whole)s") % numbers
    return _("%(number)s av %(of)s mottagare får del av %(whole)s") % numbers


def outcome(settlement: Settlement) -> str:
    """Which regions met no condition, and where their part went."""
    failing = [payout for payout in settlement.payouts if is_region(payout.recipient) and _failed(payout)]
    if not failing:
        return ""
    unearned = {pot.unearned for pot in settlement.agreement.leaves}
    regions = [name_of(settlement.agreement, payout.recipient) for payout in failing]
    names = {"names": listed(regions, _FEW)}
    if unearned == {Unearned.TO_THOSE_WHO_QUALIFY}:
        return _("%(names)s uppfyllde inte villkoren. Deras del gick till de andra efter nyckeln.") % names
    return _("%(names)s uppfyllde inte villkoren.") % names


def _failed(payout: Payout) -> bool:
    """Whether a recipient gets nothing because it met no condition."""
    who = payout.recipient
    tried = [r.qualifications[who] for r in payout.results if r.part.pot.qualify is not None]
    return (
        payout.kronor is not None
        and not payout.kronor
        and any(one.verdict is Verdict.NOT_MET and not one.barred for one in tried)
    )


def reasons(settlement: Settlement) -> list[str]:
    """Why something cannot be determined: for whom is not public, or which facts are missing."""
    unknown = [formats.said(pot.title) for pot in settlement.agreement.leaves if not pot.recipients_known]
    facts = awaited(settlement.missing_facts, settlement.agreement)
    told = [for_nobody_known(unknown), *(awaited_words(one, settlement.agreement) for one in facts)]
    return [line for line in told if line]


def _sources(settlement: Settlement) -> list[tuple[str, Source]]:
    """What was read where, each once; assumptions are told by themselves."""
    agreement = settlement.agreement
    found = [(_("Belopp och regler"), source) for source in agreement.amount_grounds]
    for pot in agreement.all_pots():
        found += [(_("Belopp och regler"), source) for source in pot.grounds]
        if pot.key.source is not None and pot.key.series is not None:
            words = population(pot.key.series)
            found.append((words[:1].upper() + words[1:], pot.key.source))
    return [(what, source) for what, source in dict.fromkeys(found) if not source.is_assumption]


def _permalink(request: HttpRequest, shown: ShownSettlement, reading: Reading) -> str:
    kept = f"{reading.query}&" if reading.query else "?"
    return request.build_absolute_uri(f"{request.path}{kept}resultat={shown.result}")


def _downloads(name: str, shown: ShownSettlement, reading: Reading) -> list[tuple[str, str, str]]:
    def address(of: str) -> str:
        return reverse(of, args=[name]) + reading.query

    links = [
        (_("Tabellen för Excel"), address("payouts-xlsx"), "XLSX"),
        (_("Tabellen för svenskt Excel"), address("payouts-sv-csv"), "CSV, ;"),
        (_("Tabellen för maskiner"), address("payouts-csv"), "CSV, ,"),
        (_("Allt om utbetalningen"), address("payouts-json"), "JSON"),
    ]
    if not shown.hidden:
        links.append((_("Kvitto"), address("payouts-receipt"), "JSON"))
    return links
