"""The review of the log: what was found of the rows of a sample, and what has been found before.

The sample itself is drawn at `log-sample` (`reading`). Here does not belong who may review
(`contracts/access`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.log_review import LogJudgement, Outcome, SampleKey
from vardvag.service.api.endpoint import Call, Endpoint
from vardvag.usecases.review_log import Judged, judge_rows, judged_before
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class RowsJudged:
    """The sample, as it was drawn, and what was found of its rows."""

    first: date
    last: date
    size: int
    seed: str
    rows: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class JudgementShown:
    """What somebody found of one row. `digest` is the row's."""

    sample: SampleKey
    number: int
    digest: str
    outcome: Outcome
    words: str
    name: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Judgements:
    """What has been found, in the order it was."""

    judgements: tuple[JudgementShown, ...]


def _judge(call: Call) -> Judgements | Denied:
    said: RowsJudged = call.body
    sample = SampleKey(said.first, said.last, said.size, said.seed)
    return _shown(judge_rows(call.store, call.actor, sample, said.rows, call.now))


def _before(call: Call) -> Judgements | Denied:
    return _shown(judged_before(call.store, call.actor, call.now))


def _shown(found: tuple[LogJudgement, ...] | Denied) -> Judgements | Denied:
    if isinstance(found, Denied):
        return found
    return Judgements(
        tuple(
            JudgementShown(one.sample, one.number, one.digest, one.outcome, one.words, one.name, one.at)
            for one in found
        )
    )


ENDPOINTS = (
    Endpoint(
        "judgeLogRows",
        "POST",
        "log-reviews",
        Text("Spara vad du fann om raderna i ett stickprov", "Keep what you found of the rows of a sample"),
        _judge,
        Judgements,
        None,
        RowsJudged,
        status=201,
    ),
    Endpoint(
        "showLogReviews",
        "GET",
        "log-reviews",
        Text("Vad som funnits vid granskning av loggen", "What reviews of the log have found"),
        _before,
        Judgements,
        None,
    ),
)
