"""A year's table as files: for machines, for a Swedish Excel, for Excel, and as JSON.

The same rows as the page. The same year gives the same bytes.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.explain import plain_source
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.agreements import words
from vardvag.service.pages.agreements.downloads import file_to_fetch
from vardvag.service.pages.agreements.shown import cells_file
from vardvag.service.pages.agreements.year import title
from vardvag.service.pages.agreements.year_notes import why
from vardvag.usecases.name_facts import Awaited
from vardvag.usecases.show_year import ShownYear, Undetermined, YearRow, show_year
from vardvag.usecases.write_rows import Column, Row, as_csv, as_swedish_csv, as_xlsx

FORMAT = "vardvag-year/1"
"""The name of the JSON's shape. It never changes; another shape gets another number."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"


@public_page
@require_safe
def machine_csv(request: HttpRequest, year: int, region: str | None = None) -> HttpResponse:
    """CSV for machines: comma, point, English keys."""
    shown = show_year(year, cells_file(), region)
    text = as_csv(_rows(shown), _columns(), formats.language())
    return file_to_fetch(text.encode(), f"{_name(shown)}.csv", _CSV)


@public_page
@require_safe
def swedish_csv(request: HttpRequest, year: int, region: str | None = None) -> HttpResponse:
    """CSV that a Swedish Excel opens as it should."""
    shown = show_year(year, cells_file(), region)
    text = as_swedish_csv(_rows(shown), _columns(), formats.language())
    return file_to_fetch(text.encode(), f"{_name(shown)}.sv.csv", _CSV)


@public_page
@require_safe
def excel(request: HttpRequest, year: int, region: str | None = None) -> HttpResponse:
    """An Excel file, with what must be said of the amounts on a sheet of its own."""
    shown = show_year(year, cells_file(), region)
    book = as_xlsx(_rows(shown), _columns(), _notes(shown), formats.language())
    return file_to_fetch(book, f"{_name(shown)}.xlsx", _XLSX)


@public_page
@require_safe
def plain_json(request: HttpRequest, year: int, region: str | None = None) -> HttpResponse:
    """Everything on the page as JSON: amounts as integers, None where nothing is held or determined."""
    shown = show_year(year, cells_file(), region)
    told = {
        "format": FORMAT,
        "year": shown.year,
        "region": shown.region,
        "example": any(row.from_regions for row in shown.rows) and settings.VARDVAG.demo,
        "determined": {"earned": int(shown.earned), "unpaid": None if region else int(shown.unpaid)},
        "complete": shown.complete,
        "agreements": [_told(row, request) for row in shown.rows],
        "without_money": [one.name for one in shown.without_money],
        "for_others": [one.name for one in shown.for_others],
    }
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return file_to_fetch(text.encode(), f"{_name(shown)}.json", "application/json")


def _name(shown: ShownYear) -> str:
    return f"{shown.year}-{shown.region}" if shown.region else str(shown.year)


def _rows(shown: ShownYear) -> list[Row]:
    return [_row(shown, row) for row in shown.rows]


def _row(shown: ShownYear, row: YearRow) -> Row:
    agreement, told, waiting = row.agreement, row.published, row.undetermined
    announced = agreement.announced if row.whole else None
    return {
        "year": shown.year,
        "region": shown.region,
        "agreement": agreement.name,
        "title": agreement.title,
        "standing": words.standing(agreement),
        "announced": announced.amount if announced else None,
        "announced_rounded": announced.rounded if announced else None,
        "decided": row.decided,
        "earned": row.earned,
        "complete": waiting is None,
        "published": told.kronor if told else None,
        "published_rounded": not told.exact if told else None,
        "published_of": words.listed([formats.said(one) for one in told.parts])
        if told and told.parts
        else None,
        "unpaid": row.unpaid,
        "undetermined": Kronor(0) if waiting is None else waiting.kronor,
        "why": " ".join(why(waiting, agreement)) if waiting else None,
    }


def _columns() -> list[Column]:
    return [
        Column("year", _("År")),
        Column("region", _("Region")),
        Column("agreement", _("Namn i Vårdväg")),
        Column("title", _("Överenskommelse")),
        Column("standing", _("Läge")),
        Column("announced", _("Aviserat, hela landet"), right=True),
        Column("announced_rounded", _("Aviserat är avrundat")),
        Column("decided", _("Beslutat, hela landet"), right=True),
        Column("earned", _("Intjänat, det som är fastställt"), right=True),
        Column("complete", _("Allt är fastställt")),
        Column("published", _("Publicerat som betalt"), right=True),
        Column("published_rounded", _("Publicerat är avrundat")),
        Column("published_of", _("Publicerat gäller")),
        Column("unpaid", _("Betalas inte ut"), right=True),
        Column("undetermined", _("Går inte att fastställa"), right=True),
        Column("why", _("Varför")),
    ]


def _notes(shown: ShownYear) -> list[str]:
    notes = [title(shown)]
    if any(row.from_regions for row in shown.rows) and settings.VARDVAG.demo:
        notes.append(_("Exempeldata: talen är påhittade."))
    return [*notes, _("En tom ruta betyder att vi inte har någon uppgift. Det är inte noll.")]


def _told(row: YearRow, request: HttpRequest) -> dict[str, Any]:
    agreement, told = row.agreement, row.published
    announced = agreement.announced if row.whole else None
    settled = reverse("payouts-json", args=[agreement.name])
    return {
        "name": agreement.name,
        "title": _text(agreement.title),
        "standing": agreement.standing.value,
        "announced": {"kronor": int(announced.amount), "rounded": announced.rounded} if announced else None,
        "decided": int(row.decided),
        "earned": int(row.earned),
        "unpaid": None if row.unpaid is None else int(row.unpaid),
        "undetermined": _undetermined(row.undetermined) if row.undetermined else None,
        "published": {
            "kronor": int(told.kronor),
            "rounded": not told.exact,
            "parts": [_text(one) for one in told.parts],
            "sources": [plain_source(source) for source in told.sources],
        }
        if told
        else None,
        "from_regions": row.from_regions,
        "settlement": request.build_absolute_uri(settled),
    }


def _undetermined(undetermined: Undetermined) -> dict[str, Any]:
    return {
        "kronor": None if undetermined.kronor is None else int(undetermined.kronor),
        "recipients_not_public": [_text(one) for one in undetermined.unknown],
        "missing": [_awaited(one) for one in undetermined.awaited],
    }


def _awaited(one: Awaited) -> dict[str, Any]:
    return {
        "title": _text(one.title),
        "number": one.number,
        "places": list(one.places),
        "periods": list(one.periods),
        "too_coarse": one.coarse,
    }


def _text(text: Text) -> dict[str, str]:
    return {"sv": text.sv, "en": text.en}
