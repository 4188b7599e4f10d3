"""Headers that tell the browser what a page may do: nothing but show our own text, style, font and pictures.

There is no script in Vårdväg's pages, so none is allowed. Forms go to the site itself, and to the issuer of
log-ins, because browsers apply `form-action` to the redirect that follows a form too.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


def content_security_policy(issuer: str) -> str:
    """The policy of every page, given the address of the issuer of log-ins."""
    parts = urlsplit(issuer)
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self'",
            f"form-action 'self' {parts.scheme}://{parts.netloc}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


class SecurityHeaders:
    """Middleware that adds the policy, and keeps pages about a logged-in person out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.policy = content_security_policy(settings.VARDVAG.issuer)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers to one answer."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        response["X-Frame-Options"] = "DENY"
        if getattr(request, "actor", None) is not None:
            response["Cache-Control"] = "no-store"
        return response
