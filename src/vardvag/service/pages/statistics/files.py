"""What a page shows, as files at its own address with another ending, and the addresses of the open data.

The view's policy, basis and kind; every place and content, over the periods of the series. The open data
write them (`service/open_data`), so that the two cannot differ. Here does not belong any form of its own.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.open_data.coded import Variable, variables
from vardvag.service.open_data.columns import Show
from vardvag.service.open_data.forms import FILES, JSON_STAT, PARQUET
from vardvag.service.open_data.selecting import Selection
from vardvag.service.pages.agreements.downloads import file_to_fetch
from vardvag.service.pages.statistics import missing
from vardvag.service.pages.statistics.tables import table_called
from vardvag.service.pages.statistics.view import View, view_of
from vardvag.statistics.open_table import CONTENT, PERIOD, PLACE


@public_page
@require_safe
@missing.told
def file(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """The view of a table as a file of the kind that *ending* says."""
    view, form = view_of(table_called(name), request.GET), FILES[ending]
    selection = selected(view)
    if selection.cells > form.most:
        selection = selected(view, whole=False)
    content = form.make(selection, formats.language(), Show.BOTH)
    return file_to_fetch(content, f"{name}.{ending}", form.media)


def selected(view: View, *, whole: bool = True) -> Selection:
    """The cells of the view; without *whole* only of the content that is shown."""
    there = set(view.table.periods)
    every = {
        PLACE: view.table.places,
        PERIOD: tuple(one for one in view.shown_periods if one in there),
    }
    if whole:
        every[CONTENT] = tuple(view.table.contents)
    chosen = {one.id: every.get(one.id, (view.codes[one.id],)) for one in view.table.dimensions}
    return Selection(view.table, variables(view.table), chosen)


def links(view: View) -> list[tuple[str, str, str]]:
    """Words, address and kind of each file of the view."""
    query = view.query()
    told = [
        (words, reverse(f"statistics-table-{ending}", args=[view.table.id]) + query, kind)
        for words, ending, kind in (
            (_("Tabellen för Excel"), "xlsx", "XLSX"),
            (_("Tabellen för svenskt Excel"), "sv-csv", "CSV, ;"),
            (_("Tabellen för maskiner"), "csv", "CSV, ,"),
            (_("Tabellen för maskiner"), "json", "JSON-stat"),
        )
    ]
    return [*told, (_("Tabellen för analys"), api_address(view, PARQUET.name), "Parquet")]


def api_address(view: View, form: str = JSON_STAT.name) -> str:
    """Where the open data answer with the view: each variable by the name that it has there."""
    selection = selected(view)
    told = {f"valueCodes[{one.code}]": _expression(one, selection) for one in selection.variables}
    query = urlencode({**told, "outputFormat": form}, safe="[]*(),")
    return f"{reverse('open-data', args=[view.table.id])}?{query}"


def _expression(one: Variable, selection: Selection) -> str:
    """All, from a first to a last, or each by its code: the shortest that says the same."""
    codes, known = selection.codes(one), list(one.own)
    if len(codes) == len(known):
        return "*"
    first = known.index(codes[0]) if codes else 0
    if len(codes) > 2 and list(codes) == known[first : first + len(codes)]:
        return f"range({codes[0]},{codes[-1]})"
    return ",".join(codes)
