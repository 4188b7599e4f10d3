"""What holds of the clocks of a pathway and of a contact with primary care, whatever has happened."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.clocks.breach import Standing, breach_of
from vardvag.clocks.covered import NOT_COVERED
from vardvag.clocks.discharge import Discharge, admission_notice, information_transfer, sip_call
from vardvag.clocks.limit_files import shipped
from vardvag.clocks.limits import guarantee
from vardvag.clocks.model import Certainty, LimitKind
from vardvag.clocks.options import Options, SelfReferralStart
from vardvag.clocks.payment_liability import payment_liability
from vardvag.clocks.primary import clocks_of_primary
from vardvag.clocks.reference import clock_of, clocks_under
from vardvag.events.model import CareEvent, Deviation, EventKind, Phase, PrimaryCareContact

START = date(2023, 12, 1)
NOON = Moment.parse("2023-01-01T12:00")
DAYS = st.integers(-20, 200).map(lambda number: START + timedelta(days=number))
PHASES = (Phase.FIRST_CONTACT, Phase.OPERATION)
HAPPENS = [kind for kind in EventKind if kind not in NOT_COVERED]


def event(kind: EventKind, phase: Phase, on: date, for_day: date | None = None) -> CareEvent:
    identifier = f"{kind}-{phase}-{on}-{for_day}"
    return CareEvent(identifier, "p", kind, phase, on, "u", "s", NOON, NOON, for_day=for_day)


EVENTS = st.lists(
    st.builds(event, st.sampled_from(HAPPENS), st.sampled_from(PHASES), DAYS, st.none() | DAYS),
    max_size=14,
    unique_by=lambda one: one.event_id,
)


@settings(deadline=None, max_examples=80)
@given(EVENTS, DAYS)
def test_the_clocks_of_a_limit_follow_one_another_and_only_the_last_runs(
    events: list[CareEvent], as_of: date
) -> None:
    for phase in PHASES:
        clocks = clock_of([one for one in events if one.phase is phase], as_of)
        for earlier, later in pairwise(clocks):
            assert earlier.stopped_on == later.started_on
            assert not earlier.provisional
        for clock in clocks:
            if clock.overdue_from is not None and clock.started_on is not None:
                assert clock.overdue_from > clock.started_on + timedelta(days=clock.days)
                assert clock.kind is LimitKind.STATUTE


@settings(deadline=None, max_examples=80)
@given(EVENTS, DAYS, DAYS, st.sampled_from(PHASES))
def test_a_referral_that_is_sent_back_changes_nothing(
    events: list[CareEvent], as_of: date, on: date, phase: Phase
) -> None:
    assume(any(one.phase is phase and one.on <= as_of for one in events))
    returned = event(EventKind.REFERRAL_RETURNED, phase, on, date(1999, 1, 1))
    assert clock_of([*events, returned], as_of) == clock_of(events, as_of)


@settings(deadline=None, max_examples=80)
@given(EVENTS, DAYS, st.sampled_from(list(NOT_COVERED)))
def test_what_is_not_covered_has_no_clock_and_obliges_nobody(
    events: list[CareEvent], as_of: date, kind: EventKind
) -> None:
    told = event(kind, Phase.FIRST_CONTACT, START - timedelta(days=30))
    for clock in clock_of([*events, told], as_of):
        assert (clock.certainty, clock.reason) == (Certainty.UNDETERMINED, NOT_COVERED[kind])
        assert not clock.covered
        assert breach_of(clock, [*events, told], as_of) is None


@settings(deadline=None, max_examples=80)
@given(EVENTS, DAYS)
def test_readings_of_a_request_differ_only_without_a_referral(events: list[CareEvent], as_of: date) -> None:
    referral = event(EventKind.REFERRAL_ISSUED, Phase.FIRST_CONTACT, START - timedelta(days=30))
    read = [
        clock_of([*events, referral], as_of, options=Options(self_referral=reading))
        for reading in SelfReferralStart
    ]
    assert read[0] == read[1] == read[2]


@settings(deadline=None, max_examples=80)
@given(EVENTS, DAYS)
def test_other_limits_say_what_they_are_on_every_clock(events: list[CareEvent], as_of: date) -> None:
    for file in shipped().values():
        for clock in clocks_under(file.limits, events, as_of):
            assert clock.kind is file.kind is not LimitKind.STATUTE
            assert breach_of(clock, events, as_of) is None


@settings(deadline=None, max_examples=80)
@given(EVENTS, DAYS)
def test_a_breach_is_owed_exactly_when_a_limit_has_been_passed(events: list[CareEvent], as_of: date) -> None:
    for clock in clock_of(events, as_of):
        breach = breach_of(clock, events, as_of)
        assert (breach is not None) is (clock.overdue_on(as_of) is True)
        if breach is not None:
            assert breach.since == clock.overdue_from
            done = [one for one in breach.duties if one.standing is Standing.DONE]
            assert all(one.done_on is not None and one.done_on <= as_of for one in done)


SOUGHT = st.dates(date(2005, 1, 1), date(2026, 12, 31))
CONTACTS = st.builds(
    PrimaryCareContact,
    contact_id=st.just("p"),
    region=st.just("08"),
    unit=st.just("U1"),
    month=st.just(Month(2024, 1)),
    sought_on=SOUGHT,
    contacted_on=st.none(),
    assessment_needed=st.none() | st.booleans(),
    assessed_on=st.none(),
    deviation=st.sampled_from(Deviation),
    birth_year=st.just(1950),
    sex=st.just(1),
    municipality=st.sampled_from(["0880", "0880", "0000", "0180"]),
    profession=st.sampled_from([None, "XS915", "XS919"]),
    listed_unit=st.sampled_from([None, "U1", "U2"]),
)


@settings(deadline=None, max_examples=150)
@given(CONTACTS, st.integers(0, 10), st.none() | st.integers(0, 12))
def test_primary_care_counts_whole_days_as_the_ordinance_says(
    bare: PrimaryCareContact, contacted: int, assessed: int | None
) -> None:
    """Said again without the clocks: days of difference, the wording of the day, and what is known."""
    sought = bare.sought_on
    contact = dataclasses.replace(
        bare,
        contacted_on=sought + timedelta(days=contacted),
        assessed_on=None if assessed is None else sought + timedelta(days=assessed),
    )
    first, second = clocks_of_primary(contact)
    late = [clock.overdue_on(date(2030, 1, 1)) for clock in (first, second)]
    listed_matters = sought >= date(2022, 7, 1)
    not_here = contact.municipality == "0180" or (listed_matters and contact.listed_unit == "U2")
    if sought < date(2005, 11, 1) or not_here:
        assert late == [None, None]
        return
    grounds_unknown = sought < date(2010, 7, 1) and contact.deviation is not Deviation.NONE
    doubt = grounds_unknown or (listed_matters and contact.listed_unit is None)
    doubt = doubt or contact.municipality == "0000"
    reached = contacted if assessed is None else min(contacted, assessed)
    assert late[0] is (False if reached == 0 else None if doubt else True)
    days = 7 if sought < date(2019, 1, 1) else 3
    if contact.assessment_needed is False:
        assert late[1] is None
        return
    doctor_asked = sought < date(2019, 1, 1)
    if doctor_asked and assessed is not None and contact.profession is None:
        assert late[1] is None
        return
    ended = assessed if not doctor_asked or contact.profession != "XS919" else None
    in_time = ended is not None and ended <= days
    unsure = doubt or contact.assessment_needed is None
    assert late[1] is (False if in_time else None if unsure else True)


MINUTES = st.integers(0, 60 * 24 * 400)
"""A year with both changes of the clock, minute by minute."""
MOMENTS = MINUTES.map(lambda minutes: Moment(Moment.parse("2024-01-01").utc + timedelta(minutes=minutes)))


@settings(deadline=None, max_examples=150)
@given(MOMENTS, MOMENTS, MOMENTS)
def test_discharge_counts_hours_as_hours_and_days_as_days(
    admitted: Moment, ready: Moment, done: Moment
) -> None:
    stay = Discharge(
        "p",
        admitted_at=admitted,
        admission_notice_at=done,
        ready_notice_at=ready,
        sip_needed=True,
        sip_called_at=done,
        discharged_at=ready,
        information_sent_at=done,
    )
    assert admission_notice(stay).overdue_at(done) is (done.utc - admitted.utc > timedelta(hours=24))
    assert information_transfer(stay).overdue_at(done) is (done.legal_day > ready.legal_day)
    assert sip_call(stay).overdue_at(done) is ((done.legal_day - ready.legal_day).days > 3)


@settings(deadline=None, max_examples=150)
@given(MOMENTS)
def test_the_municipality_pays_from_the_third_or_the_fourth_day(ready: Moment) -> None:
    told = Discharge(
        "p",
        admitted_at=ready,
        admission_notice_at=ready,
        ready_notice_at=ready,
        sip_needed=False,
        other_day_agreed=False,
        open_care_ready=True,
    )
    clock = ready.stockholm
    after_noon = (clock.hour, clock.minute, clock.second) > (12, 0, 0)
    assert payment_liability(told).begins_on == ready.legal_day + timedelta(days=4 if after_noon else 3)


def test_the_guarantee_in_force_is_what_the_tests_above_say() -> None:
    assert [limit.history.history[-1].value.days for limit in guarantee()] == [0, 3, 90, 90]
