"""Where the analyst begins: which months have been received, and where to go on."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.base.regions import Region
from vardvag.contracts.access.actor import Role
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.look.frame import Entry, entries_for
from vardvag.service.look.table import Column, StatusWord, Table
from vardvag.service.pages.navigation import NAVIGATION
from vardvag.service.pages.region.own import own_region, own_store
from vardvag.usecases.show_received import ReceivedMonth, show_received


@requires(Role.REGION_ANALYST, profile="region")
@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """The months received from the analyst's own region."""
    region = own_region(request)
    months = show_received(own_store(), region.code)
    return render(
        request,
        "pages/region/received.html",
        {
            "region": region,
            "title": title(region, months),
            "places": _places(request),
            "forecast": ", ".join(formats.month(one.month) for one in months if one.forecast),
            "table": _table(months) if months else None,
        },
    )


def title(region: Region, months: tuple[ReceivedMonth, ...]) -> str:
    """How far the region has reported, in a sentence; a forecast is no report."""
    ended = [one for one in months if not one.forecast]
    if not ended:
        return _("%(region)s har inte redovisat någon månad än") % {"region": region.full_name}
    return _("%(region)s har redovisat till och med %(month)s") % {
        "region": region.full_name,
        "month": formats.month(ended[-1].month),
    }


def _places(request: HttpRequest) -> list[tuple[Entry, str]]:
    """The analyst's other pages, as the navigation offers them."""
    offered = entries_for(NAVIGATION, request.actor, settings.VARDVAG.profiles)  # type: ignore[attr-defined]  # ActorMiddleware
    own = [entry for entry in offered if Role.REGION_ANALYST in entry.roles]
    return [(entry, reverse(entry.url_name)) for entry in own if entry.url_name != "analyst-start"]


def _table(months: tuple[ReceivedMonth, ...]) -> Table:
    """The latest first: that is the one somebody comes to look for."""
    return Table(
        _("Mottagna månader"),
        [
            Column(_("Månad")),
            Column(_("Läge")),
            Column(_("Genomförda"), _("rader"), number=True),
            Column(_("Väntande"), _("rader"), number=True),
            Column(_("Senast mottaget"), number=True),
        ],
        [
            [
                format_html('<span class="nowrap">{}</span>', formats.month(one.month).capitalize()),
                StatusWord("soon", _("prognos")) if one.forecast else StatusWord("within", _("mottagen")),
                formats.number(one.done),
                formats.number(one.waiting),
                formats.iso(one.received_at.legal_day),
            ]
            for one in reversed(months)
        ],
        note=_("En rad som har skickats igen räknas varje gång den har kommit."),
    )
