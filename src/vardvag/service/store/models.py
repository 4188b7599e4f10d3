"""The tables of the care database. What happened is append-only; what holds now is derived from it.

`PlanVersion`, `Event` and `LogRecord` are never changed or deleted: the database itself refuses (a trigger,
migration 0002). `Plan` and `Step` hold the current state and are rebuilt from the version that is saved.
Here does not belong turning rows into plans (`documents`, `repository`).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models

from vardvag.contracts.identifiers import LONGEST
from vardvag.service.chained_log import Head, Record, Seal, Tables, Trim, Waiting
from vardvag.service.store.access_models import AccessStatement, BlockLifter
from vardvag.service.store.api_key_models import ApiKey
from vardvag.service.store.fhir_models import FhirVersion
from vardvag.service.store.log_judgement_models import LogJudgement
from vardvag.service.store.notice_models import Notice, Subscription
from vardvag.service.store.plan_event_models import OfferCharge, PlanEvent
from vardvag.service.store.source_state_models import SourceCircuit, SourceStateRow

# Tables of this app that stand in a file of their own.
__all__ = [
    "AccessStatement",
    "ApiKey",
    "BlockLifter",
    "FhirVersion",
    "LogJudgement",
    "Notice",
    "OfferCharge",
    "PlanEvent",
    "SourceCircuit",
    "SourceStateRow",
    "Subscription",
]

_IDENTIFIER = LONGEST
_NAME = 200


class Unit(models.Model):
    """A care unit and the caregiver (vårdgivare) it belongs to."""

    hsa_id: models.CharField[str, str] = models.CharField(max_length=_IDENTIFIER, primary_key=True)
    name: models.CharField[str, str] = models.CharField(max_length=_NAME)
    caregiver: models.CharField[str, str] = models.CharField(max_length=_IDENTIFIER, db_index=True)


class Person(models.Model):
    """A patient: opaque identifier, and as much as the plan and the national format need."""

    person_id: models.CharField[str, str] = models.CharField(max_length=_IDENTIFIER, primary_key=True)
    name: models.CharField[str, str] = models.CharField(max_length=_NAME)
    birth_year: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    sex: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    municipality: models.CharField[str, str] = models.CharField(max_length=4)
    own_access_open: models.BooleanField[bool, bool] = models.BooleanField()
    protected: models.CharField[str, str] = models.CharField(max_length=40, default="none", db_default="none")


class Plan(models.Model):
    """The current state of a plan. `version` is the number of its newest `PlanVersion`; `unit` the one that
    coordinates it, null of a plan saved before it was kept."""

    plan_id: models.CharField[str, str] = models.CharField(max_length=_IDENTIFIER, primary_key=True)
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="plans"
    )
    caregiver: models.CharField[str, str] = models.CharField(max_length=_IDENTIFIER)
    version: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    unit: models.CharField[str | None, str | None] = models.CharField(max_length=_IDENTIFIER, null=True)


class PlanVersion(models.Model):
    """One version of a plan, whole, as it was saved."""

    plan: models.ForeignKey[Plan, Plan] = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="versions"
    )
    version: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    document: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("plan", "version"), name="one_document_per_version"),)


class TakingPart(models.Model):
    """Derived: somebody (by log-in) who takes part in the care of a plan's patient."""

    plan: models.ForeignKey[Plan, Plan] = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="taking_part"
    )
    staff: models.CharField[str, str] = models.CharField(max_length=_NAME, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("plan", "staff"), name="one_row_per_plan_and_staff"),)


class OtherNeed(models.Model):
    """A need of the data for other work in health care, that the caregiver has decided and documented."""

    plan: models.ForeignKey[Plan, Plan] = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="other_needs"
    )
    staff: models.CharField[str, str] = models.CharField(max_length=_NAME)
    documented_as: models.CharField[str, str] = models.CharField(max_length=_NAME)


class Pathway(models.Model):
    """One care need of one person, by a random identifier."""

    pathway_id: models.CharField[str, str] = models.CharField(max_length=_IDENTIFIER, primary_key=True)
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="pathways"
    )


class PathwayContact(models.Model):
    """A contact in another system that belongs to a pathway."""

    source: models.CharField[str, str] = models.CharField(max_length=_NAME)
    source_contact_id: models.CharField[str, str] = models.CharField(max_length=_NAME)
    pathway: models.ForeignKey[Pathway, Pathway] = models.ForeignKey(
        Pathway, on_delete=models.PROTECT, related_name="links"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source", "source_contact_id"), name="one_pathway_per_contact"),
        )


class Step(models.Model):
    """Derived: which unit owns which step, so that a unit's steps are found without reading plans."""

    plan: models.ForeignKey[Plan, Plan] = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="steps"
    )
    step_id: models.CharField[str, str] = models.CharField(max_length=_IDENTIFIER)
    unit: models.CharField[str | None, str | None] = models.CharField(
        max_length=_IDENTIFIER, null=True, db_index=True
    )
    pathway: models.ForeignKey[Pathway | None, Pathway | None] = models.ForeignKey(
        Pathway, null=True, on_delete=models.PROTECT, related_name="steps"
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("plan", "step_id"), name="one_row_per_step"),)


class Event(models.Model):
    """One thing that happened or was decided on a pathway."""

    pathway_id: str
    event_id: models.CharField[str, str] = models.CharField(max_length=_IDENTIFIER, unique=True)
    pathway: models.ForeignKey[Pathway, Pathway] = models.ForeignKey(
        Pathway, on_delete=models.PROTECT, related_name="events"
    )
    kind: models.CharField[str, str] = models.CharField(max_length=40)
    phase: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    on: models.DateField[date, date] = models.DateField()
    unit: models.CharField[str, str] = models.CharField(max_length=_IDENTIFIER)
    source: models.CharField[str, str] = models.CharField(max_length=_NAME)
    recorded_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    received_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    supersedes: models.CharField[str | None, str | None] = models.CharField(max_length=_IDENTIFIER, null=True)
    at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    for_day: models.DateField[date | None, date | None] = models.DateField(null=True)


class LogHead(Head):
    """The end of the care log."""


class LogWaiting(Waiting):
    """One row of the care log that waits for its place in the chain."""


class LogRecord(Record):
    """One row of the care log."""


class LogSeal(Seal):
    """One signed checkpoint of the care log."""


class LogTrim(Trim):
    """That the first rows of the care log have been lawfully removed."""


LOG = Tables(LogHead, LogWaiting, LogRecord, LogSeal, LogTrim)


class Tombstone(models.Model):
    """Somebody's content was lawfully destroyed: when, by whom, on what ground. Says nothing of her."""

    person_id: models.CharField[str, str] = models.CharField(max_length=_IDENTIFIER, primary_key=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    by: models.CharField[str, str] = models.CharField(max_length=_NAME)
    rule: models.CharField[str, str] = models.CharField(max_length=_NAME)
    decided_as: models.CharField[str, str] = models.CharField(max_length=_NAME)
