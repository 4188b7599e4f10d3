"""The example people: the same for the same seed, alive with all a plan can hold, and nobody real."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from vardvag.base.errors import BadInput
from vardvag.base.municipalities import municipality
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.clash_words import ClashKind
from vardvag.contracts.clashes import clashes
from vardvag.contracts.fixed_contact import FixedContactKind
from vardvag.contracts.offers import Offered, OfferState, offer_standing
from vardvag.contracts.patient_view import shown_to_patient
from vardvag.contracts.referral import ReferralStatus
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.sip_content import what_is_missing
from vardvag.contracts.step import OwnerKind
from vardvag.contracts.synth.needs import needs
from vardvag.contracts.synth.people import DAY, PLANS_OF_ONE, ExamplePlan, people
from vardvag.contracts.synth.units import AREAS, Run, telephone, units
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, Window
from vardvag.contracts.versions import version_standing


@pytest.fixture(scope="module")
def two_hundred() -> list[ExamplePlan]:
    return list(people(1, 200))


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    assert list(people(7, 5)) == list(people(7, 5))
    assert list(people(7, 5)) != list(people(8, 5))


def test_a_person_is_the_same_whichever_part_she_is_asked_for_in() -> None:
    assert [*people(7, 3), *people(7, 4, first=3)] == list(people(7, 7))


def test_every_state_of_a_step_and_every_kind_of_owner_is_there(two_hundred: list[ExamplePlan]) -> None:
    steps = [step for one in two_hundred for step in one.plan.steps]
    assert {type(step.when) for step in steps} == {Done, Booked, Requested, Window, NoTimeYet}
    assert {step.owner.kind for step in steps} == set(OwnerKind)
    assert {mark.status for step in steps if step.referral for mark in step.referral.marks} >= {
        ReferralStatus.SENT, ReferralStatus.RECEIVED, ReferralStatus.ASSESSED, ReferralStatus.ANSWERED,
    }  # fmt: skip


def test_what_is_done_has_been_and_what_is_booked_is_to_come(two_hundred: list[ExamplePlan]) -> None:
    for one in two_hundred:
        for step in one.plan.steps:
            if isinstance(step.when, Done):
                assert step.when.on < DAY
            if isinstance(step.when, Booked):
                assert step.when.at.legal_day > DAY
        assert any(not isinstance(step.when, Done) for step in one.plan.steps)


def test_plans_are_over_region_municipality_and_private_units(two_hundred: list[ExamplePlan]) -> None:
    run = {unit.hsa: unit.run for unit in units()}
    for one in two_hundred:
        assert {step.owner.unit for step in one.plan.steps if step.owner.unit} <= set(run)
    kinds = [{run[step.owner.unit] for step in one.plan.steps if step.owner.unit} for one in two_hundred]
    assert sum(found == set(Run) for found in kinds) > 50
    assert {municipality(one.person.municipality).region_code for one in two_hundred} == set(AREAS)


def test_all_that_can_stand_around_a_plan_stands_around_some(two_hundred: list[ExamplePlan]) -> None:
    plans = [one.plan for one in two_hundred]
    contacts = [contact for plan in plans for contact in plan.fixed_contacts]
    assert {contact.kind for contact in contacts} == set(FixedContactKind)
    assert any(contact.ends_on and contact.ends_on < DAY for contact in contacts)
    sips = [sip for plan in plans for sip in plan.sips]
    assert any(what_is_missing(sip) for sip in sips)
    assert any(not what_is_missing(sip) for sip in sips)
    assert any(plan.stays for plan in plans)
    assert any(plan.source_plans for plan in plans)
    offered = [one for plan in plans for one in plan.handovers]
    assert any(one.open for one in offered)
    assert any(one.declined_at for one in offered)
    assert any(plan.wishes and plan.wishes.declined for plan in plans)
    assert any(step.slots for plan in plans for step in plan.steps)


def test_offers_stand_in_every_way_and_words_come_by_every_way(two_hundred: list[ExamplePlan]) -> None:
    standing = {offer_standing(Offered.CONTRACT, one.plan_events).state for one in two_hundred}
    assert standing == set(OfferState)
    said = [event.said for one in two_hundred for event in one.plan_events]
    assert {one.way for one in said} == set(Way)
    assert {one.speaker for one in said} == set(Speaker)


def test_every_kind_of_clash_is_there_to_be_found(two_hundred: list[ExamplePlan]) -> None:
    assert {clash.kind for one in two_hundred for clash in clashes(one.plan, DAY)} == set(ClashKind)


def test_an_earlier_version_is_the_plan_with_something_else(two_hundred: list[ExamplePlan]) -> None:
    changed = [one for one in two_hundred if one.earlier]
    assert changed
    for one in changed:
        assert [plan.version for plan in (*one.earlier, one.plan)] == [1, 2]
        assert one.earlier[0].steps != one.plan.steps
        assert version_standing(2, one.plan_events).made is not None


def test_one_is_protected_one_has_a_block_and_children_have_guardians(two_hundred: list[ExamplePlan]) -> None:
    assert sum(one.person.protected is not Protection.NONE for one in two_hundred) == 1
    assert sum(bool(one.blocks) for one in two_hundred) == 1
    children = [one for one in two_hundred if DAY.year - one.person.birth_year < 18]
    assert children
    assert all(one.representations and not one.own_access_open for one in children)
    answers = [event.said for one in children for event in one.plan_events]
    assert all(said.speaker is not Speaker.PATIENT for said in answers)


def test_notes_to_staff_are_there_and_the_patient_is_never_shown_one(two_hundred: list[ExamplePlan]) -> None:
    notes = {step.internal_note for one in two_hundred for step in one.plan.steps} - {None}
    assert notes
    shown = "".join(repr(shown_to_patient(one.plan)) for one in two_hundred)
    assert not [note for note in notes if note and note in shown]


def test_nobody_coordinates_more_plans_than_one_can(two_hundred: list[ExamplePlan]) -> None:
    plans = Counter(one.plan.coordinator.staff for one in two_hundred)
    assert max(plans.values()) == PLANS_OF_ONE


def test_the_day_can_be_another() -> None:
    day = date(2026, 3, 2)
    [one] = people(1, 1, on=day)
    done = [step.when.on for step in one.plan.steps if isinstance(step.when, Done)]
    assert all(day - timedelta(days=900) < on < day for on in done)


def test_telephone_numbers_are_of_the_series_kept_for_fiction() -> None:
    numbers = {telephone(n) for n in range(1000)}
    assert all(re.fullmatch(r"070-174 06 (0[5-9]|[1-9][0-9])", number) for number in numbers)


def test_nobody_has_a_personnummer(two_hundred: list[ExamplePlan]) -> None:
    for one in two_hundred:
        assert not re.search(r"(19|20)?\d{6}[-+]\d{4}", repr(replace(one.person)))


def test_a_need_that_names_a_unit_nobody_has_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "needs.yaml"
    text = "title: {sv: a, en: a}\nabout: {sv: a, en: a}\nneeds:\n  x:\n    title: X\n    ages: [old]\n"
    text += "    matters: [y]\n    steps:\n      a: {what: A, unit: UNIT, days: [1, 2]}\n"
    file.write_text(text.replace("UNIT", "ort"), encoding="utf-8")
    assert needs(file)["x"].steps["a"].unit == "ort"
    other = tmp_path / "other.yaml"
    other.write_text(text.replace("UNIT", "ortt"), encoding="utf-8")
    with pytest.raises(ValueError, match="ortt"):
        needs(other)
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text.replace("[1, 2]", "[1]"), encoding="utf-8")
    with pytest.raises(BadInput):
        needs(wrong)
