"""The items of a plan that come from others, as the law on access sees them; and the plan without some.

What the plan's own caregiver has written is decided with the plan. A step or a joined plan that names another
as responsible is that one's data, and is decided for itself (`access.visible`). What is taken out leaves no
trace. Here does not belong deciding.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from vardvag.contracts.access.decision import AccessFacts
from vardvag.contracts.access.items import InformationKind, ItemFacts
from vardvag.contracts.access.provider import Provider, ProviderKind
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.sip import Sip
from vardvag.contracts.source_plans import CarePlanType, JoinedPlan
from vardvag.contracts.step import OwnerKind, PlannedStep

SOCIAL_PLANS = frozenset({CarePlanType.GP})
"""Plans that an omsorgsgivare makes: a genomförandeplan is of the social services."""


def item_of_step(step: PlannedStep) -> str:
    """What a step is called as an item."""
    return f"step:{step.step_id}"


def item_of_joined(joined: JoinedPlan) -> str:
    """What a joined plan is called as an item."""
    return f"plan:{joined.system}|{joined.identifier}"


def foreign_items(plan: PatientContract, facts: AccessFacts | None = None) -> list[ItemFacts]:
    """The items that somebody else than the plan's caregiver is responsible for.

    *facts* say about whose data the person has been informed; without them, about nobody's. Of somebody who
    cannot take a stand, what she was never informed of is available only by 2 kap. 6 §.
    """
    informed_by = facts.informed_by if facts is not None else frozenset()
    incapable = facts is not None and facts.lacks_capacity
    steps = [
        ItemFacts(
            item=item_of_step(step),
            provider=Provider(step.responsible, _kind_of(step)),
            unit=step.owner.unit,
            kind=InformationKind.REFERRAL if step.referral else InformationKind.BOOKING,
            approved_for_patient=step.approved_for_patient,
        )
        for step in plan.steps
        if step.responsible is not None and step.responsible != plan.caregiver
    ]
    joined = [
        ItemFacts(
            item=item_of_joined(one),
            provider=Provider(
                one.responsible,
                ProviderKind.SOCIAL if one.kind in SOCIAL_PLANS else ProviderKind.CAREGIVER,
            ),
            unit=one.unit,
            day=one.fetched_at.legal_day,
            kind=InformationKind.PLAN,
            approved_for_patient=one.approved_for_patient,
        )
        for one in plan.source_plans
        if one.responsible != plan.caregiver
    ]
    return [
        replace(
            item,
            informed=item.provider.identifier in informed_by,
            without_capacity=incapable and item.provider.identifier not in informed_by,
        )
        for item in (*steps, *joined)
    ]


def without_items(plan: PatientContract, hidden: Collection[str]) -> PatientContract:
    """The plan without the items named, and without anything that points at one of them."""
    shown = [step for step in plan.steps if item_of_step(step) not in hidden]
    known = {step.step_id for step in shown}
    return replace(
        plan,
        steps=tuple(_pointing_within(step, known) for step in shown),
        source_plans=tuple(one for one in plan.source_plans if item_of_joined(one) not in hidden),
        sips=tuple(_sip_within(sip, known) for sip in plan.sips),
        handovers=tuple(
            replace(one, steps=tuple(step for step in one.steps if step in known))
            for one in plan.handovers
            if known.intersection(one.steps)
        ),
    )


def _pointing_within(step: PlannedStep, known: set[StepId]) -> PlannedStep:
    lead = step.lead_time
    return replace(
        step,
        depends_on=tuple(one for one in step.depends_on if one in known),
        lead_time=None if lead and lead.after is not None and lead.after not in known else lead,
    )


def _sip_within(sip: Sip, known: set[StepId]) -> Sip:
    interventions = tuple(one for one in sip.interventions if one.step is None or one.step in known)
    return replace(sip, interventions=interventions)


def _kind_of(step: PlannedStep) -> ProviderKind:
    """A municipal unit is judged as an omsorgsgivare's: that is the stricter of the two it can be."""
    municipal = step.owner.kind is OwnerKind.MUNICIPAL_UNIT
    return ProviderKind.SOCIAL if municipal else ProviderKind.CAREGIVER
