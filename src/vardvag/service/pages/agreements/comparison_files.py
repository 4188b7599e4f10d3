"""Two agreements side by side as files: for machines, for a Swedish Excel, for Excel, and as JSON.

They stand at the page's address with another ending and the same question. The same two on the same facts
give the same bytes. Here does not belong the page (`comparison`).
"""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.base.errors import NotFound
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.agreements.comparison import is_example, title
from vardvag.service.pages.agreements.downloads import file_to_fetch
from vardvag.service.pages.agreements.scenario_files import sums
from vardvag.service.pages.agreements.shown import cells_file
from vardvag.usecases.show_comparison import Beside, ShownComparison, show_comparison
from vardvag.usecases.write_rows import Column, Row, as_csv, as_swedish_csv, as_xlsx

FORMAT = "vardvag-comparison/1"
"""The name of the JSON's shape. It never changes; another shape gets another number."""


@public_page
@require_safe
def machine_csv(request: HttpRequest) -> HttpResponse:
    """CSV for machines: comma, English keys."""
    shown = _asked(request)
    text = as_csv(_rows(shown), _columns(shown), formats.language())
    return file_to_fetch(text.encode(), f"{_name(shown)}.csv", "text/csv; charset=utf-8")


@public_page
@require_safe
def swedish_csv(request: HttpRequest) -> HttpResponse:
    """CSV that a Swedish Excel opens as it should."""
    shown = _asked(request)
    text = as_swedish_csv(_rows(shown), _columns(shown), formats.language())
    return file_to_fetch(text.encode(), f"{_name(shown)}.sv.csv", "text/csv; charset=utf-8")


@public_page
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """An Excel file, with what each agreement adds up to on a sheet of its own."""
    shown = _asked(request)
    book = as_xlsx(_rows(shown), _columns(shown), _notes(shown), formats.language())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return file_to_fetch(book, f"{_name(shown)}.xlsx", kind)


@public_page
@require_safe
def plain_json(request: HttpRequest) -> HttpResponse:
    """Everything on the page as JSON: amounts as integers, None where not determined or not a recipient."""
    shown = _asked(request)
    told = {
        "format": FORMAT,
        "example": is_example(shown),
        "agreements": [
            {"name": one.agreement.name, "fingerprint": one.agreement.fingerprint, **sums(one)}
            for one in (shown.first.settlement, shown.second.settlement)
        ],
        "inhabitants_on": shown.series,
        "recipients": [_told(row) for row in shown.rows],
    }
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return file_to_fetch(text.encode(), f"{_name(shown)}.json", "application/json")


def _asked(request: HttpRequest) -> ShownComparison:
    """The two of the address. 404 when one is not named, or is no agreement of ours."""
    first, second = (request.GET.get(field, "") for field in ("a", "b"))
    if not first or not second:
        raise Http404("two agreements are compared: ?a=…&b=…")
    try:
        return show_comparison(first, second, cells_file())
    except NotFound as problem:
        raise Http404(str(problem)) from problem


def _name(shown: ShownComparison) -> str:
    return f"{shown.first.settlement.agreement.name}-{shown.second.settlement.agreement.name}"


def _rows(shown: ShownComparison) -> list[Row]:
    return [
        {
            "code": row.difference.recipient,
            "recipient": row.difference.name,
            "a": row.difference.before,
            "b": row.difference.after,
            "change": row.difference.change,
        }
        for row in shown.rows
    ]


def _columns(shown: ShownComparison) -> list[Column]:
    first, second = shown.first.settlement.agreement, shown.second.settlement.agreement
    kronor = _("kronor")
    return [
        Column("code", _("Kod")),
        Column("recipient", _("Mottagare")),
        Column("a", f"A: {formats.said(first.title)}, {kronor}", right=True),
        Column("b", f"B: {formats.said(second.title)}, {kronor}", right=True),
        Column("change", f"{_('B mot A')}, {kronor}", right=True),
    ]


def _notes(shown: ShownComparison) -> list[str]:
    notes = [title(shown)]
    for letter, side in (("A", shown.first.settlement), ("B", shown.second.settlement)):
        told = _(
            "Betalas %(paid)s, betalas inte ut %(unpaid)s, går inte att fastställa %(undetermined)s."
        ) % {
            "paid": formats.kronor(side.paid),
            "unpaid": formats.kronor(side.unpaid),
            "undetermined": formats.kronor(side.undetermined),
        }
        notes.append(f"{letter}: {formats.said(side.agreement.title)}. {told}")
    notes.append(_("En tom ruta betyder att vi inte har någon uppgift. Det är inte noll."))
    return [*notes, _("Exempeldata: talen är påhittade.")] if is_example(shown) else notes


def _told(row: Beside) -> dict[str, Any]:
    one = row.difference
    return {
        "recipient": one.recipient,
        "name": {"sv": one.name.sv, "en": one.name.en},
        "a": None if one.before is None else int(one.before),
        "b": None if one.after is None else int(one.after),
        "change": None if one.change is None else int(one.change),
    }
