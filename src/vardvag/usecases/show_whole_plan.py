"""Show a plan with all that it adds up to: offers, agreement, contacts, time, SIP, stays and clashes.

The one who reads as the patient does is shown what is for her eyes, and no clashes: those are staff's to
clear. Here does not belong the plan by itself (`show_plan`), nor how it looks on a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.clocks.discharge import Discharge, clocks_of_discharge
from vardvag.clocks.model import HourClock
from vardvag.clocks.payment_liability import PaymentLiability, payment_liability
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.clashes import Clash, clashes
from vardvag.contracts.critical_path import WayAhead, way_ahead
from vardvag.contracts.elapsed import Elapsed, Stretch, elapsed, longest_gap
from vardvag.contracts.fixed_contact import FixedContact, of_day, overall_on
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.lead_days import latest_by_lead
from vardvag.contracts.offers import Offered, OfferStanding, offer_standing
from vardvag.contracts.sip import Sip
from vardvag.contracts.sip_content import what_is_missing
from vardvag.contracts.store import PlanStore
from vardvag.contracts.versions import VersionStanding, agreed_version, version_history, version_standing
from vardvag.usecases.show_plan import (
    FOR_HER_EYES,
    Denied,
    PlanView,
    begun,
    decided_and_logged,
    plan_for,
    show_plan,
)


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in inpatient care with its clocks and when the municipality becomes liable."""

    facts: Discharge
    clocks: tuple[HourClock, ...]
    liability: PaymentLiability


@dataclass(frozen=True, slots=True)
class WholePlan:
    """A plan and what it adds up to on a day. `elapsed` and `gap` are None while no first day is known.

    `sip_lacks` holds, of each open SIP, what the law asks for and it does not say. `clashes` is empty for
    those who read as the patient does.
    """

    view: PlanView
    offers: tuple[OfferStanding, ...]
    version: VersionStanding
    versions: tuple[VersionStanding, ...]
    agreed_version: int | None
    contacts: tuple[FixedContact, ...]
    overall: FixedContact | None
    way: WayAhead
    lead_days: Mapping[StepId, date]
    elapsed: Elapsed | None
    gap: Stretch | None
    sip_lacks: tuple[tuple[Sip, tuple[Finding, ...]], ...]
    stays: tuple[Stay, ...]
    clashes: tuple[Clash, ...]


def show_whole_plan(store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment) -> WholePlan | Denied:
    """The whole plan as it stands at *now*, or Denied. Either way the attempt is in the log."""
    view = show_plan(store, actor, plan_id, now)
    return view if isinstance(view, Denied) else whole_of(store, actor, view, now)


def whole_of(store: PlanStore, actor: Actor, view: PlanView, now: Moment) -> WholePlan:
    """What a plan that *actor* has been shown adds up to at *now*. The reading is in the log already."""
    plan, today, seen = view.plan, now.legal_day, view.overview
    began, events = view.began, store.plan_events(plan.plan_id)
    way = way_ahead(plan, today, began)
    first = seen.began_on
    last = (
        None
        if first is None or seen.elapsed_days is None
        else date.fromordinal(first.toordinal() + seen.elapsed_days)
    )
    return WholePlan(
        view=view,
        offers=tuple(offer_standing(what, events) for what in Offered),
        version=version_standing(plan.version, events),
        versions=version_history(plan.version, events),
        agreed_version=agreed_version(events),
        contacts=of_day(plan.fixed_contacts, today),
        overall=overall_on(plan.fixed_contacts, today),
        way=way,
        lead_days=latest_by_lead(plan, way.days, first),
        elapsed=None if first is None or last is None else elapsed(plan, first, last, began),
        gap=None if first is None else longest_gap(plan, first, today, began),
        sip_lacks=tuple((sip, tuple(what_is_missing(sip))) for sip in plan.sips if sip.open),
        stays=tuple(_stay(facts) for facts in plan.stays),
        clashes=() if actor.role in FOR_HER_EYES else tuple(clashes(plan, today, began)),
    )


def find_clashes(store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment) -> list[Clash] | Denied:
    """What does not hang together in a plan at *now*, or Denied."""
    decision, _ = decided_and_logged(store, actor, plan_id, Action.FIND_CLASHES, now)
    if not decision.allowed:
        return Denied()
    plan = plan_for(store, plan_id, actor, now)
    return clashes(plan, now.legal_day, begun(store, plan, now.legal_day))


def _stay(facts: Discharge) -> Stay:
    return Stay(facts, tuple(clocks_of_discharge(facts)), payment_liability(facts))
