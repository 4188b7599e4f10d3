"""Which pages each part has. The region's and the care unit's are there only where that part runs."""

from __future__ import annotations

from django.conf import settings

from vardvag.service.pages import about, gallery, open_data, start
from vardvag.service.pages.agreements import scenario_urls as scenarios
from vardvag.service.pages.agreements import urls as agreements
from vardvag.service.pages.finance import urls as finance
from vardvag.service.pages.guarantee import page as guarantee
from vardvag.service.pages.statistics import urls as statistics

# Before the agreements, one of whose names their addresses would otherwise be taken for.
PUBLIC = [
    *start.urlpatterns,
    *about.urlpatterns,
    *open_data.urlpatterns,
    *guarantee.urlpatterns,
    *statistics.urlpatterns,
    *scenarios.urlpatterns,
    *agreements.urlpatterns,
]
REGION = [*start.region_patterns, *finance.urlpatterns]

urlpatterns = list(PUBLIC)
if "region" in settings.VARDVAG.profiles:
    # Imported only here: these pages count, and counting needs the extra [statistics].
    from vardvag.service.pages.region import urls as region

    urlpatterns += [*REGION, *region.urlpatterns]
if "care" in settings.VARDVAG.profiles:
    # Only here: these pages know of the store of plans, which no other part installs.
    from vardvag.service.pages.care import urls as care

    urlpatterns += care.urlpatterns
if settings.VARDVAG.demo:
    urlpatterns += gallery.urlpatterns
