"""What the booking system that owns a time lets the patient do with it.

The flags are those of the national booking contract (crm:scheduling 1.1, GetSubjectOfCareSchedule). None is
not "no": the system has not said. Here does not belong the time itself (`times`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BookingTerms:
    """`booking_id` in `system`, and whether she may rebook, cancel or write.

    `invitation`: the time is offered and she has not accepted it yet.
    """

    booking_id: str
    system: str
    rebooking_allowed: bool | None = None
    cancelling_allowed: bool | None = None
    message_allowed: bool | None = None
    invitation: bool | None = None
