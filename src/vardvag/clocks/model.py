"""The clocks: one limit applied to one wait, as three dates (in days) or three moments (in hours).

Legal pauses move `overdue_from`; elapsed legal time never decreases, so *within the guarantee* is always the
first part of the wait, and three dates are enough for the patient's page, the national share and the payout.

Here does not belong how the dates are found (`reference`, `primary`, `discharge`, `bulk`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vardvag.base.moments import Moment
from vardvag.clocks import reasons


class Certainty(StrEnum):
    """How much of the clock the facts determine."""

    DETERMINED = "determined"
    BOUNDED = "bounded"
    """`overdue_from` lies in [`overdue_from`, `overdue_latest`]: a deviation is coded, but no pause dates."""
    UNDETERMINED = "undetermined"
    """A fact that the limit needs is absent (`missing` names it), or the limit does not apply (`covered`)."""


class LimitKind(StrEnum):
    """What gives a limit its force. Only the first is law; they are never mixed in one figure."""

    STATUTE = "statute"
    """The guarantee itself: act and ordinance, and before 2010-07-01 the agreement they came from."""
    REGIONAL = "regional"
    """A region's own limit; it may be shorter than the guarantee's, never longer."""
    POLICY = "policy"
    """A goal that State and regions have set, not in law."""
    TARGET = "target"
    """A lead time that a user supplied with its source."""
    PROPOSAL = "proposal"
    """Proposed and not enacted: a scenario."""


@dataclass(frozen=True, slots=True)
class GuaranteeClock:
    """One limit on one pathway.

    `started_on` is day 0. `overdue_from` is the first day on which the guarantee has not been kept; None
    while undetermined. `overdue_latest` is set only when bounded (None there: no upper bound). `provisional`
    is true while a pause is open. `law` and `paragraph` say where the version that applied stands, `wording`
    by which amendment. `kind` is what force the limit has: anything but `STATUTE` is not the care guarantee
    and must be shown as what it is.
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
    kind: LimitKind = LimitKind.STATUTE
    wording: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day within the guarantee."""
        return None if self.overdue_from is None else self.overdue_from - timedelta(days=1)

    @property
    def covered(self) -> bool:
        """Whether the guarantee covers the wait at all; `reason` says why not."""
        return self.reason not in reasons.NOT_COVERED

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


@dataclass(frozen=True, slots=True)
class HourClock:
    """One limit that is counted in hours, or ends with a day, as moments.

    `due_by` is the last moment within the limit, None while undetermined. Bounded: it is not known whether
    the limit applies; what was done by then was in time. The rest is as in GuaranteeClock.
    """

    pathway: str
    limit: str
    law: str
    paragraph: str
    certainty: Certainty
    started_at: Moment | None
    stopped_at: Moment | None
    due_by: Moment | None
    reason: str | None = None
    missing: tuple[str, ...] = ()

    def overdue_at(self, moment: Moment) -> bool | None:
        """Whether the limit has been passed at *moment* (or was when it was done); None: it is not known."""
        if self.due_by is None or self.certainty is Certainty.UNDETERMINED:
            return None
        if (moment if self.stopped_at is None else min(moment, self.stopped_at)) <= self.due_by:
            return False
        return True if self.certainty is Certainty.DETERMINED else None
