"""The one who asks, as far as the law on access needs to know her.

The log-in makes an actor of its own (`service/identity`); anything with these attributes will do. Here does
not belong turning claims into an actor, nor what an actor may.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What somebody is logged in as, as text. A role that is not here is denied everything.

    Nobody is an *emergency* role: an emergency is an action of somebody who is something else.
    """

    PATIENT = "patient"
    COORDINATOR = "coordinator"
    CARE_STAFF = "care_staff"
    """Works for a caregiver (vårdgivare) and takes part in care, without coordinating the plan."""
    MUNICIPAL_HEALTH = "municipal_health"
    """Works in a municipality's own health care, which is a caregiver of its own."""
    SOCIAL_CARE = "social_care"
    """Works for an omsorgsgivare: support for older people or people with disabilities."""
    GUARDIAN = "guardian"
    PROXY = "proxy"
    LOG_REVIEWER = "log_reviewer"
    """Controls the log for a caregiver, and reads no plan."""
    REGION_ANALYST = "region_analyst"
    REGION_FINANCE = "region_finance"


CARE_ROLES = frozenset({Role.COORDINATOR, Role.CARE_STAFF, Role.MUNICIPAL_HEALTH})
"""Those who work in health care, for one caregiver or another."""


class Actor(Protocol):
    """Somebody logged in, as the log-in vouches for her."""

    @property
    def subject(self) -> str:
        """The identifier at log-in."""

    @property
    def name(self) -> str:
        """The name that is shown and logged."""

    @property
    def role(self) -> str:
        """One of `Role`."""

    @property
    def person(self) -> str | None:
        """The opaque `PersonId` of a patient, or of a guardian or proxy herself; None for everybody else."""

    @property
    def unit(self) -> str | None:
        """The HSA id of the unit that staff are logged in for; None for everybody else."""
