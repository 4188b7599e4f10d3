"""A plan with what a source says of it: new parts added, known ones brought up to date, nothing lost.

A part is known by its source, its kind and its identifier there. What care and patient have agreed about a
step (whom to ask, how to prepare, the pathway) stays as it is; only what the source owns is changed: when,
where, how far a referral has come. A booked time to come that is gone from a *whole* answer is a time she no
longer has, and is said so; from an answer that is not whole nothing is concluded. A visit that is done is the
time that was booked for it, when both began at the same moment at the same unit. Here does not belong
asking a source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vardvag.contracts.duration import Duration
from vardvag.contracts.fixed_contact import FixedContact, FixedContactKind, overlapping
from vardvag.contracts.identifiers import StepId, new_identifier
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.rivta.collected import Asked, Collected, CollectedStep
from vardvag.contracts.source_plans import JoinedPlan
from vardvag.contracts.step import PlannedStep, SourcePlan
from vardvag.contracts.times import Booked, Done, NoTimeYet


def merged(
    plan: PatientContract,
    collected: Collected,
    asked: Asked,
    kind: str | None,
    new_step: Callable[[], StepId] = lambda: StepId(new_identifier()),
) -> PatientContract:
    """The plan with what a source says now. *kind* is that of the steps it was asked for, if any."""
    steps = list(plan.steps)
    found = set()
    for one in collected.steps:
        source = SourcePlan(one.kind, one.system, one.identifier)
        found.add(source)
        place = next((at for at, step in enumerate(steps) if step.source_plan == source), None)
        if place is not None:
            steps[place] = _brought_up(steps[place], one)
        elif (same := _same_visit(steps, one)) is not None:
            if isinstance(one.when, Done):
                steps[same] = replace(steps[same], when=one.when, source_plan=source, booking=None)
        else:
            steps.append(_new(one, source, new_step(), plan.caregiver))
    if collected.whole and kind is not None:
        steps = [_gone(step, found, asked, kind) for step in steps]
    return replace(
        plan,
        steps=tuple(steps),
        fixed_contacts=_contacts(plan.fixed_contacts, collected.fixed_contacts),
        source_plans=_plans(plan.source_plans, collected.source_plans),
    )


def not_joined(plan: PatientContract, collected: Collected) -> tuple[FixedContact, ...]:
    """Contacts that the plan cannot hold: the overall duty to coordinate while somebody else has it."""
    joined = {one.contact_id for one in _contacts(plan.fixed_contacts, collected.fixed_contacts)}
    return tuple(one for one in collected.fixed_contacts if one.contact_id not in joined)


def _new(one: CollectedStep, source: SourcePlan, step_id: StepId, caregiver: str) -> PlannedStep:
    return PlannedStep(
        step_id=step_id,
        what=one.what,
        owner=one.owner,
        when=one.when,
        ask=one.ask,
        where=one.where,
        source_plan=source,
        responsible=None if one.responsible == caregiver else one.responsible,
        approved_for_patient=one.approved_for_patient,
        duration=Duration(minutes=one.minutes),
        booking=one.booking,
        referral=one.referral,
    )


def _brought_up(step: PlannedStep, one: CollectedStep) -> PlannedStep:
    return replace(
        step,
        when=one.when,
        where=one.where or step.where,
        approved_for_patient=one.approved_for_patient,
        duration=Duration(step.duration.days, one.minutes or step.duration.minutes),
        booking=one.booking or step.booking,
        referral=one.referral or step.referral,
    )


def _same_visit(steps: list[PlannedStep], one: CollectedStep) -> int | None:
    """The place of a step that is the same visit, told by another source: booked at that moment, there."""
    at = one.when.at if isinstance(one.when, Booked) else one.at
    for place, step in enumerate(steps):
        if isinstance(step.when, Booked) and step.when.at == at and step.owner.unit == one.owner.unit:
            return place
    return None


def _gone(step: PlannedStep, found: set[SourcePlan], asked: Asked, kind: str) -> PlannedStep:
    source = step.source_plan
    if source is None or source in found or (source.system, source.kind) != (asked.system, kind):
        return step
    if not isinstance(step.when, Booked) or step.when.at <= asked.at:
        return step
    if asked.units is not None and step.owner.unit not in asked.units:
        return step
    if asked.until is not None and step.when.at.legal_day > asked.until:
        return step
    said = f"Tiden finns inte längre kvar hos {step.owner.name}. Ring dem och fråga vad som händer nu."
    return replace(step, when=NoTimeYet(said))


def _contacts(kept: tuple[FixedContact, ...], new: tuple[FixedContact, ...]) -> tuple[FixedContact, ...]:
    """The contacts by their identifiers, the new wording first. One the plan cannot hold is not joined."""
    by_id = {one.contact_id: one for one in kept}
    for one in new:
        tried = by_id | {one.contact_id: one}
        if one.kind is FixedContactKind.OVERALL and overlapping(tried.values()):
            continue
        by_id = tried
    return tuple(by_id.values())


def _plans(kept: tuple[JoinedPlan, ...], new: tuple[JoinedPlan, ...]) -> tuple[JoinedPlan, ...]:
    by_id = {(one.system, one.identifier): one for one in kept}
    for one in new:
        known = by_id.get((one.system, one.identifier))
        note = known.internal_note if known else None
        by_id[one.system, one.identifier] = replace(one, internal_note=note)
    return tuple(by_id.values())
