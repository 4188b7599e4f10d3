"""Which of what has been said of access somebody may see: the patient all, staff no more than they need.

A coordinator sees what is her own caregiver's to keep and undo. Of other blocks staff are told only that
there are such, where the law lets that be known (`contracts/access/existence`), and never how many, whose or
since when; a consent is shown to whoever it lets read. Here does not belong the decision on the plan
(`permitted`), nor what a Consent looks like (`consents`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.access.block import Block
from vardvag.contracts.access.protection import Detail
from vardvag.contracts.access.records import AccessRecord
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.store import PlanStore
from vardvag.service.fhir.consents import INNER, OUTER, Kept, existing, resource_of, versions_of
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.masking import labelled
from vardvag.service.fhir.seen import Seen
from vardvag.service.store.fhir_versions import Version
from vardvag.usecases.show_plan import works_for

History = list[Version]
"""The versions of one Consent, the newest first."""


def consents_seen(
    store: PlanStore, actor: Actor, seen: Seen, records: Sequence[AccessRecord], now: Moment
) -> list[History]:
    """Every Consent of a plan's person that *actor*, who may read the plan, may see."""
    provider = works_for(store, actor)
    own = provider.identifier if provider is not None else None
    shown = [
        [_version(one, resource_of(one, store.unit_name), seen) for one in kept]
        for kept in versions_of(records)
        if _may_see(actor, own, seen, kept[0])
    ]
    return [*shown, *([_flag(one, seen)] for one in _flags(seen, now))]


def possible(
    store: PlanStore, plan: PlanId, person: PersonId, records: Sequence[AccessRecord], now: Moment
) -> Iterator[Resource]:
    """Every Consent that could be seen of a plan's person by somebody."""
    for kept in versions_of(records):
        yield resource_of(kept[0], store.unit_name)
        if isinstance(kept[0].what, Block):
            yield from (existing(kind, plan, person, now) for kind in (OUTER, INNER))


def _may_see(actor: Actor, own: str | None, seen: Seen, kept: Kept) -> bool:
    if actor.role == Role.PATIENT:
        return True
    if own is None or (Detail.MUNICIPALITY in seen.withheld and kept.what.provider != own):
        # A provider is most often found where she lives.
        return False
    here = kept.record.unit is not None and kept.record.unit == actor.unit
    coordinates = actor.role == Role.COORDINATOR and own == seen.plan.caregiver
    if isinstance(kept.what, Block):
        ours = kept.what.provider == own and kept.what.unit in (None, actor.unit)
        return coordinates and (ours or here)
    to_us = kept.what.provider == own and kept.what.unit == actor.unit
    to_us = to_us and kept.what.staff in (None, actor.subject)
    return to_us or (coordinates and (here or kept.what.provider == own))


def _flags(seen: Seen, now: Moment) -> Iterator[Resource]:
    """What exists and is not shown, where that may be known."""
    plan = seen.plan
    if seen.existence.blocked_elsewhere:
        yield existing(OUTER, plan.plan_id, plan.person, now)
    if seen.existence.blocked_inside:
        yield existing(INNER, plan.plan_id, plan.person, now)


def record_of(records: Sequence[AccessRecord], identifier: str) -> AccessRecord | None:
    """The record that began a Consent; None where it is another's, or only says that something exists."""
    return next((kept[0].record for kept in versions_of(records) if kept[0].identifier == identifier), None)


def _version(kept: Kept, resource: Resource, seen: Seen) -> Version:
    given = labelled(resource, seen.protection)
    return Version(
        kept.number, seen.plan.plan_id, seen.plan.person, None, kept.last.at.utc, resource, {}, given
    )


def _flag(resource: Resource, seen: Seen) -> Version:
    at = Moment.parse(resource["meta"]["lastUpdated"])
    given = labelled(resource, seen.protection)
    return Version(1, seen.plan.plan_id, seen.plan.person, None, at.utc, resource, {}, given)
