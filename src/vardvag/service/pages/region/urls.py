"""Addresses of the analyst's pages; they exist only where the region's part runs."""

from __future__ import annotations

from django.urls import path

from vardvag.service.pages.region import clocks, file, outcome, received, waiting

urlpatterns = [
    path("region/", received.received, name="analyst-start"),
    path("region/fil/", file.region_file, name="region-file"),
    path("region/fil/granskad/", file.checked, name="region-file-checked"),
    path("region/fil/granskad/fynd.csv", file.findings, name="region-file-findings"),
    path("region/fil/lasin/", file.load, name="region-file-load"),
    path("region/fil/inlast/", outcome.loaded, name="region-file-loaded"),
    path("region/klockor/", clocks.clocks, name="region-clocks"),
    path("region/vantande/", waiting.waiting, name="region-waiting"),
]
