"""Waits in primary care: what a contact there is in the store, which holds waits as rows of one kind.

A contact is always two rows: the wait for contact, and the wait for the medical assessment, each from the day
contact was sought to the day that the law's clock stops (`clocks.primary`). Two always, also when no
assessment is needed, because whatever is sent later about the contact then takes the place of both; the row
of an assessment that is not needed, or of which nothing is said, is done and has no end. Such a row is no
wait, and no figure counts it.

`guaranteed` is true when the contact says all that the guarantee asks for: what is not said makes it false.
What the rows do not hold is `LOST`. Here does not belong the law (`clocks`), what is told of contacts that
say too little (`primary_care_not_said`), nor the loading (`load_contacts`).
"""

from __future__ import annotations

import functools

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.clocks.limits import About, Assessor, Limit, guarantee
from vardvag.clocks.model import Certainty, GuaranteeClock
from vardvag.clocks.options import ORDINANCE, Options
from vardvag.clocks.primary import clocks_of_primary
from vardvag.events.model import (
    NO_BOOKING,
    NO_DETAILS,
    NOT_THERE,
    Contact,
    Details,
    Phase,
    PrimaryCareContact,
    Reported,
)

CONTACT, ASSESSMENT = "primary-care:contact:", "primary-care:assessment:"
"""What the id of each wait begins with, before the sender's own id of the contact."""

WAITS = 2
"""How many rows a contact is."""

LOST: tuple[Text, ...] = (
    Text(
        "Om det sägs att ingen bedömning behövs, eller inte sägs något om det: ingetdera är en väntan.",
        "Whether it is said that no assessment is needed, or nothing is said of it: neither is a wait.",
    ),
    Text(
        "Dagen för en bedömning som inte behövdes, eller av vilken det inte sägs att den behövdes, när "
        "kontakten togs tidigare.",
        "The day of an assessment that was not needed, or is not said to have been, when contact was made "
        "earlier.",
    ),
    Text(
        "Dagen för en bedömning före 2019 av någon annan än läkare: gränsen gällde läkarbesök, och väntan "
        "på det har inte slutat.",
        "The day of an assessment before 2019 by somebody else than a doctor: the limit was of a visit to a "
        "doctor, and the wait for one has not ended.",
    ),
    Text(
        "Dagen då kontakten togs, när bedömningen gjordes tidigare: väntan på kontakt slutade då.",
        "The day contact was made, when the assessment was made earlier: the wait for contact ended then.",
    ),
    Text(
        "Varför vårdgarantin inte omfattar kontakten, eller om det bara inte sägs.",
        "Why the guarantee does not cover the contact, or whether that is only not said.",
    ),
)
"""What a contact with primary care says and its rows in the store do not."""


def waits_of(contact: PrimaryCareContact, options: Options = ORDINANCE) -> tuple[Contact, Contact]:
    """The wait for contact and the wait for the assessment of one contact with primary care."""
    return _of_contact(contact, options), _of_assessment(contact, options)


def _of_contact(contact: PrimaryCareContact, options: Options) -> Contact:
    clock = clock_of(contact, About.CONTACT, options)
    by_contact = clock.stopped_on is not None and clock.stopped_on == contact.contacted_on
    ended_at = contact.contacted_at if by_contact else contact.assessed_at
    return _row(contact, clock, CONTACT, Phase.PRIMARY_CONTACT, ended_at)


def _of_assessment(contact: PrimaryCareContact, options: Options) -> Contact:
    version = _limit(About.ASSESSMENT).version(contact.sought_on)
    # Before 2019 the limit was of something else, and what is counted then is another thing.
    by_doctor = version is None or version.by is Assessor.DOCTOR
    phase = Phase.PRIMARY_DOCTOR_VISIT if by_doctor else Phase.PRIMARY_ASSESSMENT
    clock = clock_of(contact, About.ASSESSMENT, options) if contact.assessment_needed else None
    return _row(contact, clock, ASSESSMENT, phase, contact.assessed_at)


@functools.cache
def _limit(about: About) -> Limit:
    return next(one for one in guarantee() if one.about is about)


def clock_of(contact: PrimaryCareContact, about: About, options: Options = ORDINANCE) -> GuaranteeClock:
    """The clock of one of the guarantee's two limits in primary care."""
    [clock] = clocks_of_primary(contact, [_limit(about)], options)
    return clock


def _row(
    contact: PrimaryCareContact,
    clock: GuaranteeClock | None,
    id_begins: str,
    phase: Phase,
    ended_at: Moment | None,
) -> Contact:
    """One of the two; without a clock nothing is waited for."""
    ended_on = clock.stopped_on if clock else None
    waits = clock is not None and ended_on is None
    return Contact(
        contact_id=id_begins + contact.contact_id,
        region=contact.region,
        unit=contact.unit,
        month=contact.month,
        reported=Reported.WAITING if waits else Reported.DONE,
        phase=phase,
        speciality=NOT_THERE,
        guaranteed=clock is not None and clock.certainty is Certainty.DETERMINED,
        deviation=contact.deviation,
        decided_on=contact.sought_on,
        started_on=ended_on,
        birth_year=contact.birth_year,
        sex=contact.sex,
        municipality=contact.municipality,
        contact_form=contact.contact_form or NOT_THERE,
        profession=contact.profession or NOT_THERE,
        booking=NO_BOOKING,
        replaces=None if contact.replaces is None else id_begins + contact.replaces,
        row=contact.row,
        details=_details(contact, ended_at if ended_on is not None else None),
    )


def _details(contact: PrimaryCareContact, ended_at: Moment | None) -> Details:
    found = Details(listed_unit=contact.listed_unit, decided_at=contact.sought_at, started_at=ended_at)
    return NO_DETAILS if found == NO_DETAILS else found
