"""A plan without the details that must not be shown of a protected person: masked, so that it shows they are.

Who is responsible in a municipality tells where somebody lives, and who is her relative tells who she is. A
masked detail keeps its place: what is written back with one in it can be refused, and nothing is lost in
silence. Here does not belong which details are withheld from whom (`access.protection`). Free text cannot be
masked: whoever writes it is warned.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from vardvag.contracts.access.protection import Detail
from vardvag.contracts.fixed_contact import FixedContact, FixedContactKind
from vardvag.contracts.handover import Principal
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_items import SOCIAL_PLANS
from vardvag.contracts.sip import ParticipantKind, PrincipalKind, Sip
from vardvag.contracts.source_plans import JoinedPlan
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk

MASKED = "Skyddad uppgift"
"""What stands in place of a detail."""

_POINT = ContactPoint(MASKED, MASKED, MASKED)
_ASK = WhomToAsk(_POINT)


def masks_in(plan: PatientContract) -> int:
    """How many masks stand in a plan. What is kept has none: one more is a copy of what was shown."""
    return repr(plan).count(MASKED)


def without_details(plan: PatientContract, withheld: Collection[Detail]) -> PatientContract:
    """*plan* with every detail in *withheld* masked."""
    if not withheld:
        return plan
    municipality = Detail.MUNICIPALITY in withheld
    found = replace(
        plan,
        steps=tuple(step_without_details(step, withheld) for step in plan.steps),
        sips=tuple(_sip(sip, withheld) for sip in plan.sips),
    )
    if not municipality:
        return found
    return replace(
        found,
        fixed_contacts=tuple(_contact(one) for one in plan.fixed_contacts),
        source_plans=tuple(_joined(one) for one in plan.source_plans),
        handovers=tuple(
            replace(one, giver=_principal(one.giver), taker=_principal(one.taker)) for one in plan.handovers
        ),
    )


def step_without_details(step: PlannedStep, withheld: Collection[Detail]) -> PlannedStep:
    """*step* with every detail in *withheld* masked."""
    municipal = step.owner.kind is OwnerKind.MUNICIPAL_UNIT
    if municipal and Detail.MUNICIPALITY in withheld:
        slots = tuple(replace(slot, unit=MASKED) for slot in step.slots)
        responsible = MASKED if step.responsible else None
        step = replace(step, owner=_owner(step.owner), ask=_ASK, slots=slots, responsible=responsible)
    if step.owner.kind is OwnerKind.RELATIVE and Detail.REPRESENTATIVES in withheld:
        step = replace(step, owner=replace(step.owner, name=MASKED))
    if step.where and (Detail.HOME_PLACE if municipal else Detail.UNIT_PLACE) in withheld:
        step = replace(step, where=MASKED)
    return step


def _owner(owner: Owner) -> Owner:
    return replace(owner, name=MASKED, unit=MASKED) if owner.kind is OwnerKind.MUNICIPAL_UNIT else owner


def _principal(side: Principal) -> Principal:
    if side.owner.kind is not OwnerKind.MUNICIPAL_UNIT:
        return side
    return Principal(_owner(side.owner), MASKED, _ASK)


def _contact(one: FixedContact) -> FixedContact:
    if one.kind is not FixedContactKind.HOME_CARE:
        return one
    return replace(one, name=MASKED, unit=MASKED, caregiver=MASKED, ask=_ASK)


def _joined(one: JoinedPlan) -> JoinedPlan:
    if one.kind not in SOCIAL_PLANS:
        return one
    units = tuple(MASKED for _ in one.participating)
    unit = MASKED if one.unit else None
    return replace(one, title=MASKED, responsible=MASKED, unit=unit, participating=units)


def _sip(sip: Sip, withheld: Collection[Detail]) -> Sip:
    hidden = {
        kind
        for kind, detail in (
            (ParticipantKind.MUNICIPALITY, Detail.MUNICIPALITY),
            (ParticipantKind.RELATIVE, Detail.REPRESENTATIVES),
        )
        if detail in withheld
    }
    participants = tuple(
        replace(one, name=MASKED, organisation=MASKED) if one.kind in hidden else one
        for one in sip.participants
    )
    if Detail.MUNICIPALITY not in withheld:
        return replace(sip, participants=participants)
    interventions = tuple(
        replace(one, responsible=MASKED)
        if one.principal is PrincipalKind.MUNICIPALITY and one.responsible
        else one
        for one in sip.interventions
    )
    contact = MASKED if sip.overall is PrincipalKind.MUNICIPALITY and sip.overall_contact else None
    return replace(
        sip,
        participants=participants,
        interventions=interventions,
        overall_contact=contact or sip.overall_contact,
    )
