"""Propose times that shorten a plan's way, and take one, with the patient's yes and never without it.

A time at the actor's own unit is booked; one at another unit is requested, and waits for that unit's booking
system. Here does not belong finding the slots (the step holds them) nor which are proposed
(`contracts.proposals`).
"""

from __future__ import annotations

from dataclasses import replace

from vardvag.base.errors import BadInput, NotFound
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.critical_path import way_ahead
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEventKind
from vardvag.contracts.proposals import Proposal, fits, proposals
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.slots import Slot
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Requested
from vardvag.usecases.change_plan import plan_event, refuse_if, shown_step, version_made, voice
from vardvag.usecases.move_step import TIME_PASSED, moved
from vardvag.usecases.show_plan import (
    Denied,
    PlanView,
    begun,
    decided_and_logged,
    plan_for,
    still_allowed,
    view_of,
)


def propose_times(store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment) -> list[Proposal] | Denied:
    """What could be proposed to the patient at *now*, that which saves the most days first; or Denied."""
    decision, _ = decided_and_logged(store, actor, plan_id, Action.PROPOSE_TIMES, now)
    if not decision.allowed:
        return Denied()
    plan = plan_for(store, plan_id, actor, now)
    return proposals(plan, now, begun(store, plan, now.legal_day))


def book_proposed(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    step_id: StepId,
    slot_id: str,
    expected_version: int,
    now: Moment,
    *,
    way: Way,
    name: str,
    speaker: Speaker = Speaker.PATIENT,
) -> PlanView | Denied:
    """The plan after the patient said yes to a slot of a step, or Denied.

    BadInput tells all that stands against the time: it has passed, something must come first or after, it
    goes against her wishes, or it was not she who said yes. NotFound for an unknown slot.
    """
    decision, _ = decided_and_logged(store, actor, plan_id, Action.BOOK_PROPOSED, now)
    if not decision.allowed:
        return Denied()
    with store.transaction():
        if not still_allowed(store, actor, plan_id, Action.BOOK_PROPOSED, now):
            return Denied()
        plan = store.read(plan_id)
        step = shown_step(store, plan, actor, step_id, now)
        slot = _slot(step, slot_id)
        refuse_if(_against(store, plan, step, slot, speaker, now))
        said = voice(actor, speaker, way, name)
        events = () if step.pathway is None else store.events(step.pathway)
        changed, event = plan.with_step(replace(step, when=_request(step, slot, now))), None
        if step.owner.unit == actor.unit:
            changed, event = moved(plan, step, events, slot.at, now)
        saved = store.save(changed, expected_version, author=actor.subject)
        accepted = plan_event(PlanEventKind.TIME_ACCEPTED, saved, said, actor, now, words=str(slot.at))
        store.append_plan_event(version_made(saved, actor, Action.BOOK_PROPOSED, now))
        store.append_plan_event(accepted)
        if event is not None:
            store.append_event(event)
    return view_of(store, plan_id, decision, now, actor)


def _slot(step: PlannedStep, slot_id: str) -> Slot:
    known = {slot.slot_id: slot for slot in step.slots}
    if slot_id not in known:
        raise NotFound(Text("Tiden", "slot"), slot_id, known)
    return known[slot_id]


def _request(step: PlannedStep, slot: Slot, now: Moment) -> Requested:
    return Requested(slot.at, now.legal_day, step.owner.name, f"{step.owner.name} ska bekräfta tiden.")


def _against(
    store: PlanStore, plan: PatientContract, step: PlannedStep, slot: Slot, speaker: Speaker, now: Moment
) -> list[Finding]:
    events = () if step.pathway is None else store.events(step.pathway)
    findings: list[Finding] = []
    try:
        moved(plan, step, events, slot.at, now)
    except BadInput as against:
        # That a slot has passed is told below, of every day.
        findings += [one for one in against.findings if one.rule != TIME_PASSED]
    if speaker is Speaker.CARE:
        findings.append(Finding("slot-without-her", _WITHOUT_HER, _ASK_HER))
    if slot.at <= now:
        findings.append(Finding("slot-passed", _PASSED, _CHOOSE, value=str(slot.at)))
    ahead = way_ahead(plan, now.legal_day, begun(store, plan, now.legal_day))
    if not findings and not fits(plan, step, slot, ahead.days):
        findings.append(Finding("slot-does-not-fit", _NOT_FIT, _CHOOSE, value=str(slot.at)))
    return findings


_WITHOUT_HER = Text("Patienten har inte sagt ja till tiden", "The patient has not said yes to the time")
_ASK_HER = Text("Fråga henne, och skriv hur hon svarade.", "Ask her, and write how she answered.")
_PASSED = Text("Tiden har passerat", "The time has passed")
_CHOOSE = Text("Välj en annan tid.", "Choose another time.")
_NOT_FIT = Text(
    "Tiden går inte ihop med andra steg eller med hennes önskemål",
    "The time does not go with other steps or with her wishes",
)
