"""What a person's records of access add up to: the blocks, consents, relations and the rest, as they stand.

A record that names another which is not there changes nothing. What was never said is judged strictly: not
informed, no consent, no relation. Here does not belong any decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from vardvag.base.moments import Moment
from vardvag.contracts.access.block import Block, Cancelled, TemporaryRevoke
from vardvag.contracts.access.consent import Consent
from vardvag.contracts.access.decision import AccessFacts
from vardvag.contracts.access.records import (
    AccessRecord,
    BlockLifted,
    BlockRevoked,
    CapacityStated,
    Consented,
    ConsentWithdrawn,
    Informed,
    Objected,
    Related,
    RelationKind,
    RepresentationEnded,
    Represented,
)
from vardvag.contracts.access.representation import Representation
from vardvag.contracts.identifiers import PersonId

Kind = TypeVar("Kind")


def with_records(
    facts: AccessFacts, records: Iterable[AccessRecord], protected: Collection[PersonId] = ()
) -> AccessFacts:
    """*facts* with what the person's *records* add up to. *protected*: those with a protected identity."""
    said = tuple(records)
    relations = {(one.kind, one.provider): one.ended for one in _of(said, Related)}
    informed = frozenset(one.provider for one in _of(said, Informed))
    capacity = next(reversed(_of(said, CapacityStated)), CapacityStated(False))
    own = facts.provider.identifier if facts.provider is not None else None
    return replace(
        facts,
        informed=own in informed,
        informed_by=informed,
        blocks=tuple(one.block for one in blocks_of(said)),
        consents=tuple(consent for _, consent in consents_of(said)),
        in_relation=_providers(relations, RelationKind.CARE, ended=False),
        had_relation=_providers(relations, RelationKind.CARE, ended=True),
        supporting=_providers(relations, RelationKind.SUPPORT, ended=False),
        representations=tuple(
            replace(held, protected=held.by in protected) for _, held in representations_of(said)
        ),
        lacks_capacity=capacity.lacks_capacity,
        attitude_clarified=capacity.attitude_clarified,
        would_object=capacity.would_object,
        child_cannot_consent=capacity.child_cannot_consent,
    )


@dataclass(frozen=True, slots=True)
class KnownBlock:
    """A block by the record that made it."""

    record_id: str
    block: Block


def blocks_of(records: Iterable[AccessRecord]) -> list[KnownBlock]:
    """Every block there has been, with what has lifted it since."""
    said = tuple(records)
    lifted: dict[str, Cancelled] = {}
    revoked: dict[str, list[TemporaryRevoke]] = {}
    for one in said:
        if isinstance(one.content, BlockLifted):
            lifted.setdefault(one.content.block, Cancelled(one.at, one.content.reason))
        elif isinstance(one.content, BlockRevoked):
            revoke = TemporaryRevoke(one.content.until, one.content.unit, one.content.staff)
            revoked.setdefault(one.content.block, []).append(revoke)
    return [
        KnownBlock(
            one.record_id,
            Block(
                one.content.kind,
                one.content.provider,
                one.at,
                one.content.unit,
                one.content.information_from,
                one.content.information_until,
                one.content.excluded,
                tuple(revoked.get(one.record_id, ())),
                lifted.get(one.record_id),
            ),
        )
        for one in said
        if isinstance(one.content, Objected)
    ]


def consents_of(records: Iterable[AccessRecord]) -> list[tuple[str, Consent]]:
    """Every consent by its record; one that was withdrawn ends then, if it had not ended already."""
    said = tuple(records)
    withdrawn: dict[str, Moment] = {}
    for one in said:
        if isinstance(one.content, ConsentWithdrawn):
            withdrawn.setdefault(one.content.consent, one.at)
    found = []
    for one in said:
        if isinstance(one.content, Consented):
            given = one.content
            ended = _first(given.ended, withdrawn.get(one.record_id))
            found.append(
                (one.record_id, Consent(given.provider, given.unit, given.begun, ended, given.staff))
            )
    return found


def representations_of(records: Iterable[AccessRecord]) -> list[tuple[str, Representation]]:
    """Everybody who has acted for her, by record; one that was ended ends that day, if not before."""
    said = tuple(records)
    over: dict[str, date] = {}
    for one in said:
        if isinstance(one.content, RepresentationEnded):
            over[one.content.representation] = min(
                one.content.ended, over.get(one.content.representation, date.max)
            )
    found = []
    for one in said:
        if isinstance(one.content, Represented):
            held = one.content
            days = [day for day in (held.ended, over.get(one.record_id)) if day is not None]
            known = Representation(
                held.by, held.kind, held.begun, min(days, default=None), held.decided_by_unit
            )
            found.append((one.record_id, known))
    return found


def _of(records: Iterable[AccessRecord], kind: type[Kind]) -> list[Kind]:
    return [one.content for one in records if isinstance(one.content, kind)]


def _providers(
    relations: dict[tuple[RelationKind, str], bool], kind: RelationKind, *, ended: bool
) -> frozenset[str]:
    return frozenset(provider for (of, provider), over in relations.items() if of is kind and over is ended)


def _first(one: Moment | None, other: Moment | None) -> Moment | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
