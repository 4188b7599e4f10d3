"""The start pages: one for everybody, one for each role. They lead on; they show no figures of their own."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from vardvag.contracts.access.actor import Role
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import public_page, requires
from vardvag.service.look.frame import entries_for
from vardvag.service.pages.agreements.reproduced import reconciliation
from vardvag.service.pages.navigation import NAVIGATION

ROLE_START = {
    Role.PATIENT: ("patient-start", "care"),
    Role.COORDINATOR: ("coordinator-start", "care"),
    Role.GUARDIAN: ("guardian-start", "care"),
    Role.CARE_STAFF: ("staff-start", "care"),
    Role.MUNICIPAL_HEALTH: ("outside-start", "care"),
    Role.SOCIAL_CARE: ("outside-start", "care"),
    Role.LOG_REVIEWER: ("review-start", "care"),
    Role.REGION_ANALYST: ("analyst-start", "region"),
    Role.REGION_FINANCE: ("finance-start", "region"),
}
"""Role → the name of its own start page, and the part that page belongs to.

A role that is not here has no page of its own yet, and begins at the start page.
"""


@public_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The four questions, who they are for, and what is open to everybody."""
    return render(request, "pages/start.html", {"places": _places(None), "reconciled": reconciliation()})


@requires(*Role, profile="public")
@require_safe
def own_start(request: HttpRequest) -> HttpResponseBase:
    """Lead somebody who has just logged in to the start page of their role, where that part runs here."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    name, profile = ROLE_START.get(actor.role, ("start", "public"))
    return HttpResponseRedirect(reverse(name if profile in settings.VARDVAG.profiles else "start"))


@requires(Role.REGION_FINANCE, profile="region")
@require_safe
def finance_start(request: HttpRequest) -> HttpResponse:
    """Where a region's finance officer begins."""
    return _role_start(
        request,
        _("Regionens ersättning"),
        _(
            "Du ser belopp per månad och överenskommelse. "
            "Du ser aldrig belopp eller uppgifter för en patient."
        ),
    )


def _role_start(request: HttpRequest, title: object, sees: object) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    places = _places(actor)
    return render(request, "pages/role_start.html", {"title": title, "sees": sees, "places": places})


def _places(actor: Actor | None) -> list[tuple[object, str]]:
    """Where one can go from here: what the navigation offers, but the start pages themselves."""
    starts = {"start", *(name for name, _profile in ROLE_START.values())}
    return [
        (entry, reverse(entry.url_name))
        for entry in entries_for(NAVIGATION, actor, settings.VARDVAG.profiles)
        if entry.url_name not in starts
    ]


urlpatterns = [path("", start, name="start"), path("min-start/", own_start, name="own-start")]
region_patterns = [path("ekonomi/", finance_start, name="finance-start")]
