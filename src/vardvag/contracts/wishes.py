"""What the patient wishes for her times: days, hours, not before, and which offers she declined and why.

A wish is no waiver of the care guarantee: that takes information, an offer within the guarantee and her no
(`clocks.waiver`), as events. Here does not belong choosing a time (`proposals`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from vardvag.base.moments import Moment
from vardvag.contracts.said import Said


@dataclass(frozen=True, slots=True)
class Declined:
    """An offered time she said no to, why in her words, and on which day."""

    at: Moment
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Wishes:
    """`not_weekdays`: Monday is 1. `earliest`, `latest`: clock times in Sweden. `wait_until`: she has chosen
    to wait to that day. `said` tells whose words they are and who wrote them down."""

    said: Said
    not_weekdays: frozenset[int] = frozenset()
    earliest: time | None = None
    latest: time | None = None
    wait_until: date | None = None
    words: str = ""
    declined: tuple[Declined, ...] = ()

    def __post_init__(self) -> None:
        if not self.not_weekdays < set(range(1, 8)):
            raise ValueError("weekdays are 1 to 7, and not all of them can be unwished")
        if self.earliest and self.latest and self.earliest >= self.latest:
            raise ValueError("the earliest hour comes before the latest")

    def suits(self, at: Moment) -> bool:
        """Whether a time goes with the wishes; one she has declined does not."""
        clock = at.stockholm.time()
        return (
            at.stockholm.isoweekday() not in self.not_weekdays
            and (self.earliest is None or clock >= self.earliest)
            and (self.latest is None or clock <= self.latest)
            and (self.wait_until is None or at.legal_day >= self.wait_until)
            and all(at != declined.at for declined in self.declined)
        )
