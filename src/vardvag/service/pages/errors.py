"""Pages for when something is wrong: what happened, and what to do. Never a trace, never an inner name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vardvag.base.errors import BadInput, NotFound, VardvagError


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is no such page."""
    return render(request, "pages/error_404.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the page is there, but not for this role."""
    return render(request, "pages/error_403.html", status=403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was made in another session; usually somebody has logged out in between."""
    return render(request, "pages/error_form.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. The page gives the request's id, which the log has too."""
    # The session may be what is broken, so nobody is taken to be logged in.
    request.actor = None  # type: ignore[attr-defined]  # ours: who is asking
    return render(
        request,
        "pages/error_500.html",
        {"request_id": request.META.get("vardvag.request_id", "")},
        status=500,
    )


def told(request: HttpRequest, problem: VardvagError) -> HttpResponse:
    """An error meant for people, as a page: 404 for what does not exist, else 400 with every finding."""
    if isinstance(problem, NotFound):
        return not_found(request, problem)
    findings = problem.findings if isinstance(problem, BadInput) else ()
    return render(request, "pages/error_400.html", {"findings": findings}, status=400)
