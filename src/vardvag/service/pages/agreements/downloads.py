"""The settlement as files: for machines, for a Swedish Excel, for Excel, as JSON, and its receipt.

The same rows as the page, unrounded where the form allows it. The same settlement gives the same bytes.
"""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.explain import plain_source
from vardvag.agreements.model import Agreement
from vardvag.agreements.overview import rows
from vardvag.agreements.receipt import as_json
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.agreements.shown import Reading, reading_of, shown_settlement
from vardvag.service.pages.agreements.words import name as name_of
from vardvag.usecases.show_settlement import ShownSettlement
from vardvag.usecases.write_rows import Column, Row, as_csv, as_swedish_csv, as_xlsx

FORMAT = "vardvag-settlement/1"
"""The name of the JSON's shape. It never changes; another shape gets another number."""


@public_page
@require_safe
def machine_csv(request: HttpRequest, name: str) -> HttpResponse:
    """CSV for machines: comma, point, English keys, exact shares."""
    shown = shown_settlement(name, reading_of(request))
    text = as_csv(_rows(shown, exact=True), _columns(), formats.language())
    return file_to_fetch(text.encode(), f"{name}.csv", "text/csv; charset=utf-8")


@public_page
@require_safe
def swedish_csv(request: HttpRequest, name: str) -> HttpResponse:
    """CSV that a Swedish Excel opens as it should."""
    text = as_swedish_csv(_rows(shown_settlement(name, reading_of(request))), _columns(), formats.language())
    return file_to_fetch(text.encode(), f"{name}.sv.csv", "text/csv; charset=utf-8")


@public_page
@require_safe
def excel(request: HttpRequest, name: str) -> HttpResponse:
    """An Excel file, with what must be said of the amounts on a sheet of its own."""
    shown = shown_settlement(name, reading_of(request))
    book = as_xlsx(_rows(shown), _columns(), _notes(shown), formats.language())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return file_to_fetch(book, f"{name}.xlsx", kind)


@public_page
@require_safe
def plain_json(request: HttpRequest, name: str) -> HttpResponse:
    """Everything on the page as JSON."""
    text = (
        json.dumps(
            settlement_json(request, shown_settlement(name, reading_of(request))),
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )
    return file_to_fetch(text.encode(), f"{name}.json", "application/json")


@public_page
@require_safe
def receipt(request: HttpRequest, name: str) -> HttpResponse:
    """The receipt, by which anybody can settle again. 404 when it would tell what may not be shown."""
    kept = shown_settlement(name, reading_of(request)).receipt
    if kept is None:
        raise Http404("the receipt tells figures of so few that it is for the parties only")
    return file_to_fetch(as_json(kept).encode(), f"{name}.kvitto.json", "application/json")


def settlement_json(request: HttpRequest, shown: ShownSettlement) -> dict[str, Any]:
    """The settlement as plain data: amounts as integers, exact shares as text, None where not determined."""
    settlement = shown.settlement
    agreement = settlement.agreement
    return {
        "format": FORMAT,
        "agreement": {
            "name": agreement.name,
            "title": {"sv": agreement.title.sv, "en": agreement.title.en},
            "fingerprint": agreement.fingerprint,
            **_reading(agreement),
        },
        "result": shown.result,
        "example": bool(shown.from_regions and settings.VARDVAG.demo),
        "forecast_months": [str(month) for month in shown.forecast_months],
        "sum": int(agreement.amount),
        "paid": int(settlement.paid),
        "unpaid": int(settlement.unpaid),
        "undetermined": int(settlement.undetermined),
        "payouts": [
            {
                "recipient": row.recipient,
                "name": row.name,
                "population": row.population,
                "share": None if row.share is None else str(row.share),
                "kronor": None if row.kronor is None else int(row.kronor),
                "at_least": int(row.at_least),
                "why": {"sv": row.why.sv, "en": row.why.en},
                "explanation": request.build_absolute_uri(
                    reverse("payout-json", args=[agreement.name, row.recipient]) + reading_of(request).query
                ),
            }
            for row in rows(settlement)
        ],
        "assumptions": [plain_source(source) for source in settlement.assumptions],
    }


def _reading(agreement: Agreement) -> dict[str, str]:
    """Which other reading it is, where it is one."""
    told = {"variant": agreement.variant, "on": agreement.on.isoformat() if agreement.on else None}
    return {word: value for word, value in told.items() if value is not None}


def _rows(shown: ShownSettlement, *, exact: bool = False) -> list[Row]:
    return [
        {
            "code": row.recipient,
            "recipient": name_of(shown.settlement.agreement, row.recipient),
            "population": row.population,
            "share": row.share if exact else _per_cent(row.share),
            "kronor": row.kronor,
            "why": row.why,
        }
        for row in rows(shown.settlement)
    ]


def _columns() -> list[Column]:
    return [
        Column("code", _("Kod")),
        Column("recipient", _("Mottagare")),
        Column("population", _("Folkmängd"), right=True),
        Column("share", _("Andel i procent"), right=True),
        Column("kronor", _("Kronor"), right=True),
        Column("why", _("Varför")),
    ]


def _per_cent(share: Fraction | None) -> Decimal | None:
    """A share in per cent with two decimals, half up; exact until it is written."""
    if share is None:
        return None
    return (Decimal(share.numerator * 100) / Decimal(share.denominator)).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )


def _notes(shown: ShownSettlement) -> list[str]:
    settlement = shown.settlement
    notes = [
        formats.said(settlement.agreement.title),
        *filter(
            None, [Reading(settlement.agreement.variant, settlement.agreement.on).says(settlement.agreement)]
        ),
        _("Betalas %(paid)s, betalas inte ut %(unpaid)s, går inte att fastställa %(undetermined)s.")
        % {
            "paid": formats.kronor(settlement.paid),
            "unpaid": formats.kronor(settlement.unpaid),
            "undetermined": formats.kronor(settlement.undetermined),
        },
    ]
    if shown.from_regions and settings.VARDVAG.demo:
        notes.append(_("Exempeldata: talen är påhittade."))
    notes += [
        _("Antagande: %(what)s") % {"what": formats.said(source.note)}
        for source in settlement.assumptions
        if source.note
    ]
    return [*notes, _("Resultat %(result)s") % {"result": shown.result}]


def file_to_fetch(content: bytes, name: str, kind: str) -> HttpResponse:
    """An answer that is saved as a file called `vardvag-` and *name*."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="vardvag-{name}"'
    return answer
