"""What the analyst's pages stand on: her region, the store of its contacts, and the log of who reads them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from vardvag.base.regions import Region, region
from vardvag.contracts.access.actor import Role
from vardvag.service import today
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.region_log.repository import region_log
from vardvag.usecases.log_region_access import READ_CLOCKS, log_contacts_read, log_denied, log_file_used
from vardvag.warehouse.store import Store


def own_region(request: HttpRequest) -> Region:
    """The region of whoever is logged in; no address can ask for another."""
    return region(str(_actor(request).region))


def own_store() -> Store:
    """The store of received contacts."""
    return Store(settings.VARDVAG.store)


def reads_contacts(action: str) -> Callable[[Callable[..., Any]], Any]:
    """The mark of a page that shows contacts: for the analyst, and whoever else tries is logged."""
    return requires(
        Role.REGION_ANALYST, profile="region", denied=functools.partial(_log_denied, action=action)
    )


def log_contacts(
    request: HttpRequest, asked: Mapping[str, str], contacts: list[str], action: str = READ_CLOCKS
) -> None:
    """Log which contacts the answer is about to show; kept when this returns."""
    region = own_region(request).code
    log_contacts_read(region_log(), _actor(request), region, asked, contacts, today.now(), action)


def log_file(request: HttpRequest, action: str, digest: str) -> None:
    """Log that the file she sent is about to be shown or loaded; kept when this returns."""
    log_file_used(region_log(), _actor(request), action, own_region(request).code, digest, today.now())


def _log_denied(request: HttpRequest, action: str) -> None:
    log_denied(region_log(), _actor(request), action, today.now())


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    return actor


def to_fetch(content: bytes, name: str) -> HttpResponse:
    """A file for the browser to save as *name*, CSV or Excel by its ending."""
    excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    kind = excel if name.endswith(".xlsx") else "text/csv; charset=utf-8"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
