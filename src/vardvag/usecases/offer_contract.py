"""Offer a patientkontrakt, or a fast vårdkontakt: dated, by whom, and to somebody who need not have asked.

The first offer to a person opens her plan, without steps, with the one who offers as its coordinator until
another is named: so there is always somebody to turn to. Here does not belong whom to offer first
(`propose_whom_to_offer`), nor the answer (`record_answer`).
"""

from __future__ import annotations

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decide import decide
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PersonId, PlanId, new_identifier
from vardvag.contracts.log import entry_of
from vardvag.contracts.offers import Offered, OfferState, kind_of
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.store import PlanStore
from vardvag.contracts.whom_to_ask import WhomToAsk
from vardvag.usecases.change_plan import by_care, plan_event, say_about_plan
from vardvag.usecases.show_plan import Denied, PlanView, works_for


def offer(store: PlanStore, actor: Actor, plan_id: PlanId, what: Offered, now: Moment) -> PlanView | Denied:
    """The plan after *what* was offered, or offered again; or Denied."""
    kind = kind_of(what, OfferState.OFFERED)
    return say_about_plan(
        store,
        actor,
        plan_id,
        Action.OFFER_CONTRACT,
        now,
        lambda plan: [plan_event(kind, plan, by_care(actor), actor, now)],
    )


def open_by_offering(
    store: PlanStore, actor: Actor, person: PersonId, ask: WhomToAsk, now: Moment
) -> PlanId | Denied:
    """The plan that a first offer opens, or Denied. *ask* is how the patient reaches the one who offers."""
    if not may_open(store, actor, person, now):
        return Denied()
    with store.transaction():
        if not may_open(store, actor, person, now, again=True):
            return Denied()
        return keep_first(store, actor, first_plan(store, actor, person, ask), now).plan_id


def may_open(store: PlanStore, actor: Actor, person: PersonId, now: Moment, *, again: bool = False) -> bool:
    """Whether *actor* may open a plan for a person by offering it; logged. Alike for one who is not here.

    It takes the caregiver's documented charge (`PROPOSE_OFFER`): nobody takes part in a plan not yet made.
    *again*: the question was answered yes a moment ago, and only a no has another row. Ask so inside the
    transaction that opens the plan.
    """
    with store.transaction():
        decision = decide(actor, store.offer_facts(person, _caregiver(store, actor)), Action.PROPOSE_OFFER)
        allowed = decision.allowed and actor.unit is not None
        if not (again and allowed):
            store.append_log(entry_of(actor, Action.OFFER_CONTRACT, decision, None, person, now))
    return allowed


def first_plan(store: PlanStore, actor: Actor, person: PersonId, ask: WhomToAsk) -> PatientContract:
    """The plan that a first offer opens, before it is kept: without steps, coordinated by whoever offers."""
    return PatientContract(
        plan_id=PlanId(new_identifier()),
        person=person,
        caregiver=_caregiver(store, actor),
        what_matters="",
        coordinator=Coordinator(actor.subject, actor.name, actor.unit or "", ask),
        steps=(),
    )


def keep_first(store: PlanStore, actor: Actor, plan: PatientContract, now: Moment) -> PatientContract:
    """The first version of a plan kept, with its offer. Call it inside a transaction."""
    saved = store.save(plan, 0)
    kind = kind_of(Offered.CONTRACT, OfferState.OFFERED)
    store.append_plan_event(plan_event(kind, saved, by_care(actor), actor, now))
    return saved


def _caregiver(store: PlanStore, actor: Actor) -> str:
    provider = works_for(store, actor)
    return provider.identifier if provider is not None else ""
