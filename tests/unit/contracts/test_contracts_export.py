"""A step as a national contact: when it stands in a month's file, how, and what its deviation is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from example_plan import ORTHOPAEDICS, RADIOLOGY, example
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.contracts.export import contact_of, decided_on, deviation
from vardvag.contracts.progress import began_on, in_force, with_beginning
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.times import Booked, Done, NoTimeYet
from vardvag.events.model import CareEvent, Contact, Deviation, EventKind, Phase, Reported

MADE = example(date(2019, 9, 25))
SURGERY = MADE.plan.step(MADE.operation)
SEPTEMBER = Month(2019, 9)
NOON = Moment.parse("2019-09-01T12:00")
K = EventKind


def event(kind: EventKind, on: str, phase: Phase = Phase.OPERATION, **more: str) -> CareEvent:
    identifier = more.pop("event_id", f"{kind}-{on}")
    return CareEvent(
        identifier, MADE.pathway, kind, phase, date.fromisoformat(on), "u", "s", NOON, NOON, **more
    )


DECISION = event(K.DECISION, "2019-07-07")


def exported(
    step: PlannedStep = SURGERY, *events: CareEvent, month: Month = SEPTEMBER, as_of: str = "2019-10-01"
) -> Contact | None:
    return contact_of(
        step,
        MADE.person,
        events or (DECISION,),
        unit=ORTHOPAEDICS,
        month=month,
        as_of=date.fromisoformat(as_of),
    )


@pytest.mark.parametrize(
    ("booked", "as_of", "month", "expected"),
    [
        # In the month and passed: done. The same time not yet passed: waiting.
        ("2019-09-27T07:30", "2019-10-01", "2019-09", (Reported.DONE, "2019-09-27")),
        ("2019-09-30T07:30", "2019-10-01", "2019-09", (Reported.DONE, "2019-09-30")),
        ("2019-09-30T07:30", "2019-09-30", "2019-09", (Reported.WAITING, None)),
        ("2019-10-01T00:00", "2019-10-02", "2019-09", (Reported.WAITING, None)),
        ("2019-10-20T07:30", "2019-10-01", "2019-09", (Reported.WAITING, None)),
        # Half past eleven at night in UTC is October in Sweden.
        ("2019-09-30T23:30Z", "2019-10-02", "2019-09", (Reported.WAITING, None)),
        ("2019-09-01T07:30", "2019-10-01", "2019-09", (Reported.DONE, "2019-09-01")),
        # Done before the month: told then. Decided after it: not told yet.
        ("2019-08-30T07:30", "2019-10-01", "2019-09", None),
        ("2019-10-20T07:30", "2019-10-01", "2019-06", None),
        ("2019-10-20T07:30", "2019-10-01", "2019-07", (Reported.WAITING, None)),
    ],
)
def test_where_a_booked_step_stands(
    booked: str, as_of: str, month: str, expected: tuple[Reported, str | None] | None
) -> None:
    step = replace(SURGERY, when=Booked(Moment.parse(booked)))
    contact = exported(step, month=Month.parse(month), as_of=as_of)
    if expected is None:
        assert contact is None
    else:
        assert contact is not None
        assert (contact.reported, contact.started_on and contact.started_on.isoformat()) == expected


def test_what_is_decided_on_the_last_day_waits_at_the_end_of_it() -> None:
    contact = exported(SURGERY, event(K.DECISION, "2019-09-30"))
    assert contact is not None
    assert exported(SURGERY, event(K.DECISION, "2019-10-01")) is None


def test_the_contact_holds_what_the_format_asks_and_no_more() -> None:
    contact = exported()
    assert SURGERY.reported_as is not None
    assert contact == Contact(
        contact_id=SURGERY.reported_as.contact_id,
        region="08",
        unit=ORTHOPAEDICS,
        month=SEPTEMBER,
        reported=Reported.WAITING,
        phase=Phase.OPERATION,
        speciality="311",
        guaranteed=True,
        deviation=Deviation.NONE,
        decided_on=date(2019, 7, 7),
        started_on=None,
        birth_year=1948,
        sex=2,
        municipality="0880",
        contact_form="91",
        profession="XS915",
        booking=4,
    )
    for hidden in (MADE.pathway, MADE.person.name, MADE.person.person_id):
        assert hidden not in repr(contact)


def test_only_own_steps_that_nobody_else_reports_leave() -> None:
    assert SURGERY.reported_as is not None
    already = replace(SURGERY, reported_as=replace(SURGERY.reported_as, reported_by="exempeljournal"))
    assert exported(already) is None
    assert exported(replace(SURGERY, reported_as=None)) is None
    assert (
        contact_of(SURGERY, MADE.person, [DECISION], unit=RADIOLOGY, month=SEPTEMBER, as_of=date(2019, 10, 1))
        is None
    )
    assert exported(SURGERY, event(K.BOOKED, "2019-07-08")) is None  # nobody has decided on the operation


def test_a_need_closed_without_care_is_no_longer_reported() -> None:
    closed = event(K.CLOSED, "2019-09-20")
    assert exported(SURGERY, DECISION, closed) is None
    assert exported(SURGERY, DECISION, event(K.CLOSED, "2019-09-30")) is None
    assert exported(SURGERY, DECISION, event(K.CLOSED, "2019-10-01")) is not None
    waiting = exported(SURGERY, DECISION, closed, month=Month(2019, 8))
    assert waiting is not None
    assert waiting.reported is Reported.WAITING
    held = replace(SURGERY, when=Booked(Moment.parse("2019-09-27T07:30")))
    assert exported(held, DECISION, closed) is None


# what happened, day by day, after the decision of 7 July | seen on | code
DEVIATIONS: list[tuple[list[tuple[EventKind, str]], str, Deviation]] = [
    ([], "2019-09-30", Deviation.NONE),
    ([(K.BOOKED, "08-01")], "2019-09-30", Deviation.NONE),
    (
        [(K.INFORMED, "08-01"), (K.OFFER_MADE, "08-02"), (K.WAIVED, "08-03")],
        "2019-09-30",
        Deviation.PATIENT_CHOSEN,
    ),
    # Not yet said on the day it is seen.
    ([(K.INFORMED, "08-01"), (K.OFFER_MADE, "08-02"), (K.WAIVED, "10-03")], "2019-09-30", Deviation.NONE),
    ([(K.OFFER_MADE, "08-02"), (K.WAIVED, "08-03")], "2019-09-30", Deviation.NONE),
    ([(K.INFORMED, "08-01"), (K.WAIVED, "08-03")], "2019-09-30", Deviation.NONE),
    ([(K.INFORMED, "08-01"), (K.OFFER_MADE, "08-02")], "2019-09-30", Deviation.NONE),
    # Informed, or offered, only after she had said no; offered when the guarantee had been passed.
    ([(K.OFFER_MADE, "08-02"), (K.WAIVED, "08-03"), (K.INFORMED, "08-04")], "2019-09-30", Deviation.NONE),
    ([(K.INFORMED, "08-02"), (K.WAIVED, "08-03"), (K.OFFER_MADE, "08-04")], "2019-09-30", Deviation.NONE),
    (
        [(K.INFORMED, "08-02"), (K.OFFER_MADE, "10-06"), (K.WAIVED, "10-07")],
        "2019-10-31",
        Deviation.NONE,
    ),
    (
        [(K.INFORMED, "08-02"), (K.OFFER_MADE, "10-05"), (K.WAIVED, "10-07")],
        "2019-10-31",
        Deviation.PATIENT_CHOSEN,
    ),
    # A regret counts anew: an offer from before it is no offer within the new guarantee.
    (
        [
            (K.INFORMED, "08-01"),
            (K.OFFER_MADE, "08-02"),
            (K.WAIVED, "08-03"),
            (K.WAIVER_REGRETTED, "08-04"),
        ],
        "2019-09-30",
        Deviation.NONE,
    ),
    (
        [
            (K.INFORMED, "08-01"),
            (K.OFFER_MADE, "08-02"),
            (K.WAIVED, "08-03"),
            (K.WAIVER_REGRETTED, "08-04"),
            (K.WAIVED, "08-05"),
        ],
        "2019-09-30",
        Deviation.NONE,
    ),
    (
        [
            (K.INFORMED, "08-01"),
            (K.OFFER_MADE, "08-02"),
            (K.WAIVED, "08-03"),
            (K.WAIVER_REGRETTED, "08-04"),
            (K.OFFER_MADE, "08-05"),
            (K.WAIVED, "08-06"),
        ],
        "2019-09-30",
        Deviation.PATIENT_CHOSEN,
    ),
    ([(K.MEDICAL_HOLD_BEGUN, "08-01")], "2019-09-30", Deviation.MEDICAL),
    ([(K.MEDICAL_HOLD_BEGUN, "09-30")], "2019-09-30", Deviation.MEDICAL),
    ([(K.MEDICAL_HOLD_BEGUN, "10-01")], "2019-09-30", Deviation.NONE),
    ([(K.MEDICAL_HOLD_BEGUN, "08-01"), (K.MEDICAL_HOLD_ENDED, "08-02")], "2019-09-30", Deviation.MEDICAL),
    # Begun and ended on one day, or the day care began: no whole day is left out.
    ([(K.MEDICAL_HOLD_BEGUN, "08-01"), (K.MEDICAL_HOLD_ENDED, "08-01")], "2019-09-30", Deviation.NONE),
    ([(K.MEDICAL_HOLD_BEGUN, "08-05"), (K.STARTED, "08-05")], "2019-09-30", Deviation.NONE),
]


@pytest.mark.parametrize(("happened", "seen_on", "expected"), DEVIATIONS)
def test_the_deviation_is_the_ground_on_which_the_clock_leaves_out_time(
    happened: list[tuple[EventKind, str]], seen_on: str, expected: Deviation
) -> None:
    events = [DECISION, *(event(kind, f"2019-{day}") for kind, day in happened)]
    assert deviation(SURGERY, events, date.fromisoformat(seen_on)) is expected


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        ([(K.MEDICAL_HOLD_BEGUN, "08-01")], Deviation.MEDICAL),
        ([(K.MEDICAL_HOLD_BEGUN, "10-01")], Deviation.NONE),
        ([(K.MEDICAL_HOLD_BEGUN, "08-01"), (K.MEDICAL_HOLD_ENDED, "08-01")], Deviation.NONE),
        # No guarantee covers an examination, so nothing of one can be waived.
        ([(K.INFORMED, "08-01"), (K.OFFER_MADE, "08-02"), (K.WAIVED, "08-03")], Deviation.NONE),
    ],
)
def test_a_step_that_no_limit_covers_can_only_be_held(
    happened: list[tuple[EventKind, str]], expected: Deviation
) -> None:
    step = replace(SURGERY, phase=Phase.EXAMINATION)
    events = [event(kind, f"2019-{day}", Phase.EXAMINATION) for kind, day in happened]
    assert deviation(step, events, date(2019, 9, 30)) is expected


def test_a_month_is_exported_as_it_was_at_its_end() -> None:
    said = [event(K.INFORMED, "2019-08-01"), event(K.OFFER_MADE, "2019-08-02"), event(K.WAIVED, "2019-10-02")]
    codes = [exported(SURGERY, DECISION, *said, month=Month(2019, n), as_of="2019-11-05") for n in (9, 10)]
    assert [one and one.deviation for one in codes] == [Deviation.NONE, Deviation.PATIENT_CHOSEN]


def test_the_decision_is_the_day_the_clock_starts() -> None:
    visit = MADE.plan.steps[0]
    referred = event(K.REFERRAL_ISSUED, "2019-05-18", Phase.FIRST_CONTACT)
    sought = event(K.CARE_SOUGHT, "2019-05-10", Phase.FIRST_CONTACT)
    examined = replace(SURGERY, phase=Phase.EXAMINATION)
    asked = event(K.DECISION, "2019-06-01", Phase.EXAMINATION)
    assert decided_on(visit, [sought, referred]) == date(2019, 5, 18)
    assert decided_on(visit, [sought]) == date(2019, 5, 10)
    assert decided_on(examined, [asked, DECISION]) == date(2019, 6, 1)
    assert decided_on(replace(SURGERY, pathway=None, phase=None, reported_as=None), [DECISION]) is None


def test_a_corrected_event_is_not_in_force() -> None:
    wrong = event(K.STARTED, "2019-08-01", event_id="wrong")
    right = event(K.STARTED, "2019-08-03", event_id="right", supersedes="wrong")
    assert in_force([wrong, right]) == (right,)
    assert began_on(SURGERY, [wrong, right], date(2019, 9, 1)) == date(2019, 8, 3)
    assert in_force([wrong, right], Moment.parse("2019-08-31T00:00")) == ()


@pytest.mark.parametrize(
    ("when", "events", "expected"),
    [
        (NoTimeYet("x"), [], None),
        (Done(date(2019, 9, 20)), [], date(2019, 9, 20)),
        (Booked(Moment.parse("2019-09-24T07:30")), [], date(2019, 9, 24)),
        (Booked(Moment.parse("2019-09-25T07:30")), [], None),
        (Booked(Moment.parse("2019-09-24T07:30")), [event(K.STARTED, "2019-09-10")], date(2019, 9, 10)),
        (Booked(Moment.parse("2019-09-24T07:30")), [event(K.CLOSED, "2019-09-10")], None),
        (NoTimeYet("x"), [event(K.STARTED, "2019-09-26")], None),
    ],
)
def test_when_care_began(
    when: Done | Booked | NoTimeYet, events: list[CareEvent], expected: date | None
) -> None:
    step = replace(SURGERY, when=when)
    today = date(2019, 9, 25)
    assert began_on(step, events, today) == expected
    told = [one.on for one in with_beginning(step, [DECISION, *events], today) if one.kind is K.STARTED]
    recorded = [one.on for one in events if one.kind is K.STARTED]
    assert told == (recorded or ([expected] if expected else []))
