"""Show what a region has sent: its months, how much, when, and which of them is a forecast.

Here does not belong loading (`load_contacts`) nor what is counted from it (`count_measure`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.warehouse.snapshot import Snapshot
from vardvag.warehouse.store import Store


@dataclass(frozen=True, slots=True)
class ReceivedMonth:
    """One report month of specialised care. `done` and `waiting` are rows received; a row sent again is there
    each time.

    `forecast` is true when all of it was received before the month had ended: what stands there about its
    last days is then what is booked, not what has happened.
    """

    month: Month
    done: int
    waiting: int
    received_at: Moment
    loads: int
    forecast: bool


def show_received(store: Store, region: str) -> tuple[ReceivedMonth, ...]:
    """The months received from *region* (SCB's two digits), in order; none where nothing has been sent."""
    return received_months(store.snapshot(), region)


def received_months(snapshot: Snapshot, region: str) -> tuple[ReceivedMonth, ...]:
    """The same, of what had been received at one time."""
    found: dict[Month, ReceivedMonth] = {}
    for load in snapshot.standing:
        for part in load.partitions:
            if part.region != region or not part.number(None):
                continue
            before = found.get(part.month)
            found[part.month] = ReceivedMonth(
                month=part.month,
                done=part.done + (before.done if before else 0),
                waiting=part.waiting + (before.waiting if before else 0),
                received_at=load.received_at,
                loads=1 + (before.loads if before else 0),
                forecast=load.received_at.legal_day <= part.month.last_day,
            )
    return tuple(found[month] for month in sorted(found))


def days_received(store: Store) -> tuple[date, ...]:
    """The days on which anything was received, in order: the days between which figures can differ."""
    return tuple(sorted({load.received_at.legal_day for load in store.snapshot().loads}))
