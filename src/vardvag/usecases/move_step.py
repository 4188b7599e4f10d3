"""Move a step's time: by a coordinator who takes part in the care, logged, in one transaction, one version
on.

A time that has passed says that the visit was held that day; a time to come is a booking. Nothing else of a
plan is changed here. Here does not belong who may (`contracts.access`).
"""

from __future__ import annotations

from dataclasses import replace

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, StepId, new_identifier
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.progress import events_of_step
from vardvag.contracts.step import OwnerKind, PlannedStep
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Booked, Done, day_of
from vardvag.events.model import CareEvent, EventKind
from vardvag.usecases.show_plan import Denied, PlanView, decided_and_logged, view_of

SOURCE = "vardvag"
_STARTS = (EventKind.CARE_SOUGHT, EventKind.REFERRAL_ISSUED, EventKind.DECISION)


def move_step(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    step_id: StepId,
    new_time: Moment,
    expected_version: int,
    now: Moment,
) -> PlanView | Denied:
    """The plan after the move, or Denied.

    BadInput says all that stands against the time; Conflict that somebody else changed the plan first. In
    both cases nothing is changed, and the attempt is in the log.
    """
    decision, _ = decided_and_logged(store, actor, plan_id, Action.MOVE_STEP, now)
    if not decision.allowed:
        return Denied()
    with store.transaction():
        plan = store.read(plan_id)
        step = plan.step(step_id)
        events = () if step.pathway is None else store.events(step.pathway)
        if findings := _against(plan, step, events, new_time):
            raise BadInput("Tiden kan inte ändras så. (The time cannot be changed so.)", findings)
        held = new_time.legal_day < now.legal_day
        changed = replace(step, when=Done(new_time.legal_day) if held else Booked(new_time))
        store.save(plan.with_step(changed), expected_version)
        if step.pathway is not None:
            store.append_event(_event(step, new_time, now, held=held))
    return view_of(store, plan_id, decision, now.legal_day)


def _against(
    plan: PatientContract, step: PlannedStep, events: tuple[CareEvent, ...], new_time: Moment
) -> list[Finding]:
    """Everything that stands against giving the step this time."""
    findings = []
    day = new_time.legal_day
    if step.owner.kind is not OwnerKind.CARE_UNIT:
        findings.append(_finding("step-owner", _NOT_OURS, _ASK_OWNER, step.owner.name))
    own = events_of_step(step, events)
    if isinstance(step.when, Done) or any(event.kind is EventKind.STARTED for event in own):
        findings.append(_finding("step-done", _DONE, _LEAVE, step.what))
    begun = min((event.on for event in own if event.kind in _STARTS), default=None)
    if begun is not None and day < begun:
        findings.append(_finding("step-before-decision", _BEFORE_DECISION, _LATER, begun.isoformat()))
    for earlier in (plan.step(step_id) for step_id in step.depends_on):
        ready = day_of(earlier.when)
        if ready is not None and day < ready:
            findings.append(_finding("step-before-another", _BEFORE_ANOTHER, _LATER, earlier.what))
    return findings


def _event(step: PlannedStep, new_time: Moment, now: Moment, *, held: bool) -> CareEvent:
    """The fact that a time was booked today, or that the visit was held on its day."""
    if step.pathway is None or step.phase is None:
        raise AssertionError("only a step on a pathway makes an event")
    return CareEvent(
        event_id=new_identifier(),
        pathway=step.pathway,
        kind=EventKind.STARTED if held else EventKind.BOOKED,
        phase=step.phase,
        on=new_time.legal_day if held else now.legal_day,
        unit=step.owner.unit or "",
        source=SOURCE,
        recorded_at=now,
        received_at=now,
    )


_NOT_OURS = Text("Steget är inte vårdens att boka", "The step is not for care to book")
_ASK_OWNER = Text("Be den som ansvarar för steget.", "Ask the one who is responsible for it.")
_DONE = Text("Steget är redan genomfört", "The step has already taken place")
_LEAVE = Text("Lägg till ett nytt steg om det behövs ett till.", "Add a new step if one more is needed.")
_BEFORE_DECISION = Text("Tiden ligger före beslutet om vården", "The time is before care was decided")
_BEFORE_ANOTHER = Text(
    "Tiden ligger före ett steg som måste vara klart", "A step before it must be done first"
)
_LATER = Text("Välj en senare tid.", "Choose a later time.")


def _finding(rule: str, message: Text, remedy: Text, value: str) -> Finding:
    return Finding(rule=rule, message=message, remedy=remedy, value=value)
