"""A person's consent that somebody reads what another provider has documented about her.

The fields follow the national service contract for consents: to a provider's unit or one of its staff, from
a moment to a moment. Here do not belong emergencies, which the contract registers in the same list: they have
rules of their own (`emergency`). Nor does it belong here whether consent is enough (`between_caregivers`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vardvag.base.moments import Moment


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent given to *provider*, to all its staff at *unit* or to one of them, from `begun` to `ended`."""

    provider: str
    unit: str
    begun: Moment
    ended: Moment | None = None
    staff: str | None = None


def consented(
    consents: Iterable[Consent], provider: str, unit: str | None, staff: str, at: Moment | None
) -> bool:
    """Whether consent holds for *staff* of a provider's unit at a moment; never at a moment not known."""
    return any(
        at is not None
        and one.provider == provider
        and one.unit == unit
        and one.staff in (None, staff)
        and one.begun <= at
        and (one.ended is None or at < one.ended)
        for one in consents
    )
