"""Contacts made of care events: one row of the national format for a month, and what is lost on the way.

A pathway's events about one kind of contact become the contact as it stood in a month's files: held in the
month, or waiting at its end. The way back does not exist; `LOST` says what of, and a test holds each loss to
an example. What no event says (speciality, patient's year of birth …) is given beside them.

Here does not belong the deviation code: which time is left out is the law's (`clocks`), and whoever knows it
gives it. Nor do steps of a patient's plan (`contracts/export`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.model import (
    NO_DETAILS,
    CareEvent,
    Contact,
    Details,
    Deviation,
    EventKind,
    Phase,
    Reported,
)

DECIDED_BY: Mapping[Phase, tuple[EventKind, ...]] = MappingProxyType(
    {Phase.FIRST_CONTACT: (EventKind.REFERRAL_ISSUED, EventKind.CARE_SOUGHT)}
)
"""`BeslutAktivitet` of the information model: for a first contact the decision to make the request for care,
by referral or one's own; for every other kind the decision on the activity. The first kind found decides."""

LOST: tuple[Text, ...] = (
    Text("När en paus började och slutade; bara orsakens kod följer med.", "When a pause began and ended."),
    Text("Alla erbjudanden och deras dagar.", "Every offer, and the day offered."),
    Text("När patienten informerades om vårdgarantin.", "When the patient was informed of the guarantee."),
    Text("När patienten avstod och när hon ångrade sig.", "When the patient abstained, and regretted it."),
    Text("En senare dag som parterna har enats om.", "A later day that was agreed on."),
    Text("Bokad tid som inte har varit än.", "A booked time still to come."),
    Text(
        "När en egen vårdbegäran bedömdes och godtogs, och att en remiss sändes tillbaka.",
        "When an own request for care was assessed and accepted, and that a referral was sent back.",
    ),
    Text("Vad regionen gjorde när gränsen hade passerats.", "What the region did when the limit had passed."),
    Text(
        "Den andra av två dagar då samma slag av sak hände: bara den första följer med.",
        "The second of two days on which the same kind of thing happened: only the first is kept.",
    ),
    Text("Rättelser: vad som först sades.", "Corrections: what was said at first."),
    Text("Vem som registrerade vad, och när.", "Who recorded what, and when."),
    Text("Vilka kontakter som hör till samma vårdkedja.", "Which contacts belong to the same pathway."),
    Text("Behov som avslutades utan vård: de har ingen rad.", "Needs closed without care: they have no row."),
)
"""What the events of a pathway say and its contacts do not."""


@dataclass(frozen=True, slots=True)
class Course:
    """One kind of contact on a pathway: when it was decided, when it began, when the need was closed."""

    decided_on: date
    began_on: date | None = None
    closed_on: date | None = None
    decided_at: Moment | None = None
    began_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a contact holds that no event says."""

    contact_id: str
    region: str
    unit: str
    phase: Phase
    speciality: str
    guaranteed: bool
    birth_year: int
    sex: int
    municipality: str
    contact_form: str
    profession: str
    booking: int


def course_of(events: Iterable[CareEvent], phase: Phase, as_of: date) -> Course | None:
    """What has happened about one kind of contact up to *as_of*; None when nothing was decided.

    Corrected events are left out, whenever the correction came.
    """
    stream = list(events)
    corrected = {event.supersedes for event in stream}
    known = [
        event
        for event in stream
        if event.event_id not in corrected and event.phase is phase and event.on <= as_of
    ]
    decided = _first(known, *DECIDED_BY.get(phase, (EventKind.DECISION,)))
    if decided is None:
        return None
    began, closed = _first(known, EventKind.STARTED), _first(known, EventKind.CLOSED)
    return Course(
        decided.on,
        began.on if began else None,
        closed.on if closed else None,
        decided.at,
        began.at if began else None,
    )


def contact_in(
    month: Month, course: Course, beside: Beside, deviation: Deviation = Deviation.NONE
) -> Contact | None:
    """The contact as it stands in the files of *month*; None when it stands in neither.

    Held in the month: a row of those held. Decided by the month's end and neither begun nor closed by then: a
    row of those waiting.
    """
    began, closed = course.began_on, course.closed_on
    if course.decided_on > month.last_day or (began is not None and began < month.first_day):
        return None
    done = began is not None and began in month
    if not done and closed is not None and closed <= month.last_day:
        return None
    began_at = course.began_at if done else None
    timed = course.decided_at is not None or began_at is not None
    return Contact(
        contact_id=beside.contact_id,
        region=beside.region,
        unit=beside.unit,
        month=month,
        reported=Reported.DONE if done else Reported.WAITING,
        phase=beside.phase,
        speciality=beside.speciality,
        guaranteed=beside.guaranteed,
        deviation=deviation,
        decided_on=course.decided_on,
        started_on=began if done else None,
        birth_year=beside.birth_year,
        sex=beside.sex,
        municipality=beside.municipality,
        contact_form=beside.contact_form,
        profession=beside.profession,
        booking=beside.booking,
        details=Details(decided_at=course.decided_at, started_at=began_at) if timed else NO_DETAILS,
    )


def _first(events: Iterable[CareEvent], *kinds: EventKind) -> CareEvent | None:
    """The earliest event of the first of *kinds* that there is."""
    for kind in kinds:
        found = [event for event in events if event.kind is kind]
        if found:
            return min(found, key=lambda event: (event.on, event.recorded_at, event.event_id))
    return None
