"""One question, one answer: which paragraph an actor's role falls under, and no access without one.

Region analysts and region finance work with figures about many; no duty of theirs needs a person's plan, so
they are never permitted one (patientdatalagen 4 kap. 2 §). Here do not belong the paragraphs themselves.
"""

from __future__ import annotations

from vardvag.contracts.access.actor import CARE_ROLES, Actor, Role
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision, refuse
from vardvag.contracts.access.inner_block_lifted import lift_inner_block
from vardvag.contracts.access.inner_need import inner_need
from vardvag.contracts.access.items import InformationKind, ItemFacts
from vardvag.contracts.access.joint import joint
from vardvag.contracts.access.law import NO_ONE_UNAUTHORISED
from vardvag.contracts.access.own_access import own_access
from vardvag.contracts.access.permission import figures_only, log_review
from vardvag.contracts.access.provider import Provider, ProviderKind
from vardvag.contracts.access.representatives import representing

NOBODY = Asked()
"""A question of which nothing is known but who asks and about what."""


def decide(actor: Actor, facts: AccessFacts | None, action: Action, asked: Asked = NOBODY) -> Decision:
    """Whether *actor* may do *action* with the plan *facts* are about. No facts (no such plan): no."""
    if actor.role in (Role.REGION_ANALYST, Role.REGION_FINANCE):
        return figures_only()
    if facts is None:
        return _default()
    if actor.role == Role.PATIENT:
        return own_access(actor, facts, action, asked)
    if actor.role in (Role.GUARDIAN, Role.PROXY):
        return representing(actor, facts, action, asked)
    if actor.role == Role.LOG_REVIEWER:
        return log_review(action) if _works_for_the_plans(actor, facts) else _default()
    return of_staff(actor, facts, plan_item(facts), action, asked)


def of_staff(actor: Actor, facts: AccessFacts, item: ItemFacts, action: Action, asked: Asked) -> Decision:
    """Whether somebody who works for a caregiver or an omsorgsgivare may do *action* with one item."""
    if actor.unit is None or actor.role not in CARE_ROLES | {Role.SOCIAL_CARE}:
        return _default()
    care = actor.role in CARE_ROLES
    if asked.provider is not None and (asked.provider.kind is ProviderKind.CAREGIVER) is not care:
        # A role of care at an omsorgsgivare, or the other way round, is no role that the law gives anything.
        return _default()
    if not _inside(actor, facts, item, asked):
        return joint(actor, facts, item, action, asked)
    if not care:
        # What an omsorgsgivare does with its own records is another act's matter, not read here.
        return _default()
    if action is Action.LIFT_INNER_BLOCK:
        return lift_inner_block(asked.emergency)
    return inner_need(actor, facts, item, action, asked)


_UNNAMED = Provider("")
"""The caregiver of a plan whose facts do not name it: no provider that anybody works for."""


def plan_item(facts: AccessFacts) -> ItemFacts:
    """The plan itself, as an item of the caregiver that is its controller."""
    provider = facts.provider if facts.provider is not None else _UNNAMED
    return ItemFacts("plan", provider, facts.unit, kind=InformationKind.PLAN, informed=facts.informed)


def _inside(actor: Actor, facts: AccessFacts, item: ItemFacts, asked: Asked) -> bool:
    """Whether she works for the provider responsible for the item; for the plan's own, its units tell."""
    if asked.provider is not None and facts.provider is not None:
        return asked.provider == item.provider
    return item.provider == plan_item(facts).provider and _works_for_the_plans(actor, facts)


def _works_for_the_plans(actor: Actor, facts: AccessFacts) -> bool:
    return actor.unit in facts.units


def _default() -> Decision:
    return refuse("default.denied", NO_ONE_UNAUTHORISED, "Ingen regel ger tillgång.", "No rule gives access.")
