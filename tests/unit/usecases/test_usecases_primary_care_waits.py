"""Which two waits a contact with primary care is in the store, and what they do not hold, by example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.events.model import (
    NO_BOOKING,
    NOT_THERE,
    Contact,
    Details,
    Deviation,
    Phase,
    PrimaryCareContact,
    Reported,
)
from vardvag.usecases.primary_care_not_said import not_said
from vardvag.usecases.primary_care_waits import LOST, WAITS, waits_of

HERE, ELSEWHERE = "SE2321000073-V1", "SE2321000073-V2"
DONE, WAITING = Reported.DONE, Reported.WAITING
THREE, SEVEN = Phase.PRIMARY_ASSESSMENT, Phase.PRIMARY_DOCTOR_VISIT


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def contact(sought: str, made: str, needed: bool | None, assessed: str, **more: object) -> PrimaryCareContact:
    plain = PrimaryCareContact(
        contact_id="k-1",
        region="08",
        unit=HERE,
        month=Month(2024, 3),
        sought_on=date.fromisoformat(sought),
        contacted_on=day(made),
        assessment_needed=needed,
        assessed_on=day(assessed),
        deviation=Deviation.NONE,
        birth_year=1950,
        sex=2,
        municipality="0880",
        contact_form="8",
        profession="XS919",
        listed_unit=HERE,
    )
    return replace(plain, **more)


PLAIN = contact("2024-03-05", "2024-03-05", True, "2024-03-08")

NOT_NEEDED = contact("2024-03-05", "2024-03-06", False, "")
BY_NURSE = contact("2018-12-31", "2018-12-31", True, "2019-01-03")

# the contact | contact: reported, ended, covered | assessment: reported, ended, covered, counted as
CASES = [
    (PLAIN, (DONE, "2024-03-05", True), (DONE, "2024-03-08", True, THREE)),
    # contact is made at the latest by the assessment
    (replace(PLAIN, contacted_on=None), (DONE, "2024-03-08", True), (DONE, "2024-03-08", True, THREE)),
    (replace(PLAIN, assessed_on=None), (DONE, "2024-03-05", True), (WAITING, "", True, THREE)),
    (contact("2024-03-05", "", True, ""), (WAITING, "", True), (WAITING, "", True, THREE)),
    # no assessment needed, or nothing said of it: no wait, which is done and has no end
    (NOT_NEEDED, (DONE, "2024-03-06", True), (DONE, "", False, THREE)),
    (replace(PLAIN, assessment_needed=None), (DONE, "2024-03-05", True), (DONE, "", False, THREE)),
    # what the guarantee does not cover, or is not known to
    (replace(PLAIN, listed_unit=ELSEWHERE), (DONE, "2024-03-05", False), (DONE, "2024-03-08", False, THREE)),
    (replace(PLAIN, listed_unit=None), (DONE, "2024-03-05", False), (DONE, "2024-03-08", False, THREE)),
    (replace(PLAIN, municipality="0180"), (DONE, "2024-03-05", False), (DONE, "2024-03-08", False, THREE)),
    (replace(PLAIN, municipality="0000"), (DONE, "2024-03-05", False), (DONE, "2024-03-08", False, THREE)),
    # before 2022-07-01 it does not matter where she is listed
    (contact("2022-06-30", "2022-06-30", False, "", listed_unit=None), (DONE, "2022-06-30", True), None),
    # the day it was sought says which law: until 2018 a visit to a doctor
    (BY_NURSE, (DONE, "2018-12-31", True), (WAITING, "", True, SEVEN)),
    (replace(BY_NURSE, profession="XS915"), None, (DONE, "2019-01-03", True, SEVEN)),
    (replace(BY_NURSE, profession=None), None, (DONE, "2019-01-03", False, SEVEN)),
    (contact("2019-01-01", "2019-01-01", True, "2019-01-03"), None, (DONE, "2019-01-03", True, THREE)),
    # before there was any guarantee
    (contact("2005-10-31", "2005-10-31", True, "2005-11-01"), (DONE, "2005-10-31", False), None),
]


@pytest.mark.parametrize(("given", "of_contact", "of_assessment"), CASES)
def test_a_contact_is_two_waits(
    given: PrimaryCareContact,
    of_contact: tuple[Reported, str, bool] | None,
    of_assessment: tuple[Reported, str, bool, Phase] | None,
) -> None:
    first, second = waits_of(given)
    assert first.phase is Phase.PRIMARY_CONTACT
    if of_contact is not None:
        reported, ended, covered = of_contact
        assert (first.reported, first.started_on, first.guaranteed) == (reported, day(ended), covered)
    if of_assessment is not None:
        reported, ended, covered, phase = of_assessment
        assert (second.reported, second.started_on, second.guaranteed) == (reported, day(ended), covered)
        assert second.phase is phase


def test_everything_else_follows_and_what_primary_care_has_not_is_no_code() -> None:
    sought, made, assessed = (Moment.parse(f"2024-03-{at}") for at in ("05T08:00", "05T08:20", "08T13:00"))
    full = replace(
        PLAIN,
        sought_at=sought,
        contacted_at=made,
        assessed_at=assessed,
        deviation=Deviation.PATIENT_CHOSEN,
        replaces="k-0",
        row=17,
    )
    contacted = Contact(
        contact_id="primary-care:contact:k-1",
        region="08",
        unit=HERE,
        month=Month(2024, 3),
        reported=DONE,
        phase=Phase.PRIMARY_CONTACT,
        speciality=NOT_THERE,
        guaranteed=True,
        deviation=Deviation.PATIENT_CHOSEN,
        decided_on=date(2024, 3, 5),
        started_on=date(2024, 3, 5),
        birth_year=1950,
        sex=2,
        municipality="0880",
        contact_form="8",
        profession="XS919",
        booking=NO_BOOKING,
        replaces="primary-care:contact:k-0",
        row=17,
        details=Details(listed_unit=HERE, decided_at=sought, started_at=made),
    )
    assert waits_of(full) == (
        contacted,
        replace(
            contacted,
            contact_id="primary-care:assessment:k-1",
            phase=THREE,
            started_on=date(2024, 3, 8),
            replaces="primary-care:assessment:k-0",
            details=Details(listed_unit=HERE, decided_at=sought, started_at=assessed),
        ),
    )
    assert len(waits_of(full)) == WAITS
    bare = waits_of(replace(PLAIN, contact_form=None, profession=None))
    assert {(one.contact_form, one.profession) for one in bare} == {(NOT_THERE, NOT_THERE)}


# two contacts that say different things and are the same in the store: a pair for each of LOST but the last
SAME = [
    (replace(PLAIN, assessment_needed=None), replace(PLAIN, assessment_needed=False)),
    (replace(NOT_NEEDED, assessed_on=date(2024, 3, 8)), replace(NOT_NEEDED, assessed_on=date(2024, 3, 9))),
    (BY_NURSE, replace(BY_NURSE, assessed_on=date(2019, 1, 4))),
    (
        replace(PLAIN, contacted_on=date(2024, 3, 9)),
        replace(PLAIN, contacted_on=date(2024, 3, 10)),
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_the_store_does_not_hold(one: PrimaryCareContact, other: PrimaryCareContact) -> None:
    assert one != other
    assert waits_of(one) == waits_of(other)


def test_nor_does_it_hold_why_the_guarantee_does_not_cover() -> None:
    listed_elsewhere = waits_of(replace(PLAIN, listed_unit=ELSEWHERE))
    not_said_where = waits_of(replace(PLAIN, listed_unit=None))
    assert {one.guaranteed for one in (*listed_elsewhere, *not_said_where)} == {False}
    assert len(LOST) == len(SAME) + 1


def test_what_contacts_do_not_say_is_told_with_how_many() -> None:
    rows = [
        PLAIN,
        replace(PLAIN, assessment_needed=None, listed_unit=None),
        replace(PLAIN, listed_unit=None),
        replace(PLAIN, municipality="0000"),
        replace(BY_NURSE, profession=None),
        replace(PLAIN, municipality="0180", assessment_needed=False),  # says all that is asked
    ]
    told = {one.column: one for one in not_said(rows)}
    assert {
        column: int(one.message.en.partition(": ")[2].partition(";")[0]) for column, one in told.items()
    } == {
        "BedomningBehovs": 1,
        "Lkf": 1,
        "HSAIdPatientListning": 2,
        "Yrkeskategori": 1,
    }
    assert told["Lkf"].sentence("sv") == (
        "kolumn Lkf: Kontakter med primärvården som inte säger var patienten bor: 1; de räknas inte bland "
        "dem som vårdgarantin omfattar → Fyll i Lkf om det är känt, och ladda filen igen"
    )
    assert not_said([PLAIN]) == ()
