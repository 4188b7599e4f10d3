"""The guarantee clock: one legal limit applied to one pathway, as three dates.

Legal pauses move `overdue_from`; elapsed legal time never decreases, so *within the guarantee* is always the
first part of the wait, and three dates are enough for the patient's page, the national share and the payout.

Here does not belong how the dates are found (`reference`, `bulk`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Certainty(StrEnum):
    """How much of the clock the facts determine."""

    DETERMINED = "determined"
    BOUNDED = "bounded"
    """`overdue_from` lies in [`overdue_from`, `overdue_latest`]: a deviation is coded, but no pause dates."""
    UNDETERMINED = "undetermined"
    """A fact that the limit needs is absent; `missing` names it."""


@dataclass(frozen=True, slots=True)
class GuaranteeClock:
    """One limit on one pathway.

    `started_on` is day 0. `overdue_from` is the first day on which the guarantee has not been kept; None
    while undetermined. `overdue_latest` is set only when bounded (None there: no upper bound). `provisional`
    is true while a pause is open. `law` names the version of the limit, `paragraph` where it stands.
    """

    pathway: str
    limit: str
    days: int
    law: str
    paragraph: str
    certainty: Certainty
    started_on: date | None
    stopped_on: date | None
    overdue_from: date | None
    overdue_latest: date | None = None
    provisional: bool = False
    reason: str | None = None
    missing: tuple[str, ...] = ()

    @property
    def last_day(self) -> date | None:
        """The last day within the guarantee."""
        return None if self.overdue_from is None else self.overdue_from - timedelta(days=1)

    def overdue_on(self, day: date) -> bool | None:
        """Whether the limit has been passed on *day* (or was when care began); None: the facts do not say."""
        end = day if self.stopped_on is None else min(day, self.stopped_on)
        if self.overdue_from is None or self.certainty is Certainty.UNDETERMINED:
            return None
        if end < self.overdue_from:
            return False
        if self.certainty is Certainty.DETERMINED:
            return True
        return True if self.overdue_latest is not None and end >= self.overdue_latest else None
