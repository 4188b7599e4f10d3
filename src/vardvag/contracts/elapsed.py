"""How long the way has been: days in all, of them days of care and days of waiting, and the longest gap.

Waiting and active days always add up to the days in all. There is no limit in law for a whole plan: its
length is shown, and who owns the longest gap, so that it can be shortened. Here does not belong a step's
clock (`clocks`), nor the way ahead (`critical_path`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from vardvag.base.days import days_waited
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep
from vardvag.contracts.times import Booked

CARE = frozenset({OwnerKind.CARE_UNIT, OwnerKind.MUNICIPAL_UNIT})
"""Whose steps are days of care. What the patient does herself she does while she waits."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in which nothing is planned. `waited_for` is the step that ends it; its owner can shorten it."""

    begins: date
    ends: date
    waited_for: PlannedStep

    @property
    def days(self) -> int:
        """Whole days from the one to the other."""
        return days_waited(self.begins, self.ends)

    @property
    def owner(self) -> Owner:
        """Who owns it."""
        return self.waited_for.owner


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The way from `first` (day 0) to `to`. `active_days` counts days of care after day 0, each once."""

    first: date
    to: date
    active_days: int

    @property
    def days(self) -> int:
        """Days in all."""
        return days_waited(self.first, self.to)

    @property
    def waiting_days(self) -> int:
        """Days without care."""
        return self.days - self.active_days


def elapsed(plan: PatientContract, first: date, to: date, began: Mapping[StepId, date]) -> Elapsed:
    """The way from *first* to *to*. *began* gives the day of each step whose care has begun.

    ValueError when *to* lies before *first*.
    """
    if to < first:
        raise ValueError("the way ends after it begins")
    active = {
        day
        for step in plan.steps
        if step.step_id in began and step.owner.kind in CARE
        for day in _covered(began[step.step_id], step)
        if first < day <= to
    }
    return Elapsed(first, to, len(active))


def longest_gap(
    plan: PatientContract, first: date, today: date, began: Mapping[StepId, date]
) -> Stretch | None:
    """The longest stretch without care from *first* on, behind or booked ahead; None when there is none.

    A step that waits without a time waits at least to *today*: the stretch to today is counted as its own.
    """
    ends: dict[date, PlannedStep] = {}
    lasts: list[date] = [first]
    for step in plan.steps:
        if step.owner.kind not in CARE:
            continue
        day = began.get(step.step_id)
        if day is None and isinstance(step.when, Booked):
            day = step.when.at.legal_day
        if day is not None:
            ends.setdefault(day, step)
            lasts.append(_covered(day, step)[-1])
    if (open_step := _without_day(plan, began)) is not None and today > max(ends, default=first):
        ends.setdefault(today, open_step)
    points = sorted({day for day in ends if day > first} | {first})
    gaps = [
        Stretch(max(day for day in lasts if day < end), end, ends[end])
        for _, end in pairwise(points)
        if any(day < end for day in lasts)
    ]
    real = [gap for gap in gaps if gap.days > 1]
    return max(real, key=lambda gap: gap.days, default=None)


def _covered(day: date, step: PlannedStep) -> list[date]:
    return [day + timedelta(days=more) for more in range(step.duration.days)]


def _without_day(plan: PatientContract, began: Mapping[StepId, date]) -> PlannedStep | None:
    """The first of care's steps that has neither begun nor a booked day."""
    waiting = (
        step
        for step in plan.steps
        if step.owner.kind in CARE and step.step_id not in began and not isinstance(step.when, Booked)
    )
    return next(waiting, None)
