"""What an agreement paid to whom: one table whose sum is the whole pot, one figure, a map, files to fetch."""

from __future__ import annotations

from fractions import Fraction

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.model import SKR, Unearned
from vardvag.agreements.overview import Row as Payee
from vardvag.agreements.overview import rows
from vardvag.agreements.settle import Settlement
from vardvag.base.dated import Source
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.look.chart import Bar, BarChart
from vardvag.service.look.table import Column, Link, Row, Table, Value
from vardvag.service.pages.agreements.payout_map import payout_map, population_sources
from vardvag.service.pages.agreements.shown import shown_settlement
from vardvag.service.pages.agreements.words import fact, listed, period
from vardvag.usecases.show_settlement import ShownSettlement

_FEW = 5
"""How many missing facts are named on the page; the rest are counted."""


@public_page
@require_safe
def payouts(request: HttpRequest, name: str) -> HttpResponse:
    """Every payout under one agreement."""
    shown = shown_settlement(name)
    settlement = shown.settlement
    payees = rows(settlement)
    context = {
        "agreement": settlement.agreement,
        "shown": shown,
        "title": title(settlement),
        "outcome": outcome(settlement, payees),
        "table": payout_table(settlement, payees),
        "chart": payout_bars(payees) if _some_region_is_known(payees) else None,
        "map": (drawn := payout_map(name, payees)),
        "undetermined": settlement.undetermined,
        "missing": [fact(key) for key in settlement.missing[:_FEW]],
        "missing_more": max(len(settlement.missing) - _FEW, 0),
        "example": shown.from_regions and settings.VARDVAG.demo,
        "forecast": ", ".join(formats.month(month) for month in shown.forecast_months),
        "sources": _sources(settlement) + (population_sources(payees) if drawn else []),
        "downloads": _downloads(name, shown),
        "asked_result": request.GET.get("resultat", ""),
        "permalink": request.build_absolute_uri(f"{request.path}?resultat={shown.result}"),
    }
    return render(request, "pages/agreements/payouts.html", context)


def _some_region_is_known(payees: tuple[Payee, ...]) -> bool:
    """Without any amount of a region there is nothing to draw."""
    return any(payee.kronor is not None for payee in payees if payee.recipient.isdigit())


def title(settlement: Settlement) -> str:
    """What is so, in a sentence: who shares the sum, or that it cannot be told."""
    regions = [payout for payout in settlement.payouts if payout.recipient.isdigit()]
    whole = formats.kronor(settlement.agreement.amount)
    known = [payout for payout in regions if payout.kronor is not None]
    numbers = {"of": len(regions), "whole": whole}
    if len(known) == len(regions):
        numbers["number"] = sum(1 for payout in known if payout.kronor)
        if numbers["number"] == len(regions):
            return _("Alla %(of)s regioner får del av %(whole)s") % numbers
        return _("%(number)s av %(of)s regioner får del av %(whole)s") % numbers
    if not known:
        return _("Det går inte att räkna ut vad regionerna fick") % numbers
    numbers["number"] = len(known)
    return _("För %(number)s av %(of)s regioner går beloppet att fastställa") % numbers


def outcome(settlement: Settlement, payees: tuple[Payee, ...]) -> str:
    """Who got nothing, and where their part went."""
    without = [payee.name for payee in payees if payee.kronor is not None and not payee.kronor]
    if not without:
        return ""
    unearned = {pot.unearned for pot in settlement.agreement.pots}
    names = {"names": listed(without)}
    if unearned == {Unearned.TO_THOSE_WHO_QUALIFY}:
        return _("%(names)s uppfyllde inte villkoren. Deras del gick till de andra efter nyckeln.") % names
    return _("%(names)s uppfyllde inte villkoren.") % names


def payout_table(settlement: Settlement, payees: tuple[Payee, ...]) -> Table:
    """One row for each recipient; what is not paid stands in rows of its own, so that the sum is the pot."""
    agreement = settlement.agreement
    body: list[Row] = [Row(_row(agreement.name, payee)) for payee in payees]
    for amount, words in (
        (settlement.unpaid, _("Betalas inte ut")),
        (settlement.undetermined, _("Går inte att fastställa")),
    ):
        if amount:
            share = amount.share_of(agreement.amount)
            body.append(Row([words, formats.kronor_plain(amount), "", _per_cent(share), ""]))
    columns = [
        Column(_("Region")),
        Column(_("Belopp"), _("kronor"), number=True),
        Column(_("Varför")),
        Column(_("Andel"), _("procent"), number=True),
        Column(_("Folkmängd"), _("personer"), number=True),
    ]
    return Table(
        _("Utbetalning till varje mottagare"),
        columns,
        body,
        total=[
            _("Summa = hela beloppet"),
            formats.kronor_plain(agreement.amount),
            "",
            _per_cent(Fraction(1)),
            "",
        ],
        note=" ".join(_notes(settlement)),
    )


def _notes(settlement: Settlement) -> list[str]:
    notes = [_("Ett streck betyder att uppgift saknas. Det är inte noll.")]
    if any(payout.recipient == SKR for payout in settlement.payouts):
        notes.append(_("SKR är Sveriges Kommuner och Regioner, före 2019-11-27 SKL."))
    return notes


def _row(name: str, payee: Payee) -> list[Value]:
    return [
        payee.name,
        None if payee.kronor is None else formats.kronor_plain(payee.kronor),
        Link(why_in_short(payee), reverse("payout", args=[name, payee.recipient]), payee.name),
        None if payee.share is None else _per_cent(payee.share),
        None if payee.population is None else formats.number(payee.population),
    ]


def why_in_short(payee: Payee) -> str:
    """A few words that lead on to the whole reason."""
    if payee.kronor is None:
        return _("går inte att fastställa")
    if not payee.kronor:
        return _("villkoren inte uppfyllda")
    return formats.said(payee.why)


def payout_bars(payees: tuple[Payee, ...]) -> BarChart:
    """The same amounts, drawn from zero; the longest bar is the largest amount."""
    largest = max((int(payee.kronor) for payee in payees if payee.kronor is not None), default=0) or 1
    bars = [
        Bar(payee.name, None)
        if payee.kronor is None
        else Bar(payee.name, Fraction(int(payee.kronor), largest), words=formats.kronor_plain(payee.kronor))
        for payee in payees
    ]
    return BarChart(
        _("Belopp i kronor"),
        _("Staplarna börjar vid noll. Samma tal står i tabellen."),
        bars,
        _("Region"),
        _("Kronor"),
    )


def _per_cent(share: Fraction) -> str:
    return formats.number(share * 100, 2)


def _sources(settlement: Settlement) -> list[tuple[str, Source]]:
    """What was read where, each once; assumptions are told by themselves."""
    agreement = settlement.agreement
    found = [(_("Belopp och regler"), source) for source in agreement.amount_grounds]
    for pot in agreement.pots:
        found += [(_("Belopp och regler"), source) for source in pot.grounds]
        if pot.key.source is not None and pot.key.series is not None:
            found.append((_("Folkmängd %(when)s") % {"when": period(pot.key.series)}, pot.key.source))
    return [(what, source) for what, source in dict.fromkeys(found) if not source.is_assumption]


def _downloads(name: str, shown: ShownSettlement) -> list[tuple[str, str, str]]:
    links = [
        (_("Tabellen för Excel"), reverse("payouts-xlsx", args=[name]), "XLSX"),
        (_("Tabellen för svenskt Excel"), reverse("payouts-sv-csv", args=[name]), "CSV, ;"),
        (_("Tabellen för maskiner"), reverse("payouts-csv", args=[name]), "CSV, ,"),
        (_("Allt om utbetalningen"), reverse("payouts-json", args=[name]), "JSON"),
    ]
    if not shown.hidden:
        links.append((_("Kvitto"), reverse("payouts-receipt", args=[name]), "JSON"))
    return links
