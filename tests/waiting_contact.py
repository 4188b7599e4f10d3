"""One contact of somebody who waits for an operation, with whatever a test wants otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from vardvag.base.days import Month
from vardvag.base.regions import region
from vardvag.events.model import Contact, Deviation, Phase, Reported


def waiting_contact(
    month: Month, number: int, decided_on: date = date(2019, 9, 1), place: str = "08", **changed: Any
) -> Contact:
    """`kontakt-<number>` of the region *place*, as reported for *month*."""
    made = Contact(
        contact_id=f"kontakt-{number}",
        region=place,
        unit=f"{region(place).hsa_prefixes[0]}-U1",
        month=month,
        reported=Reported.WAITING,
        phase=Phase.OPERATION,
        speciality="X01",
        guaranteed=True,
        deviation=Deviation.NONE,
        decided_on=decided_on,
        started_on=None,
        birth_year=1950,
        sex=2,
        municipality=f"{place}80",
        contact_form="1",
        profession="XS915",
        booking=3,
    )
    return replace(made, **changed)
