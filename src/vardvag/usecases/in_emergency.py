"""What the four acts of an emergency have in common: whose data there are beside one's own, on what terms.

Here does not belong any of the acts (one file each), nor its conditions (`contracts.access.emergency`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decide import plan_item
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision, Emergency
from vardvag.contracts.access.emergency_acts import emergency_act
from vardvag.contracts.access.items import ItemFacts
from vardvag.contracts.access.joint import available
from vardvag.contracts.access.provider import ProviderKind
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.plan_items import foreign_items
from vardvag.contracts.store import PlanStore
from vardvag.usecases.show_plan import decided_and_logged, log_sources, works_for


@dataclass(frozen=True, slots=True)
class Providers:
    """The caregivers that an act tells of, in order, and nothing of what they have."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acted:
    """An act that was allowed, and how it was asked. `shares` says of each caregiver's items by its name
    whether they are available, and by which rule."""

    facts: AccessFacts
    decision: Decision
    asked: Asked
    shares: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def by_rule(self, rule: str) -> tuple[str, ...]:
        """The caregivers with something to which the rule applies."""
        return tuple(sorted(name for name, rules in self.shares.items() if rule in rules))


def act(
    store: PlanStore, actor: Actor, plan_id: PlanId, action: Action, stated: Emergency, now: Moment
) -> Acted | None:
    """The act, decided and logged with what was stated; None when it is not allowed. It tells nothing yet."""
    asked = Asked(at=now, emergency=stated)
    decision, facts = decided_and_logged(
        store,
        actor,
        plan_id,
        action,
        now,
        asked,
        lambda known, whole: emergency_act(actor, known, action, whole),
    )
    if facts is None or not decision.allowed:
        return None
    whole = replace(asked, provider=works_for(store, actor))
    shares: dict[str, set[str]] = {}
    for item in others_items(store, plan_id, facts, whole):
        if item.provider.kind is ProviderKind.CAREGIVER:
            rule = available(actor, facts, item, whole).rule
            shares.setdefault(item.provider.identifier, set()).add(rule)
    return Acted(facts, decision, whole, {name: frozenset(rules) for name, rules in shares.items()})


def others_items(store: PlanStore, plan_id: PlanId, facts: AccessFacts, asked: Asked) -> list[ItemFacts]:
    """The plan and its items, those that another provider than the asker's is responsible for."""
    items = [plan_item(facts), *foreign_items(store.read(plan_id), facts)]
    return [item for item in items if item.provider != asked.provider]


def told(
    store: PlanStore, actor: Actor, plan_id: PlanId, action: Action, now: Moment, acted: Acted, rule: str
) -> Providers:
    """The caregivers to whose data *rule* applies, each with a row of its own in the log."""
    names = acted.by_rule(rule)
    by = dict.fromkeys(names, acted.decision)
    log_sources(store, actor, plan_id, action, now, by, acted.facts.person, acted.asked)
    return Providers(names)


BLOCKED, SHARED = "available.blocked", "available.unblocked"
"""The rules of 2 kap. 3 and 4 §§ by which data are blocked, or available."""
