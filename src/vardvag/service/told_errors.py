"""Errors that are meant for people become pages; what is our fault stays an error of ours."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from vardvag.base.errors import VardvagError
from vardvag.service.pages import errors


class ToldErrors:
    """Middleware: a `VardvagError` that leaves a view is told with all its findings."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that tells *exception*; None, so that Django goes on, when it is not one of ours."""
        return errors.told(request, exception) if isinstance(exception, VardvagError) else None
