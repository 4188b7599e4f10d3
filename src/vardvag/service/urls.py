"""The addresses of the site: Swedish at the address itself, English under `/en/`.

The site does not start while any view lacks a mark of who may open it (`identity/guards`).
"""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, include, path

from vardvag.service.identity.guards import unguarded
from vardvag.service.identity.views import callback_patterns
from vardvag.service.identity.views import urlpatterns as identity_patterns
from vardvag.service.open_data import urls as open_data

urlpatterns: list[URLPattern | URLResolver] = [
    *callback_patterns,
    *open_data.urlpatterns,
    *i18n_patterns(
        *identity_patterns,
        path("", include("vardvag.service.pages.urls")),
        prefix_default_language=False,
    ),
]

handler403 = "vardvag.service.pages.errors.not_allowed"
handler404 = "vardvag.service.pages.errors.not_found"
handler500 = "vardvag.service.pages.errors.broken"

if "care" in settings.VARDVAG.profiles:
    # Only here: the APIs are of plans, which no other part installs.
    from vardvag.service.api import urls as api
    from vardvag.service.fhir import urls as fhir

    urlpatterns += [*api.urlpatterns, *fhir.urlpatterns]

if _open := unguarded(urlpatterns):
    raise ImproperlyConfigured(f"views without a mark of who may open them: {', '.join(_open)}")
