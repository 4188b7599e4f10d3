"""Name a fast kontakt, or end one's time: a new version of the plan, and an event that follow-up counts.

A new overall coordinator ends the one before the day before she begins. Here does not belong the offer of a
contact (`offer_contract`), nor who logs in as the plan's coordinator.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vardvag.base.errors import NotFound
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.fixed_contact import FixedContact, with_contact
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEventKind
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import by_care, change_plan, plan_event, refuse_if
from vardvag.usecases.show_plan import Denied, PlanView


def name_contact(
    store: PlanStore, actor: Actor, plan_id: PlanId, contact: FixedContact, expected_version: int, now: Moment
) -> PlanView | Denied:
    """The plan with *contact* named, or Denied. BadInput when somebody else coordinates overall then."""

    return change_plan(
        store,
        actor,
        plan_id,
        Action.NAME_CONTACT,
        expected_version,
        now,
        lambda plan: with_named(plan, contact),
        lambda saved: [plan_event(PlanEventKind.CONTACT_NAMED, saved, by_care(actor), actor, now)],
    )


def end_contact(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    contact_id: str,
    last_day: date,
    expected_version: int,
    now: Moment,
) -> PlanView | Denied:
    """The plan with a contact's last day set, or Denied. She stays, as history. NotFound if unknown."""

    return change_plan(
        store,
        actor,
        plan_id,
        Action.NAME_CONTACT,
        expected_version,
        now,
        lambda plan: with_last_day(plan, contact_id, last_day),
    )


def with_named(plan: PatientContract, contact: FixedContact) -> PatientContract:
    """The plan with *contact* named. BadInput when somebody else coordinates overall then."""
    if any(one.contact_id == contact.contact_id for one in plan.fixed_contacts):
        refuse_if([Finding("contact-id", _TAKEN, _END_IT, value=contact.contact_id)])
    try:
        return replace(plan, fixed_contacts=with_contact(plan.fixed_contacts, contact))
    except ValueError:
        refuse_if([Finding("contact-overall", _TWO, _CHOOSE_DAY, value=contact.name)])
        raise


def with_last_day(plan: PatientContract, contact_id: str, last_day: date) -> PatientContract:
    """The plan with a contact's last day set. NotFound if unknown, BadInput if it is before her first."""
    known = {one.contact_id: one for one in plan.fixed_contacts}
    if contact_id not in known:
        raise NotFound(Text("Kontakten", "contact"), contact_id, known)
    begins = known[contact_id].begins_on
    if begins is not None and last_day < begins:
        refuse_if([Finding("contact-period", _TURNED, _LATER, value=last_day.isoformat())])
    contacts = (
        replace(one, ends_on=last_day) if one.contact_id == contact_id else one for one in plan.fixed_contacts
    )
    return replace(plan, fixed_contacts=tuple(contacts))


_TAKEN = Text("Kontakten är redan utsedd", "The contact has been named already")
_END_IT = Text("Avsluta den, eller utse en ny.", "End it, or name a new one.")
_TWO = Text(
    "Någon annan har det övergripande samordningsansvaret då",
    "Somebody else has the overall duty to coordinate then",
)
_CHOOSE_DAY = Text("Ange första dagen, eller avsluta den andra.", "Give the first day, or end the other.")
_TURNED = Text("Sista dagen är före den första", "The last day is before the first")
_LATER = Text("Välj en senare dag.", "Choose a later day.")
