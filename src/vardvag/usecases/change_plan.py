"""The way every change of a plan goes: decide by law, log, read, change, keep the next version.

And whose word it is: a patient who is logged in speaks for herself; what staff write down for her is marked
so. Here does not belong any particular change (one file each), nor who may (`contracts.access`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, StepId, new_identifier
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.store import PlanStore
from vardvag.contracts.withheld_details import masks_in
from vardvag.usecases.show_plan import Denied, PlanView, as_seen, decided_and_logged, still_allowed, view_of

Made = Callable[[PatientContract], Sequence[PlanEvent]]


def change_plan(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    action: Action,
    expected_version: int,
    now: Moment,
    change: Callable[[PatientContract], PatientContract],
    events: Made = lambda saved: (),
) -> PlanView | Denied:
    """The plan after *change*, or Denied. *events* makes the plan events that the saved plan gives rise to.

    BadInput of *change* and Conflict leave everything as it was; the attempt is in the log all the same.
    """
    decision, _ = decided_and_logged(store, actor, plan_id, action, now)
    if not decision.allowed:
        return Denied()
    with store.transaction():
        if not still_allowed(store, actor, plan_id, action, now):
            return Denied()
        before = store.read(plan_id)
        after = change(before)
        refuse_if([Finding("masked", _MASKED, _LEAVE_OUT)] if masks_in(after) > masks_in(before) else [])
        saved = store.save(after, expected_version, author=actor.subject)
        for event in (version_made(saved, actor, action, now), *events(saved)):
            store.append_plan_event(event)
    return view_of(store, plan_id, decision, now, actor)


def say_about_plan(
    store: PlanStore, actor: Actor, plan_id: PlanId, action: Action, now: Moment, events: Made
) -> PlanView | Denied:
    """The plan after something was said about it, or Denied. Its version is the same."""
    decision, _ = decided_and_logged(store, actor, plan_id, action, now)
    if not decision.allowed:
        return Denied()
    with store.transaction():
        if not still_allowed(store, actor, plan_id, action, now):
            return Denied()
        for event in events(store.read(plan_id)):
            store.append_plan_event(event)
    return view_of(store, plan_id, decision, now, actor)


def shown_step(
    store: PlanStore, plan: PatientContract, actor: Actor, step_id: StepId, now: Moment
) -> PlannedStep:
    """The step as it is kept, if *actor* is shown it. NotFound otherwise, as for one that is not there."""
    as_seen(store, plan, actor, now).step(step_id)
    return plan.step(step_id)


def voice(actor: Actor, speaker: Speaker, way: Way, name: str) -> Said:
    """Whose word it is, as *actor* gives it. BadInput when she cannot give it so.

    The patient speaks for herself by her log-in. Staff speak for care by theirs, or write down what the
    patient or a relative said in another way.
    """
    if actor.role == Role.PATIENT:
        if (speaker, way) != (Speaker.PATIENT, Way.LOG_IN):
            raise BadInput(_NOT_SO, [Finding("said-by-herself", _HERSELF, _LOGGED_IN, value=str(way))])
        return Said(speaker, way, actor.name)
    if speaker is Speaker.CARE:
        return by_care(actor)
    findings = []
    if way is Way.LOG_IN:
        findings.append(Finding("said-how", _HOW, _SAY_HOW, column="way", value=str(way)))
    if not name.strip():
        findings.append(Finding("said-by-whom", _BY_WHOM, _SAY_BY_WHOM, column="name"))
    if findings:
        raise BadInput(_NOT_SO, findings)
    return Said(speaker, way, name, recorded_by=actor.name)


def by_care(actor: Actor) -> Said:
    """Care's own word, by the log-in of somebody who works there."""
    return Said(Speaker.CARE, Way.LOG_IN, actor.name)


def plan_event(
    kind: PlanEventKind,
    plan: PatientContract,
    said: Said,
    actor: Actor,
    now: Moment,
    *,
    version: int | None = None,
    words: str = "",
) -> PlanEvent:
    """A new event of a plan, recorded at the actor's unit; at the coordinator's when the patient makes it."""
    return PlanEvent(
        event_id=new_identifier(),
        kind=kind,
        person=plan.person,
        plan=plan.plan_id,
        at=now,
        said=said,
        unit=actor.unit or plan.coordinator.unit,
        version=version,
        words=words,
    )


def version_made(saved: PatientContract, actor: Actor, action: Action, now: Moment) -> PlanEvent:
    """That *actor* made the version of a plan that was saved, and by doing what."""
    speaker = Speaker.PATIENT if actor.role == Role.PATIENT else Speaker.CARE
    said = Said(speaker, Way.LOG_IN, actor.name)
    kind = PlanEventKind.VERSION_MADE
    return plan_event(kind, saved, said, actor, now, version=saved.version, words=action.value)


def refuse_if(findings: Sequence[Finding]) -> None:
    """BadInput with all that stands against a change; nothing when nothing does."""
    if findings:
        raise BadInput(Text("Planen kan inte ändras så.", "The plan cannot be changed so."), findings)


_MASKED = Text("En skyddad uppgift skulle skrivas över", "A protected detail would be written over")
_LEAVE_OUT = Text(
    "Skriv uppgiften, eller låt den vara som den var.", "Write the detail, or leave it as it was."
)
_NOT_SO = Text("Det kan inte skrivas ner så.", "It cannot be written down so.")
_HERSELF = Text("Den som är inloggad talar för sig själv", "Whoever is logged in speaks for herself")
_LOGGED_IN = Text("Ring eller skriv om det gäller någon annan.", "Ring or write for anybody else.")
_HOW = Text("Det framgår inte hur det sades", "It does not say how it was said")
_SAY_HOW = Text(
    "Ange besök, telefon, brev, blankett eller tolk.", "Give visit, telephone, letter, form or interpreter."
)
_BY_WHOM = Text("Det framgår inte vem som sade det", "It does not say who said it")
_SAY_BY_WHOM = Text("Ange namnet.", "Give the name.")
