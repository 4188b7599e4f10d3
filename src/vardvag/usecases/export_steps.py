"""Export a unit's own steps for a month, as contacts in the national format that nobody else reports.

The answer holds no name and no pathway, and is meant to be written by `events.formats`. It is a transfer
that law asks of the unit, not a person reading a plan; who runs it is for the service to decide.
"""

from __future__ import annotations

from datetime import date

from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.contracts.export import contact_of
from vardvag.contracts.store import PlanStore
from vardvag.events.model import Contact


def export_steps(store: PlanStore, unit: str, month: Month, as_of: date) -> list[Contact]:
    """The unit's contacts for *month*, seen on *as_of*, in order of contact id.

    WrongUse when *as_of* is before the month's last day: who waits at its end cannot be known yet.
    """
    if as_of < month.last_day:
        raise WrongUse(
            f"Månaden {month} är inte slut {as_of}. Exportera den tidigast {month.last_day}. "
            f"(The month has not ended; export it from {month.last_day}.)"
        )
    contacts = []
    for plan_id in store.plans_with_steps_of(unit):
        plan = store.read(plan_id)
        person = store.person(plan.person)
        for step in plan.steps:
            events = () if step.pathway is None else store.events(step.pathway)
            contact = contact_of(step, person, events, unit=unit, month=month, as_of=as_of)
            if contact is not None:
                contacts.append(contact)
    return sorted(contacts, key=lambda contact: contact.contact_id)
