"""The whole way in plain Python, treatment by treatment: what the steps and the percentiles must agree with.

Nothing here is shared with them: the linked contacts are looked for one by one, and a percentile is found by
sorting. What it means is `whole_way`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vardvag.base.cells import Days
from vardvag.base.days import Month, days_waited
from vardvag.events.model import Contact, Phase, Reported
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.statistics.reference import Known, days_of_completed
from vardvag.statistics.reference_figures import value_of
from vardvag.statistics.reference_flows import counts
from vardvag.statistics.whole_way import TOLD, Part, Told, WholeWay


@dataclass(frozen=True, slots=True)
class Way:
    """One treatment: when the way there began (None: not linked), the first visit, and the rest."""

    began_on: date | None
    seen_on: date | None
    decided_on: date
    treated_on: date

    def days(self, part: Part) -> int | None:
        """How long *part* took; None where it is not known."""
        if self.began_on is None:
            return None
        start, stop = {
            Part.WHOLE: (self.began_on, self.treated_on),
            Part.TO_VISIT: (self.began_on, self.seen_on),
            Part.TO_DECISION: (self.seen_on, self.decided_on),
            Part.TO_TREATMENT: (self.decided_on, self.treated_on),
        }[part]
        return None if start is None or stop is None else days_waited(start, stop)


def ways(
    stands: Known, measure: Measure, policy: ExclusionPolicy, first: Month, last: Month
) -> Mapping[tuple[str, Month], Sequence[Way]]:
    """By region and month of treatment, everybody treated from *first* to *last*."""
    latest = [of_contact[max(of_contact)] for of_contact in stands.values()]
    by_referral: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for contact in latest:
        if contact.details.referral_id:
            by_referral[contact.region, contact.details.referral_id].append(contact)
    found: dict[tuple[str, Month], list[Way]] = defaultdict(list)
    for contact in latest:
        if contact.started_on is None or not first <= (month := Month.of(contact.started_on)) <= last:
            continue
        days = days_of_completed(contact, month)
        if days is None or not counts(contact, measure, policy):
            continue
        if not policy.leaves_out(contact.deviation, over_limit=not measure.within(days)):
            together = by_referral.get((contact.region, contact.details.referral_id or ""), [])
            found[contact.region, month].append(_way(contact, contact.started_on, together))
    return found


def _way(treated: Contact, treated_on: date, together: Sequence[Contact]) -> Way:
    """The way to one treatment, of all contacts *together* with it by the referral's id."""
    decided_on, referred_on = treated.decided_on, treated.details.referred_on
    if len({(one.birth_year, one.sex) for one in together}) != 1:
        return Way(None, None, decided_on, treated_on)
    earlier = [one for one in together if one.decided_on <= decided_on]
    first_contacts = [one for one in earlier if one.phase is Phase.FIRST_CONTACT]
    if not first_contacts and (referred_on is None or referred_on >= decided_on):
        return Way(None, None, decided_on, treated_on)
    visits = [day for one in first_contacts for day in _held(one) if day <= decided_on]
    return Way(
        min(day for one in earlier for day in _known_days(one)),
        min(visits, default=None),
        decided_on,
        treated_on,
    )


def _known_days(contact: Contact) -> Iterator[date]:
    yield contact.decided_on
    if contact.details.referred_on is not None:
        yield contact.details.referred_on


def _held(contact: Contact) -> Iterator[date]:
    day = contact.started_on if contact.reported is Reported.DONE else None
    if day is not None and day >= contact.decided_on:
        yield day


def told_of_each(each: Sequence[Way]) -> WholeWay:
    """What is told of these ways."""
    days = {part: [long for way in each if (long := way.days(part)) is not None] for part in Part}
    lengths: dict[Told, Days | None] = {}
    for part, figure in TOLD:
        value = value_of(days[part], figure, None)
        lengths[part, figure] = value if isinstance(value, Days) else None
    linked = sum(way.began_on is not None for way in each)
    visited = sum(way.began_on is not None and way.seen_on is not None for way in each)
    return WholeWay(len(each), linked, visited, lengths)
