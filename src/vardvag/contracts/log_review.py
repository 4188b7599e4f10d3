"""What came of looking at a row of the log: judged by a person, one row at a time, and kept.

HSLF-FS 2016:40 4 kap. 9 § (read in quotation) asks for recurring control by samples, and that it is
documented; patientdatalagen 4 kap. 3 § that it is systematic. Which outcomes there are is ours. A judgement
is added and never changed: of one row the latest holds. Here does not belong drawing the rows
(`usecases/draw_log_sample`), nor what is done about somebody who had no right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.moments import Moment


class Outcome(StrEnum):
    """What the reviewer found."""

    NOTHING_ODD = "nothing_odd"
    LOOKED_INTO = "looked_into"
    """Somebody has to ask further before it can be said."""
    WITHOUT_RIGHT = "without_right"


LONGEST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class SampleKey:
    """What a sample is drawn by: the same again from the same."""

    first: date
    last: date
    size: int
    seed: str


@dataclass(frozen=True, slots=True)
class LogJudgement:
    """The outcome of one row. `digest` is the row's, so that what was judged can be shown to be what stands.

    `words` are the reviewer's, about the access and not about the patient. `by` is her log-in.
    """

    judgement_id: str
    caregiver: str
    sample: SampleKey
    number: int
    digest: str
    outcome: Outcome
    words: str
    by: str
    name: str
    at: Moment


def latest(judgements: Iterable[LogJudgement]) -> dict[int, LogJudgement]:
    """The judgement of each row that holds, given in the order they were made."""
    return {one.number: one for one in judgements}
