"""How Django knows this app: label `region`, database alias `region`."""

from __future__ import annotations

from django.apps import AppConfig


class RegionConfig(AppConfig):
    """The models of the profile *region*."""

    name = "vardvag.service.region_log"
    label = "region"
    default_auto_field = "django.db.models.BigAutoField"
