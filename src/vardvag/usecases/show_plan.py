"""Show a patient's plan: decide by law, write the log row, and only then read.

A plan that does not exist and a plan that may not be seen get the same answer. Here does not belong how the
plan looks on a page, nor who may see it (`contracts.access`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.clocks.limits import limits
from vardvag.clocks.model import GuaranteeClock
from vardvag.clocks.reference import clock_of
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decide import decide
from vardvag.contracts.access.decision import AccessFacts, Action, Decision
from vardvag.contracts.identifiers import LONGEST, PlanId
from vardvag.contracts.log import entry_of
from vardvag.contracts.overview import Overview, overview
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.progress import began_on, with_beginning
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.store import PlanStore
from vardvag.events.model import CareEvent

NOT_SHOWN = Text("Det finns ingen sådan plan som du får se.", "There is no such plan that you may see.")


@dataclass(frozen=True, slots=True)
class Denied:
    """No answer is given, and not whether there is one to give."""

    message: Text = NOT_SHOWN


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as it may be shown: whose, what, and the decision that let it be read."""

    plan: PatientContract
    person: Person
    overview: Overview
    decision: Decision


def show_plan(store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment) -> PlanView | Denied:
    """The plan as it stands on the legal day of *now*, or Denied. Either way the attempt is in the log."""
    decision, _ = decided_and_logged(store, actor, plan_id, Action.READ_PLAN, now)
    return view_of(store, plan_id, decision, now.legal_day) if decision.allowed else Denied()


def decided_and_logged(
    store: PlanStore, actor: Actor, plan_id: PlanId, action: Action, now: Moment
) -> tuple[Decision, AccessFacts | None]:
    """The decision on *action*, with its log row committed (or joined to the transaction that is open)."""
    if not (0 < len(plan_id) <= LONGEST and plan_id.isprintable()):
        plan_id = PlanId("?")  # No plan is named so; asked and logged like any other that does not exist.
    with store.transaction():
        facts = store.access_facts(plan_id)
        decision = decide(actor, facts, action)
        person = facts.person if facts else None
        store.append_log(entry_of(actor, action, decision, plan_id, person, now))
    return decision, facts


def view_of(store: PlanStore, plan_id: PlanId, decision: Decision, today: date) -> PlanView:
    """The plan with its overview, for a decision that has allowed it."""
    plan = store.read(plan_id)
    events = {step.step_id: _events(store, step) for step in plan.steps}
    clocks = {step.step_id: _clocks(step, events[step.step_id], today) for step in plan.steps}
    began = {
        step.step_id: day
        for step in plan.steps
        if (day := began_on(step, events[step.step_id], today)) is not None
    }
    return PlanView(plan, store.person(plan.person), overview(plan, clocks, began, today), decision)


def _events(store: PlanStore, step: PlannedStep) -> tuple[CareEvent, ...]:
    return () if step.pathway is None else store.events(step.pathway)


def _clocks(step: PlannedStep, events: Sequence[CareEvent], today: date) -> tuple[GuaranteeClock, ...]:
    """The step's clocks: its pathway's, counted by `clocks` from the events of its kind of contact."""
    law = {phase: limit for phase, limit in limits().items() if phase is step.phase}
    return tuple(clock_of(with_beginning(step, events, today), today, law=law))
