"""The one who asks, as far as the law on access needs to know her.

The log-in makes an actor of its own (`service/identity`); anything with these attributes will do. Here does
not belong turning claims into an actor, nor what an actor may.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What somebody is logged in as, as text. A role that is not here is denied everything."""

    PATIENT = "patient"
    COORDINATOR = "coordinator"
    REGION_ANALYST = "region_analyst"
    REGION_FINANCE = "region_finance"


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
        """A patient's own opaque `PersonId`; None for everybody else."""

    @property
    def unit(self) -> str | None:
        """The HSA id of the care unit that staff are logged in for; None for everybody else."""
