"""The tables of how it went when sources were asked, and of their circuits. Both are only what holds now.

Here does not belong what was answered: that is joined to the plan.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from vardvag.contracts.identifiers import LONGEST


class SourceStateRow(models.Model):
    """One source and one contract about one plan, as `contracts/rivta/source_state` has it."""

    plan_id: str
    plan: models.ForeignKey[Any, Any] = models.ForeignKey(
        "care.Plan", on_delete=models.CASCADE, related_name="source_states"
    )
    source: models.CharField[str, str] = models.CharField(max_length=LONGEST)
    contract: models.CharField[str, str] = models.CharField(max_length=LONGEST)
    state: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        app_label = "care"
        constraints = (
            models.UniqueConstraint(fields=("plan", "source", "contract"), name="one_state_per_source"),
        )


class SourceCircuit(models.Model):
    """A source that has failed: how many times in a row, and until when it is left alone."""

    source: models.CharField[str, str] = models.CharField(max_length=LONGEST, primary_key=True)
    failures: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    open_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        app_label = "care"
