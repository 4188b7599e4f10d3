"""What may be known of data that are not shown: only that they exist, and to whom, never from whom.

lag (2022:913) 2 kap. 4–5 §§ and patientdatalagen 4 kap. 4 § third paragraph. Other providers may know that
unblocked data exist, without who or what. That *blocked* data exist may be known by other caregivers; who
blocked only in the emergency branch (`emergency`). Inside a caregiver, other units may know that blocked data
exist. That the asker must have a relation to the person (or support her) is our narrowing: a stranger learns
nothing, not even that there is something. Here does not belong who shares (`emergency`, `lacking_capacity`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.contracts.access.provider import ProviderKind


@dataclass(frozen=True, slots=True)
class Existence:
    """Flags, and nothing but flags. What is false is either not so or not for the asker to know."""

    unblocked_elsewhere: bool = False
    blocked_elsewhere: bool = False
    blocked_inside: bool = False


def may_know(
    reader: ProviderKind, related: bool, *, unblocked: bool, blocked: bool, blocked_inside: bool
) -> Existence:
    """The flags that somebody who works for a provider may see, of what exists and is not shown to her."""
    if not related:
        return Existence()
    caregiver = reader is ProviderKind.CAREGIVER
    return Existence(
        unblocked_elsewhere=unblocked,
        blocked_elsewhere=blocked and caregiver,
        blocked_inside=blocked_inside and caregiver,
    )
