"""The one page for a plan that does not exist and for a plan that may not be seen: nobody can tell which."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def no_such_plan(request: HttpRequest) -> HttpResponse:
    """404, with the same words whichever it was."""
    return render(request, "pages/care/no_such_plan.html", status=404)
