"""Addresses of the agreements. A file to fetch stands at its page's address with another ending."""

from __future__ import annotations

from django.urls import path

from vardvag.service.pages.agreements import (
    agreement,
    catalogue,
    downloads,
    payouts,
    why,
    year,
    year_downloads,
)

_YEARS = "overenskommelser/ar/"
_YEAR = f"{_YEARS}<int:year>"
_REGION = f"{_YEAR}/<slug:region>"
_ONE = "overenskommelser/<slug:name>/"
_PAYOUTS = f"{_ONE}utbetalning"

urlpatterns = [
    path("overenskommelser/", catalogue.agreements, name="agreements"),
    path(_YEARS, year.choose, name="years"),
    path(f"{_YEAR}/", year.country_year, name="year"),
    path(f"{_YEAR}.csv", year_downloads.machine_csv, name="year-csv"),
    path(f"{_YEAR}.sv.csv", year_downloads.swedish_csv, name="year-sv-csv"),
    path(f"{_YEAR}.xlsx", year_downloads.excel, name="year-xlsx"),
    path(f"{_YEAR}.json", year_downloads.plain_json, name="year-json"),
    path(f"{_REGION}/", year.region_year, name="region-year"),
    path(f"{_REGION}.csv", year_downloads.machine_csv, name="region-year-csv"),
    path(f"{_REGION}.sv.csv", year_downloads.swedish_csv, name="region-year-sv-csv"),
    path(f"{_REGION}.xlsx", year_downloads.excel, name="region-year-xlsx"),
    path(f"{_REGION}.json", year_downloads.plain_json, name="region-year-json"),
    path(_ONE, agreement.agreement, name="agreement"),
    path(f"{_ONE}avtal.yaml", agreement.rules_file, name="agreement-yaml"),
    path(f"{_ONE}uppgifter.csv", agreement.facts_file, name="agreement-facts"),
    path(f"{_PAYOUTS}/", payouts.payouts, name="payouts"),
    path(f"{_PAYOUTS}.csv", downloads.machine_csv, name="payouts-csv"),
    path(f"{_PAYOUTS}.sv.csv", downloads.swedish_csv, name="payouts-sv-csv"),
    path(f"{_PAYOUTS}.xlsx", downloads.excel, name="payouts-xlsx"),
    path(f"{_PAYOUTS}.json", downloads.plain_json, name="payouts-json"),
    path(f"{_PAYOUTS}.kvitto.json", downloads.receipt, name="payouts-receipt"),
    path(f"{_PAYOUTS}/<slug:recipient>/", why.payout, name="payout"),
    path(f"{_PAYOUTS}/<slug:recipient>.json", why.payout_json, name="payout-json"),
]
