"""Addresses of the statistics. A file to fetch stands at its page's address with another ending."""

from __future__ import annotations

from django.urls import path

from vardvag.service.pages.statistics import compare, files, how, measure, region, start

_ROOT = "vantetider/"
_TABLE = f"{_ROOT}<slug:name>"

urlpatterns = [
    path(_ROOT, start.start, name="statistics"),
    path(f"{_ROOT}jamfor/", compare.compare, name="statistics-compare"),
    path(f"{_ROOT}sa-raknar-vi/", how.how, name="statistics-how"),
    path(f"{_ROOT}region/<str:code>/", region.region_page, name="statistics-region"),
    path(f"{_TABLE}/", measure.table_page, name="statistics-table"),
    path(f"{_TABLE}.csv", files.file, {"ending": "csv"}, name="statistics-table-csv"),
    path(f"{_TABLE}.sv.csv", files.file, {"ending": "sv.csv"}, name="statistics-table-sv-csv"),
    path(f"{_TABLE}.xlsx", files.file, {"ending": "xlsx"}, name="statistics-table-xlsx"),
    path(f"{_TABLE}.json", files.file, {"ending": "json"}, name="statistics-table-json"),
]
