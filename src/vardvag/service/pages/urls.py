"""Which pages each part has. The region's and the care unit's are there only where that part runs."""

from __future__ import annotations

from django.conf import settings

from vardvag.service.pages import about, gallery, start
from vardvag.service.pages.agreements import urls as agreements
from vardvag.service.pages.finance import urls as finance

PUBLIC = [*start.urlpatterns, *about.urlpatterns, *agreements.urlpatterns]
REGION = [*start.region_patterns, *finance.urlpatterns]
CARE = [*start.care_patterns]

urlpatterns = list(PUBLIC)
if "region" in settings.VARDVAG.profiles:
    urlpatterns += REGION
if "care" in settings.VARDVAG.profiles:
    urlpatterns += CARE
if settings.VARDVAG.demo:
    urlpatterns += gallery.urlpatterns
