"""One region: every figure that there is of it, beside the country, as a sentence and a small series.

And what there is nothing of, by name: what is missing is said, not left out. Here does not belong any figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vardvag.base.errors import NotFound
from vardvag.base.regions import REGIONS, region
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.look.series_chart import SeriesChart
from vardvag.service.pages.statistics import missing, sentences, series
from vardvag.service.pages.statistics.headlines import headlines
from vardvag.service.pages.statistics.reading import reading
from vardvag.service.pages.statistics.tables import all_tables
from vardvag.service.pages.statistics.view import View


@dataclass(frozen=True)
class Line:
    """One figure of the region."""

    view: View
    topic: str
    title: str
    reading: str
    chart: SeriesChart | None


@public_page
@require_safe
def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every figure of a region; a page with the nearest for a code of none."""
    try:
        one = region(code)
    except NotFound as problem:
        told = {
            "message": problem.in_language(formats.language()),
            "nearest": missing.nearest_regions(code),
        }
        return render(request, "pages/statistics/not_found.html", told, status=404)
    tables = all_tables()
    lines = [
        _line(view)
        for table in tables.values()
        if one.code in table.places
        for view in headlines(table, one.code)
    ]
    told_of = [line for line in lines if line.view.cell().number is not None]
    context = {
        "region": one,
        "counted": [line for line in told_of if line.view.table.measure],
        "published": [line for line in told_of if not line.view.table.measure],
        "without": [line for line in lines if line.view.cell().number is None],
        "outside": [table for table in tables.values() if one.code not in table.places],
        "made_up": any(line.view.table.made_up for line in told_of),
        "others": [(other, reverse("statistics-region", args=[other.code])) for other in REGIONS],
    }
    return render(request, "pages/statistics/region.html", context)


def _line(view: View) -> Line:
    return Line(
        view,
        sentences.topic(view.table, view.codes),
        sentences.sentence(view.table, view.codes),
        reading(view),
        series.series_chart(view, small=True),
    )
