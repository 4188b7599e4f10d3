"""About the site: what it is, its typeface and licence, how accessible it is, which cookie it sets."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from vardvag.service.identity.guards import public_page


@public_page
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the site is, what it keeps, and whose work it stands on."""
    return render(request, "pages/about.html")


@public_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the site is, as far as it has been tested."""
    return render(request, "pages/accessibility.html")


urlpatterns = [
    path("om/", about, name="about"),
    path("tillganglighet/", accessibility, name="accessibility"),
]
