"""Contacts made of events: which row of which month, and each loss by two courses that give the same row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.contracts import export
from vardvag.events.model import CareEvent, Contact, Deviation, EventKind, Phase, Reported
from vardvag.events.projection import LOST, Beside, contact_in, course_of

BESIDE = Beside(
    contact_id="k-1",
    region="08",
    unit="SE2321000073-U1",
    phase=Phase.OPERATION,
    speciality="311",
    guaranteed=True,
    birth_year=1950,
    sex=2,
    municipality="0880",
    contact_form="1",
    profession="XS915",
    booking=3,
)
MARCH, APRIL, MAY = Month(2024, 3), Month(2024, 4), Month(2024, 5)


def event(kind: EventKind, on: str, phase: Phase = Phase.OPERATION, **more: object) -> CareEvent:
    day = date.fromisoformat(on)
    made = CareEvent(
        event_id=f"{kind}-{on}",
        pathway="v-1",
        kind=kind,
        phase=phase,
        on=day,
        unit="kirurgen",
        source="journal",
        recorded_at=Moment.parse(on),
        received_at=Moment.parse(on),
    )
    return replace(made, **more)  # type: ignore[arg-type]


DECIDED = event(EventKind.DECISION, "2024-03-11")
STARTED = event(EventKind.STARTED, "2024-04-22")
CLOSED = event(EventKind.CLOSED, "2024-04-10")


def contact(*events: CareEvent, month: Month = APRIL, phase: Phase = Phase.OPERATION) -> Contact | None:
    course = course_of(events, phase, month.last_day)
    return None if course is None else contact_in(month, course, replace(BESIDE, phase=phase))


# the events | the month | how it stands there, since when, begun when
STANDS = [
    ((DECIDED,), MARCH, (Reported.WAITING, "2024-03-11", None)),
    ((DECIDED, STARTED), MARCH, (Reported.WAITING, "2024-03-11", None)),
    ((DECIDED, STARTED), APRIL, (Reported.DONE, "2024-03-11", "2024-04-22")),
    ((DECIDED, STARTED), MAY, None),
    ((DECIDED,), Month(2024, 2), None),
    ((STARTED,), APRIL, None),
    ((), APRIL, None),
    ((DECIDED, CLOSED), MARCH, (Reported.WAITING, "2024-03-11", None)),
    ((DECIDED, CLOSED), APRIL, None),
]


@pytest.mark.parametrize(("events", "month", "stands"), STANDS)
def test_a_course_stands_in_a_month(
    events: tuple[CareEvent, ...], month: Month, stands: tuple[Reported, str, str | None] | None
) -> None:
    found = contact(*events, month=month)
    if stands is None:
        assert found is None
        return
    assert found is not None
    started = None if found.started_on is None else str(found.started_on)
    assert (found.reported, str(found.decided_on), started) == stands


def test_a_first_contact_is_decided_by_the_referral_or_else_by_the_patients_own_request() -> None:
    sought = event(EventKind.CARE_SOUGHT, "2024-03-01", Phase.FIRST_CONTACT)
    referred = event(EventKind.REFERRAL_ISSUED, "2024-03-04", Phase.FIRST_CONTACT)
    for events, day in (((sought,), "2024-03-01"), ((sought, referred), "2024-03-04")):
        found = contact(*events, phase=Phase.FIRST_CONTACT)
        assert found is not None
        assert str(found.decided_on) == day


def test_clock_times_and_the_code_given_are_kept() -> None:
    at = Moment.parse("2024-03-11T09:30")
    course = course_of([replace(DECIDED, at=at), STARTED], Phase.OPERATION, date(2024, 4, 30))
    assert course is not None
    found = contact_in(APRIL, course, BESIDE, Deviation.MEDICAL)
    assert found is not None
    assert (found.details.decided_at, found.deviation) == (at, Deviation.MEDICAL)


def later(events: tuple[CareEvent, ...]) -> tuple[CareEvent, ...]:
    """The same, recorded and received by others a day later."""
    moved = timedelta(days=1)
    return tuple(
        replace(
            one,
            unit="medicin",
            source="annat",
            recorded_at=Moment(one.recorded_at.utc + moved),
            received_at=Moment(one.received_at.utc + moved),
        )
        for one in events
    )


BOTH = (DECIDED, STARTED)
HOLD = (event(EventKind.MEDICAL_HOLD_BEGUN, "2024-03-15"), event(EventKind.MEDICAL_HOLD_ENDED, "2024-04-02"))
WRONG = event(EventKind.STARTED, "2024-04-02", event_id="wrong")
OTHER_WAY = tuple(replace(one, pathway="v-2") for one in BOTH)

# in the order of LOST: what one course says more than another that gives the same row
SAYS_MORE = [
    (BOTH, (*BOTH, *HOLD)),
    (BOTH, (*BOTH, event(EventKind.OFFER_MADE, "2024-03-20", for_day=date(2024, 4, 3)))),
    (BOTH, (*BOTH, event(EventKind.INFORMED, "2024-03-20"))),
    (BOTH, (*BOTH, event(EventKind.WAIVED, "2024-03-21"), event(EventKind.WAIVER_REGRETTED, "2024-03-28"))),
    (BOTH, (*BOTH, event(EventKind.LATER_AGREED, "2024-03-21", for_day=date(2024, 9, 2)))),
    ((DECIDED,), (DECIDED, event(EventKind.BOOKED, "2024-03-21", for_day=date(2024, 9, 2)))),
    (
        BOTH,
        (
            *BOTH,
            event(EventKind.REQUEST_ASSESSED, "2024-03-12"),
            event(EventKind.REFERRAL_RETURNED, "2024-03-13"),
        ),
    ),
    (BOTH, (*BOTH, event(EventKind.SEARCHED_ELSEWHERE, "2024-04-20"))),
    (BOTH, (*BOTH, event(EventKind.DECISION, "2024-04-03"))),
    (BOTH, (*BOTH, WRONG, event(EventKind.STARTED, "2024-04-22", event_id="right", supersedes="wrong"))),
    (BOTH, later(BOTH)),
    (BOTH, OTHER_WAY),
    ((), (DECIDED, CLOSED)),
]


@pytest.mark.parametrize(
    ("less", "more", "lost"), [(*pair, lost.en) for pair, lost in zip(SAYS_MORE, LOST, strict=True)]
)
def test_what_is_lost_is_lost(less: tuple[CareEvent, ...], more: tuple[CareEvent, ...], lost: str) -> None:
    assert less != more
    assert contact(*less) == contact(*more), lost


def test_a_plan_loses_all_that_its_events_lose() -> None:
    assert export.LOST[-len(LOST) :] == LOST
