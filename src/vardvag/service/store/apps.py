"""How Django knows this app: label `care`, database alias `care`."""

from __future__ import annotations

from django.apps import AppConfig


class CareConfig(AppConfig):
    """The models of the profile *care*."""

    name = "vardvag.service.store"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"
