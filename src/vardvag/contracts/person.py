"""The person a plan is for, as much as the plan and the national format need.

Here belongs no address and no personnummer: log-in and record systems hold those, and hand over an opaque
identifier.
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.contracts.access.protection import Protection
from vardvag.contracts.identifiers import PersonId


@dataclass(frozen=True, slots=True)
class Person:
    """A patient. `sex` and `municipality` are coded as the national contact format codes them.

    `sex`: 1 man, 2 kvinna, 3 okänt. `municipality`: four digits, `0000` when unknown. `protected` is the
    level of her protected identity; what it hides is decided by `access.protection`.
    """

    person_id: PersonId
    name: str
    birth_year: int
    sex: int
    municipality: str
    protected: Protection = Protection.NONE
