"""Who is responsible for data about a person: a caregiver (vårdgivare) or an omsorgsgivare.

The two are kept apart because the law gives them different rights: only a caregiver has the branches for
emergencies, and an omsorgsgivare reads for support, not for care. Here does not belong what each may.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProviderKind(StrEnum):
    """Which of the two."""

    CAREGIVER = "caregiver"
    """Vårdgivare: conducts health care, a municipality's own too."""
    SOCIAL = "social"
    """Omsorgsgivare: gives support to older people or people with disabilities."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One controller of personal data, by the identifier that data and units name it with."""

    identifier: str
    kind: ProviderKind = ProviderKind.CAREGIVER
