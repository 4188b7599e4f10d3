"""Add, change or remove a step of a plan, as a new version, with everything that stands against it told.

Here does not belong moving a booked time (`move_step`), nor handing a step over (`hand_over`).
"""

from __future__ import annotations

from dataclasses import replace

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.step_changes import against_adding, against_changing, against_removing
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import change_plan, refuse_if, shown_step
from vardvag.usecases.show_plan import Denied, PlanView, as_seen


def add_step(
    store: PlanStore, actor: Actor, plan_id: PlanId, step: PlannedStep, expected_version: int, now: Moment
) -> PlanView | Denied:
    """The plan with the step last, or Denied. BadInput tells all that stands against it."""

    def added(plan: PatientContract) -> PatientContract:
        refuse_if([*against_adding(plan, step), *_against_pathway(store, plan, step)])
        return replace(plan, steps=(*plan.steps, step))

    return change_plan(store, actor, plan_id, Action.CHANGE_STEPS, expected_version, now, added)


def change_step(
    store: PlanStore, actor: Actor, plan_id: PlanId, step: PlannedStep, expected_version: int, now: Moment
) -> PlanView | Denied:
    """The plan with the step exchanged for its changed self, or Denied. BadInput as `add_step`.

    A booked time is not changed here: it has a fact on its pathway to go with it (`move_step`). What the step
    waits for and the actor is not shown stays as it was.
    """

    def changed(plan: PatientContract) -> PatientContract:
        seen = {one.step_id for one in as_seen(store, plan, actor, now).steps}
        before = shown_step(store, plan, actor, step.step_id, now)
        unseen = tuple(one for one in before.depends_on if one not in seen)
        whole = replace(step, depends_on=(*unseen, *step.depends_on))
        refuse_if([*against_changing(plan, whole), *_against_pathway(store, plan, whole)])
        return plan.with_step(whole)

    return change_plan(store, actor, plan_id, Action.CHANGE_STEPS, expected_version, now, changed)


def remove_step(
    store: PlanStore, actor: Actor, plan_id: PlanId, step_id: StepId, expected_version: int, now: Moment
) -> PlanView | Denied:
    """The plan without the step, or Denied. BadInput as `add_step`. Earlier versions keep it."""

    def removed(plan: PatientContract) -> PatientContract:
        refuse_if(against_removing(plan, shown_step(store, plan, actor, step_id, now).step_id))
        return replace(plan, steps=tuple(one for one in plan.steps if one.step_id != step_id))

    return change_plan(store, actor, plan_id, Action.CHANGE_STEPS, expected_version, now, removed)


def _against_pathway(store: PlanStore, plan: PatientContract, step: PlannedStep) -> list[Finding]:
    """A step shows its pathway's clock, so the pathway is one of the plan's own person."""
    if step.pathway is None or step.pathway in store.pathways_of(plan.person):
        return []
    return [Finding("step-pathway-unknown", _UNKNOWN, _HER_OWN, value=step.pathway)]


_UNKNOWN = Text("Patienten har ingen sådan väg genom vården", "The patient has no such pathway")
_HER_OWN = Text("Välj en av hennes, eller ingen.", "Choose one of hers, or none.")
