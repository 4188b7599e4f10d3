"""The tables of what was offered, answered and said about plans, and of who is charged with offering them.

`PlanEvent` is append-only, as `Event` is: the database refuses the rest (a trigger, by its migration). Here
does not belong turning rows into events (`plan_events`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from vardvag.contracts.identifiers import LONGEST

_NAME = 200


class PlanEvent(models.Model):
    """One thing that was offered, answered, said or agreed about a plan. `said` tells whose word it is."""

    person_id: str
    plan_id: str
    event_id: models.CharField[str, str] = models.CharField(max_length=LONGEST, unique=True)
    kind: models.CharField[str, str] = models.CharField(max_length=40)
    person: models.ForeignKey[Any, Any] = models.ForeignKey(
        "care.Person", on_delete=models.PROTECT, related_name="plan_events"
    )
    plan: models.ForeignKey[Any, Any] = models.ForeignKey(
        "care.Plan", on_delete=models.PROTECT, related_name="events"
    )
    version: models.PositiveIntegerField[int | None, int | None] = models.PositiveIntegerField(null=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    unit: models.CharField[str, str] = models.CharField(max_length=LONGEST, db_index=True)
    said: models.JSONField[Any, Any] = models.JSONField()
    words: models.TextField[str, str] = models.TextField()
    supersedes: models.CharField[str | None, str | None] = models.CharField(max_length=LONGEST, null=True)


class OfferCharge(models.Model):
    """Somebody (by log-in) whom a caregiver has charged with finding those to be offered a plan, and where
    that is documented."""

    caregiver: models.CharField[str, str] = models.CharField(max_length=LONGEST)
    staff: models.CharField[str, str] = models.CharField(max_length=_NAME)
    documented_as: models.CharField[str, str] = models.CharField(max_length=_NAME)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("caregiver", "staff"), name="one_charge_per_caregiver_and_staff"),
        )
