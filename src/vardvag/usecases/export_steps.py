"""Export a unit's own steps for a month, as contacts in the national format that nobody else reports.

The region reports waiting times by law, so no person decides on it and no role is asked; but data about
people leaves, so each contact has its row in the log first. The answer holds no name and no pathway. Here
do not belong writing the file (`events.formats`) and receiving it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.contracts.export import contact_of
from vardvag.contracts.log import LogEntry
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.store import PlanStore
from vardvag.events.model import Contact

PARAGRAPH = "hälso- och sjukvårdslagen (2017:30) 9 kap. 3 §, jfr patientdatalagen (2008:355) 2 kap. 5 §"


def export_steps(
    store: PlanStore, unit: str, month: Month, as_of: date, *, now: Moment | None = None
) -> list[Contact]:
    """The unit's contacts for *month*, seen on *as_of*, in order of contact id. *now* dates the log rows.

    WrongUse when *as_of* is before the month's last day: who waits at its end cannot be known yet.
    """
    if as_of < month.last_day:
        raise WrongUse(
            f"Månaden {month} är inte slut {as_of}. Exportera den tidigast {month.last_day}. "
            f"(The month has not ended; export it from {month.last_day}.)"
        )
    contacts = []
    with store.transaction():
        for plan_id in store.plans_with_steps_of(unit):
            plan = store.read(plan_id)
            person = store.person(plan.person)
            for step in plan.steps:
                events = () if step.pathway is None else store.events(step.pathway)
                contact = contact_of(step, person, events, unit=unit, month=month, as_of=as_of)
                if contact is not None:
                    store.append_log(_entry(plan, unit, month, now or Moment.of(datetime.now(UTC))))
                    contacts.append(contact)
    return sorted(contacts, key=lambda contact: contact.contact_id)


def _entry(plan: PatientContract, unit: str, month: Month, now: Moment) -> LogEntry:
    """The log row of one contact that leaves."""
    return LogEntry(
        when=now,
        who="vardvag",
        name="Månadsrapport av väntetider",
        role="report",
        unit=unit,
        action="export_contact",
        plan=plan.plan_id,
        person=plan.person,
        allowed=True,
        rule="report.waiting-times",
        paragraph=PARAGRAPH,
        reason=f"Regionen rapporterar väntetider; månad {month}, utan namn och personnummer.",
    )
