"""Show what has been said of access to a person's data: blocks, consents, relations, who acts for her.

Each with the record that it may be undone by. Here does not belong what it adds up to for anybody
(`contracts.access`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.consent import Consent
from vardvag.contracts.access.decision import Action
from vardvag.contracts.access.known import KnownBlock, blocks_of, consents_of, representations_of
from vardvag.contracts.access.protection import Detail
from vardvag.contracts.access.records import CapacityStated
from vardvag.contracts.access.representation import Representation
from vardvag.contracts.access.visible import withheld_from
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.store import PlanStore
from vardvag.usecases.show_plan import Denied, decided_and_logged


@dataclass(frozen=True, slots=True)
class KnownConsent:
    """A consent by the record that gave it."""

    record_id: str
    consent: Consent


@dataclass(frozen=True, slots=True)
class KnownRepresentation:
    """Somebody who acts, or has acted, for her, by the record that said so."""

    record_id: str
    representation: Representation


@dataclass(frozen=True, slots=True)
class AccessSaid:
    """What stands. `caregiver`: whose plan it is. `informed_by`: about whose data she has been informed.

    Providers are in order of name.
    """

    caregiver: str
    informed_by: tuple[str, ...]
    blocks: tuple[KnownBlock, ...]
    consents: tuple[KnownConsent, ...]
    in_relation: tuple[str, ...]
    had_relation: tuple[str, ...]
    supporting: tuple[str, ...]
    representations: tuple[KnownRepresentation, ...]
    capacity: CapacityStated


def show_access(store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment) -> AccessSaid | Denied:
    """What has been said, or Denied. Who acts for a protected person is left out where it is withheld."""
    decision, facts = decided_and_logged(store, actor, plan_id, Action.READ_PLAN, now)
    if facts is None or not decision.allowed:
        return Denied()
    records = store.access_records(facts.person)
    hidden = withheld_from(actor, facts)
    acting = [] if Detail.REPRESENTATIVES in hidden else representations_of(records)
    related = (facts.in_relation, facts.had_relation, facts.supporting)
    # An omsorgsgivare is most often her municipality.
    kept = Detail.MUNICIPALITY not in hidden
    current, earlier, supporting = (tuple(sorted(one)) if kept else () for one in related)
    return AccessSaid(
        facts.provider.identifier if facts.provider is not None else "",
        tuple(sorted(facts.informed_by)) if kept else (),
        tuple(blocks_of(records)),
        tuple(KnownConsent(*one) for one in consents_of(records)),
        current,
        earlier,
        supporting,
        tuple(KnownRepresentation(*one) for one in acting),
        CapacityStated(
            facts.lacks_capacity,
            facts.attitude_clarified,
            facts.would_object,
            facts.child_cannot_consent,
        ),
    )
