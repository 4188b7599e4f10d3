"""What we answer from a plan: what we answer for, as the contract holds it, and nothing of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from example_plan import example
from rivta_examples import ASKED, NOW, NUMBER, UNIT, hsa, manager, read, slot
from vardvag.contracts.booking_terms import BookingTerms
from vardvag.contracts.duration import Duration
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.rivta import get_care_managers as managers
from vardvag.contracts.rivta import get_care_plans as plans
from vardvag.contracts.rivta import get_subject_of_care_schedule as schedule
from vardvag.contracts.rivta.from_contacts import fixed_contacts
from vardvag.contracts.rivta.from_sources import booked_times
from vardvag.contracts.rivta.merging import merged
from vardvag.contracts.rivta.to_answers import Served, care_managers, care_plans
from vardvag.contracts.rivta.to_answers import booked_times as told_times
from vardvag.contracts.rivta.values import CV, II, PERSONNUMMER, Days, PersonId
from vardvag.contracts.times import Booked

PATIENT = II(root=PERSONNUMMER, extension=NUMBER)
PERSON = PersonId(identifier=NUMBER, kind=PERSONNUMMER)
SERVED = Served(ASKED.patient, "SE-EXEMPEL-VARDVAG", NOW, "33333333-3333-3333-3333-333333333333")


def plan() -> PatientContract:
    """The example's plan, of the caregiver whose fasta kontakter the example source tells."""
    plain = replace(example(date(2019, 2, 4)).plan, caregiver="SE-EXEMPEL-VARDGIVARE")
    answer = managers.Answer(care_managers=(manager(), manager("2")))
    return merged(plain, fixed_contacts(read(answer), ASKED), ASKED, None)


def question(**asked: object) -> managers.Question:
    return managers.Question(patient=PATIENT, **asked)  # type: ignore[arg-type]  # any of its fields


def test_what_we_tell_of_a_fast_kontakt_is_read_back_as_the_same() -> None:
    answer = care_managers(question(), plan(), SERVED).answer
    written = managers.CONTRACT.write_answer(answer)
    reading = managers.CONTRACT.read_answer(written)
    assert reading.findings == ()
    read_back = fixed_contacts(reading, ASKED).fixed_contacts
    kept = plan().fixed_contacts
    assert [(one.kind, one.name, one.unit, one.begins_on, one.ends_on) for one in read_back] == [
        (one.kind, one.name, one.unit, one.begins_on, one.ends_on) for one in kept
    ]
    assert [one.ask.person and one.ask.person.channel for one in read_back] == ["070-174 06 05"] * 2


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (question(), ["1", "2"]),
        (question(kinds=(CV(code="2", code_system=managers.KIND_OF_CONTACT),)), ["2"]),
        (question(unit=hsa(UNIT)), ["1", "2"]),
        (question(unit=hsa("SE-EXEMPEL-ANNAN")), []),
        (question(caregiver=hsa("SE-EXEMPEL-ANNAN")), []),
        (question(care_process=hsa("x")), []),
    ],
)
def test_only_the_contacts_that_are_asked_for_are_told(asked: managers.Question, codes: list[str]) -> None:
    told = care_managers(asked, plan(), SERVED).answer
    assert [one.code.code for one in told.care_managers] == codes


def test_a_contact_without_a_first_day_is_said_to_be_left_out() -> None:
    one, other = plan().fixed_contacts
    visible = replace(plan(), fixed_contacts=(replace(one, begins_on=None), other))
    told = care_managers(question(), visible, SERVED)
    assert len(told.answer.care_managers) == 1
    assert [text.en for text in told.untold] == ["Maria Exempel: the contract asks for a first day"]


def test_another_caregivers_contact_is_not_ours_to_tell() -> None:
    one, other = plan().fixed_contacts
    visible = replace(plan(), fixed_contacts=(replace(one, caregiver="SE-EXEMPEL-ANNAN"), other))
    assert len(care_managers(question(), visible, SERVED).answer.care_managers) == 1


def test_the_plan_is_told_as_one_document_without_a_national_type() -> None:
    told = care_plans(plans.Question(patient=PERSON), plan(), SERVED).answer
    assert plans.CONTRACT.read_answer(plans.CONTRACT.write_answer(told)).message == told
    [one] = told.care_plans
    assert one.body.kind is None
    [content] = one.body.content
    text = (content.value or b"").decode()
    assert all(step.what in text for step in plan().steps)
    assert one.header.title == "Dokumenterad överenskommelse, patientkontrakt"


def test_another_sources_steps_are_not_in_the_document() -> None:
    others = replace(plan().steps[0], responsible="SE-EXEMPEL-ANNAN", what="Något hos en annan")
    visible = replace(plan(), steps=(others, *plan().steps[1:]))
    [one] = care_plans(plans.Question(patient=PERSON), visible, SERVED).answer.care_plans
    assert "Något hos en annan" not in (one.body.content[0].value or b"").decode()


@pytest.mark.parametrize(
    "asked",
    [
        plans.Question(patient=PERSON, source_system="SE-EXEMPEL-ANNAT"),
        plans.Question(patient=PERSON, contacts=("kontakt-1",), source_system=SERVED.system),
        plans.Question(patient=PERSON, days=Days(start=date(2018, 1, 1), end=date(2018, 12, 31))),
    ],
)
def test_a_question_about_something_else_gets_an_empty_answer_that_went_well(asked: plans.Question) -> None:
    told = care_plans(asked, plan(), SERVED).answer
    assert told.care_plans == ()
    assert told.result.code == "OK"


def test_a_booked_time_of_ours_is_told_and_read_back_as_the_same() -> None:
    made = merged(plan(), booked_times(read(schedule.Answer(times=(slot(),))), ASKED), ASKED, "booking")
    step = made.steps[-1]
    assert isinstance(step.when, Booked)
    asked = schedule.Question(unit=UNIT, patient=NUMBER)
    told = told_times(asked, replace(made, steps=(step,)), SERVED).answer
    again = schedule.CONTRACT.read_answer(schedule.CONTRACT.write_answer(told))
    assert again.findings == ()
    [collected] = booked_times(again, ASKED).steps
    assert (collected.when, collected.what, collected.minutes) == (step.when, step.what, 60)
    assert collected.booking == BookingTerms("bokning-1", ASKED.system, False, True)


def test_times_at_other_units_and_of_other_caregivers_are_not_told() -> None:
    made = merged(plan(), booked_times(read(schedule.Answer(times=(slot(),))), ASKED), ASKED, "booking")
    step = replace(made.steps[-1], duration=Duration())
    asked = schedule.Question(unit=UNIT, patient=NUMBER)
    theirs = replace(step, responsible="SE-EXEMPEL-ANNAN")
    assert told_times(asked, replace(made, steps=(theirs,)), SERVED).answer.times == ()
    elsewhere = schedule.Question(unit="SE-EXEMPEL-ANNAN", patient=NUMBER)
    assert told_times(elsewhere, replace(made, steps=(step,)), SERVED).answer.times == ()
    [one] = told_times(asked, replace(made, steps=(step,)), SERVED).answer.times
    assert one.end is None
