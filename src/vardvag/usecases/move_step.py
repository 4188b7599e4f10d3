"""Move a step's time: by a coordinator who takes part in the care, logged, in one transaction, one version
on.

A day that has been says that the visit was held then; a time to come is a booking. A time earlier today is
neither, and is refused. A time that the patient already has in her hand is exchanged for another only with
her yes, kept as hers with how it came and who wrote it down. Nothing else of a plan is changed here. Here
does not belong who may (`contracts.access`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, StepId, new_identifier
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEventKind
from vardvag.contracts.progress import events_of_step
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.step import OwnerKind, PlannedStep
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Booked, Done, day_of
from vardvag.events.model import CareEvent, EventKind
from vardvag.usecases.change_plan import plan_event, shown_step, version_made, voice
from vardvag.usecases.show_plan import Denied, PlanView, decided_and_logged, still_allowed, view_of

SOURCE = "vardvag"
TIME_PASSED = "time-passed"
"""The rule against a time earlier today."""
_STARTS = (EventKind.CARE_SOUGHT, EventKind.REFERRAL_ISSUED, EventKind.DECISION)


@dataclass(frozen=True, slots=True)
class Yes:
    """The patient's yes to a time: whose word it is, how it reached us, and the name of who said it."""

    speaker: Speaker
    way: Way
    name: str


def move_step(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    step_id: StepId,
    new_time: Moment,
    expected_version: int,
    now: Moment,
    *,
    yes: Yes | None = None,
) -> PlanView | Denied:
    """The plan after the move, or Denied. *yes* is asked for where `asks_her` says so.

    BadInput says all that stands against the time, and that she has not said yes; Conflict that somebody else
    changed the plan first. In both cases nothing is changed, and the attempt is in the log.
    """
    decision, _ = decided_and_logged(store, actor, plan_id, Action.MOVE_STEP, now)
    if not decision.allowed:
        return Denied()
    with store.transaction():
        if not still_allowed(store, actor, plan_id, Action.MOVE_STEP, now):
            return Denied()
        plan = store.read(plan_id)
        step = shown_step(store, plan, actor, step_id, now)
        events = () if step.pathway is None else store.events(step.pathway)
        against = _against(plan, step, events, new_time, now)
        said = _her_word(actor, yes, against) if yes else None
        if yes is None and asks_her(step, new_time, now):
            against.append(_finding("time-without-her", _WITHOUT_HER, _ASK_HER, step.what, column="yes.way"))
        _refuse_if(against)
        changed, event = moved(plan, step, events, new_time, now)
        saved = store.save(changed, expected_version, author=actor.subject)
        store.append_plan_event(version_made(saved, actor, Action.MOVE_STEP, now))
        if said is not None:
            accepted = PlanEventKind.TIME_ACCEPTED
            store.append_plan_event(plan_event(accepted, saved, said, actor, now, words=str(new_time)))
        if event is not None:
            store.append_event(event)
    return view_of(store, plan_id, decision, now, actor)


def asks_her(step: PlannedStep, new_time: Moment, now: Moment) -> bool:
    """Whether the move takes her yes: she has a time, and is to come at another that has not been."""
    return isinstance(step.when, Booked) and step.when.at != new_time and not _held(new_time, now)


def moved(
    plan: PatientContract, step: PlannedStep, events: tuple[CareEvent, ...], new_time: Moment, now: Moment
) -> tuple[PatientContract, CareEvent | None]:
    """The plan with the step moved, and what happened on its pathway by that, if it has one.

    BadInput says all that stands against the time.
    """
    _refuse_if(_against(plan, step, events, new_time, now))
    held = _held(new_time, now)
    changed = plan.with_step(replace(step, when=Done(new_time.legal_day) if held else Booked(new_time)))
    return changed, None if step.pathway is None else _event(step, new_time, now, held=held)


def _held(new_time: Moment, now: Moment) -> bool:
    return new_time.legal_day < now.legal_day


def _her_word(actor: Actor, yes: Yes, against: list[Finding]) -> Said | None:
    """Her yes as it is kept; None, and told in *against*, when it is not hers or does not say how it came."""
    if yes.speaker is Speaker.CARE:
        against.append(_finding("time-without-her", _WITHOUT_HER, _ASK_HER, yes.name, column="yes.speaker"))
        return None
    try:
        return voice(actor, yes.speaker, yes.way, yes.name)
    except BadInput as unclear:
        against += [replace(one, column=f"yes.{one.column}") for one in unclear.findings]
        return None


def _refuse_if(findings: list[Finding]) -> None:
    if findings:
        raise BadInput("Tiden kan inte ändras så. (The time cannot be changed so.)", findings)


def _against(
    plan: PatientContract, step: PlannedStep, events: tuple[CareEvent, ...], new_time: Moment, now: Moment
) -> list[Finding]:
    """Everything that stands against giving the step this time."""
    findings = []
    day = new_time.legal_day
    if new_time < now and not _held(new_time, now):
        findings.append(_finding(TIME_PASSED, _PASSED, _TO_COME, str(new_time), column="at"))
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


_PASSED = Text("Tiden har redan varit", "The time has passed")
_TO_COME = Text("Välj en tid som kommer.", "Choose a time to come.")
_NOT_OURS = Text("Steget är inte vårdens att boka", "The step is not for care to book")
_ASK_OWNER = Text("Be den som ansvarar för steget.", "Ask the one who is responsible for it.")
_DONE = Text("Steget är redan genomfört", "The step has already taken place")
_LEAVE = Text("Lägg till ett nytt steg om det behövs ett till.", "Add a new step if one more is needed.")
_BEFORE_DECISION = Text("Tiden ligger före beslutet om vården", "The time is before care was decided")
_BEFORE_ANOTHER = Text(
    "Tiden ligger före ett steg som måste vara klart", "A step before it must be done first"
)
_LATER = Text("Välj en senare tid.", "Choose a later time.")
_WITHOUT_HER = Text(
    "Patienten har inte sagt ja till att tiden byts", "The patient has not said yes to another time"
)
_ASK_HER = Text("Fråga henne, och skriv hur hon svarade.", "Ask her, and write how she answered.")


def _finding(rule: str, message: Text, remedy: Text, value: str, column: str | None = None) -> Finding:
    return Finding(rule=rule, message=message, remedy=remedy, value=value, column=column)
