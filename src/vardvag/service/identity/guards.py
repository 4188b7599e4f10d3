"""What a view requires of who is asking. Every view wears one of two marks; a test walks the addresses.

`@public_page` is open to anybody. `@requires(Role.PATIENT)` is open to the named roles only: somebody who is
not logged in is sent to log in, somebody in another role gets the page that says no. Deny is the default: a
view without a mark fails the test, and `urls.py` refuses it when the site starts.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, reverse

from vardvag.contracts.access.actor import Role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public_page(view: View) -> View:
    """Mark a view as open to anybody. It belongs to the public part and shows no person's data."""
    view.guard = "public"  # type: ignore[attr-defined]  # the mark that the walk over the addresses looks for
    view.profile = "public"  # type: ignore[attr-defined]  # shown in the header
    return view


def requires(
    *roles: Role, profile: str, denied: Callable[[HttpRequest], None] | None = None
) -> Callable[[Callable[..., HttpResponseBase]], Any]:
    """Open a view only to *roles*. *profile* is the part it belongs to, shown in the header.

    PermissionDenied (the 403 page) for another role, once *denied* has been told of it (to log the attempt);
    a redirect to log-in for nobody.
    """
    if not roles:
        raise ValueError("name at least one role")

    def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @functools.wraps(view)
        def check(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            if actor is None:
                # Only a page that can be asked for again is returned to after log-in.
                back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
                return HttpResponseRedirect(f"{reverse('log-in')}?{urlencode({'till': back})}")
            if actor.role not in roles:
                if denied is not None:
                    denied(request)
                raise PermissionDenied
            return view(request, *args, **kwargs)

        check.guard = frozenset(roles)  # type: ignore[attr-defined]  # the mark that the walk looks for
        check.profile = profile  # type: ignore[attr-defined]  # shown in the header
        return check

    return guarded


def unguarded(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[str]:
    """The addresses whose view wears no mark. Empty on a site that may start."""
    found: list[str] = []
    for pattern in patterns:
        here = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            found += unguarded(pattern.url_patterns, here)
        elif not hasattr(pattern.callback, "guard"):
            where = inspect.getmodule(pattern.callback)
            found.append(f"{here} ({where.__name__ if where else '?'})")
    return found
