"""Which items of a plan somebody may see, when they come from different caregivers; and what she may know
of the rest.

A plan is joined of items, each with the one responsible for it. The plan's own decision comes first; then
each item is decided for itself. What is hidden leaves no trace, neither a gap nor a count, except the
lawful flags of `existence`. Here does not belong reading the plan, nor taking the hidden items out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vardvag.contracts.access.actor import CARE_ROLES, Actor, Role
from vardvag.contracts.access.decide import decide, of_staff, plan_item
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision
from vardvag.contracts.access.existence import Existence, may_know
from vardvag.contracts.access.items import ItemFacts
from vardvag.contracts.access.joint import available, related
from vardvag.contracts.access.own_access import own_item
from vardvag.contracts.access.protection import Audience, Detail, withheld
from vardvag.contracts.access.provider import ProviderKind

_OWN_ROLES = (Role.PATIENT, Role.GUARDIAN, Role.PROXY)


@dataclass(frozen=True, slots=True)
class ItemDecision:
    """One item and the decision on it. A denied one is for the log, never for the page."""

    item: ItemFacts
    decision: Decision


@dataclass(frozen=True, slots=True)
class Visible:
    """What may be seen. `plan` is the decision on the plan itself: when it is no, nothing is visible.

    `withheld` names the details that a protected identity keeps from this reader even where she may read.
    """

    plan: Decision
    items: tuple[ItemDecision, ...] = ()
    existence: Existence = field(default_factory=Existence)
    withheld: frozenset[Detail] = frozenset()

    @property
    def shown(self) -> frozenset[str]:
        """The items that may be shown."""
        return frozenset(one.item.item for one in self.items if one.decision.allowed)

    @property
    def read_from(self) -> frozenset[str]:
        """The providers whose items are shown: the log names each of them."""
        return frozenset(one.item.provider.identifier for one in self.items if one.decision.allowed)


def visible(
    actor: Actor,
    facts: AccessFacts | None,
    items: Iterable[ItemFacts],
    asked: Asked,
    action: Action = Action.READ_PLAN,
) -> Visible:
    """What *actor* may see of a plan and its items."""
    plan = decide(actor, facts, action, asked)
    if facts is None:
        return Visible(plan)
    if not plan.allowed:
        refused = [ItemDecision(plan_item(facts), plan), *_decided(actor, facts, items, asked, action)]
        return Visible(plan, existence=_existence(actor, facts, refused, asked))
    decided = tuple(_decided(actor, facts, items, asked, action))
    return Visible(
        plan,
        decided,
        _existence(actor, facts, decided, asked),
        withheld_from(actor, facts),
    )


def withheld_from(actor: Actor, facts: AccessFacts) -> frozenset[Detail]:
    """The details that a protected identity keeps from *actor*, who may otherwise read the plan."""
    return withheld(facts.protection, _audience(actor, facts))


def _decided(
    actor: Actor, facts: AccessFacts, items: Iterable[ItemFacts], asked: Asked, action: Action
) -> Iterator[ItemDecision]:
    own = actor.role in _OWN_ROLES
    for item in items:
        yield ItemDecision(
            item, own_item(facts, item) if own else of_staff(actor, facts, item, action, asked)
        )


def _audience(actor: Actor, facts: AccessFacts) -> Audience:
    if actor.role == Role.PATIENT:
        return Audience.HERSELF
    in_care = actor.unit in facts.units and actor.subject in facts.taking_part
    return Audience.IN_CARE if in_care else Audience.OTHERS


def _existence(actor: Actor, facts: AccessFacts, decided: Iterable[ItemDecision], asked: Asked) -> Existence:
    """The flags of what is not shown. Items that have not been made available at all give none.

    Of blocked data only a caregiver's are told of (2 kap. 5 §): not that an omsorgsgivare has blocked.
    """
    if asked.provider is None or actor.role not in CARE_ROLES | {Role.SOCIAL_CARE}:
        return Existence()
    hidden = [one for one in decided if not one.decision.allowed]
    inside = [one for one in hidden if one.item.provider == asked.provider]
    elsewhere = [
        (one.item.provider.kind, available(actor, facts, one.item, asked))
        for one in hidden
        if one.item.provider != asked.provider
    ]
    in_care = actor.unit in facts.units and actor.subject in facts.taking_part
    return may_know(
        asked.provider.kind,
        in_care or related(facts, asked.provider),
        unblocked=any(one.allowed for _, one in elsewhere),
        blocked=any(
            kind is ProviderKind.CAREGIVER and one.rule == "available.blocked" for kind, one in elsewhere
        ),
        blocked_inside=any(one.decision.rule == "staff.inner-block" for one in inside),
    )
