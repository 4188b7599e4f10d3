"""HSF (2017:80) 6 kap. 2 §, second paragraph: when somebody is held to abstain from care voluntarily.

Three conditions, all of them: the patient has been informed about the guarantee, has been offered care in
accordance with it, and has told the caregiver that she abstains from the offer. Silence is none of them, nor
is a time that was rebooked. Here does not belong what a regret does (`anew`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vardvag.clocks.facts import Facts
from vardvag.clocks.limits import LimitVersion
from vardvag.clocks.pauses import Pause, overdue_with
from vardvag.events.model import EventKind

OFFERS = (EventKind.OFFER_MADE, EventKind.OFFERED_ELSEWHERE)


def waived_on(facts: Facts, version: LimitVersion, started_on: date, held: Sequence[Pause]) -> date | None:
    """The first day the patient is held to abstain, all three conditions met; None when she is not."""
    passed, _ = overdue_with(started_on, version.days, held)
    for told_on in told_alone(facts, EventKind.WAIVED, EventKind.WAIVER_REGRETTED):
        if informed(facts, told_on) and offered(facts, started_on, told_on, passed):
            return told_on
    return None


def informed(facts: Facts, told_on: date) -> bool:
    """Condition 1: informed about the guarantee, at whatever visit of the pathway, by the day she told."""
    return any(event.kind is EventKind.INFORMED and event.on <= told_on for event in facts.pathway)


def offered(facts: Facts, started_on: date, told_on: date, passed: date) -> bool:
    """Condition 2: offered care in accordance with the guarantee, in this wait, by the day she told.

    In accordance with it is care on a day before the limit has been passed, here or with another caregiver.
    Of an offer whose day is not known, the day it was made must be: the ordinance does not say which; that
    is our reading.
    """
    return any(
        started_on <= offer.on <= told_on and (offer.for_day or offer.on) < passed
        for offer in facts.of(*OFFERS)
    )


def told_alone(facts: Facts, kind: EventKind, opposite: EventKind) -> list[date]:
    """Condition 3: the days of *kind* alone. Both on one day leave things as they were that morning."""
    return sorted(set(facts.days(kind)) - set(facts.days(opposite)))
