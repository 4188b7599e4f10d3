"""Propose whom to offer a patientkontrakt first, from the caregiver's own care events, each person logged.

Nobody has to ask: those with the most going on come first. Support from the social services is not read (see
`contracts.offer_criteria`). Here does not belong making the offer (`offer_contract`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.dated import DatedValue
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decide import decide
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.log import entry_of
from vardvag.contracts.offer_criteria import (
    CareLoad,
    Criteria,
    OfferCriteria,
    care_load,
    most_in_need,
    offer_criteria,
)
from vardvag.contracts.offers import Offered, OfferStanding, OfferState, offer_standing
from vardvag.contracts.store import PlanStore
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to offer a plan, why, and where an earlier offer stands. `plan`: None where there is none.

    `takes_part`: whether the asker takes part in the care that the plan is of, and so may open it.
    """

    load: CareLoad
    name: str
    plan: PlanId | None
    takes_part: bool
    standing: OfferStanding


@dataclass(frozen=True, slots=True)
class WhomToOffer:
    """The candidates, and the criteria with their source: which may be an assumption, and is shown as one."""

    criteria: DatedValue[Criteria]
    candidates: tuple[Candidate, ...]


def propose_whom_to_offer(
    store: PlanStore, actor: Actor, now: Moment, criteria: OfferCriteria | None = None
) -> WhomToOffer | Denied:
    """Those to offer first at the actor's caregiver, who have not answered an offer already; or Denied.

    Each person looked at has a row in the log. *criteria* replaces those that Vårdväg ships. A no is a no:
    she is not proposed again.
    """
    in_force = (criteria or offer_criteria()).history.on(now.legal_day)
    if actor.unit is None:
        return Denied()
    caregiver = store.caregiver_of(actor.unit)
    units = store.units_of(caregiver)
    loads: list[CareLoad] = []
    with store.transaction():
        people = store.people_cared_for_at(units)
        for person in people:
            decision = decide(actor, store.offer_facts(person, caregiver), Action.PROPOSE_OFFER)
            store.append_log(entry_of(actor, Action.PROPOSE_OFFER, decision, None, person, now))
            if not decision.allowed:
                return Denied()  # The charge is the caregiver's: without it nobody more is looked at.
            pathways = [store.events(pathway) for pathway in store.pathways_of(person)]
            within = in_force.value.active_within_days
            loads.append(care_load(person, pathways, units, within, now.legal_day))
    own = frozenset(store.plans_taken_part_in(actor.subject))
    candidates = (_candidate(store, load, caregiver, own) for load in most_in_need(loads, in_force.value))
    open_states = (OfferState.NOT_YET, OfferState.OFFERED)
    return WhomToOffer(in_force, tuple(one for one in candidates if one.standing.state in open_states))


def _candidate(store: PlanStore, load: CareLoad, caregiver: str, own: frozenset[PlanId]) -> Candidate:
    """One of those whose reading has been decided and logged."""
    plans = [one for one in store.plans_of_person(load.person) if store.read(one).caregiver == caregiver]
    events = [event for plan in plans for event in store.plan_events(plan)]
    plan = plans[0] if plans else None
    name = store.person(load.person).name
    return Candidate(load, name, plan, plan in own, offer_standing(Offered.CONTRACT, events))
