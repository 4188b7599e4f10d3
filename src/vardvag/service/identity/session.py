"""The actor in the session: put there at log-in, read at each request, gone at log-out.

The session's key is changed at log-in and emptied at log-out, so a key planted before is worth nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from vardvag.contracts.access.actor import Role
from vardvag.service.identity.actor import Actor

_KEY = "actor"
_OPTIONAL = ("person", "unit", "region")


class ActorMiddleware:
    """Middleware: `request.actor` is the Actor who is logged in, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Attach the actor to one request."""
        request.actor = actor_in(request)  # type: ignore[attr-defined]  # ours: who is asking
        return self.get_response(request)


def actor_in(request: HttpRequest) -> Actor | None:
    """The actor of the request's session. None when nobody is logged in, or when what is kept is not ours."""
    # Without the cookie there is nothing to look up: a public page then never touches the database.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    kept = request.session.get(_KEY)
    if not isinstance(kept, dict) or set(kept) != {field.name for field in dataclasses.fields(Actor)}:
        return None
    told = [kept["subject"], kept["name"], *(kept[name] for name in _OPTIONAL if kept[name] is not None)]
    if kept["role"] not in list(Role) or not all(isinstance(value, str) for value in told):
        return None
    return Actor(**{**kept, "role": Role(kept["role"])})


def log_in(request: HttpRequest, actor: Actor) -> None:
    """Begin a new session for *actor*; nothing of the old one is kept."""
    request.session.flush()
    request.session[_KEY] = dataclasses.asdict(actor)
    request.actor = actor  # type: ignore[attr-defined]  # ours: who is asking


def log_out(request: HttpRequest) -> None:
    """End the session and forget it on our side."""
    request.session.flush()
    request.actor = None  # type: ignore[attr-defined]  # ours: who is asking
