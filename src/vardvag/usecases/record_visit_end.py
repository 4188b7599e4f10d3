"""Record, at the end of a visit, whether the patient has the next time in hand, and what she says she knows.

Whether there is a next time is read from the plan, not asked; whether she knows whom to call only she can
say. Here does not belong counting the answers (`contract_cells`).
"""

from __future__ import annotations

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.next_time import in_hand
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import by_care, plan_event, refuse_if, say_about_plan, shown_step, voice
from vardvag.usecases.show_plan import Denied, PlanView, begun


def record_visit_end(
    store: PlanStore, actor: Actor, plan_id: PlanId, visit: StepId, now: Moment
) -> PlanView | Denied:
    """The plan after *visit* ended at *now*, or Denied. NotFound for a step that is not the plan's."""

    def ended(plan: PatientContract) -> list[PlanEvent]:
        kind = in_hand(
            plan,
            shown_step(store, plan, actor, visit, now).step_id,
            now.legal_day,
            begun(store, plan, now.legal_day),
        )
        return [plan_event(kind, plan, by_care(actor), actor, now)]

    return say_about_plan(store, actor, plan_id, Action.RECORD_VISIT_END, now, ended)


def record_knows_whom(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    now: Moment,
    *,
    knows: bool,
    speaker: Speaker = Speaker.PATIENT,
    way: Way = Way.LOG_IN,
    name: str = "",
) -> PlanView | Denied:
    """The plan after she said whether she knows whom to call, or Denied. BadInput for an unclear voice."""
    kind = PlanEventKind.KNOWS_WHOM_TO_CALL if knows else PlanEventKind.KNOWS_NOT_WHOM_TO_CALL

    def said(plan: PatientContract) -> list[PlanEvent]:
        if speaker is Speaker.CARE:
            refuse_if([Finding("knows-by-care", _BY_CARE, _ASK_HER)])
        return [plan_event(kind, plan, voice(actor, speaker, way, name), actor, now)]

    return say_about_plan(store, actor, plan_id, Action.RECORD_KNOWS_WHOM, now, said)


_BY_CARE = Text("Bara patienten kan säga om hon vet", "Only the patient can say whether she knows")
_ASK_HER = Text("Fråga henne, och skriv hur hon svarade.", "Ask her, and write how she answered.")
