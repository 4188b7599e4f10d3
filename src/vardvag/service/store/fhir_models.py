"""The table of the FHIR resources that plans are, in versions. Append-only: the database refuses the rest
(migration 0003). Here does not belong what a resource says (`service/fhir`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from vardvag.contracts.identifiers import LONGEST


class FhirVersion(models.Model):
    """One version of one resource, as it is given out but for its version and time.

    `plan` is None for what belongs to a person (`person`) or to nobody (an organisation). `step` names the
    step it says something of. `beside` is what a sender wrote that the plan itself does not hold.
    """

    plan_id: str | None
    person_id: str | None
    resource_type: models.CharField[str, str] = models.CharField(max_length=40)
    resource_id: models.CharField[str, str] = models.CharField(max_length=LONGEST)
    version: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    plan: models.ForeignKey[Any, Any] = models.ForeignKey(
        "care.Plan", null=True, on_delete=models.PROTECT, related_name="fhir_versions"
    )
    person: models.ForeignKey[Any, Any] = models.ForeignKey(
        "care.Person", null=True, on_delete=models.PROTECT, related_name="fhir_versions"
    )
    step: models.CharField[str | None, str | None] = models.CharField(max_length=LONGEST, null=True)
    plan_version: models.PositiveIntegerField[int | None, int | None] = models.PositiveIntegerField(null=True)
    last_updated: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    resource: models.JSONField[Any, Any] = models.JSONField()
    beside: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        app_label = "care"
        constraints = (
            models.UniqueConstraint(
                fields=("resource_type", "resource_id", "version"), name="one_resource_per_version"
            ),
        )
