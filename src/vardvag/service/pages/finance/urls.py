"""Addresses of the region's finance pages; they exist only where the region's part runs."""

from __future__ import annotations

from django.urls import path

from vardvag.service.pages.finance import payout

urlpatterns = [path("region/utbetalning/", payout.region_payout, name="region-payout")]
