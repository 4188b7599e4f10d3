"""The actor: who is logged in, in which role, for which region, unit or person. Nothing about permissions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here as. There is no role that may do everything."""

    PATIENT = "patient"
    COORDINATOR = "coordinator"
    REGION_ANALYST = "region_analyst"
    REGION_FINANCE = "region_finance"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody logged in.

    `subject` is the issuer's name for them. `person` is the opaque reference of a patient's own data, `unit`
    a coordinator's care unit, `region` the code of the region an analyst or finance officer works for.
    """

    subject: str
    role: Role
    name: str
    person: str | None = None
    unit: str | None = None
    region: str | None = None
