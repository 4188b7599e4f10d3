"""What is kept of a person's standing in the law on access, as it was said: one record for each thing said.

Records are only ever added: a block that is lifted, a consent withdrawn, a relation ended is a record that
names the first. Here does not belong what they add up to (`known`), nor who may say them (`permission`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.moments import Moment
from vardvag.contracts.access.block import BlockKind, CancelReason
from vardvag.contracts.access.items import InformationKind
from vardvag.contracts.access.representation import RepresentationKind
from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.said import Said


@dataclass(frozen=True, slots=True)
class Informed:
    """She has been told of joint documentation and of her right to object, about *provider*'s data."""

    provider: str


@dataclass(frozen=True, slots=True)
class Objected:
    """She objects: her data with *provider* are blocked from then on (see `block.Block`)."""

    kind: BlockKind
    provider: str
    unit: str | None = None
    information_from: date | None = None
    information_until: date | None = None
    excluded: frozenset[InformationKind] = frozenset()


@dataclass(frozen=True, slots=True)
class BlockRevoked:
    """The block *block* (a record) is lifted until a moment, for a unit or one of its staff."""

    block: str
    until: Moment
    unit: str
    staff: str | None = None


@dataclass(frozen=True, slots=True)
class BlockLifted:
    """The block *block* (a record) is lifted for good."""

    block: str
    reason: CancelReason


@dataclass(frozen=True, slots=True)
class Consented:
    """She consents that *provider*'s unit, or one of its staff, reads what others have documented."""

    provider: str
    unit: str
    begun: Moment
    ended: Moment | None = None
    staff: str | None = None


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """The consent *consent* (a record) holds no more."""

    consent: str


class RelationKind(StrEnum):
    """How a provider has to do with her."""

    CARE = "care"
    """Patient relation, of a caregiver."""
    SUPPORT = "support"
    """She receives an omsorgsgivare's support, or is investigated for it."""


@dataclass(frozen=True, slots=True)
class Related:
    """A provider's relation to her has begun, or with `ended` is over."""

    provider: str
    kind: RelationKind
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Represented:
    """*by* acts for her from a day (`representation.Representation`)."""

    by: PersonId
    kind: RepresentationKind
    begun: date
    ended: date | None = None
    decided_by_unit: bool = False


@dataclass(frozen=True, slots=True)
class RepresentationEnded:
    """The representation *representation* (a record) ends: the first day it no longer holds."""

    representation: str
    ended: date


@dataclass(frozen=True, slots=True)
class CapacityStated:
    """Whether she can take a stand and consent, as judged now: the newest holds. See `AccessFacts`."""

    lacks_capacity: bool
    attitude_clarified: bool = False
    would_object: bool = True
    child_cannot_consent: bool = False


@dataclass(frozen=True, slots=True)
class AskedToLift:
    """In an emergency *provider*, who blocked, is asked to lift; that one decides."""

    provider: str
    asker: str


Content = (
    Informed
    | Objected
    | BlockRevoked
    | BlockLifted
    | Consented
    | ConsentWithdrawn
    | Related
    | Represented
    | RepresentationEnded
    | CapacityStated
    | AskedToLift
)

KINDS: dict[str, type[Content]] = {
    "informed": Informed,
    "objected": Objected,
    "block_revoked": BlockRevoked,
    "block_lifted": BlockLifted,
    "consented": Consented,
    "consent_withdrawn": ConsentWithdrawn,
    "related": Related,
    "represented": Represented,
    "representation_ended": RepresentationEnded,
    "capacity_stated": CapacityStated,
    "asked_to_lift": AskedToLift,
}
"""How each kind is named where it is kept. A name is never used for anything else."""


def kind_of(content: Content) -> str:
    """The name that a content is kept by."""
    return next(name for name, one in KINDS.items() if one is type(content))


@dataclass(frozen=True, slots=True)
class AccessRecord:
    """One thing said at a moment, about *person*. `said` tells whose word it is; `unit` where it was kept."""

    record_id: str
    person: PersonId
    at: Moment
    content: Content
    said: Said
    unit: str | None
