"""Headers that tell the browser what a page may do: nothing but show our own text, style, font and pictures.

No page needs a script, so none is allowed, but for one page that asks for one of our own (`own_script`): it
reads a file on the reader's computer, and may connect to nothing (ADR on the caregiver's own key). Forms go
to the site itself, and to the issuer of log-ins, because browsers apply `form-action` to the redirect that
follows a form too.

No page may stand in a frame, but for one that was made for it and has nothing to press: a view marks its
answer with Django's `xframe_options_exempt`.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


def content_security_policy(issuer: str, *, own_script: bool = False, framed: bool = False) -> str:
    """The policy of every page, given the address of the issuer of log-ins. *framed*: anybody may frame it.

    With *own_script* a script from the site's own files may run. It still may ask no host for anything,
    ours included: nothing but `default-src` says where connections may go, and it says nowhere.
    """
    parts = urlsplit(issuer)
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self'",
            *(("script-src 'self'",) if own_script else ()),
            f"form-action 'self' {parts.scheme}://{parts.netloc}",
            "frame-ancestors *" if framed else "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


class SecurityHeaders:
    """Middleware that adds the policy, and keeps pages about a logged-in person out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.policy = content_security_policy(settings.VARDVAG.issuer)
        self.framed = content_security_policy(settings.VARDVAG.issuer, framed=True)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers to one answer."""
        response = self.get_response(request)
        framed = getattr(response, "xframe_options_exempt", False)
        response.headers.setdefault("Content-Security-Policy", self.framed if framed else self.policy)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        if not framed:
            response["X-Frame-Options"] = "DENY"
        if getattr(request, "actor", None) is not None:
            response["Cache-Control"] = "no-store"
        return response
