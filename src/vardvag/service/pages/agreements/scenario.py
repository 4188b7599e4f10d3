"""What if: change a condition, an amount, a key or a fact, and see who gains and who loses.

The whole question stands in the address, so that it can be shared; what is as it was is not in it. Here does
not belong what may be asked (`usecases/show_scenario`).
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.recipients import recipient_title
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.agreements import scenario_words as words
from vardvag.service.pages.agreements.payouts import reasons
from vardvag.service.pages.agreements.scenario_files import links
from vardvag.service.pages.agreements.scenario_form import elsewhere, field_groups
from vardvag.service.pages.agreements.scenario_result import difference_chart, difference_table, undetermined
from vardvag.service.pages.agreements.shown import cells_file
from vardvag.usecases.scenario.facts import near_population
from vardvag.usecases.scenario.request import MOST
from vardvag.usecases.show_scenario import ShownScenario, lacking, show_scenario

RESULT = "resultat"
"""The name, in an address, of the result that a link was made for."""


@public_page
@require_safe
def scenario(request: HttpRequest, name: str) -> HttpResponse:
    """The form, and what came of it."""
    shown = show_scenario(name, cells_file(), request.GET.dict())
    asked_result = request.GET.get(RESULT, "")[:12]
    if not shown.findings:
        canonical = list(shown.canonical.items()) + ([(RESULT, asked_result)] if asked_result else [])
        if canonical != [(key, one) for key, values in request.GET.lists() for one in values]:
            return HttpResponseRedirect(address(name, canonical))
    context = {
        "agreement": shown.reading,
        "shown": shown,
        "title": _title(shown),
        "path": address(name, []),
        "groups": field_groups(shown),
        "elsewhere": elsewhere(shown),
        "made": _made(shown),
        "example": shown.standing.from_regions and settings.VARDVAG.demo,
        "forecast": ", ".join(formats.month(month) for month in shown.standing.forecast_months),
        "asked_result": asked_result,
        "missing": bool(tuple(lacking(shown))),
        "suggestion": _suggestion(shown),
        **_outcome(request, shown),
    }
    return render(request, "pages/agreements/scenario.html", context, status=400 if shown.findings else 200)


def address(name: str, canonical: list[tuple[str, str]], of: str = "scenario") -> str:
    """The address of a what-if; without a change, of the page where one is made."""
    query = f"?{urlencode(canonical)}" if canonical else ""
    return reverse(of, args=[name]) + query


def _title(shown: ShownScenario) -> str:
    if shown.findings:
        return _("Ändringen går inte att pröva än")
    if shown.comparison is None:
        return _("Ändra ett villkor och se vem som får mer och vem som får mindre")
    return words.title(shown, shown.comparison)


def _outcome(request: HttpRequest, shown: ShownScenario) -> dict[str, object]:
    """What the page needs of a comparison; nothing without one."""
    comparison = shown.comparison
    if comparison is None:
        return {}
    canonical = list(shown.canonical.items())
    result = address(shown.reading.name, [*canonical, (RESULT, shown.result)])
    return {
        "comparison": comparison,
        "table": difference_table(comparison),
        "chart": difference_chart(comparison),
        "undetermined": undetermined(comparison),
        "reasons": reasons(comparison.after) if comparison.after.undetermined else [],
        "downloads": links(shown),
        "permalink": request.build_absolute_uri(result),
    }


def _made(shown: ShownScenario) -> list[tuple[str, str]]:
    """Each change on a line, with the address of the same without it."""
    places = {place.path: place for place in shown.places}
    return [
        (
            words.change(places[path], written),
            address(shown.reading.name, [(p, w) for p, w in shown.canonical.items() if p != path]),
        )
        for path, written in shown.canonical.items()
        if path in places
    ]


def _suggestion(shown: ShownScenario) -> tuple[str, str] | None:
    """Words and address of the same what-if with the populations that are missing taken from a year-end."""
    near = [(place, found) for place in lacking(shown) if (found := near_population(place)) is not None]
    if not near or shown.findings or len(shown.canonical) + len(near) > MOST:
        return None
    added = [(place.path, str(people)) for place, (people, _series) in near]
    target = address(shown.reading.name, [*shown.canonical.items(), *added])
    series = near[0][1][1]
    if len(near) > 1:
        told = {"number": len(near), "series": series}
        return _("Pröva med folkmängden %(series)s för de %(number)s som saknas") % told, target
    place, (people, _series) = near[0]
    who = formats.said(recipient_title(place.region or ""))
    told = {"who": who, "series": series, "number": formats.number(people)}
    return _("Pröva med folkmängden %(series)s, %(who)s %(number)s") % told, target
