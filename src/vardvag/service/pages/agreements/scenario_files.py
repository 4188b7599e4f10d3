"""A "what if" as files: for machines, for a Swedish Excel, for Excel, as JSON, and its receipt.

They stand at the page's address with another ending and the same question. The same question on the same
facts gives the same bytes. Here does not belong the page (`scenario`).
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.compare import Comparison, Difference
from vardvag.agreements.receipt import as_json
from vardvag.agreements.settle import Settlement
from vardvag.base.errors import BadInput
from vardvag.base.texts import Text
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.agreements import scenario_words as words
from vardvag.service.pages.agreements.downloads import file_to_fetch
from vardvag.service.pages.agreements.scenario_result import why
from vardvag.service.pages.agreements.shown import cells_file
from vardvag.usecases.show_scenario import ShownScenario, engine_changes, show_scenario
from vardvag.usecases.write_rows import Column, Row, as_csv, as_swedish_csv, as_xlsx

FORMAT = "vardvag-scenario/1"
"""The name of the JSON's shape. It never changes; another shape gets another number."""

NOT_AN_AGREEMENT = Text(
    "Det här är en räkneövning och ingen överenskommelse: ingen har beslutat eller föreslagit beloppen.",
    "This is an exercise and no agreement: nobody has decided or proposed the amounts.",
)

Asked = tuple[ShownScenario, Comparison]


@public_page
@require_safe
def machine_csv(request: HttpRequest, name: str) -> HttpResponse:
    """CSV for machines: comma, English keys."""
    text = as_csv(_rows(_asked(request, name)), _columns(), formats.language())
    return file_to_fetch(text.encode(), f"{name}-tank-om.csv", "text/csv; charset=utf-8")


@public_page
@require_safe
def swedish_csv(request: HttpRequest, name: str) -> HttpResponse:
    """CSV that a Swedish Excel opens as it should."""
    text = as_swedish_csv(_rows(_asked(request, name)), _columns(), formats.language())
    return file_to_fetch(text.encode(), f"{name}-tank-om.sv.csv", "text/csv; charset=utf-8")


@public_page
@require_safe
def excel(request: HttpRequest, name: str) -> HttpResponse:
    """An Excel file, with the question and what must be said of the amounts on a sheet of its own."""
    asked = _asked(request, name)
    book = as_xlsx(_rows(asked), _columns(), _notes(asked), formats.language())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return file_to_fetch(book, f"{name}-tank-om.xlsx", kind)


@public_page
@require_safe
def plain_json(request: HttpRequest, name: str) -> HttpResponse:
    """Everything on the page as JSON."""
    text = json.dumps(scenario_json(_asked(request, name)), ensure_ascii=False, indent=2) + "\n"
    return file_to_fetch(text.encode(), f"{name}-tank-om.json", "application/json")


@public_page
@require_safe
def receipt(request: HttpRequest, name: str) -> HttpResponse:
    """The receipt, by which anybody can settle again. 404 when it would tell what may not be shown."""
    kept = _asked(request, name)[0].receipt
    if kept is None:
        raise Http404("the receipt tells figures of so few that it is for the parties only")
    return file_to_fetch(as_json(kept).encode(), f"{name}-tank-om.kvitto.json", "application/json")


def links(shown: ShownScenario) -> list[tuple[str, str, str]]:
    """What can be fetched of a scenario: words, address, kind."""
    query = urlencode(list(shown.canonical.items()))

    def to(of: str) -> str:
        return f"{reverse(of, args=[shown.reading.name])}?{query}"

    found = [
        (_("Tabellen för Excel"), to("scenario-xlsx"), "XLSX"),
        (_("Tabellen för svenskt Excel"), to("scenario-sv-csv"), "CSV, ;"),
        (_("Tabellen för maskiner"), to("scenario-csv"), "CSV, ,"),
        (_("Hela räkneövningen"), to("scenario-json"), "JSON"),
    ]
    if shown.receipt is not None:
        found.append((_("Kvitto"), to("scenario-receipt"), "JSON"))
    return found


def scenario_json(asked: Asked) -> dict[str, Any]:
    """A scenario as plain data: amounts as integers, None where not determined."""
    shown, comparison = asked
    agreement = shown.reading
    return {
        "format": FORMAT,
        "note": {"sv": NOT_AN_AGREEMENT.sv, "en": NOT_AN_AGREEMENT.en},
        "agreement": {
            "name": agreement.name,
            "title": {"sv": agreement.title.sv, "en": agreement.title.en},
            "fingerprint": agreement.fingerprint,
            "variant": agreement.variant,
            "on": agreement.on.isoformat() if agreement.on else None,
        },
        "changes": list(engine_changes(shown.places, shown.made)),
        "command": shown.command,
        "result": shown.result,
        "example": bool(shown.standing.from_regions and settings.VARDVAG.demo),
        "before": sums(comparison.before),
        "after": sums(comparison.after),
        "gaining": len(comparison.gaining),
        "losing": len(comparison.losing),
        "unknown": len(comparison.unknown),
        "moved": int(comparison.moved),
        "recipients": [_recipient(one) for one in comparison.differences],
    }


def _asked(request: HttpRequest, name: str) -> Asked:
    """The scenario of the address. BadInput with every finding; 404 when nothing is changed."""
    shown = show_scenario(name, cells_file(), request.GET.dict())
    if shown.findings:
        raise BadInput(Text("ändringen går inte att pröva", "the change cannot be tried"), shown.findings)
    if shown.comparison is None:
        raise Http404("nothing is changed")
    return shown, shown.comparison


def _rows(asked: Asked) -> list[Row]:
    comparison = asked[1]
    return [
        {
            "code": one.recipient,
            "recipient": one.name,
            "before": one.before,
            "after": one.after,
            "change": one.change,
            "why": why(one, comparison.after),
        }
        for one in comparison.differences
    ]


def _columns() -> list[Column]:
    return [
        Column("code", _("Kod")),
        Column("recipient", _("Mottagare")),
        Column("before", _("Nu, kronor"), right=True),
        Column("after", _("Med ändringen, kronor"), right=True),
        Column("change", _("Skillnad, kronor"), right=True),
        Column("why", _("Varför")),
    ]


def _notes(asked: Asked) -> list[str]:
    shown, comparison = asked
    places = {place.path: place for place in shown.places}
    notes = [
        formats.said(shown.reading.title),
        words.title(shown, comparison),
        formats.said(NOT_AN_AGREEMENT),
        *(words.change(places[path], written) for path, written in shown.canonical.items() if path in places),
        shown.command,
        _("Betalas %(paid)s, betalas inte ut %(unpaid)s, går inte att fastställa %(undetermined)s.")
        % {
            "paid": formats.kronor(comparison.after.paid),
            "unpaid": formats.kronor(comparison.after.unpaid),
            "undetermined": formats.kronor(comparison.after.undetermined),
        },
    ]
    if shown.standing.from_regions and settings.VARDVAG.demo:
        notes.append(_("Exempeldata: talen är påhittade."))
    return [*notes, _("Resultat %(result)s") % {"result": shown.result}]


def sums(settlement: Settlement) -> dict[str, int]:
    """What a settlement adds up to, as plain data."""
    return {
        "sum": int(settlement.agreement.amount),
        "paid": int(settlement.paid),
        "unpaid": int(settlement.unpaid),
        "undetermined": int(settlement.undetermined),
    }


def _recipient(one: Difference) -> dict[str, Any]:
    return {
        "recipient": one.recipient,
        "name": {"sv": one.name.sv, "en": one.name.en},
        "before": None if one.before is None else int(one.before),
        "after": None if one.after is None else int(one.after),
        "change": None if one.change is None else int(one.change),
        "turned": [
            {
                "part": {"sv": turned.part.sv, "en": turned.part.en},
                "condition": {"sv": turned.condition.sv, "en": turned.condition.en},
                "before": turned.before.value,
                "after": turned.after.value,
            }
            for turned in one.turned
        ],
    }
