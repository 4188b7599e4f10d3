"""What stands against adding, changing or removing a step of a plan: everything, told at once.

A plan refuses to be built wrongly (`plan`); here the same is said in the user's words before that. Here does
not belong who may change a step (`access`), nor its time by itself (`usecases.move_step`).
"""

from __future__ import annotations

from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.precedence import in_order
from vardvag.contracts.step import OwnerKind, PlannedStep
from vardvag.contracts.times import Booked, Done


def against_adding(plan: PatientContract, step: PlannedStep) -> list[Finding]:
    """What stands against adding *step*."""
    taken = [Finding("step-id", _TAKEN, _NEW_ID, value=step.step_id)] if _has(plan, step.step_id) else []
    return [*taken, *_said(step), *_order(plan, step)]


def against_changing(plan: PatientContract, step: PlannedStep) -> list[Finding]:
    """What stands against exchanging the step of the same identifier for *step*. NotFound when there is none.

    What a step was reported as stays: it is how the contact is known nationally. A time of care's own is
    given by itself: it has a fact on its pathway, and takes the patient's yes where she has one already.
    """
    before = plan.step(step.step_id)
    findings = [*_said(step), *_order(plan, step)]
    if isinstance(before.when, Done):
        findings.append(Finding("step-done", _DONE, _ADD_ANOTHER, value=before.what))
    if step.when != before.when and _given_by_itself(step):
        findings.append(Finding("step-time", _TIME, _MOVE, column="when", value=before.what))
    if before.reported_as is not None and step.reported_as != before.reported_as:
        findings.append(Finding("step-reported", _REPORTED, _KEEP, value=before.reported_as.contact_id))
    if (before.pathway, before.phase) != (step.pathway, step.phase) and before.pathway is not None:
        findings.append(Finding("step-pathway", _PATHWAY, _ADD_ANOTHER, value=before.what))
    return findings


def against_removing(plan: PatientContract, step_id: StepId) -> list[Finding]:
    """What stands against removing a step. NotFound when there is none."""
    step = plan.step(step_id)
    findings = [
        Finding("step-needed", _NEEDED, _FREE_FIRST, value=other.what)
        for other in plan.steps
        if step_id in other.depends_on
    ]
    if isinstance(step.when, Done):
        findings.append(Finding("step-done", _DONE, _LEAVE, value=step.what))
    if step.reported_as is not None:
        findings.append(Finding("step-reported", _REPORTED_STAYS, _CLOSE, value=step.what))
    if any(step_id in one.steps and one.open for one in plan.handovers):
        findings.append(Finding("step-offered", _OFFERED, _ANSWER_FIRST, value=step.what))
    return findings


def _given_by_itself(step: PlannedStep) -> bool:
    return step.owner.kind is OwnerKind.CARE_UNIT and isinstance(step.when, Booked | Done)


def _has(plan: PatientContract, step_id: StepId) -> bool:
    return any(one.step_id == step_id for one in plan.steps)


def _said(step: PlannedStep) -> list[Finding]:
    return [] if step.what.strip() else [Finding("step-what", _WHAT, _SAY_WHAT, column="what")]


def _order(plan: PatientContract, step: PlannedStep) -> list[Finding]:
    known = {one.step_id for one in plan.steps}
    findings = [
        Finding("step-unknown", _UNKNOWN, _CHOOSE, column="depends_on", value=one)
        for one in step.depends_on
        if one not in known and one != step.step_id
    ]
    depends = {one.step_id: one.depends_on for one in plan.steps} | {step.step_id: step.depends_on}
    if not findings:
        try:
            in_order(depends)
        except ValueError:
            findings.append(Finding("step-circle", _CIRCLE, _BREAK, column="depends_on", value=step.what))
    return findings


_TAKEN = Text("Det finns redan ett sådant steg i planen", "There is such a step in the plan already")
_NEW_ID = Text("Ändra steget i stället.", "Change the step instead.")
_WHAT = Text("Steget säger inte vad som ska göras", "The step does not say what is to be done")
_SAY_WHAT = Text("Skriv det på vanlig svenska.", "Write it in plain Swedish.")
_UNKNOWN = Text("Steget väntar på ett steg som inte finns", "The step waits for one that does not exist")
_CHOOSE = Text("Välj ett steg i planen.", "Choose a step of the plan.")
_CIRCLE = Text("Stegen skulle vänta på varandra i en ring", "The steps would wait for each other in a circle")
_BREAK = Text("Ta bort ett av beroendena.", "Take one of the dependencies away.")
_DONE = Text("Steget är redan genomfört", "The step has already taken place")
_ADD_ANOTHER = Text("Lägg till ett nytt steg.", "Add a new step.")
_LEAVE = Text("Låt det stå kvar: det har hänt.", "Leave it: it has happened.")
_TIME = Text("Stegets tid ändras för sig", "The time of the step is changed by itself")
_MOVE = Text("Ge steget en ny tid i stället.", "Give the step another time instead.")
_REPORTED = Text(
    "Steget är redan rapporterat som en vårdkontakt", "The step is reported as a contact already"
)
_KEEP = Text("Behåll vårdkontaktens identitet.", "Keep the contact's identity.")
_REPORTED_STAYS = Text("Väntan på steget har rapporterats", "The wait for the step has been reported")
_CLOSE = Text("Avsluta vårdbehovet i stället.", "Close the need instead.")
_PATHWAY = Text("Steget hör till en väg genom vården", "The step belongs to a pathway")
_NEEDED = Text("Ett annat steg väntar på det", "Another step waits for it")
_FREE_FIRST = Text("Ändra det andra steget först.", "Change the other step first.")
_OFFERED = Text("Steget är erbjudet en annan enhet", "The step has been offered to another unit")
_ANSWER_FIRST = Text("Vänta på svaret.", "Wait for the answer.")
