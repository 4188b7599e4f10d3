"""The chain of lag (2022:913) for one item of another provider: made available, then read, each by its
rule.

First whether the item is available at all (a block goes before any consent), then whether the asker's
provider may read it: by relation, consent and significance, or by the rules for somebody who cannot
consent, or in an emergency by an action of its own. Here do not belong the conditions themselves (one file
per paragraph).
"""

from __future__ import annotations

from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.between_caregivers import Reading, Relation, between_caregivers
from vardvag.contracts.access.between_social import SocialReading, between_social
from vardvag.contracts.access.block import BlockKind, blocked
from vardvag.contracts.access.consent import consented
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision, refuse
from vardvag.contracts.access.emergency import (
    ask_to_lift,
    learn_who_blocked,
    learn_who_shares,
    read_unblocked,
)
from vardvag.contracts.access.items import ItemFacts
from vardvag.contracts.access.lacking_capacity import Incapable, without_capacity
from vardvag.contracts.access.law import SVOD
from vardvag.contracts.access.made_available import Sharing, made_available
from vardvag.contracts.access.permission import ELSEWHERE, beyond_duties
from vardvag.contracts.access.provider import Provider, ProviderKind


def available(actor: Actor, facts: AccessFacts, item: ItemFacts, asked: Asked) -> Decision:
    """Whether *item* has been made available to other providers, as it stands for the asker."""
    return made_available(
        Sharing(
            blocked=blocked(facts.blocks, item, BlockKind.OUTER, actor.unit, actor.subject, asked.at),
            informed=item.informed,
            lacks_capacity=facts.lacks_capacity or item.without_capacity,
            attitude_clarified=facts.attitude_clarified,
            would_object=facts.would_object,
        )
    )


def joint(actor: Actor, facts: AccessFacts, item: ItemFacts, action: Action, asked: Asked) -> Decision:
    """Whether somebody who works for another provider may do *action* with *item*."""
    reader = asked.provider
    if reader is None:
        return refuse(
            "between.provider-unknown",
            f"{SVOD} 3 kap. 7 §",
            "Det är inte känt vilken vårdgivare du arbetar för.",
            "It is not known which provider you work for.",
        )
    if action is Action.LEARN_WHO_BLOCKED:
        return learn_who_blocked(reader.kind, item.provider.kind, asked.emergency)
    if action is Action.ASK_TO_LIFT:
        return ask_to_lift(reader.kind, item.provider.kind, asked.emergency)
    if action is Action.LEARN_WHO_SHARES:
        return learn_who_shares(reader.kind, item.provider.kind, asked.emergency)
    if action not in ELSEWHERE | {Action.READ_IN_EMERGENCY}:
        return beyond_duties()
    if not (shared := available(actor, facts, item, asked)).allowed:
        return shared
    if action is Action.READ_IN_EMERGENCY:
        return read_unblocked(reader.kind, item.provider.kind, asked.emergency)
    if facts.lacks_capacity:
        return without_capacity(
            Incapable(
                reader=reader.kind,
                source=item.provider.kind,
                related=related(facts, reader),
                necessary=asked.necessary,
                attitude_clarified=facts.attitude_clarified,
                would_object=facts.would_object,
            )
        )
    agreed = consented(facts.consents, reader.identifier, actor.unit, actor.subject, asked.at)
    if reader.kind is ProviderKind.SOCIAL:
        return between_social(
            SocialReading(
                supported=related(facts, reader),
                matters=asked.significant,
                consent=agreed,
                child_cannot_consent=facts.child_cannot_consent,
                from_social=item.provider.kind is ProviderKind.SOCIAL,
            )
        )
    return between_caregivers(
        Reading(
            relation=_relation(facts, reader),
            consent=agreed,
            child_cannot_consent=facts.child_cannot_consent,
            matters_for_care=asked.significant,
            matters_for_certificate=asked.for_certificate,
        )
    )


def related(facts: AccessFacts, reader: Provider) -> bool:
    """Whether a provider has a current patient relation, or gives the person support."""
    known = facts.supporting if reader.kind is ProviderKind.SOCIAL else facts.in_relation
    return reader.identifier in known


def _relation(facts: AccessFacts, reader: Provider) -> Relation:
    if reader.identifier in facts.in_relation:
        return Relation.CURRENT
    return Relation.EARLIER if reader.identifier in facts.had_relation else Relation.NONE
