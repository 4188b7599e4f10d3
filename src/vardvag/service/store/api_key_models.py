"""The table of the API's idempotency keys: that a change was made under a key, and which version came of it.

A row holds nothing that says anything of a person, and is deleted after a day. Here does not belong how a key
is used (`service/api/keys`).
"""

from __future__ import annotations

from datetime import datetime

from django.db import models

from vardvag.contracts.identifiers import LONGEST


class ApiKey(models.Model):
    """One change that was kept under somebody's key. `digest` is of what she sent."""

    subject: models.CharField[str, str] = models.CharField(max_length=200)
    key: models.CharField[str, str] = models.CharField(max_length=LONGEST)
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)
    plan_id: models.CharField[str, str] = models.CharField(max_length=LONGEST)
    version: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    made: models.CharField[str | None, str | None] = models.CharField(max_length=LONGEST, null=True)
    status: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "care"
        constraints = (models.UniqueConstraint(fields=("subject", "key"), name="one_change_per_key"),)
