"""Fasta kontakter: who is the patient's named contact, of which of four types, from when to when.

The four types are those of the national code system `kv_typ_av_fast_kontakt` (1.2.752.129.5.1.69). At most
one at a time has the overall duty to coordinate. A contact that has ended stays, as history. Here does not
belong who may name one (`access`), nor that one has been offered (`plan_events`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from itertools import combinations

from vardvag.contracts.whom_to_ask import WhomToAsk


class FixedContactKind(IntEnum):
    """The type, by its national code."""

    CARE = 1
    """Fast vårdkontakt (patientlagen 2014:821, 6 kap. 2 §)."""
    PHYSICIAN = 2
    """Fast läkarkontakt i primärvård (patientlagen 6 kap. 3 §)."""
    HOME_CARE = 3
    """Fast omsorgskontakt i hemtjänsten."""
    OVERALL = 4
    """Fast vårdkontakt med övergripande samordningsansvar."""


@dataclass(frozen=True, slots=True)
class FixedContact:
    """`caregiver` and `unit` are HSA ids. `staff` is her log-in, None where she works elsewhere.

    `begins_on` is None where the source does not say: then she counts as named all along. `ends_on` is the
    last day. `internal_note` is never shown to the patient.
    """

    contact_id: str
    kind: FixedContactKind
    name: str
    unit: str
    caregiver: str
    ask: WhomToAsk
    begins_on: date | None = None
    ends_on: date | None = None
    staff: str | None = None
    internal_note: str | None = None
    patient_note: str | None = None

    def __post_init__(self) -> None:
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            raise ValueError(f"{self.name}: the contact ends before it begins")

    def holds_on(self, day: date) -> bool:
        """Whether she is the contact on *day*."""
        return (self.begins_on or date.min) <= day <= (self.ends_on or date.max)


def of_day(contacts: Iterable[FixedContact], day: date) -> tuple[FixedContact, ...]:
    """Those who are contacts on *day*, the overall coordinator first."""
    return tuple(sorted((one for one in contacts if one.holds_on(day)), key=lambda one: -one.kind))


def overall_on(contacts: Iterable[FixedContact], day: date) -> FixedContact | None:
    """Who has the overall duty to coordinate on *day*."""
    found = of_day(contacts, day)
    return found[0] if found and found[0].kind is FixedContactKind.OVERALL else None


def overlapping(contacts: Iterable[FixedContact]) -> list[tuple[FixedContact, FixedContact]]:
    """Pairs of overall coordinators with a day in common. A plan refuses them."""
    overall = [one for one in contacts if one.kind is FixedContactKind.OVERALL]
    return [
        (one, other)
        for one, other in combinations(overall, 2)
        if (one.begins_on or date.min) <= (other.ends_on or date.max)
        and (other.begins_on or date.min) <= (one.ends_on or date.max)
    ]


def with_contact(contacts: Iterable[FixedContact], new: FixedContact) -> tuple[FixedContact, ...]:
    """The contacts with *new* named. An overall coordinator who holds on its first day ends the day before.

    ValueError when *new* has no first day and another coordinator holds, or when one begins later: which of
    them is meant must be said.
    """
    kept = []
    for one in contacts:
        both = new.kind is FixedContactKind.OVERALL and one.kind is FixedContactKind.OVERALL
        first = new.begins_on
        if both and first and one.holds_on(first) and (one.begins_on or date.min) < first:
            one = replace(one, ends_on=first - timedelta(days=1))
        kept.append(one)
    if overlapping([*kept, new]):
        raise ValueError("somebody else has the overall duty to coordinate then")
    return (*kept, new)
