"""What a load did, remembered in the session from the load to the page that tells it.

Kept as plain data: a page must be shown after a redirect, and may be shown again.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.base.cells import Ratio
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.look.table import Column, Table
from vardvag.service.pages.region.own import own_region
from vardvag.usecases.count_measure import find_measure
from vardvag.usecases.load_region_file import RegionLoad

_KEY = "region-load"


def remember(request: HttpRequest, name: str, done: RegionLoad) -> None:
    """Keep the outcome of loading the file called *name* for the next page."""
    request.session[_KEY] = {
        "name": name,
        "new": done.report.new,
        "contacts": done.report.contacts,
        "call": done.report.call,
        "replaced": done.report.replaced,
        "months": [str(month) for month in done.report.months],
        "received": done.report.received_at.utc.isoformat(),
        "changes": [
            [change.measure, str(change.month), _numbers(change.before), _numbers(change.after)]
            for change in done.changes
        ],
    }


@requires(Role.REGION_ANALYST, profile="region")
@require_safe
def loaded(request: HttpRequest) -> HttpResponseBase:
    """What the latest load of this session did; the form to send a file where there was none."""
    told = request.session.get(_KEY)
    if not isinstance(told, dict):
        return HttpResponseRedirect(reverse("region-file"))
    answer: HttpResponse = render(
        request,
        "pages/region/loaded.html",
        {
            "title": _title(told),
            "told": told,
            "region": own_region(request),
            "months": ", ".join(formats.month(Month.parse(month)) for month in told["months"]),
            "received": Moment.parse(told["received"]),
            "table": _table(told["changes"]) if told["changes"] else None,
        },
    )
    return answer


def _title(told: dict[str, Any]) -> str:
    if not told["new"]:
        return _("Allt i filen fanns redan, så ingenting ändrades")
    if told.get("replaced") and not told["contacts"]:
        return _("Anropet %(call)s är borttaget") % {"call": told["replaced"]}
    return _("%(number)s kontakter är inlästa") % {"number": formats.number(told["contacts"])}


def _table(changes: list[list[Any]]) -> Table:
    rows = [
        [
            formats.said(find_measure(measure).title),
            formats.month(Month.parse(month)),
            _figure(before),
            _figure(after),
        ]
        for measure, month, before, after in changes
    ]
    columns = [Column(_("Tal")), Column(_("Månad")), Column(_("Före"), number=True)]
    rules = dict.fromkeys(formats.said(find_measure(change[0]).policy(None).title) for change in changes)
    return Table(
        _("Andelar som ändrades"),
        [*columns, Column(_("Efter"), number=True)],
        rows,
        note=_("Regel: %(name)s.") % {"name": "; ".join(rules)},
    )


def _numbers(ratio: Ratio | None) -> list[int] | None:
    return None if ratio is None else [ratio.numerator, ratio.denominator]


def _figure(numbers: list[int] | None) -> str | None:
    if numbers is None:
        return None
    ratio = Ratio(*numbers)
    return _("%(share)s (%(within)s av %(counted)s)") % {
        "share": formats.share(ratio.share),
        "within": formats.number(ratio.numerator),
        "counted": formats.number(ratio.denominator),
    }
