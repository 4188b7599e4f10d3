"""Laws of primary care in the store: its waits are the law's clocks, and both follow what is sent later."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from generated_primary_care import histories, primary_contacts
from vardvag.base.cells import Ratio
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.clocks.model import Certainty, GuaranteeClock
from vardvag.clocks.primary import clocks_of_primary
from vardvag.events.model import Phase, PrimaryCareContact, Reported
from vardvag.statistics.counting import ENGINES
from vardvag.statistics.measure import Measure, measures
from vardvag.usecases.load_contacts import receive
from vardvag.usecases.primary_care_waits import waits_of
from vardvag.warehouse.store import Store

MEASURES = [one for one in measures().values() if one.phase.in_primary_care and one.limit is not None]
LICENSED_FROM = date(2019, 1, 1)
FIRST, LAST = Month(2018, 12), Month(2019, 2)


@settings(deadline=None, max_examples=300)
@given(contact=primary_contacts())
def test_a_wait_is_the_clock_of_its_limit(contact: PrimaryCareContact) -> None:
    of_contact, of_assessment = waits_of(contact)
    first, second = clocks_of_primary(contact)
    pairs = [(of_contact, first)]
    if contact.assessment_needed:
        pairs.append((of_assessment, second))
    else:
        assert (of_assessment.reported, of_assessment.started_on) == (Reported.DONE, None)
    for wait, clock in pairs:
        assert (wait.decided_on, wait.started_on) == (clock.started_on, clock.stopped_on)
        assert (wait.reported is Reported.WAITING) == (clock.stopped_on is None)
        assert wait.guaranteed == (clock.certainty is Certainty.DETERMINED)


def standing(history: Iterable[Iterable[PrimaryCareContact]]) -> list[PrimaryCareContact]:
    """What is last known of each contact, by the rules of replacement said anew, of contacts."""
    stands: dict[str, dict[Month, PrimaryCareContact]] = {}
    for load in history:
        rows = list(load)
        for row in rows:
            if row.replaces is not None:
                stands.pop(row.replaces, None)
        away = {row.replaces for row in rows if row.replaces != row.contact_id}
        for row in rows:
            if row.contact_id not in away:
                stands.setdefault(row.contact_id, {})[row.month] = row
    return [of_contact[max(of_contact)] for of_contact in stands.values()]


def counted(contacts: Iterable[PrimaryCareContact], phase: Phase, limit: int) -> Mapping[Month, Ratio]:
    """The share by the law's clocks, contact by contact; no wait, no cube and no store."""
    within: Counter[Month] = Counter()
    among: Counter[Month] = Counter()
    for contact in contacts:
        clock = _clock_counted(contact, phase)
        if clock is None or clock.stopped_on is None or clock.certainty is not Certainty.DETERMINED:
            continue
        month = Month.of(clock.stopped_on)
        among[month] += 1
        within[month] += clock.overdue_from is not None and clock.stopped_on < clock.overdue_from
        assert clock.days == limit
    return {month: Ratio(within[month], number) for month, number in among.items()}


def _clock_counted(contact: PrimaryCareContact, phase: Phase) -> GuaranteeClock | None:
    of_contact, of_assessment = clocks_of_primary(contact)
    if phase is Phase.PRIMARY_CONTACT:
        return of_contact
    law = Phase.PRIMARY_DOCTOR_VISIT if contact.sought_on < LICENSED_FROM else Phase.PRIMARY_ASSESSMENT
    return of_assessment if phase is law and contact.assessment_needed else None


def received(folder: str, history: Iterable[Iterable[PrimaryCareContact]]) -> Store:
    store = Store(folder)
    for number, load in enumerate(history):
        waits = [wait for contact in load for wait in waits_of(contact)]
        receive(store, waits, received_at=Moment.parse(str(date(2019, 5, 1) + timedelta(days=number))))
    return store


@pytest.mark.parametrize("engine", ENGINES)
@settings(deadline=None, max_examples=15)
@given(history=histories((LICENSED_FROM,)))
def test_what_is_counted_is_what_the_clocks_say_of_the_contacts_that_stand(
    engine: str, history: list[list[PrimaryCareContact]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        snapshot = received(folder, history).snapshot()
        for measure in MEASURES:
            tally = ENGINES[engine](snapshot, measure, measure.policy(None), None, FIRST, LAST)
            found = {month: ratio for (_, month), ratio in tally.items() if ratio.denominator}
            assert found == counted(standing(history), measure.phase, _limit(measure))


def _limit(measure: Measure) -> int:
    assert measure.limit is not None
    return measure.limit
