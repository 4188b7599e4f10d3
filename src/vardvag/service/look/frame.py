"""What the frame around every page needs: who is here, which part, where one can go, which languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import vardvag
from vardvag.contracts.access.actor import Role
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.demo_users import DEMO_USERS
from vardvag.service.today import today

PROFILE_LABELS: dict[str, Promise] = {
    "public": _("Offentlig del"),
    "region": _("Regionens del"),
    "care": _("Vårdens del"),
}
ROLE_LABELS: dict[Role, Promise] = {
    Role.PATIENT: _("patient"),
    Role.COORDINATOR: _("samordnare i vården"),
    Role.REGION_ANALYST: _("regionens analytiker"),
    Role.REGION_FINANCE: _("regionens ekonom"),
    Role.CARE_STAFF: _("vårdpersonal"),
    Role.MUNICIPAL_HEALTH: _("kommunens hälso- och sjukvård"),
    Role.SOCIAL_CARE: _("kommunens omsorg"),
    Role.GUARDIAN: _("vårdnadshavare"),
    Role.PROXY: _("ombud"),
    Role.LOG_REVIEWER: _("granskare av loggen"),
}


@dataclass(frozen=True)
class Entry:
    """One place in the main navigation. Without `roles` it is for everybody, logged in or not."""

    words: Promise | str
    url_name: str
    profile: str = "public"
    roles: frozenset[Role] = frozenset()
    description: Promise | str = ""
    """One sentence for the start page."""


def entries_for(entries: Sequence[Entry], actor: Actor | None, profiles: Sequence[str]) -> list[Entry]:
    """The entries that somebody may open, in their order, in the parts that run here."""
    return [
        entry
        for entry in entries
        if entry.profile in profiles
        and (not entry.roles or (actor is not None and actor.role in entry.roles))
    ]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; a Django context processor."""
    from vardvag.service.pages.navigation import NAVIGATION

    actor: Actor | None = getattr(request, "actor", None)
    here = request.get_full_path()
    view = request.resolver_match.func if request.resolver_match else None
    profile = getattr(view, "profile", "public")
    other = "en" if (translation.get_language() or "sv") == "sv" else "sv"
    places = [
        (entry, reverse(entry.url_name))
        for entry in entries_for(NAVIGATION, actor, settings.VARDVAG.profiles)
    ]
    # The place one is at is the nearest one above: /min-sida/lasare/ is not also /min-sida/.
    above = [
        place for _entry, place in places if place != reverse("start") and request.path.startswith(place)
    ]
    nearest = max(above, key=len, default=request.path)
    links = [(entry, place, place == nearest) for entry, place in places]
    return {
        "actor": actor,
        "role_label": ROLE_LABELS[actor.role] if actor else "",
        "profile_label": PROFILE_LABELS[profile],
        "navigation": links,
        "other_language": other,
        "other_language_url": _in_language(here, other) if request.method in ("GET", "HEAD") else None,
        "demo": settings.VARDVAG.demo,
        "demo_users": DEMO_USERS if settings.VARDVAG.demo else (),
        "demo_day": today() if settings.VARDVAG.demo and settings.VARDVAG.demo_day else None,
        "version": vardvag.__version__,
    }


def _in_language(path: str, language: str) -> str:
    """The same page in the other language; its start page where the address has no counterpart."""
    translated = translate_url(path, language)
    if translated != path:
        return translated
    with translation.override(language):
        return reverse("start")
