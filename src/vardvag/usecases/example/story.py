"""Who, where and when in the example: a synthetic region in the autumn of the kömiljard of 2019.

The region has Kalmar's code and population, because an agreement divides by real populations; every contact,
person, unit and time in it is made up. Telephone numbers are from the series that PTS keeps for fiction.
"""

from __future__ import annotations

from datetime import date

from vardvag.base.days import Month
from vardvag.contracts.identifiers import PersonId, PlanId, StepId

DAY = date(2019, 11, 14)
"""The day it is in the example: a Thursday, six days before a patient's guarantee ends."""

REGION = "08"
MUNICIPALITY = "0880"
FIRST_MONTH, LAST_MONTH = Month(2018, 9), Month(2019, 11)
"""The months the kömiljard of 2019 compares: September–November of 2018 and 2019, and those between."""

CAREGIVER = "SE-EXEMPEL-REGIONEN"
ORTHOPAEDICS = "SE-EXEMPEL-ORTOPEDI"
REHABILITATION = "SE-EXEMPEL-REHAB"
HEALTH_CENTRE = "SE-EXEMPEL-VARDCENTRAL"
MUNICIPAL_UNIT = "SE-EXEMPEL-KOMMUN"

COORDINATOR = "samordnare"
"""The log-in of the coordinator."""

PATIENT = PersonId("exempelperson-1")
PLAN = PlanId("exempelplan-1")
OPERATION = StepId("exempelplan-1-operation")
"""The step that is moved: it decides whether the region's share has improved."""
OPERATION_CONTACT = "EX-OPERATION-1"
"""The identifier the operation is reported under in the national format."""
