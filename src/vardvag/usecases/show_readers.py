"""Show a patient who has read, or tried to read, her plans: the log's rows about her, with units by name.

Her right is patientdatalagen (2008:355) 8 kap. 5 § and, for direct access, 5 kap. 5 §. This reading is a row
too, and the last. Here does not belong how the rows look.
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.log import LogEntry
from vardvag.contracts.store import PlanStore
from vardvag.usecases.read_log import read_log
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of the log, the `number`th about her. `unit` is its name, or its identifier where no name
    is known; `own` is whether it was the patient herself."""

    entry: LogEntry
    unit: str | None
    own: bool
    number: int


@dataclass(frozen=True, slots=True)
class Readers:
    """The readings, newest first."""

    readings: tuple[Reading, ...]

    @property
    def others(self) -> int:
        """How many people besides the patient have been let in. The monthly report is no person."""
        let_in = {
            reading.entry.who
            for reading in self.readings
            if reading.entry.allowed and not reading.own and reading.entry.role in tuple(Role)
        }
        return len(let_in)

    @property
    def refused(self) -> int:
        """How many attempts were refused."""
        return sum(not reading.entry.allowed for reading in self.readings)


def show_readers(store: PlanStore, actor: Actor, now: Moment) -> Readers | Denied:
    """Who has read the actor's own plans; empty when she has none. Denied, and logged, when she may not."""
    if actor.person is None:
        return Denied()
    plans = store.plans_of_person(PersonId(actor.person))
    if not plans:
        return Readers(())
    rows = read_log(store, actor, plans[0], now)
    if isinstance(rows, Denied):
        return rows
    names = {unit: store.unit_name(unit) for row in rows if (unit := row.entry.unit) is not None}
    return Readers(
        tuple(
            Reading(
                row.entry,
                row.entry.unit and (names[row.entry.unit] or row.entry.unit),
                row.entry.who == actor.subject,
                number,
            )
            for number, row in reversed(list(enumerate(rows, start=1)))
        )
    )
