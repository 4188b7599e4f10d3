"""Addresses of the analyst's pages; they exist only where the region's part runs."""

from __future__ import annotations

from django.urls import path

from vardvag.service.pages.region import clocks, file, file_clocks, file_worklist, outcome, received, waiting

urlpatterns = [
    path("region/", received.received, name="analyst-start"),
    path("region/fil/", file.region_file, name="region-file"),
    path("region/fil/granskad/", file.checked, name="region-file-checked"),
    path("region/fil/granskad/fynd.csv", file.findings, name="region-file-findings"),
    path("region/fil/granskad/markt.xlsx", file.marked, name="region-file-marked"),
    path("region/fil/klockor/", file_clocks.file_clocks, name="region-file-clocks"),
    path("region/fil/arbetslista/", file_worklist.file_worklist, name="region-file-worklist"),
    path("region/fil/arbetslista/egen-nyckel/", file_worklist.with_own_key, name="region-file-worklist-key"),
    path("region/fil/arbetslista/lista.csv", file_worklist.as_csv_file, name="region-file-worklist-csv"),
    path("region/fil/arbetslista/lista.xlsx", file_worklist.as_excel_file, name="region-file-worklist-xlsx"),
    path("region/fil/lasin/", file.load, name="region-file-load"),
    path("region/fil/inlast/", outcome.loaded, name="region-file-loaded"),
    path("region/klockor/", clocks.clocks, name="region-clocks"),
    path("region/vantande/", waiting.waiting, name="region-waiting"),
]
