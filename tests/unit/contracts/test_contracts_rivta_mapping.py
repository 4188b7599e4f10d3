"""What is made of the answers: which part of a plan each is, what is kept unplaced, what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from example_plan import example
from rivta_examples import (
    ANOTHER,
    ASKED,
    CAREGIVER,
    NUMBER,
    OK,
    SYSTEM,
    UNIT,
    activity,
    care_plan,
    contact,
    hsa,
    manager,
    read,
    slot,
)
from vardvag.base.moments import Moment
from vardvag.contracts.fixed_contact import FixedContactKind
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.referral import ReferralStatus
from vardvag.contracts.rivta import get_care_contacts as contacts
from vardvag.contracts.rivta import get_care_managers as managers
from vardvag.contracts.rivta import get_care_plans as plans
from vardvag.contracts.rivta import get_request_activities as requests
from vardvag.contracts.rivta import get_subject_of_care_schedule as schedule
from vardvag.contracts.rivta.collected import Collected
from vardvag.contracts.rivta.from_contacts import fixed_contacts
from vardvag.contracts.rivta.from_sources import (
    booked_times,
    referral_status,
    referrals,
    source_plans,
    visits,
)
from vardvag.contracts.rivta.logistics import Result
from vardvag.contracts.rivta.merging import merged, not_joined
from vardvag.contracts.rivta.opening_hours import said
from vardvag.contracts.source_plans import CarePlanType
from vardvag.contracts.times import Booked, Done, NoTimeYet


def of_managers(*items: managers.CareManager) -> Collected:
    return fixed_contacts(read(managers.Answer(care_managers=items)), ASKED)


def of_plans(*items: plans.CarePlan, result: Result = OK) -> Collected:
    return source_plans(read(plans.Answer(care_plans=items, result=result)), ASKED)


def of_contacts(*items: contacts.CareContact) -> Collected:
    return visits(read(contacts.Answer(care_contacts=items, result=OK)), ASKED)


def of_times(*items: schedule.Timeslot) -> Collected:
    return booked_times(read(schedule.Answer(times=items)), ASKED)


def of_referrals(*items: requests.RequestActivity) -> Collected:
    return referrals(read(requests.Answer(activities=items)), ASKED)


@pytest.mark.parametrize("kind", list(FixedContactKind))
def test_a_fast_kontakt_is_of_the_type_of_its_code(kind: FixedContactKind) -> None:
    [one] = of_managers(manager(str(int(kind)))).fixed_contacts
    assert one.kind is kind
    assert (one.name, one.unit, one.caregiver) == ("Maria Exempel", UNIT, CAREGIVER)
    assert one.ask.person is not None
    assert (one.ask.person.channel, one.ask.person.hours) == ("070-174 06 05", "måndag–fredag 8–16.30")
    assert (one.internal_note, one.patient_note) == ("ring helst inte före åtta", "Fråga efter Maria")


def test_the_same_fast_kontakt_is_named_the_same_each_time_and_never_by_the_patient() -> None:
    [one], [again] = of_managers(manager()).fixed_contacts, of_managers(manager()).fixed_contacts
    [another] = of_managers(manager("2")).fixed_contacts
    assert one.contact_id == again.contact_id != another.contact_id
    [elses] = fixed_contacts(
        read(managers.Answer(care_managers=(manager(patient=ANOTHER),))),
        replace(ASKED, patient=replace(ASKED.patient, number=ANOTHER)),
    ).fixed_contacts
    assert elses.contact_id == one.contact_id


def test_a_type_of_contact_that_we_do_not_know_is_kept_and_shown() -> None:
    collected = of_managers(manager("9"))
    assert collected.fixed_contacts == ()
    [unplaced] = collected.unplaced
    assert (unplaced.said, unplaced.code) == ("typ 9: Maria Exempel", "9")
    assert collected.whole


@pytest.mark.parametrize(
    "collected",
    [
        of_managers(manager(patient=ANOTHER)),
        of_plans(care_plan(patient=ANOTHER)),
        of_contacts(contact(patient=ANOTHER)),
        of_times(slot(patient=ANOTHER)),
    ],
    ids=["managers", "plans", "contacts", "times"],
)
def test_what_is_about_somebody_else_is_left_out_without_saying_who(collected: Collected) -> None:
    taken = (collected.fixed_contacts, collected.source_plans, collected.steps, collected.unplaced)
    assert taken == ((), (), (), ())
    assert not collected.whole
    [finding] = collected.findings
    assert finding.rule == "another-patient"
    assert ANOTHER not in finding.sentence()
    assert NUMBER not in finding.sentence()


def test_a_period_that_ends_before_it_begins_leaves_the_contact_out() -> None:
    collected = of_managers(
        manager(period=managers.Period(start=date(2019, 2, 1), end=date(2019, 1, 1))), manager("2")
    )
    assert [one.kind for one in collected.fixed_contacts] == [FixedContactKind.PHYSICIAN]
    assert [finding.rule for finding in collected.findings] == ["period"]


def test_a_plan_keeps_its_source_and_the_sources_mark() -> None:
    [one] = of_plans(care_plan(approved=False)).source_plans
    assert one.kind is CarePlanType.SIP
    assert (one.system, one.identifier, one.responsible) == (SYSTEM, "plan-1", CAREGIVER)
    assert one.participating == ("SE-EXEMPEL-KOMMUN",)
    assert not one.approved_for_patient


def test_a_type_of_plan_that_we_do_not_know_stays_visible() -> None:
    [one] = of_plans(care_plan(kind="XYZ")).source_plans
    assert (one.kind, one.title) == (CarePlanType.OTHER, "Samordnad plan (XYZ)")
    [untyped] = of_plans(care_plan(kind=None)).source_plans
    assert (untyped.kind, untyped.title) == (CarePlanType.OTHER, "Samordnad plan")


def test_an_error_told_by_the_source_makes_its_answer_not_whole() -> None:
    failed = Result(code="ERROR", error="INVALID_REQUEST", log="22222222-2222-2222-2222-222222222222")
    collected = of_plans(result=failed)
    assert not collected.whole
    assert [finding.rule for finding in collected.findings] == ["source-error"]


@pytest.mark.parametrize(
    ("status", "when"),
    [
        (contacts.ENDED, Done(date(2019, 1, 15))),
        (contacts.BOOKED, Booked(Moment.parse("2019-01-15T10:20"))),
        (contacts.CANCELLED, None),
        (contacts.ANNULLED, None),
        (contacts.BROKEN_OFF, None),
    ],
)
def test_a_contact_is_done_or_booked_by_its_status(status: str, when: object) -> None:
    collected = of_contacts(contact(status=status))
    assert [step.when for step in collected.steps] == ([when] if when else [])
    assert collected.unplaced == ()


@pytest.mark.parametrize("status", [None, contacts.ONGOING, contacts.WAITING, contacts.ON_LEAVE, "12345"])
def test_a_contact_whose_status_says_neither_is_kept_and_shown(status: str | None) -> None:
    collected = of_contacts(contact(status=status))
    assert collected.steps == ()
    [unplaced] = collected.unplaced
    assert unplaced.code == (status or "")
    assert "Mottagningsbesök på Ortopedmottagningen, 2019-01-15" in unplaced.said


def test_a_booked_time_has_what_the_booking_system_allows() -> None:
    [step] = of_times(slot()).steps
    assert step.when == Booked(Moment.parse("2019-03-03T10:20"))
    assert step.minutes == 60
    assert step.booking is not None
    assert (step.booking.cancelling_allowed, step.booking.rebooking_allowed) == (True, False)
    assert step.booking.message_allowed is None
    assert (step.what, step.responsible) == ("Operation av höften", CAREGIVER)


def test_a_booking_without_a_time_is_a_gap_and_said_so() -> None:
    [step] = of_times(slot(at=None)).steps
    assert isinstance(step.when, NoTimeYet)


@pytest.mark.parametrize("at", [datetime(2019, 10, 27, 2, 30), datetime(2019, 3, 31, 2, 30)])
def test_a_time_that_happened_twice_or_never_is_told_and_left_out(at: datetime) -> None:
    collected = of_times(slot(at=at), slot("bokning-2"))
    assert [step.identifier for step in collected.steps] == ["bokning-2"]
    assert [finding.rule for finding in collected.findings] == ["doubtful-time"]
    assert not collected.whole


@pytest.mark.parametrize(
    ("code", "words", "status"),
    [
        ("1", None, ReferralStatus.SENT),
        ("7", "vad som helst", ReferralStatus.ANSWERED),
        ("11", None, ReferralStatus.BROKEN_OFF),
        ("2", "Mottagen", ReferralStatus.RECEIVED),
        (None, "avvisad ", ReferralStatus.REJECTED),
        ("3", "Under utredning", None),
        ("4", None, None),
    ],
)
def test_a_referrals_status_by_code_else_by_words(
    code: str | None, words: str | None, status: ReferralStatus | None
) -> None:
    assert referral_status(code, requests.STATUS, words or "") is status


def test_a_code_of_another_system_is_not_taken_for_a_national_one() -> None:
    assert referral_status("1", "1.2.3", "") is None


def test_a_referral_has_its_days_in_order_and_is_done_when_it_is_answered() -> None:
    sent = activity("1", "Skickad", datetime(2019, 1, 10))
    answered = activity("7", "Svar mottaget", datetime(2019, 1, 20))
    [open_step] = of_referrals(sent).steps
    assert isinstance(open_step.when, NoTimeYet)
    [step] = of_referrals(answered, sent).steps
    assert step.referral is not None
    assert [(mark.status, mark.on.day) for mark in step.referral.marks] == [
        (ReferralStatus.SENT, 10),
        (ReferralStatus.ANSWERED, 20),
    ]
    assert step.when == Done(date(2019, 1, 20))


def test_a_status_that_we_do_not_know_is_shown_and_the_others_stay() -> None:
    collected = of_referrals(activity("1", None), activity("3", "Under utredning", datetime(2019, 1, 12)))
    assert len(collected.steps) == 1
    [unplaced] = collected.unplaced
    assert unplaced.said == "Remiss till Ortopedmottagningen, 2019-01-12: Under utredning"


def test_a_referral_that_is_not_all_for_the_patient_is_not_for_her() -> None:
    [step] = of_referrals(activity("1", None), activity("7", None, approved=False)).steps
    assert not step.approved_for_patient


def test_a_referral_to_a_unit_without_identifier_is_kept_unplaced() -> None:
    collected = of_referrals(activity("1", None, receiver=None))
    assert collected.steps == ()
    assert len(collected.unplaced) == 1


def plan() -> PatientContract:
    return example(date(2019, 2, 4)).plan


def test_a_new_step_is_added_and_a_known_one_keeps_what_was_agreed() -> None:
    first = merged(plan(), of_times(slot()), ASKED, "booking")
    assert len(first.steps) == len(plan().steps) + 1
    agreed = replace(first.steps[-1], preparation="Fasta från midnatt")
    moved = slot(at=datetime(2019, 3, 10, 9))
    second = merged(first.with_step(agreed), of_times(moved), ASKED, "booking")
    assert len(second.steps) == len(first.steps)
    assert second.steps[-1].when == Booked(Moment.parse("2019-03-10T09:00"))
    assert second.steps[-1].preparation == "Fasta från midnatt"
    assert second.steps[-1].step_id == first.steps[-1].step_id


def test_merging_the_same_answer_again_changes_nothing() -> None:
    for collected, kind in (
        (of_times(slot()), "booking"),
        (of_contacts(contact()), "care_contact"),
        (of_referrals(activity("1", None)), "referral"),
        (of_managers(manager()), None),
        (of_plans(care_plan()), None),
    ):
        before = plan()
        once = merged(before, collected, ASKED, kind)
        assert once != before
        assert merged(once, collected, ASKED, kind) == once


def test_a_time_that_is_gone_from_a_whole_answer_is_a_gap_and_from_another_is_kept() -> None:
    first = merged(plan(), of_times(slot()), ASKED, "booking")
    gone = merged(first, of_times(), ASKED, "booking")
    assert isinstance(gone.steps[-1].when, NoTimeYet)
    assert "finns inte längre kvar" in gone.steps[-1].when.next_action
    assert merged(first, replace(of_times(), left_out=1), ASKED, "booking") == first
    elsewhere = replace(ASKED, system="SE-EXEMPEL-ANNAT")
    assert merged(first, of_times(), elsewhere, "booking") == first
    assert merged(first, of_times(), ASKED, "care_contact") == first


def test_nothing_is_concluded_about_units_and_days_that_were_not_asked_about() -> None:
    first = merged(plan(), of_times(slot()), ASKED, "booking")
    elsewhere = replace(ASKED, units=frozenset({"SE-EXEMPEL-ANNAN"}))
    assert merged(first, of_times(), elsewhere, "booking") == first
    here = replace(ASKED, units=frozenset({UNIT}))
    assert merged(first, of_times(), here, "booking") != first
    soon = replace(ASKED, until=date(2019, 3, 2))
    assert merged(first, of_times(), soon, "booking") == first
    assert merged(first, of_times(), replace(ASKED, until=date(2019, 3, 3)), "booking") != first


def test_a_time_that_has_been_is_not_said_to_be_gone() -> None:
    first = merged(plan(), of_times(slot(at=datetime(2019, 1, 15, 10, 20))), ASKED, "booking")
    assert merged(first, of_times(), ASKED, "booking") == first


def test_the_same_visit_told_by_two_sources_is_one_step() -> None:
    at = datetime(2019, 1, 15, 10, 20)
    booked = merged(plan(), of_times(slot(at=at)), ASKED, "booking")
    told_twice = merged(booked, of_contacts(contact(status=contacts.BOOKED)), ASKED, "care_contact")
    assert told_twice == booked
    done = merged(booked, of_contacts(contact()), ASKED, "care_contact")
    assert len(done.steps) == len(booked.steps)
    assert done.steps[-1].when == Done(date(2019, 1, 15))
    assert merged(done, of_contacts(contact()), ASKED, "care_contact") == done
    assert merged(done, of_times(), ASKED, "booking") == done


def test_two_visits_on_the_same_day_are_two() -> None:
    later = contact("kontakt-2", at=datetime(2019, 1, 15, 14))
    done = merged(plan(), of_contacts(contact(), later), ASKED, "care_contact")
    assert len(done.steps) == len(plan().steps) + 2


def test_a_second_overall_coordinator_is_not_joined_and_is_named() -> None:
    first = merged(plan(), of_managers(manager("4")), ASKED, None)
    other = manager("4", practitioner=managers.Practitioner(hsa_id=hsa("SE-EXEMPEL-ANNAN"), name="Annan"))
    collected = of_managers(other)
    assert merged(first, collected, ASKED, None) == first
    assert [one.caregiver for one in not_joined(first, collected)] == [CAREGIVER]


def test_hours_in_words() -> None:
    every = managers.Hours(weekdays=("Saturday", "Sunday"), clock=managers.ClockPeriod(start=time(10)))
    summer = managers.Hours(months=("July",), clock=managers.ClockPeriod(end=time(12, 5)))
    odd = managers.Hours(weekdays=("Helgdag",))
    assert said((every, summer, odd)) == "lördag och söndag från 10, till 12.05 i juli, Helgdag"
    assert said(()) == ""
