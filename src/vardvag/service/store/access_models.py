"""The tables of what is kept of a person's standing in the law on access, and of who may lift an inner block.

`AccessStatement` is append-only, as `PlanEvent` is: the database refuses the rest (a trigger, by its
migration). Here does not belong turning rows into records (`access_statements`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from vardvag.contracts.identifiers import LONGEST

_NAME = 200


class AccessStatement(models.Model):
    """One `contracts.access.records.AccessRecord`. `kind` says which content it has."""

    record_id: models.CharField[str, str] = models.CharField(max_length=LONGEST, unique=True)
    person: models.ForeignKey[Any, Any] = models.ForeignKey(
        "care.Person", on_delete=models.PROTECT, related_name="access_statements"
    )
    kind: models.CharField[str, str] = models.CharField(max_length=40)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    content: models.JSONField[Any, Any] = models.JSONField()
    said: models.JSONField[Any, Any] = models.JSONField()
    unit: models.CharField[str | None, str | None] = models.CharField(max_length=LONGEST, null=True)


class BlockLifter(models.Model):
    """Somebody (by log-in) whom a caregiver has authorised to lift inner blocks, and where that is
    documented."""

    caregiver: models.CharField[str, str] = models.CharField(max_length=LONGEST)
    staff: models.CharField[str, str] = models.CharField(max_length=_NAME)
    documented_as: models.CharField[str, str] = models.CharField(max_length=_NAME)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("caregiver", "staff"), name="one_row_per_caregiver_and_lifter"),
        )
