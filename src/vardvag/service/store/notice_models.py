"""The tables of who wants to be told of a plan, and of the notices that are to be sent: the outbox.

A subscription is what holds now, so that an address no longer used is not kept; the log says when she chose
otherwise. A notice holds no content of a plan, and no address. Here does not belong turning rows into
records (`notices`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from vardvag.contracts.identifiers import LONGEST
from vardvag.contracts.notices.subscription import LONGEST_ADDRESS

_NAME = 200


class Subscription(models.Model):
    """What somebody (by log-in and role) wants to be told of a plan, and where to."""

    person_id: str
    plan_id: str
    person: models.ForeignKey[Any, Any] = models.ForeignKey(
        "care.Person", on_delete=models.PROTECT, related_name="subscriptions"
    )
    plan: models.ForeignKey[Any, Any] = models.ForeignKey(
        "care.Plan", on_delete=models.PROTECT, related_name="subscriptions"
    )
    subject: models.CharField[str, str] = models.CharField(max_length=_NAME)
    role: models.CharField[str, str] = models.CharField(max_length=40)
    name: models.CharField[str, str] = models.CharField(max_length=_NAME)
    own_person: models.CharField[str | None, str | None] = models.CharField(max_length=LONGEST, null=True)
    unit: models.CharField[str | None, str | None] = models.CharField(max_length=LONGEST, null=True)
    topics: models.JSONField[Any, Any] = models.JSONField()
    way: models.CharField[str, str] = models.CharField(max_length=40)
    address: models.CharField[str, str] = models.CharField(max_length=LONGEST_ADDRESS)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "subject", "role"), name="one_subscription_per_plan_and_reader"
            ),
        )


class Notice(models.Model):
    """One row of the outbox. `held_until`: whoever is sending it has it until then."""

    person_id: str
    plan_id: str
    notice_id: models.CharField[str, str] = models.CharField(max_length=LONGEST, unique=True)
    person: models.ForeignKey[Any, Any] = models.ForeignKey(
        "care.Person", on_delete=models.PROTECT, related_name="notices"
    )
    plan: models.ForeignKey[Any, Any] = models.ForeignKey(
        "care.Plan", on_delete=models.PROTECT, related_name="notices"
    )
    subscriber: models.CharField[str, str] = models.CharField(max_length=_NAME)
    role: models.CharField[str, str] = models.CharField(max_length=40)
    version: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    asks: models.BooleanField[bool, bool] = models.BooleanField()
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    state: models.CharField[str, str] = models.CharField(max_length=40)
    attempts: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    next_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    held_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    done_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    topics: models.JSONField[Any, Any] = models.JSONField()
    way: models.CharField[str | None, str | None] = models.CharField(max_length=40, null=True)
    reason: models.CharField[str, str] = models.CharField(max_length=_NAME)

    class Meta:
        indexes = (models.Index(fields=("state", "next_at"), name="care_notice_waiting"),)
