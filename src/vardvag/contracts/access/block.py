"""A block (spärr) as it is registered, and what it stands between.

Its fields follow the national service contracts for blocks, so that one can be taken over from there: kind,
person, provider, unit, the days of the information, kinds left out, temporary revokes and why it was
cancelled. **A block goes before any consent.** What is not known about an item counts as blocked. Here does
not belong who may ask for a block or have it lifted (`objection`, `inner_block_lifted`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.moments import Moment
from vardvag.contracts.access.items import InformationKind, ItemFacts


class BlockKind(StrEnum):
    """Between units of one caregiver, or between caregivers and omsorgsgivare."""

    INNER = "inner"
    OUTER = "outer"


class CancelReason(StrEnum):
    """Why a block was lifted for good."""

    PATIENTS_CONSENT = "patients_consent"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class TemporaryRevoke:
    """The block is lifted until *until* for a unit, or for one of its staff only."""

    until: Moment
    unit: str
    staff: str | None = None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The block was lifted for good."""

    at: Moment
    reason: CancelReason


@dataclass(frozen=True, slots=True)
class Block:
    """One block on a person's data with *provider*. `unit` narrows it to what that unit documented.

    It stands from `begun`. `information_from` and `information_until` (both included) narrow it to data
    documented then; `excluded` leaves kinds of data outside it.
    """

    kind: BlockKind
    provider: str
    begun: Moment
    unit: str | None = None
    information_from: date | None = None
    information_until: date | None = None
    excluded: frozenset[InformationKind] = frozenset()
    revokes: tuple[TemporaryRevoke, ...] = ()
    cancelled: Cancelled | None = None

    def in_force(self, at: Moment | None) -> bool:
        """Whether it stands at a moment; when that is not known, it does."""
        if at is None:
            return True
        return self.begun <= at and (self.cancelled is None or at < self.cancelled.at)

    def covers(self, item: ItemFacts) -> bool:
        """Whether the item is among the data that are blocked."""
        if item.provider.identifier != self.provider or item.kind in self.excluded:
            return False
        if self.unit is not None and item.unit is not None and item.unit != self.unit:
            return False
        if item.day is None:
            return True
        after = self.information_from is None or self.information_from <= item.day
        return after and (self.information_until is None or item.day <= self.information_until)

    def revoked_for(self, unit: str | None, staff: str, at: Moment | None) -> bool:
        """Whether it is lifted for the time being for somebody of a unit."""
        return any(
            at is not None and at < revoke.until and revoke.unit == unit and revoke.staff in (None, staff)
            for revoke in self.revokes
        )


def blocked(
    blocks: Iterable[Block], item: ItemFacts, kind: BlockKind, unit: str | None, staff: str, at: Moment | None
) -> bool:
    """Whether a block of *kind* stands between an item and *staff* of *unit*.

    An inner block never stands between a unit and its own data; an outer one never inside a provider, which
    is for the caller to know.
    """
    if kind is BlockKind.INNER and item.unit is not None and item.unit == unit:
        return False
    return any(
        block.kind is kind
        and block.in_force(at)
        and block.covers(item)
        and not block.revoked_for(unit, staff, at)
        for block in blocks
    )
