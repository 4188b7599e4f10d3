"""The open data for people: every table with its files, and every address for programs.

The addresses are read from their description, so that the page cannot say anything else. Here does not belong
what any of them answers (`service/open_data`).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from vardvag.base.texts import Text
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.look.formats import said
from vardvag.service.look.table import Column, Link, Row, Table
from vardvag.service.open_data.forms import MOST_CELLS, files_of
from vardvag.service.open_data.openapi import ADDRESSES
from vardvag.service.open_data.said import STATUSES
from vardvag.statistics.open_table import OpenTable
from vardvag.usecases.open_tables import open_tables

_WORDS = {
    "title": Text("Öppna data", "Open data"),
    "lead": Text(
        "Alla tal om väntan på vård som webbplatsen visar, för vem som helst att hämta. Ingen nyckel behövs.",
        "Every figure on waiting for care that the site shows, for anybody to fetch. No key is needed.",
    ),
    "files": Text("Hela tabeller som filer", "Whole tables as files"),
    "swedish": Text(
        "Filen CSV ; öppnas rätt i ett svenskt Excel. Filen CSV , är för program.",
        "The file CSV ; opens as it should in a Swedish Excel. The file CSV , is for programs.",
    ),
    "programs": Text("Adresser för program", "Addresses for programs"),
    "shapes": Text(
        "Adresserna svarar som PxWebApi 2 (JSON-stat 2.0) och som Kolada. Med lang=en svarar de på engelska. "
        "En fråga ger högst så här många celler:",
        "The addresses answer as PxWebApi 2 (JSON-stat 2.0) and as Kolada, in English with lang=en. "
        "A question gives at most so many cells:",
    ),
    "described": Text("Beskrivning i OpenAPI 3.1", "Description in OpenAPI 3.1"),
    "catalogue": Text("Katalog, DCAT-AP-SE 3", "Catalogue, DCAT-AP-SE 3"),
    "signs": Text("När det inte finns något tal", "When there is no figure"),
    "not_zero": Text(
        "Ett tal som saknas är aldrig noll. Ett tecken säger varför det saknas:",
        "A figure that is not there is never zero. A sign says why there is none:",
    ),
    "use": Text("Använd dem fritt", "Use them freely"),
    "licence": Text(
        "Talen är fria att använda (CC0). Ange gärna källan, som står vid varje tal.",
        "The figures are free to use (CC0). Please name the source, which stands at each figure.",
    ),
}
_COLUMNS = {
    "table": Text("Tabell", "Table"),
    "updated": Text("Uppdaterad", "Updated"),
    "file": Text("Fil", "File"),
    "address": Text("Adress", "Address"),
    "what": Text("Vad den svarar", "What it answers"),
    "parameters": Text("Parametrar", "Parameters"),
}
_FORMS = {"json": "JSON-stat", "csv": "CSV ,", "sv.csv": "CSV ;", "xlsx": "Excel", "parquet": "Parquet"}


@public_page
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Every table with its files, and every address."""
    context = {
        "words": {name: said(text) for name, text in _WORDS.items()},
        "files": _files(open_tables(settings.VARDVAG.data).values()),
        "addresses": _addresses(),
        "most": formats.number(MOST_CELLS),
        "signs": [(sign, said(meaning)) for sign, meaning in STATUSES.items()],
    }
    return render(request, "pages/open_data.html", context)


def _files(tables: Iterable[OpenTable]) -> Table:
    columns = [Column(said(_COLUMNS["table"])), Column(said(_COLUMNS["updated"]))]
    columns += [Column(name) for name in _FORMS.values()]
    return Table(said(_WORDS["files"]), columns, [_row(one) for one in tables])


def _row(table: OpenTable) -> Row:
    title = said(table.title)
    files = files_of(table)
    language = f"?lang={formats.language()}"
    links = [
        Link(
            said(_COLUMNS["file"]),
            reverse("open-file", args=[table.id, ending]) + language,
            f"{name}: {title}",
        )
        if ending in files
        else None
        for ending, name in _FORMS.items()
    ]
    where = reverse("statistics-table", args=[table.id])
    return Row([Link(title, where), table.updated.isoformat() if table.updated else None, *links])


def _addresses() -> Table:
    columns = [Column(said(_COLUMNS[name])) for name in ("address", "what", "parameters")]
    rows = [
        Row([one.path, said(one.title), ", ".join(each["name"] for each in one.query) or None])
        for one in ADDRESSES
        if not one.path.startswith("/open-data/")
    ]
    return Table(said(_WORDS["programs"]), columns, rows)


urlpatterns = [path("oppna-data/", open_data, name="open-data-page")]
