"""What does not hang together in a plan, one small plan per kind, and the plan in which all is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from plan_words import ASK, NO_TIME, at, booked, contact, plan, step
from vardvag.contracts.clash_words import WORDS, ClashKind
from vardvag.contracts.clashes import ENDING, UNTAKEN, clashes
from vardvag.contracts.fixed_contact import FixedContactKind
from vardvag.contracts.handover import HandOver, Principal
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.instructions import Instruction
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.referral import Referral, ReferralMark, ReferralStatus
from vardvag.contracts.source_plans import CarePlanType, JoinedPlan
from vardvag.contracts.step import ClinicalTarget, Owner, OwnerKind, PlannedStep
from vardvag.contracts.times import Done, Window

TODAY = date(2019, 9, 25)
K = ClashKind


def day(more: int) -> date:
    return TODAY + timedelta(more)


def led(*steps: PlannedStep, **rest: Any) -> PatientContract:
    """A plan with a coordinator, so that only what is tried is found."""
    return plan(*steps, **{"fixed_contacts": (contact("Maria"),)} | rest)


def referral(status: ReferralStatus, days_ago: int) -> Referral:
    return Referral("R-1", "u1", (ReferralMark(status, day(-days_ago)),))


def fast(says: str, **days: int) -> tuple[Instruction, ...]:
    return (Instruction("Fasta", says, **days),)


def hand_over(days_ago: int) -> HandOver:
    giver = Principal(Owner(OwnerKind.CARE_UNIT, "Medicin", "u1"), "region", ASK)
    taker = Principal(Owner(OwnerKind.MUNICIPAL_UNIT, "Hemsjukvård", "m1"), "kommun", ASK)
    return HandOver("h", (StepId("a"),), giver, taker, at(day(-days_ago)), "Maria")


OLD = JoinedPlan(CarePlanType.VP, "j", "1", "Vårdplan", "hsa", True, at(day(-9)), expires_on=day(-1))
TARGET = ClinicalTarget(day(3), "Överläkaren", day(-9))
ANSWERED = hand_over(UNTAKEN + 1).accepted("Nils", at(day(0)))

CASES: dict[str, tuple[PatientContract, list[tuple[ClashKind, tuple[str, ...]]]]] = {
    "all is well": (led(step("a", booked(day(2))), step("b", booked(day(3)), after=["a"])), []),
    "same time": (
        led(step("a", booked(day(2), 9), minutes=60), step("b", booked(day(2), 9), unit="u2")),
        [(K.OVERLAP, ("a", "b"))],
    ),
    "one begins as the other ends": (
        led(step("a", booked(day(2), 9), minutes=60), step("b", booked(day(2), 10))),
        [],
    ),
    "within a stay of two days": (
        led(step("a", booked(day(2), 9), days=2), step("b", booked(day(3), 8))),
        [(K.OVERLAP, ("a", "b"))],
    ),
    "two units, one day": (
        led(step("a", booked(day(2), 9)), step("b", booked(day(2), 14), unit="u2")),
        [(K.SAME_DAY, ("a", "b"))],
    ),
    "one unit, one day": (led(step("a", booked(day(2), 9)), step("b", booked(day(2), 14))), []),
    "what is done collides with nothing": (led(step("a", Done(day(2))), step("b", booked(day(2)))), []),
    "instructions collide": (
        led(
            step("a", booked(day(2)), instructions=fast("Fasta från midnatt.")),
            step("b", booked(day(3)), instructions=fast("Ät som vanligt.", days_before=1)),
        ),
        [(K.INSTRUCTIONS, ("a", "b"))],
    ),
    "instructions for different days": (
        led(
            step("a", booked(day(2)), instructions=fast("Fasta från midnatt.")),
            step("b", booked(day(4)), instructions=fast("Ät som vanligt.", days_before=1)),
        ),
        [],
    ),
    "the same instruction twice": (
        led(
            step("a", booked(day(2)), instructions=fast("Fasta från midnatt.")),
            step("b", booked(day(3)), instructions=fast("Fasta från midnatt.", days_before=1)),
        ),
        [],
    ),
    "booked before what it needs": (
        led(step("a", booked(day(5))), step("b", booked(day(2)), after=["a"])),
        [(K.TOO_EARLY, ("b", "a"))],
    ),
    "booked before what it needs is over": (
        led(step("a", booked(day(2)), days=4), step("b", booked(day(4), 8), after=["a"], unit="u2")),
        [(K.OVERLAP, ("a", "b")), (K.TOO_EARLY, ("b", "a"))],
    ),
    "booked, and what it needs has no time": (
        led(step("a", NO_TIME), step("b", booked(day(2)), after=["a"])),
        [(K.WAITS_FOR_UNTIMED, ("b", "a"))],
    ),
    "window passed": (led(step("a", Window(day(-1)))), [(K.WINDOW_PASSED, ("a",))]),
    "last day of the window": (led(step("a", Window(day(0)))), []),
    "after the target": (led(step("a", booked(day(4)), target=TARGET)), [(K.AFTER_TARGET, ("a",))]),
    "on the target": (led(step("a", booked(day(3)), target=TARGET)), []),
    "referral not received": (
        led(step("a", referral=referral(ReferralStatus.SENT, UNTAKEN + 1))),
        [(K.ORPHAN_REFERRAL, ("a",))],
    ),
    "referral sent lately": (led(step("a", referral=referral(ReferralStatus.SENT, UNTAKEN))), []),
    "referral received": (led(step("a", referral=referral(ReferralStatus.RECEIVED, 99))), []),
    "referral sent back": (
        led(step("a", referral=referral(ReferralStatus.REJECTED, 1))),
        [(K.ORPHAN_REFERRAL, ("a",))],
    ),
    "referral that led to a time": (
        led(step("a", booked(day(2)), referral=referral(ReferralStatus.SENT, 99))),
        [],
    ),
    "nobody coordinates": (plan(step("a", booked(day(2)))), [(K.NO_COORDINATOR, ())]),
    "a doctor does not coordinate": (
        plan(fixed_contacts=(contact("Doktor", kind=FixedContactKind.PHYSICIAN),)),
        [(K.NO_COORDINATOR, ())],
    ),
    "a fast vårdkontakt does": (plan(fixed_contacts=(contact("Maria", kind=FixedContactKind.CARE),)), []),
    "her period has ended": (
        plan(fixed_contacts=(contact("M", ends=day(-1)),)),
        [(K.NO_COORDINATOR, ())],
    ),
    "it is ending": (
        plan(fixed_contacts=(contact("M", ends=day(ENDING)),)),
        [(K.CONTACT_ENDING, ())],
    ),
    "her period ends later": (plan(fixed_contacts=(contact("M", ends=day(ENDING + 1)),)), []),
    "hand-over unanswered": (
        led(step("a"), handovers=(hand_over(UNTAKEN + 1),)),
        [(K.HAND_OVER_OPEN, ("a",))],
    ),
    "hand-over offered lately": (led(step("a"), handovers=(hand_over(UNTAKEN),)), []),
    "hand-over answered": (led(step("a"), handovers=(ANSWERED,)), []),
    "copy too old": (led(source_plans=(OLD,)), [(K.STALE_COPY, ())]),
    "copy still good": (led(source_plans=(replace(OLD, expires_on=day(0)),)), []),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_found(case: tuple[PatientContract, list[tuple[ClashKind, tuple[str, ...]]]]) -> None:
    made, expected = case
    assert [(one.kind, one.steps) for one in clashes(made, TODAY)] == expected


def test_a_step_whose_care_has_begun_collides_with_nothing() -> None:
    made = CASES["same time"][0]
    assert clashes(made, TODAY, {StepId("a"): day(2)}) == []


def test_every_kind_is_tried_and_has_words() -> None:
    tried = {kind for _, expected in CASES.values() for kind, _ in expected}
    assert tried == set(ClashKind) == set(WORDS)
    for message, remedy in WORDS.values():
        assert message.sv != message.en
        assert remedy.sv != remedy.en
