"""One table or measure: its figure as a sentence, over time, by region, in bands, on a map, and defined.

The page puts together what other modules make of the view. Here does not belong any figure or sentence.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.statistics import (
    apart,
    bands,
    command,
    coverage,
    facts,
    files,
    missing,
    numbers,
    periods,
    places,
    regions,
    revisions,
    rules,
    sentences,
    series,
)
from vardvag.service.pages.statistics.compare import comparable
from vardvag.service.pages.statistics.form import Switches
from vardvag.service.pages.statistics.reading import reading
from vardvag.service.pages.statistics.tables import table_called
from vardvag.service.pages.statistics.view import EMBEDDED, WORDS, View, view_of
from vardvag.statistics.open_table import PERIOD, PLACE


@public_page
@require_safe
@missing.told
def table_page(request: HttpRequest, name: str) -> HttpResponse:
    """A measure or a published table, in the view that the address asks for."""
    view = view_of(table_called(name), request.GET)
    if request.GET.get(EMBEDDED) == "1":
        return _embedded(request, view)
    return render(request, "pages/statistics/table.html", context(request, view))


def context(request: HttpRequest, view: View) -> dict[str, Any]:
    """All that the page says."""
    cell = view.cell()
    cells = regions.region_cells(view)
    return {
        **_heading(view),
        "form": Switches(view),
        "series": series.series_chart(view),
        "bars": regions.region_bars(view, cells),
        "map": regions.region_map(view, cells),
        "apart": apart.apart(view),
        "rules": rules.policy_bars(view),
        "bands": bands.band_chart(view),
        "spread": bands.range_chart(view),
        "revisions": revisions.revision_table(view),
        "discrepancy": cell.discrepancy,
        "forecast": periods.is_forecast(cell, view.period),
        "later": later(view),
        "facts": facts.facts(view),
        "origin": facts.origin(cell.source),
        "sources": facts.sources(view),
        "legend": numbers.legend(),
        "downloads": files.links(view),
        "api": request.build_absolute_uri(files.api_address(view)),
        "command": command.command(view),
        "citation": command.citation(view, request),
        "permalink": request.build_absolute_uri(view.address()),
        "embed": request.build_absolute_uri(view.address() + ("&" if view.asked else "?") + f"{EMBEDDED}=1"),
        "compare": _compare(view),
    }


def later(view: View) -> str:
    """That the table goes on past the figure shown unasked; nothing where it does not."""
    last = view.table.periods[-1] if view.table.periods else view.period
    if "period" in view.asked or view.period >= last or view.cell().number is None:
        return ""
    if periods.is_forecast(view.cell(period=last), last):
        return _("För %(last)s finns en prognos.") % {"last": periods.told(view.table, last)}
    return _("Det är den senaste uppgiften för %(place)s. Tabellen går till %(last)s.") % {
        "place": places.called(view.table, view.codes),
        "last": periods.told(view.table, last),
    }


def _heading(view: View) -> dict[str, Any]:
    return {
        "view": view,
        "table": view.table,
        "title": sentences.sentence(view.table, view.codes, view.cell()),
        "topic": sentences.topic(view.table, view.codes),
        "reading": reading(view),
        "coverage": coverage.coverage(view),
        "updated": formats.day(view.table.updated) if view.table.updated else "",
    }


@xframe_options_exempt
def _embedded(request: HttpRequest, view: View) -> HttpResponse:
    """Chart and table alone, for a frame on somebody else's page."""
    cells = regions.region_cells(view)
    chart = series.series_chart(view) or regions.region_bars(view, cells)
    told = {**_heading(view), "chart": chart, "page": request.build_absolute_uri(view.address())}
    return render(request, "pages/statistics/embedded.html", told)


def _compare(view: View) -> str:
    """What follows the table in the address of the comparison; nothing where there is nothing to compare."""
    if not comparable(view.table):
        return ""
    return urlencode(
        {WORDS.get(one, one): view.codes[one] for one in (PLACE, "kind", PERIOD) if one in view.codes}
    )
