"""Two agreements side by side, and the form where they are chosen.

Here does not belong changing anything in them (`scenario`).
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.model import Agreement
from vardvag.agreements.recipients import is_region
from vardvag.agreements.settle import Settlement
from vardvag.base.kronor import Kronor
from vardvag.base.regions import population_source
from vardvag.base.texts import Text
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.look.table import Column, Row, Table, Value
from vardvag.service.pages.agreements.payouts import reasons
from vardvag.service.pages.agreements.scenario_result import amount_or_certain, signed
from vardvag.service.pages.agreements.scenario_words import capital
from vardvag.service.pages.agreements.shown import cells_file
from vardvag.service.pages.agreements.words import population
from vardvag.usecases.show_comparison import Beside, ShownComparison, show_comparison
from vardvag.usecases.show_settlement import list_agreements

_MANY = 30
"""More municipalities than this are one row together."""


@public_page
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """The chooser; and the comparison, when two are chosen."""
    agreements = list_agreements()
    names = {one.name for one in agreements}
    chosen = {field: request.GET.get(field, "")[:100] for field in ("a", "b")}
    wrong = {field for field, name in chosen.items() if name and name not in names}
    # A link may choose the one; whoever sends the form has to choose both.
    wrong |= {field for field in ("a", "b") if field in request.GET and not chosen[field]}
    shown = None
    if all(chosen.values()) and not wrong:
        shown = show_comparison(chosen["a"], chosen["b"], cells_file())
    context = {
        "agreements": [(one.name, _in_list(one.title, one.years)) for one in sorted(agreements, key=_latest)],
        "fields": [
            ("a", _("Den ena"), chosen["a"], "a" in wrong),
            ("b", _("Den andra"), chosen["b"], "b" in wrong),
        ],
        "wrong": bool(wrong),
        "shown": shown,
        "title": title(shown) if shown else _("Jämför två överenskommelser, region för region"),
    }
    if shown is not None:
        context |= _beside(shown)
    return render(request, "pages/agreements/comparison.html", context, status=400 if wrong else 200)


def title(shown: ShownComparison) -> str:
    """What is so, in a sentence: how many regions got more of which; or that it cannot be told."""
    regions = [one for one in shown.comparison.differences if is_region(one.recipient)]
    known = [one for one in regions if one.change is not None]
    told: dict[str, object] = {
        "a": formats.said(shown.first.settlement.agreement.title),
        "b": formats.said(shown.second.settlement.agreement.title),
        "of": len(regions),
    }
    if not known:
        return _("Det går inte att säga vilken region som fick mest av vilken överenskommelse")
    more_a = sum(1 for one in known if one.change is not None and int(one.change) < 0)
    more_b = sum(1 for one in known if one.change is not None and int(one.change) > 0)
    if more_a >= more_b:
        return _("%(number)s av %(of)s regioner fick mer av ”%(a)s” än av ”%(b)s”") % {
            **told,
            "number": more_a,
        }
    return _("%(number)s av %(of)s regioner fick mer av ”%(b)s” än av ”%(a)s”") % {**told, "number": more_b}


def _beside(shown: ShownComparison) -> dict[str, object]:
    sides = [("A", shown.first), ("B", shown.second)]
    return {
        "table": comparison_table(shown),
        "sides": [
            {
                "letter": letter,
                "agreement": one.settlement.agreement,
                "settlement": one.settlement,
                "reasons": reasons(one.settlement) if one.settlement.undetermined else [],
            }
            for letter, one in sides
        ],
        "downloads": links(shown),
        "example": is_example(shown),
        "population": capital(population(shown.series)),
        "population_source": population_source(shown.series),
    }


def is_example(shown: ShownComparison) -> bool:
    """Whether an amount rests on made-up shares."""
    return settings.VARDVAG.demo and (shown.first.from_regions or shown.second.from_regions)


def links(shown: ShownComparison) -> list[tuple[str, str, str]]:
    """What can be fetched of a comparison: words, address, kind."""
    both = urlencode(
        {"a": shown.first.settlement.agreement.name, "b": shown.second.settlement.agreement.name}
    )
    return [
        (_("Tabellen för Excel"), f"{reverse('comparison-xlsx')}?{both}", "XLSX"),
        (_("Tabellen för svenskt Excel"), f"{reverse('comparison-sv-csv')}?{both}", "CSV, ;"),
        (_("Tabellen för maskiner"), f"{reverse('comparison-csv')}?{both}", "CSV, ,"),
        (_("Allt på sidan"), f"{reverse('comparison-json')}?{both}", "JSON"),
    ]


def comparison_table(shown: ShownComparison) -> Table:
    """One row for each recipient; what is not paid stands in rows of its own, so that each adds up."""
    first, second = shown.first.settlement, shown.second.settlement
    municipalities = [row for row in shown.rows if _is_municipality(row)]
    alone = [row for row in shown.rows if len(municipalities) <= _MANY or row not in municipalities]
    body = [Row(_row(row, first, second)) for row in alone]
    if len(alone) < len(shown.rows):
        body.append(Row(_together(municipalities, first, second)))
    for words, was, now in (
        (_("Betalas inte ut"), first.unpaid, second.unpaid),
        (_("Går inte att fastställa"), first.undetermined, second.undetermined),
    ):
        if was or now:
            body.append(Row([words, formats.kronor_plain(was), formats.kronor_plain(now), "", "", ""]))
    totals = first.agreement.amount, second.agreement.amount
    each = _("kronor per invånare")
    return Table(
        _("Varje mottagare under A och B"),
        [
            Column(_("Mottagare")),
            Column("A", _("kronor"), number=True),
            Column("B", _("kronor"), number=True),
            Column(_("B mot A"), _("kronor"), number=True),
            Column("A", each, number=True),
            Column("B", each, number=True),
        ],
        body,
        total=[
            _("Summa = hela beloppet"),
            *map(formats.kronor_plain, totals),
            signed(totals[1] - totals[0]),
            "",
            "",
        ],
        note=_("Ett streck: det går inte att fastställa, eller mottagaren är inte med. Det är inte noll."),
    )


def _row(row: Beside, first: Settlement, second: Settlement) -> list[Value]:
    one = row.difference
    return [
        formats.said(one.name),
        amount_or_certain(first, one.recipient, one.before),
        amount_or_certain(second, one.recipient, one.after),
        signed(one.change),
        _each(row.first, one.recipient),
        _each(row.second, one.recipient),
    ]


def _each(value: object, recipient: str) -> str | None:
    """Per inhabitant; nothing at all for who has no inhabitants."""
    if not is_region(recipient):
        return ""
    return None if value is None else formats.number(value, 2)


def _is_municipality(row: Beside) -> bool:
    who = row.difference.recipient
    return who.isdigit() and not is_region(who)


def _together(rows: list[Beside], first: Settlement, second: Settlement) -> list[Value]:
    def certain(settlement: Settlement) -> str | None:
        named = [
            r.difference.recipient for r in rows if r.difference.recipient in settlement.agreement.recipients
        ]
        total = Kronor.sum(settlement.payout(who).at_least for who in named)
        return formats.kronor_plain(total) if named else None

    return [
        _("%(number)s kommuner tillsammans") % {"number": len(rows)},
        certain(first),
        certain(second),
        "",
        "",
        "",
    ]


def _latest(agreement: Agreement) -> tuple[int, str]:
    """The latest year first, then by title."""
    return -agreement.years[-1], formats.said(agreement.title)


def _in_list(title: Text, years: tuple[int, ...]) -> str:
    """The title, with the year where it does not say it."""
    told = formats.said(title)
    year = str(years[-1])
    return told if year in told else f"{told} ({year})"
