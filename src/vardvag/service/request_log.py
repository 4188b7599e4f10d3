"""One log line per request: route, status and time, under an id that the answer carries too.

The *route* is logged (`plan/<id>`), never the address itself, which may name a person's plan.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

_LOG = logging.getLogger("vardvag.request")


class RequestLog:
    """Middleware; stands first, so that it times and names everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Handle and log one request."""
        # Our own id: one from outside could carry anything into the log.
        request_id = uuid.uuid4().hex
        request.META["vardvag.request_id"] = request_id
        began = time.monotonic()
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        match = request.resolver_match
        if match is None and request.path_info.startswith("/static/"):
            return response
        _LOG.info(
            "request",
            extra={
                "request_id": request_id,
                "route": match.route if match else "(none)",
                "method": request.method if request.method in ("GET", "HEAD", "POST") else "other",
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - began) * 1000),
            },
        )
        return response
