"""The actor: who is logged in, in which role, for which region, unit or person. Nothing about permissions.

The roles are those that the law on access knows (`contracts/access`). There is none that may do everything.
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.contracts.access.actor import Role

FOR_SOMEBODY = frozenset({Role.PATIENT, Role.GUARDIAN, Role.PROXY})
"""Roles that rest on who somebody is herself."""

AT_A_UNIT = frozenset(
    {Role.COORDINATOR, Role.CARE_STAFF, Role.MUNICIPAL_HEALTH, Role.SOCIAL_CARE, Role.LOG_REVIEWER}
)
"""Roles that rest on the unit somebody works at."""

FOR_A_REGION = frozenset({Role.REGION_ANALYST, Role.REGION_FINANCE})
"""Roles that rest on the region somebody works for."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody logged in.

    `subject` is the issuer's name for them. `person` is the opaque reference of a patient, or of a guardian
    or proxy herself, `unit` the unit of staff, `region` the code of the region an analyst or finance
    officer works for.
    """

    subject: str
    role: Role
    name: str
    person: str | None = None
    unit: str | None = None
    region: str | None = None
