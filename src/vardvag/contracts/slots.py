"""A free time that a unit's booking system offers for a step, as it was when it was asked for.

`within_guarantee` is the booking system's own word, as the national scheduling contract carries it
(supportprocess:logistics:scheduling 2.0, `withinCareGuarantee`); the clock is counted in `clocks` and
decides. Here does not belong choosing among them (`proposals`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.moments import Moment


@dataclass(frozen=True, slots=True)
class Slot:
    """A free time. `unit` is the HSA id of who offers it, `seen_at` when it was known to be free."""

    slot_id: str
    at: Moment
    minutes: int
    unit: str
    seen_at: Moment
    within_guarantee: bool | None = None
