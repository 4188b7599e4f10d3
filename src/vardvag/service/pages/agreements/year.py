"""A year's agreements side by side, for the country or for one region, and the way from one year to another.

Here does not belong the table (`year_table`) nor its files (`year_downloads`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.catalogue import years
from vardvag.base.errors import NotFound
from vardvag.base.regions import REGIONS
from vardvag.base.regions import region as region_of
from vardvag.base.texts import Text
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.agreements import year_notes, year_table
from vardvag.service.pages.agreements.shown import cells_file
from vardvag.usecases.show_year import ShownYear, show_year


class Chooser(forms.Form):
    """Which year, and which region or the whole country."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [("", _("Hela landet"))]
        self.fields["ar"] = forms.ChoiceField(
            label=_("År"), choices=[(str(one), str(one)) for one in years()]
        )
        self.fields["region"] = forms.ChoiceField(
            label=_("Region"), choices=whole + [(one.code, one.name) for one in REGIONS], required=False
        )
        # An empty choice is a choice here, so the label need not say that it may be left out.
        self.use_required_attribute = False


@public_page
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Lead to the year and region asked for; nothing asked for is the latest year. NotFound for no year."""
    if not request.GET:
        return _year(request, years()[0], None)
    year, region = request.GET.get("ar", ""), request.GET.get("region", "")
    if year and not year.isdigit():
        raise NotFound(Text("år", "year"), year, [str(one) for one in years()])
    return HttpResponseRedirect(address(int(year) if year else years()[0], region or None))


@public_page
@require_safe
def country_year(request: HttpRequest, year: int) -> HttpResponse:
    """Every agreement of a year, for the whole country."""
    return _year(request, year, None)


@public_page
@require_safe
def region_year(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """Every agreement of a year, and what one region gets of each."""
    return _year(request, year, region)


def address(year: int, region: str | None = None, ending: str = "") -> str:
    """The page of a year, or its file with *ending* (`csv`)."""
    name = "region-year" if region else "year"
    return reverse(f"{name}-{ending}" if ending else name, args=[year, region] if region else [year])


def _year(request: HttpRequest, year: int, region: str | None) -> HttpResponse:
    shown = show_year(year, cells_file(), region)
    held = sorted(years())
    at = held.index(year)
    context = {
        "shown": shown,
        "region": region_of(region) if region else None,
        "title": title(shown),
        "lead": lead(shown),
        "table": year_table.table(shown),
        "waiting": year_notes.waiting(shown),
        "published": year_notes.published(shown),
        "outside": year_notes.outside(shown),
        "chooser": Chooser(initial={"ar": str(year), "region": region or ""}),
        "earlier": (held[at - 1], address(held[at - 1], region)) if at else None,
        "later": (held[at + 1], address(held[at + 1], region)) if at + 1 < len(held) else None,
        "country": address(year) if region else None,
        "example": any(row.from_regions for row in shown.rows) and settings.VARDVAG.demo,
        "downloads": _downloads(year, region),
    }
    return render(request, "pages/agreements/year.html", context)


def title(shown: ShownYear) -> str:
    """What is so, in a sentence; what cannot be determined is never counted in it."""
    numbers: dict[str, object] = {"year": shown.year, "number": len(shown.rows)}
    if shown.region is not None:
        numbers |= {"region": region_of(shown.region).name, "amount": formats.kronor(shown.earned)}
        if shown.complete:
            return _("%(region)s får %(amount)s för %(year)s") % numbers
        return _("%(region)s får minst %(amount)s för %(year)s") % numbers
    numbers |= {
        "known": formats.kronor(shown.earned + shown.unpaid),
        "whole": formats.kronor(shown.decided),
    }
    if shown.complete:
        return _("Alla %(whole)s för %(year)s går att fastställa") % numbers
    if not shown.earned and not shown.unpaid:
        return _("Inget av %(whole)s för %(year)s går att fastställa") % numbers
    return _("%(known)s av %(whole)s för %(year)s går att fastställa") % numbers


def lead(shown: ShownYear) -> str:
    """How many agreements, and what stands beside what."""
    one = len(shown.rows) == 1
    number = {"number": len(shown.rows)}
    many = _("En överenskommelse.") if one else _("%(number)s överenskommelser.") % number
    if shown.region is not None:
        return (
            many
            + " "
            + _("Här står vad som aviserades och beslutades för hela landet, och vad regionen får.")
        )
    return many + " " + _("Här står vad som aviserades, beslutades, tjänades in och betalades.")


def _downloads(year: int, region: str | None) -> list[tuple[str, str, str]]:
    return [
        (_("Tabellen för Excel"), address(year, region, "xlsx"), "XLSX"),
        (_("Tabellen för svenskt Excel"), address(year, region, "sv-csv"), "CSV, ;"),
        (_("Tabellen för maskiner"), address(year, region, "csv"), "CSV, ,"),
        (_("Allt på sidan"), address(year, region, "json"), "JSON"),
    ]
