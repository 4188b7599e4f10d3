"""The table of payments, whose sum is the whole pot, and the same amounts as bars.

Many municipalities stand in a table of their own, and as one row in the first. Here does not belong what the
page around the table says (`payouts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from vardvag.agreements.model import SKR
from vardvag.agreements.overview import Row as Payee
from vardvag.agreements.recipients import is_region
from vardvag.agreements.settle import Settlement
from vardvag.base.kronor import Kronor
from vardvag.service.look import formats
from vardvag.service.look.chart import Bar, BarChart
from vardvag.service.look.table import Column, Link, Row, Table, Value
from vardvag.service.pages.agreements.words import name

_MANY = 30
"""More municipalities than this stand in a table of their own."""

MUNICIPALITIES = "kommuner"
"""The anchor of their table."""


def apart(payees: Sequence[Payee]) -> tuple[list[Payee], list[Payee]]:
    """Those of the first table, and the municipalities that are too many to stand in it."""
    municipalities = [one for one in payees if one.recipient.isdigit() and not is_region(one.recipient)]
    if len(municipalities) <= _MANY:
        return list(payees), []
    return [one for one in payees if one not in municipalities], municipalities


def payout_table(settlement: Settlement, payees: Sequence[Payee], query: str = "") -> Table:
    """One row for each recipient; what is not paid stands in rows of its own, so that the sum is the pot."""
    agreement = settlement.agreement
    first, municipalities = apart(payees)
    body: list[Row] = [Row(_row(settlement, payee, query)) for payee in first]
    if municipalities:
        body.append(Row(_together(settlement, municipalities)))
    for amount, words in (
        (settlement.unpaid, _("Betalas inte ut")),
        (settlement.undetermined, _("Går inte att fastställa")),
    ):
        if amount:
            share = amount.share_of(agreement.amount)
            body.append(Row([words, formats.kronor_plain(amount), "", per_cent(share), ""]))
    return Table(
        _("Utbetalning till varje mottagare"),
        _columns(all(is_region(payee.recipient) for payee in payees)),
        body,
        total=[
            _("Summa = hela beloppet"),
            formats.kronor_plain(agreement.amount),
            "",
            per_cent(Fraction(1)),
            "",
        ],
        note=" ".join(_notes(payees)),
    )


def municipality_table(settlement: Settlement, payees: Sequence[Payee], query: str = "") -> Table | None:
    """The municipalities by themselves; None where they stand in the first table."""
    _first, municipalities = apart(payees)
    if not municipalities:
        return None
    rows = [Row(_row(settlement, payee, query)) for payee in municipalities]
    return Table(_("Utbetalning till varje kommun"), _columns(False), rows)


def _columns(only_regions: bool) -> list[Column]:
    return [
        Column(_("Region") if only_regions else _("Mottagare")),
        Column(_("Belopp"), _("kronor"), number=True),
        Column(_("Varför")),
        Column(_("Andel"), _("procent"), number=True),
        Column(_("Folkmängd"), _("personer"), number=True),
    ]


def _notes(payees: Sequence[Payee]) -> list[str]:
    notes = [_("Ett streck betyder att uppgift saknas. Det är inte noll.")]
    if any(payee.kronor is None and payee.at_least for payee in payees):
        notes.append(_("Minst betyder att resten inte går att fastställa än."))
    if any(payee.recipient == SKR for payee in payees):
        notes.append(_("SKR är Sveriges Kommuner och Regioner, före 2019-11-27 SKL."))
    return notes


def _row(settlement: Settlement, payee: Payee, query: str) -> list[Value]:
    agreement = settlement.agreement
    who = name(agreement, payee.recipient)
    why = reverse("payout", args=[agreement.name, payee.recipient]) + query
    return [
        who,
        amount_or_least(payee.kronor, payee.at_least),
        Link(why_in_short(settlement, payee), why, who),
        None if payee.share is None else per_cent(payee.share),
        None if payee.population is None else formats.number(payee.population),
    ]


def _together(settlement: Settlement, municipalities: Sequence[Payee]) -> list[Value]:
    """The municipalities as one row, that leads to their own table."""
    known = all(payee.kronor is not None for payee in municipalities)
    certain = Kronor.sum(payee.at_least for payee in municipalities)
    share = per_cent(certain.share_of(settlement.agreement.amount)) if known else None
    number = {"number": len(municipalities)}
    return [
        _("%(number)s kommuner") % number,
        amount_or_least(certain if known else None, certain),
        Link(_("se varje kommun"), f"#{MUNICIPALITIES}"),
        share,
        None,
    ]


def amount_or_least(kronor: Kronor | None, at_least: Kronor) -> str | None:
    """An amount, or what is certain of it; None where nothing is known."""
    if kronor is not None:
        return formats.kronor_plain(kronor)
    return _("minst %(amount)s") % {"amount": formats.kronor_plain(at_least)} if at_least else None


def why_in_short(settlement: Settlement, payee: Payee) -> str:
    """A few words that lead on to the whole reason."""
    if payee.kronor is None:
        return _("går inte att fastställa")
    payout = settlement.payout(payee.recipient)
    qualifications = [result.qualifications[payee.recipient] for result in payout.results]
    if qualifications and all(one.barred for one in qualifications):
        return _("får enligt avtalet inte del")
    if not payee.kronor and any(result.part.pot.qualify for result in payout.results):
        return _("villkoren inte uppfyllda")
    return formats.said(payee.why)


def payout_bars(settlement: Settlement, payees: Sequence[Payee]) -> BarChart | None:
    """The amounts of the first table, drawn from zero; None when no amount of a region is known.

    Without regions, when no amount is. The longest bar is the largest amount.
    """
    first, _municipalities = apart(payees)
    regions = [payee for payee in first if is_region(payee.recipient)]
    if all(payee.kronor is None for payee in regions or first):
        return None
    largest = max((int(payee.kronor) for payee in first if payee.kronor is not None), default=0) or 1
    bars = []
    for payee in first:
        who = name(settlement.agreement, payee.recipient)
        if payee.kronor is None:
            bars.append(Bar(who, None))
        else:
            part = Fraction(int(payee.kronor), largest)
            bars.append(Bar(who, part, words=formats.kronor_plain(payee.kronor)))
    return BarChart(
        _("Belopp i kronor"),
        _("Staplarna börjar vid noll. Samma tal står i tabellen."),
        bars,
        _("Mottagare"),
        _("Kronor"),
    )


def per_cent(share: Fraction) -> str:
    """A share in per cent with two decimals, for a column whose header says per cent."""
    return formats.number(share * 100, 2)
