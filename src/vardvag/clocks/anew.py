"""What starts a wait anew: practice that the ordinance does not mention. Its sources: `practice.yaml`.

A patient who regrets that she abstained, and one who agreed on a later day and now wants care earlier, each
has the whole limit again from the day the caregiver is told. Here does not belong abstaining (`waiver`).
"""

from __future__ import annotations

from datetime import date

from vardvag.clocks.facts import Facts
from vardvag.clocks.waiver import told_alone
from vardvag.events.model import EventKind


def regretted_on(facts: Facts, waived_on: date, until: date) -> date | None:
    """The first day after *waived_on* on which the patient told that she regrets it (1177; SKR 2023)."""
    regrets = told_alone(facts, EventKind.WAIVER_REGRETTED, EventKind.WAIVED)
    return next((day for day in regrets if waived_on < day <= until), None)


def earlier_wanted_on(facts: Facts, started_on: date, passed: date, until: date) -> date | None:
    """The first day on which the patient told that she wants care before the later day agreed on (SKL).

    The day agreed on is later than the limit: an agreement on a day within it changes nothing.
    """
    agreed = [
        event.on
        for event in facts.of(EventKind.LATER_AGREED)
        if started_on <= event.on and (event.for_day is None or event.for_day >= passed)
    ]
    wanted = facts.days(EventKind.EARLIER_WANTED)
    return next((day for day in wanted if day <= until and any(one < day for one in agreed)), None)
