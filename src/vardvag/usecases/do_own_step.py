"""Mark a step of the patient's, or of a relative's, as done: by herself, or written down for her.

Whoever owns a step sets its state; care's steps are marked by care (`move_step`). Here does not belong who
may (`contracts.access`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import OwnerKind, PlannedStep
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Done
from vardvag.usecases.change_plan import change_plan, refuse_if, shown_step
from vardvag.usecases.show_plan import Denied, PlanView

OWN = (OwnerKind.PATIENT, OwnerKind.RELATIVE)


def do_own_step(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    step_id: StepId,
    on: date,
    expected_version: int,
    now: Moment,
) -> PlanView | Denied:
    """The plan with the step done on a day, or Denied. BadInput for care's step, or a day to come."""

    def done(plan: PatientContract) -> PatientContract:
        return plan.with_step(done_on(shown_step(store, plan, actor, step_id, now), on, now.legal_day))

    return change_plan(store, actor, plan_id, Action.DO_OWN_STEP, expected_version, now, done)


def done_on(step: PlannedStep, on: date, today: date) -> PlannedStep:
    """The step done on a day. BadInput for care's step, or a day to come."""
    findings = []
    if step.owner.kind not in OWN:
        findings.append(Finding("step-owner", _NOT_HERS, _ASK_OWNER, value=step.owner.name))
    if on > today:
        findings.append(Finding("step-to-come", _TO_COME, _EARLIER, value=on.isoformat()))
    refuse_if(findings)
    return replace(step, when=Done(on))


_NOT_HERS = Text("Steget är inte patientens eget", "The step is not the patient's own")
_ASK_OWNER = Text("Fråga den som ansvarar för det.", "Ask the one who is responsible for it.")
_TO_COME = Text("Dagen har inte kommit", "The day has not come")
_EARLIER = Text("Ange en dag som har varit.", "Give a day that has been.")
