"""Join a plan from elsewhere to this one, or take a joined one away: named, not retyped.

What is kept is a copy of its name and source, with the day it expires; a newer copy takes the place of an
older one of the same plan. Here does not belong reading the other system (`contracts.rivta`, `service.fhir`).
"""

from __future__ import annotations

from dataclasses import replace

from vardvag.base.errors import NotFound
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.source_plans import JoinedPlan
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import change_plan, refuse_if
from vardvag.usecases.show_plan import Denied, PlanView


def join_source_plan(
    store: PlanStore, actor: Actor, plan_id: PlanId, joined: JoinedPlan, expected_version: int, now: Moment
) -> PlanView | Denied:
    """The plan with *joined*, or Denied. BadInput when the copy is older than the one that is here."""

    def with_it(plan: PatientContract) -> PatientContract:
        before = [one for one in plan.source_plans if _same(one, joined.system, joined.identifier)]
        if any(one.fetched_at > joined.fetched_at for one in before):
            refuse_if([Finding("source-plan-older", _OLDER, _FETCH, value=joined.title)])
        others = (one for one in plan.source_plans if one not in before)
        return replace(plan, source_plans=(*others, joined))

    return change_plan(store, actor, plan_id, Action.JOIN_SOURCE_PLAN, expected_version, now, with_it)


def part_source_plan(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    system: str,
    identifier: str,
    expected_version: int,
    now: Moment,
) -> PlanView | Denied:
    """The plan without a joined one, or Denied. BadInput while a step says that it was taken from it."""

    def without(plan: PatientContract) -> PatientContract:
        if not any(_same(one, system, identifier) for one in plan.source_plans):
            known = [one.identifier for one in plan.source_plans]
            raise NotFound(Text("Källplanen", "source plan"), identifier, known)
        refuse_if(
            [
                Finding("source-plan-used", _USED, _CHANGE_STEP, value=step.what)
                for step in plan.steps
                if step.source_plan
                and (step.source_plan.system, step.source_plan.identifier) == (system, identifier)
            ]
        )
        left = tuple(one for one in plan.source_plans if not _same(one, system, identifier))
        return replace(plan, source_plans=left)

    return change_plan(store, actor, plan_id, Action.JOIN_SOURCE_PLAN, expected_version, now, without)


def _same(one: JoinedPlan, system: str, identifier: str) -> bool:
    return (one.system, one.identifier) == (system, identifier)


_OLDER = Text("Kopian är äldre än den som finns", "The copy is older than the one that is here")
_FETCH = Text("Hämta den på nytt från källan.", "Fetch it anew from its source.")
_USED = Text("Ett steg är hämtat ur planen", "A step was taken from that plan")
_CHANGE_STEP = Text("Ändra steget först.", "Change the step first.")
