"""The table of what came of looking at rows of the log: added, and never changed (a trigger, its migration).

It points to nobody: a row of the log is named by its number and digest. Here does not belong the log itself
(`chained_log`), nor turning rows into records (`log_judgements`).
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import models

from vardvag.contracts.identifiers import LONGEST

_NAME = 200


class LogJudgement(models.Model):
    """One `contracts.log_review.LogJudgement`."""

    judgement_id: models.CharField[str, str] = models.CharField(max_length=LONGEST, unique=True)
    caregiver: models.CharField[str, str] = models.CharField(max_length=_NAME, db_index=True)
    first: models.DateField[date, date] = models.DateField()
    last: models.DateField[date, date] = models.DateField()
    size: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    seed: models.CharField[str, str] = models.CharField(max_length=_NAME)
    number: models.BigIntegerField[int, int] = models.BigIntegerField()
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    outcome: models.CharField[str, str] = models.CharField(max_length=40)
    words: models.TextField[str, str] = models.TextField()
    by: models.CharField[str, str] = models.CharField(max_length=_NAME)
    name: models.CharField[str, str] = models.CharField(max_length=_NAME)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
