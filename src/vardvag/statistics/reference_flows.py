"""Flows in plain Python, contact by contact: slow, obvious, and what the SQL of `flow_steps` must agree with.

Nothing here is shared with the SQL. What the flows mean is `flows`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from vardvag.base.cells import Basis
from vardvag.base.days import Month, months
from vardvag.events.model import Contact, Reported
from vardvag.statistics.flows import Flow
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.statistics.reference import Known, days_as_reported

Moved = Mapping[tuple[str, Month, Flow], int]
"""By region, month and flow: how many. What is absent is nobody."""


def count_flows(
    stands: Known,
    measure: Measure,
    policy: ExclusionPolicy,
    basis: Basis,
    first: Month,
    last: Month,
) -> Moved:
    """Everybody who came on or left in each month from *first* to *last*."""
    found: Counter[tuple[str, Month, Flow]] = Counter()
    for of_contact in stands.values():
        for month in months(first, last):
            if basis is Basis.DERIVED:
                contact = of_contact[max(of_contact)]
                flows = _by_decision_and_end(contact, month) if counts(contact, measure, policy) else ()
            else:
                contact = of_contact.get(month) or next(iter(of_contact.values()))
                flows = _by_the_files(of_contact, month, measure, policy)
            found.update((contact.region, month, flow) for flow in flows)
    return found


def counts(contact: Contact, measure: Measure, policy: ExclusionPolicy) -> bool:
    """Whether *measure* is about the contact, and the policy counts it."""
    return (
        contact.phase == measure.phase
        and (contact.guaranteed or not measure.only_guaranteed)
        and (measure.specialities is None or contact.speciality in measure.specialities)
        and not policy.leaves_out(contact.deviation, over_limit=False)
    )


def _by_decision_and_end(contact: Contact, month: Month) -> Iterator[Flow]:
    done = contact.reported is Reported.DONE
    if done and (contact.started_on is None or contact.started_on < contact.decided_on):
        return
    if contact.decided_on in month:
        yield Flow.ADDED
    if done and contact.started_on is not None and contact.started_on in month:
        yield Flow.COMPLETED


def _by_the_files(
    of_contact: Mapping[Month, Contact], month: Month, measure: Measure, policy: ExclusionPolicy
) -> Iterator[Flow]:
    earlier, now = of_contact.get(month + -1), of_contact.get(month)
    waited = (
        earlier is not None
        and counts(earlier, measure, policy)
        and days_as_reported(earlier, month + -1) is not None
    )
    if now is None:
        if waited:
            yield Flow.REMOVED
        return
    waits = days_as_reported(now, month) is not None
    held = now.started_on is not None and now.reported is Reported.DONE and now.started_on >= now.decided_on
    if not counts(now, measure, policy) or not (waits or held):
        if waited:
            yield Flow.RECODED
        return
    if not waited:
        yield Flow.ADDED if now.decided_on in month else Flow.JOINED
    if held:
        yield Flow.COMPLETED
