"""Addresses of the agreements. A file to fetch stands at its page's address with another ending."""

from __future__ import annotations

from django.urls import path

from vardvag.service.pages.agreements import catalogue, downloads, payouts, why

_ONE = "overenskommelser/<slug:name>/"
_PAYOUTS = f"{_ONE}utbetalning"

urlpatterns = [
    path("overenskommelser/", catalogue.agreements, name="agreements"),
    path(_ONE, catalogue.agreement, name="agreement"),
    path(f"{_PAYOUTS}/", payouts.payouts, name="payouts"),
    path(f"{_PAYOUTS}.csv", downloads.machine_csv, name="payouts-csv"),
    path(f"{_PAYOUTS}.sv.csv", downloads.swedish_csv, name="payouts-sv-csv"),
    path(f"{_PAYOUTS}.xlsx", downloads.excel, name="payouts-xlsx"),
    path(f"{_PAYOUTS}.json", downloads.plain_json, name="payouts-json"),
    path(f"{_PAYOUTS}.kvitto.json", downloads.receipt, name="payouts-receipt"),
    path(f"{_PAYOUTS}/<slug:recipient>/", why.payout, name="payout"),
    path(f"{_PAYOUTS}/<slug:recipient>.json", why.payout_json, name="payout-json"),
]
