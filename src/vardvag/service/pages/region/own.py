"""What the analyst's pages stand on: the region she works for, and the store of its contacts."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from vardvag.base.regions import Region, region
from vardvag.service.identity.actor import Actor
from vardvag.warehouse.store import Store


def own_region(request: HttpRequest) -> Region:
    """The region of whoever is logged in; no address can ask for another."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    return region(str(actor.region))


def own_store() -> Store:
    """The store of received contacts."""
    return Store(settings.VARDVAG.store)
