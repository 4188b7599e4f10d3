"""What a person can answer, and what act and ordinance then say, in the order of the paragraphs.

The page and the command line answer from this and add words only.
"""

from __future__ import annotations

from datetime import date

import pytest

from vardvag.clocks.limits import Ground
from vardvag.usecases.does_the_guarantee_hold import does_the_guarantee_hold
from vardvag.usecases.guarantee_answers import Answers, Care, Changed, faults

TODAY = date(2026, 5, 1)


D = date.fromisoformat


def held(care: Care, day: str | None = None, **more):
    answers = Answers(care, None if day is None else D(day), **more)
    assert faults(answers, TODAY) == []
    return does_the_guarantee_hold(answers, TODAY)


# HSF 6 kap. 1 §, items 1–4: the care, the day asked for, the last day, where it stands.
LIMITS = [
    (Care.CONTACT, "2026-05-01", "2026-05-01", "6 kap. 1 § 1"),
    (Care.ASSESSMENT, "2026-04-30", "2026-05-03", "6 kap. 1 § 2"),
    (Care.VISIT, "2026-03-05", "2026-06-03", "6 kap. 1 § 3"),
    (Care.OWN_REQUEST, "2026-03-05", "2026-06-03", "6 kap. 1 § 3"),
    (Care.TREATMENT, "2026-03-05", "2026-06-03", "6 kap. 1 § 4"),
    (Care.CHILD_PSYCHIATRY, "2026-03-05", "2026-06-03", "6 kap. 1 § 3"),
    # The law of the time: a doctor within seven days until 2018, and other paragraphs before 2017-04-01.
    (Care.ASSESSMENT, "2018-03-05", "2018-03-12", "6 kap. 1 § 2"),
    (Care.TREATMENT, "2015-03-05", "2015-06-03", "2 § 4"),
]
HERE = {"own_region": True, "listed": True, "assessment_needed": True}


@pytest.mark.parametrize(("care", "day", "last", "paragraph"), LIMITS)
def test_the_limit_its_last_day_and_its_paragraph(care, day, last, paragraph):
    found = held(care, day, **HERE)
    assert found.clock.last_day == D(last)
    assert found.clock.paragraph == paragraph
    assert found.not_covered is None
    assert found.source is not None
    assert found.passed is (D(last) < TODAY)


# Not covered: the answers, and the reason. Every reason can be read somewhere.
NOT_COVERED = [
    (Care.RETURN_VISIT, None, {}, "return_visit"),
    (Care.EXAMINATION, None, {}, "examination"),
    (Care.EMERGENCY, None, {}, "emergency"),
    (Care.MEDICAL_SERVICE, None, {}, "medical_service"),
    (Care.AID, None, {}, "aid"),
    (Care.DENTAL_CARE, None, {}, "dental_care"),
    (Care.PRIVATE, None, {}, "private_without_contract"),
    (Care.VISIT, "2026-03-05", {"own_region": False}, "sought_elsewhere"),
    (Care.TREATMENT, "2026-03-05", {"later_for_medical_reasons": True}, "later_for_medical_reasons"),
    (Care.CONTACT, "2026-05-01", {"own_region": False}, "sought_elsewhere"),
    (Care.CONTACT, "2026-05-01", {"own_region": True, "listed": False}, "not_listed_here"),
    (Care.ASSESSMENT, "2026-05-01", HERE | {"assessment_needed": False}, "no_assessment_needed"),
]


@pytest.mark.parametrize(("care", "day", "more", "reason"), NOT_COVERED)
def test_when_the_guarantee_does_not_hold_and_why(care, day, more, reason):
    found = held(care, day, **more)
    assert found.not_covered == reason
    assert found.why
    assert found.clock is None or found.clock.last_day is None
    assert found.passed is None
    assert found.breach is None


def test_before_2022_07_01_primary_care_did_not_ask_where_one_is_listed():
    assert held(Care.CONTACT, "2022-06-30", own_region=True, listed=False).not_covered is None
    assert held(Care.CONTACT, "2022-07-01", own_region=True, listed=False).not_covered == "not_listed_here"


# HSF 6 kap. 2 §, first paragraph: what happened, the last day, the ground.
MEDICAL = {"medical_from": D("2026-02-01"), "medical_to": D("2026-02-11")}
ELSEWHERE = {"elsewhere_from": D("2026-02-01"), "elsewhere_to": D("2026-02-21")}
DECLINED = {"declined_on": D("2026-02-01"), "offered_for": D("2026-03-01"), "informed": True}
LEFT_OUT = [
    ({}, "2026-04-05", None),
    (MEDICAL, "2026-04-15", Ground.MEDICAL),
    (ELSEWHERE, "2026-04-25", Ground.ELSEWHERE),
    # Of both, each day is left out once.
    (MEDICAL | ELSEWHERE, "2026-04-25", Ground.ELSEWHERE),
    # Second paragraph: informed, offered within the limit, and declined: the time stands still from then on.
    (DECLINED, "2026-07-03", Ground.WAIVED),
]


@pytest.mark.parametrize(("more", "last", "ground"), LEFT_OUT)
def test_time_that_is_not_counted_moves_the_last_day(more, last, ground):
    found = held(Care.TREATMENT, "2026-01-05", **more)
    assert found.clock.last_day == D(last)
    assert found.unmoved == ()
    assert (ground in found.left_out) if ground else found.left_out == {}
    assert found.clock.provisional is (ground is Ground.WAIVED)


# Second paragraph, each condition by itself, and what is no ground at all: the limit stands.
UNMOVED = [
    (DECLINED | {"informed": False}, Changed.DECLINED, ("informed",)),
    (DECLINED | {"informed": None}, Changed.DECLINED, ("informed",)),
    (DECLINED | {"offered_for": D("2026-04-06")}, Changed.DECLINED, ("offered",)),
    (DECLINED | {"offered_for": None}, Changed.DECLINED, ("offered",)),
    ({"missed": True}, Changed.MISSED, ()),
    ({"agreed_on": D("2026-02-01"), "agreed_for": D("2026-06-01")}, Changed.AGREED_LATER, ()),
]


@pytest.mark.parametrize(("more", "what", "unmet"), UNMOVED)
def test_what_moves_nothing_is_said(more, what, unmet):
    found = held(Care.TREATMENT, "2026-01-05", **more)
    assert found.clock.last_day == D("2026-04-05")
    assert found.unmoved == (what,)
    assert found.unmet == unmet


def test_the_last_day_itself_is_within_the_limit_for_an_offer():
    found = held(Care.TREATMENT, "2026-01-05", **DECLINED | {"offered_for": D("2026-04-05")})
    assert found.unmet == ()
    assert Ground.WAIVED in found.left_out


def test_in_primary_care_no_time_is_left_out():
    found = held(Care.ASSESSMENT, "2026-04-30", **HERE, medical_from=D("2026-04-30"), missed=True)
    assert found.clock.last_day == D("2026-05-03")
    assert set(found.unmoved) == {Changed.MEDICAL, Changed.MISSED}


# What starts the limit anew: the answers, and the day it then runs from.
ANEW = [
    (DECLINED | {"regretted_on": D("2026-03-10")}, "2026-03-10", "2026-06-08"),
    (
        {
            "agreed_on": D("2026-02-01"),
            "agreed_for": D("2026-06-01"),
            "wanted_earlier_on": D("2026-03-10"),
        },
        "2026-03-10",
        "2026-06-08",
    ),
]


@pytest.mark.parametrize(("more", "started", "last"), ANEW)
def test_who_changes_her_mind_has_the_limit_counted_anew(more, started, last):
    found = held(Care.TREATMENT, "2026-01-05", **more)
    assert found.clock.started_on == D(started)
    assert found.clock.last_day == D(last)
    assert [one.started_on for one in found.before] == [D("2026-01-05")]
    assert found.unmoved == ()


def test_hsl_9_2_a_passed_limit_in_specialised_care_obliges_the_region_and_in_primary_care_does_not():
    passed = held(Care.TREATMENT, "2026-01-05")
    assert passed.breach.law.value.paragraph == "9 kap. 2 §"
    assert passed.breach.since == D("2026-04-06")
    assert held(Care.TREATMENT, "2026-03-05").breach is None
    late = held(Care.CONTACT, "2026-04-01", **HERE)
    assert late.passed is True
    assert late.breach is None
    assert late.duty is None


def test_care_that_was_given_is_judged_by_its_day():
    assert held(Care.TREATMENT, "2026-01-05", given_on=D("2026-04-05")).passed is False
    assert held(Care.TREATMENT, "2026-01-05", given_on=D("2026-04-06")).passed is True
    assert held(Care.CONTACT, "2026-04-01", **HERE, given_on=D("2026-04-01")).passed is False
    assert held(Care.ASSESSMENT, "2026-04-01", **HERE, given_on=D("2026-04-05")).passed is True


# What is not answered: the answer is bounded, and says what it waits for.
MISSING = [
    ({}, ("municipality", "listed_unit", "assessment_needed")),
    ({"own_region": True}, ("listed_unit", "assessment_needed")),
    ({"own_region": True, "listed": True}, ("assessment_needed",)),
    (HERE, ()),
]


@pytest.mark.parametrize(("more", "missing"), MISSING)
def test_what_is_missing_is_named(more, missing):
    assert held(Care.ASSESSMENT, "2026-04-30", **more).clock.missing == missing


def test_before_there_was_a_limit_nothing_is_made_up():
    found = held(Care.TREATMENT, "2004-01-05")
    assert found.clock.last_day is None
    assert found.clock.reason == "no_limit_then"
    unknown = held(Care.TREATMENT, "2008-01-05", medical_from=D("2008-02-01"))
    assert unknown.clock.last_day is None
    assert unknown.clock.reason == "grounds_unknown"


# Limits that are not the guarantee's: the answers, and name and last day of each.
OTHERS = [
    (Care.VISIT, {"region": "01"}, [("besoksgaranti-stockholm", "2026-04-04")]),
    (Care.VISIT, {"region": "08"}, []),
    (Care.VISIT, {}, []),
    (Care.TREATMENT, {"region": "01"}, []),
    (Care.CHILD_PSYCHIATRY, {}, [("bup-forsta-bedomning", "2026-04-04")]),
    (Care.CHILD_PSYCHIATRY_NEXT, {}, [("bup-nasta-steg", "2026-04-04")]),
]


@pytest.mark.parametrize(("care", "more", "others"), OTHERS)
def test_limits_beside_the_guarantee_are_told_apart(care, more, others):
    found = held(care, "2026-03-05", **more)
    assert [(one.limit.name, one.clock.last_day) for one in found.others] == [
        (name, D(last)) for name, last in others
    ]
    assert all(one.source is not None for one in found.others)


def test_after_a_first_visit_in_child_psychiatry_there_is_a_goal_and_no_guarantee():
    found = held(Care.CHILD_PSYCHIATRY_NEXT, "2026-03-05", given_on=D("2026-04-05"))
    assert found.clock is None
    assert found.others[0].clock.stopped_on == D("2026-04-05")
    assert found.others[0].clock.overdue_on(TODAY) is True


def test_ones_own_request_names_the_other_readings_and_a_referral_does_not():
    assert [one.name.value for one in held(Care.OWN_REQUEST, "2026-03-05").readings] == [
        "accepted",
        "assessed",
    ]
    assert held(Care.VISIT, "2026-03-05").readings == ()


# What is wrong, and the answer that it is told of.
WRONG = [
    ({"day": None}, ["day"]),
    ({"day": D("2026-05-02")}, ["day"]),
    ({"given_on": D("2026-01-04")}, ["given_on"]),
    ({"medical_to": D("2026-02-01")}, ["medical_from"]),
    ({"medical_from": D("2026-02-01"), "medical_to": D("2026-02-01")}, ["medical_to"]),
    ({"informed": True, "offered_for": D("2026-02-01")}, ["declined_on"]),
    ({"agreed_on": D("2026-02-01")}, ["agreed_for"]),
    ({"day": D("2026-05-02"), "medical_to": D("2026-05-03")}, ["day", "medical_to", "medical_from"]),
]


@pytest.mark.parametrize(("more", "columns"), WRONG)
def test_everything_wrong_is_told_at_its_answer(more, columns):
    answers = Answers(**{"care": Care.TREATMENT, "day": D("2026-01-05"), **more})
    found = faults(answers, TODAY)
    assert [one.column for one in found] == columns
    assert all(one.message.en and one.remedy.sv for one in found)


def test_what_is_not_covered_asks_for_no_day():
    assert faults(Answers(Care.AID), TODAY) == []
