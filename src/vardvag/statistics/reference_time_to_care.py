"""Time to care in plain Python, contact by contact: what the steps and the estimate must agree with.

Nothing here is shared with them: the estimate is the formula as it is printed. What it means is
`time_to_care`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from vardvag.base.days import Month, days_waited
from vardvag.events.model import Contact, Reported
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.statistics.reference import Known
from vardvag.statistics.reference_flows import counts
from vardvag.statistics.time_to_care import TimeToCare

Followed = tuple[int, bool]
"""For how many days a contact was followed, and whether that ended with care."""


def cohorts(
    stands: Known, measure: Measure, policy: ExclusionPolicy, first: Month, last: Month
) -> Mapping[tuple[str, Month], Sequence[Followed]]:
    """By region and month of decision, everybody decided from *first* to *last*."""
    found: dict[tuple[str, Month], list[Followed]] = defaultdict(list)
    for of_contact in stands.values():
        contact = of_contact[max(of_contact)]
        month = Month.of(contact.decided_on)
        followed = _followed(contact)
        if followed is not None and first <= month <= last and counts(contact, measure, policy):
            found[contact.region, month].append(followed)
    return found


def _followed(contact: Contact) -> Followed | None:
    done = contact.reported is Reported.DONE
    until = contact.started_on if done else contact.month.last_day
    if until is None or until < contact.decided_on:
        return None
    return days_waited(contact.decided_on, until), done


def estimated(cohort: Sequence[Followed], days: Iterable[int]) -> TimeToCare:
    """The estimate of a cohort, at each of *days*."""
    events = sorted({day for day, held in cohort if held})
    half = Fraction(1, 2)
    return TimeToCare(
        len(cohort),
        next((day for day in events if _without_care(cohort, day) <= half), None),
        {day: _share(cohort, day) for day in days},
    )


def _share(cohort: Sequence[Followed], day: int) -> Fraction | None:
    share = 1 - _without_care(cohort, day)
    return share if share == 1 or any(length >= day for length, _ in cohort) else None


def _without_care(cohort: Sequence[Followed], until: int) -> Fraction:
    product = Fraction(1)
    for day in {length for length, held in cohort if held and length <= until}:
        held = sum(1 for one in cohort if one == (day, True))
        followed = sum(1 for length, _ in cohort if length >= day)
        product *= 1 - Fraction(held, followed)
    return product
