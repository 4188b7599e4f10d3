"""Hand steps over to another principal: offer, and take over or decline. Until then the giver has them.

Taken over, a step has the taker as its owner and the taker's contact. What is written here stays the plan's
own caregiver's to answer for; the taker's records come as its own. Here does not belong who may answer
(`contracts.access`).
"""

from __future__ import annotations

from dataclasses import replace

from vardvag.base.errors import NotFound
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.handover import HandOver, Principal
from vardvag.contracts.identifiers import PlanId, StepId, new_identifier
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Done
from vardvag.usecases.change_plan import change_plan, refuse_if, shown_step
from vardvag.usecases.show_plan import Denied, PlanView


def offer_hand_over(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    steps: tuple[StepId, ...],
    giver: Principal,
    taker: Principal,
    expected_version: int,
    now: Moment,
) -> PlanView | Denied:
    """The plan with the offer, or Denied. BadInput tells all that stands against it."""

    def offered(plan: PatientContract) -> PatientContract:
        concerned = [shown_step(store, plan, actor, step_id, now) for step_id in steps]
        refuse_if(_against(plan, concerned, giver))
        new = HandOver(new_identifier(), steps, giver, taker, now, actor.name)
        return replace(plan, handovers=(*plan.handovers, new))

    return change_plan(store, actor, plan_id, Action.HAND_OVER, expected_version, now, offered)


def answer_hand_over(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    handover_id: str,
    expected_version: int,
    now: Moment,
    *,
    accepted: bool,
    answered_by: str,
    reason: str | None = None,
) -> PlanView | Denied:
    """The plan after the taker's answer, or Denied. *answered_by* names who gave it, at the taker.

    BadInput when it has been answered, or a no does not say why. NotFound for an unknown hand-over.
    """

    def answered(plan: PatientContract) -> PatientContract:
        known = {one.handover_id: one for one in plan.handovers}
        if handover_id not in known:
            raise NotFound(Text("Överlämningen", "hand-over"), handover_id, known)
        offer = known[handover_id]
        findings = [] if offer.open else [Finding("hand-over-answered", _ANSWERED, _NEW_ONE)]
        if not answered_by.strip():
            findings.append(Finding("hand-over-by", _BY_NOBODY, _NAME))
        if not accepted and not (reason or "").strip():
            findings.append(Finding("hand-over-why", _NO_WHY, _SAY_WHY))
        refuse_if(findings)
        after = (
            offer.accepted(answered_by, now) if accepted else offer.declined(answered_by, now, reason or "")
        )
        handovers = tuple(after if one.handover_id == handover_id else one for one in plan.handovers)
        steps = tuple(
            _taken_over(step, after.taker) if accepted and step.step_id in after.steps else step
            for step in plan.steps
        )
        return replace(plan, handovers=handovers, steps=steps)

    return change_plan(store, actor, plan_id, Action.ANSWER_HAND_OVER, expected_version, now, answered)


def _taken_over(step: PlannedStep, taker: Principal) -> PlannedStep:
    """The step as the taker has it. The giver's national contact is not the taker's to report."""
    return replace(step, owner=taker.owner, ask=taker.ask, reported_as=None)


def _against(plan: PatientContract, steps: list[PlannedStep], giver: Principal) -> list[Finding]:
    findings = [] if steps else [Finding("hand-over-nothing", _NOTHING, _CHOOSE)]
    offered = {step for one in plan.handovers if one.open for step in one.steps}
    for step in steps:
        if step.owner.unit != giver.owner.unit:
            findings.append(Finding("hand-over-not-hers", _NOT_HERS, _ASK_OWNER, value=step.what))
        if isinstance(step.when, Done):
            findings.append(Finding("hand-over-done", _DONE, _CHOOSE, value=step.what))
        if step.step_id in offered:
            findings.append(Finding("hand-over-twice", _TWICE, _WAIT, value=step.what))
    return findings


_NOTHING = Text("Inget steg är valt", "No step is chosen")
_CHOOSE = Text("Välj ett steg som återstår.", "Choose a step that is left.")
_NOT_HERS = Text("Steget är inte den enhetens att lämna över", "The step is not that unit's to hand over")
_ASK_OWNER = Text("Be den som ansvarar för steget.", "Ask the one who is responsible for it.")
_DONE = Text("Steget är redan genomfört", "The step has already taken place")
_TWICE = Text("Steget är redan erbjudet någon", "The step has been offered to somebody already")
_WAIT = Text("Vänta på svaret.", "Wait for the answer.")
_ANSWERED = Text("Överlämningen är redan besvarad", "The hand-over has been answered already")
_NEW_ONE = Text("Erbjud en ny överlämning.", "Offer a new hand-over.")
_BY_NOBODY = Text("Det framgår inte vem som svarade", "It does not say who answered")
_NAME = Text("Ange namnet.", "Give the name.")
_NO_WHY = Text("Det framgår inte varför mottagaren säger nej", "It does not say why the taker declines")
_SAY_WHY = Text("Skriv skälet.", "Write the reason.")
