"""Add the steps that a template proposes to a plan, with its owners filled in: proposed, and without times.

Here does not belong what a template holds (`contracts.templates`), nor booking (`propose_times`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, new_identifier
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import Owner
from vardvag.contracts.store import PlanStore
from vardvag.contracts.templates import PathwayTemplate, proposed_steps
from vardvag.contracts.whom_to_ask import WhomToAsk
from vardvag.usecases.change_plan import change_plan
from vardvag.usecases.show_plan import Denied, PlanView


def apply_template(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    template: PathwayTemplate,
    owners: Mapping[str, tuple[Owner, WhomToAsk]],
    expected_version: int,
    now: Moment,
) -> PlanView | Denied:
    """The plan with the template's steps last, or Denied. BadInput names every role that nobody fills."""

    def applied(plan: PatientContract) -> PatientContract:
        return replace(plan, steps=(*plan.steps, *proposed_steps(template, owners, new_identifier)))

    return change_plan(store, actor, plan_id, Action.APPLY_TEMPLATE, expected_version, now, applied)
