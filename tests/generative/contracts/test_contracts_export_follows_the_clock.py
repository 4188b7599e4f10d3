"""Whatever happens on a pathway, the exported code and the patient's clock say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from example_plan import ORTHOPAEDICS, example
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.clocks.limits import Ground
from vardvag.clocks.reference import clock_of, left_out_of
from vardvag.contracts.export import contact_of
from vardvag.contracts.progress import with_beginning
from vardvag.contracts.times import Booked, NoTimeYet
from vardvag.events.model import CareEvent, Contact, Deviation, EventKind, Phase

MADE = example(date(2019, 9, 25))
SURGERY = replace(MADE.plan.step(MADE.operation), when=NoTimeYet("x"))
K = EventKind
DECIDED, LAST = date(2019, 5, 5), date(2019, 12, 31)
NOON = Moment.parse("2019-05-01T12:00")
MONTHS = [Month(2019, number) for number in range(5, 13)]

DAYS = st.integers(-10, 230).map(lambda number: DECIDED + timedelta(days=number))
CHOICE = (K.INFORMED, K.OFFER_MADE, K.WAIVED)
HOLDS = (K.MEDICAL_HOLD_BEGUN, K.MEDICAL_HOLD_ENDED)


def happening(*kinds: EventKind) -> st.SearchStrategy[list[CareEvent]]:
    """Some of *kinds* on some days, after the decision on the operation."""
    told = st.lists(st.tuples(st.sampled_from(kinds), DAYS), max_size=8)
    return told.map(lambda found: [event(K.DECISION, DECIDED), *(event(*one) for one in found)])


def event(kind: EventKind, on: date) -> CareEvent:
    identifier = f"{kind}-{on}"
    return CareEvent(identifier, MADE.pathway, kind, Phase.OPERATION, on, "u", "s", NOON, NOON)


def exported(events: Sequence[CareEvent], month: Month) -> Contact | None:
    return contact_of(SURGERY, MADE.person, events, unit=ORTHOPAEDICS, month=month, as_of=LAST)


@given(events=happening(*CHOICE, K.WAIVER_REGRETTED, *HOLDS, K.STARTED), month=st.sampled_from(MONTHS))
@settings(deadline=None, max_examples=100)
def test_a_code_is_exported_exactly_when_the_clock_leaves_out_time_for_it(
    events: list[CareEvent], month: Month
) -> None:
    contact = exported(events, month)
    left_out = left_out_of(events, Phase.OPERATION, month.last_day)
    if contact is None or left_out is None:
        return
    medical, waived = Ground.MEDICAL in left_out, Ground.WAIVED in left_out
    assert (contact.deviation is Deviation.MEDICAL) is medical
    assert (contact.deviation is Deviation.PATIENT_CHOSEN) is (waived and not medical)


@given(events=happening(*CHOICE), month=st.sampled_from(MONTHS))
@settings(deadline=None, max_examples=100)
def test_the_patients_choice_takes_what_the_paragraph_asks_in_its_order(
    events: list[CareEvent], month: Month
) -> None:
    """Said again without the clock: decided, offered by the last day within, informed, and then abstained."""
    days = {kind: [one.on for one in events if one.kind is kind] for kind in CHOICE}
    chosen = any(
        DECIDED <= offered <= told and (offered - DECIDED).days <= 90 and informed <= told <= month.last_day
        for informed in days[K.INFORMED]
        for offered in days[K.OFFER_MADE]
        for told in days[K.WAIVED]
    )
    contact = exported(events, month)
    assert contact is not None
    assert (contact.deviation is Deviation.PATIENT_CHOSEN) is chosen


@given(events=happening(*CHOICE, *HOLDS), month=st.sampled_from(MONTHS))
@settings(deadline=None, max_examples=100)
def test_a_row_without_a_code_has_a_clock_that_nothing_moved(events: list[CareEvent], month: Month) -> None:
    contact = exported(events, month)
    if contact is None or contact.deviation is not Deviation.NONE:
        return
    bare = [one for one in events if one.kind is K.DECISION]
    day = month.last_day
    assert clock_of(events, day)[0].overdue_from == clock_of(bare, day)[0].overdue_from


def test_a_booked_day_that_has_passed_ends_the_pause_in_both() -> None:
    step = replace(SURGERY, when=Booked(Moment.parse("2019-08-05T08:00")))
    events = [event(K.DECISION, DECIDED), event(K.MEDICAL_HOLD_BEGUN, date(2019, 8, 5))]
    contact = contact_of(
        step, MADE.person, events, unit=ORTHOPAEDICS, month=Month(2019, 8), as_of=date(2019, 9, 1)
    )
    known = with_beginning(step, events, date(2019, 9, 1))
    assert contact is not None
    assert contact.deviation is Deviation.NONE
    assert left_out_of(known, Phase.OPERATION, date(2019, 8, 31)) == {}
