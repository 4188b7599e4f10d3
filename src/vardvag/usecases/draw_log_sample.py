"""Draw a sample of the log for somebody to review: which rows is chance, and the same again from the same
seed.

Patientdatalagen 4 kap. 3 § asks for systematic and recurring control, HSLF-FS 2016:40 4 kap. 9 § that it is
documented. So the drawing is a row of the log itself: who drew, from which days, how many and by which
seed, so that anybody can draw the same sample again. Here does not belong judging what is drawn: that takes
a person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.access.decision import Action, Decision
from vardvag.contracts.access.permission import beyond_duties, log_review
from vardvag.contracts.access.provider import Provider
from vardvag.contracts.log import LogRow, entry_of
from vardvag.contracts.log_review import SampleKey
from vardvag.contracts.store import PlanStore
from vardvag.usecases.show_plan import Denied, works_for

LONGEST_SEED = 100


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows drawn, in order, of `of` rows that could have been. `seed` draws the same again."""

    rows: tuple[LogRow, ...]
    of: int
    seed: str


def draw_log_sample(
    store: PlanStore, actor: Actor, first: date, last: date, size: int, seed: str, now: Moment
) -> Sample | Denied:
    """*size* rows of the log of the days *first* to *last*, of the reviewer's own caregiver; or Denied.

    WrongUse when there is nothing to draw by: a size below one, days in the wrong order, no seed.
    """
    sample = checked(SampleKey(first, last, size, seed))
    with store.transaction():
        provider = works_for(store, actor)
        rows, of = rows_of_sample(store, provider, sample)
        purpose = f"Stickprov: {size} rader, {first} till {last}, frö {seed}"
        decision = log_the_review(store, actor, provider, purpose, now)
    return Sample(rows, of, seed) if decision.allowed else Denied()


def checked(sample: SampleKey) -> SampleKey:
    """*sample*, when it can be drawn. WrongUse when there is nothing to draw by."""
    if sample.size < 1 or sample.last < sample.first or not 0 < len(sample.seed.strip()) <= LONGEST_SEED:
        raise WrongUse(
            Text(
                "Ange minst en rad, dagar i ordning och ett frö till slumpen.",
                "Give at least one row, days in order and a seed for the chance.",
            )
        )
    return sample


def log_the_review(
    store: PlanStore, actor: Actor, provider: Provider | None, purpose: str, now: Moment
) -> Decision:
    """Whether *actor* may control the log, with its row. Call it inside `transaction`."""
    may = actor.role == Role.LOG_REVIEWER
    decision = log_review(Action.REVIEW_LOG) if may else beyond_duties()
    caregiver = provider.identifier if provider else None
    store.append_log(
        entry_of(
            actor, Action.REVIEW_LOG, decision, None, None, now, provider=caregiver, purpose=purpose[:200]
        )
    )
    return decision


def rows_of_sample(
    store: PlanStore, provider: Provider | None, sample: SampleKey
) -> tuple[tuple[LogRow, ...], int]:
    """The rows of a sample of a caregiver's log, in order, and of how many they were drawn."""
    caregiver = provider.identifier if provider else None
    rows = _of(store.each_log_row(), caregiver, sample.first, sample.last)
    drawn = sorted(rows, key=lambda row: _chance(sample.seed, row))[: sample.size]
    return tuple(sorted(drawn, key=lambda row: row.number)), len(rows)


def _of(rows: Iterable[LogRow], caregiver: str | None, first: date, last: date) -> list[LogRow]:
    """The rows about somebody's data, of the caregiver's staff, in the days."""
    return [
        row
        for row in rows
        if caregiver is not None
        and row.entry.provider == caregiver
        and row.entry.person is not None
        and first <= row.entry.when.legal_day <= last
    ]


def _chance(seed: str, row: LogRow) -> bytes:
    """Where a row comes in the drawing: by the seed and its digest, so nobody can steer what is drawn."""
    return hashlib.sha256(f"{seed}:{row.digest}".encode()).digest()
