"""The part of the store that keeps what came of looking at rows of the log.

Here does not belong who may look (`contracts.access`), nor drawing the rows.
"""

from __future__ import annotations

from vardvag.base.moments import Moment
from vardvag.contracts.log_review import LogJudgement, Outcome, SampleKey
from vardvag.service.store import log_judgement_models as models


class LogJudgements:
    """`contracts.store.PlanStore`, as much of it as is about the review of its log."""

    _alias: str

    def append_log_judgement(self, judgement: LogJudgement) -> None:
        """Keep what came of looking at a row of the log. Never changed."""
        models.LogJudgement.objects.using(self._alias).create(
            judgement_id=judgement.judgement_id,
            caregiver=judgement.caregiver,
            first=judgement.sample.first,
            last=judgement.sample.last,
            size=judgement.sample.size,
            seed=judgement.sample.seed,
            number=judgement.number,
            digest=judgement.digest,
            outcome=judgement.outcome.value,
            words=judgement.words,
            by=judgement.by,
            name=judgement.name,
            at=judgement.at.utc,
        )

    def log_judgements(self, caregiver: str) -> tuple[LogJudgement, ...]:
        """All that has been judged of a caregiver's log, in the order it was kept."""
        rows = models.LogJudgement.objects.using(self._alias).filter(caregiver=caregiver).order_by("id")
        return tuple(
            LogJudgement(
                judgement_id=row.judgement_id,
                caregiver=row.caregiver,
                sample=SampleKey(row.first, row.last, row.size, row.seed),
                number=row.number,
                digest=row.digest,
                outcome=Outcome(row.outcome),
                words=row.words,
                by=row.by,
                name=row.name,
                at=Moment.of(row.at),
            )
            for row in rows
        )
