"""The plans elsewhere that this one is joined of: SIP, vårdplan and their kin, named and never retyped.

The codes are those of the national contract GetCarePlans 2.0 (`TypeOfCarePlan`); it has none for
patientkontrakt. What is held here of another caregiver's plan is a copy with a source and a day it expires:
the responsibility stays with the source (lag 2022:913, 4 kap. 1 §). Here does not belong its body.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.moments import Moment


class CarePlanType(StrEnum):
    """What kind of plan it is."""

    SIP = "SIP"
    """Samordnad individuell plan."""
    SPLPTLRV = "SPLPTLRV"
    """Samordnad plan enligt LPT/LRV."""
    SPU = "SPU"
    """Samordnad plan vid utskrivning."""
    VP = "VP"
    """Vårdplan."""
    HP = "HP"
    """Habiliteringsplan."""
    RP = "RP"
    """Rehabiliteringsplan."""
    GP = "GP"
    """Genomförandeplan."""
    SVP = "SVP"
    """Standardiserad vårdplan."""
    OTHER = "other"
    """The source names no type, or another."""


@dataclass(frozen=True, slots=True)
class JoinedPlan:
    """A plan in another system. `responsible` is the caregiver's or omsorgsgivare's HSA id (the controller),
    `unit` the unit's; `participating` the units that take part. `fetched_at` is when this copy was taken.

    `approved_for_patient` is the source's own mark; without it nothing of the plan is shown to her.
    """

    kind: CarePlanType
    system: str
    identifier: str
    title: str
    responsible: str
    approved_for_patient: bool
    fetched_at: Moment
    unit: str | None = None
    participating: tuple[str, ...] = ()
    expires_on: date | None = None
    internal_note: str | None = None

    def __post_init__(self) -> None:
        if not (self.system.strip() and self.identifier.strip() and self.responsible.strip()):
            raise ValueError("a joined plan names its system, its identifier there and who is responsible")

    def stale_on(self, day: date) -> bool:
        """Whether the copy is older than its source vouches for."""
        return self.expires_on is not None and day > self.expires_on
