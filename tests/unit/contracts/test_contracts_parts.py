"""What the parts of a plan refuse to hold, and the few things they answer themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from plan_words import ASK, SAID_CARE, SAID_PATIENT, at, contact, plan, said, slot, step
from vardvag.contracts.duration import Duration
from vardvag.contracts.fixed_contact import FixedContactKind, of_day, overall_on, with_contact
from vardvag.contracts.handover import HandOver, Principal
from vardvag.contracts.instructions import Instruction
from vardvag.contracts.plan_events import PlanEventKind as K
from vardvag.contracts.referral import Referral, ReferralMark, ReferralStatus
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.sip import Consent, PrincipalKind, Sip
from vardvag.contracts.source_plans import CarePlanType, JoinedPlan
from vardvag.contracts.step import Owner, OwnerKind
from vardvag.contracts.times import Requested, Window
from vardvag.contracts.wishes import Declined, Wishes

DAY = date(2019, 9, 25)
SIDE = Principal(Owner(OwnerKind.CARE_UNIT, "Medicin", "u1"), "region", ASK)
OTHER_SIDE = Principal(Owner(OwnerKind.MUNICIPAL_UNIT, "Hemsjukvård", "m1"), "kommun", ASK)
OFFERED = HandOver("h", (step("a").step_id,), SIDE, OTHER_SIDE, at(DAY), "Maria")
SIP = Sip("s", DAY, "Maria", Consent(True, DAY, SAID_PATIENT))
JOINED = JoinedPlan(CarePlanType.VP, "journal", "1", "Vårdplan", "hsa", True, at(DAY))

REFUSED: list[tuple[str, Callable[[], Any], str]] = [
    ("no speaker", lambda: Said(Speaker.PATIENT, Way.LOG_IN, " "), "somebody who said it"),
    ("by letter, nobody wrote", lambda: Said(Speaker.PATIENT, Way.LETTER, "A"), "who wrote it down"),
    ("logged in and recorded", lambda: Said(Speaker.PATIENT, Way.LOG_IN, "A", "M"), "who wrote it down"),
    ("no day at all", lambda: Duration(0), "covers at least"),
    ("no minute at all", lambda: Duration(1, 0), "takes at least one"),
    ("no weekday left", lambda: Wishes(SAID_PATIENT, frozenset(range(1, 8))), "not all of them"),
    ("an eighth weekday", lambda: Wishes(SAID_PATIENT, frozenset({8})), "weekdays are 1 to 7"),
    ("late before early", lambda: Wishes(SAID_PATIENT, earliest=time(9), latest=time(9)), "earliest hour"),
    ("window turned", lambda: Window(DAY, date(2019, 9, 26)), "opens before"),
    ("request of nobody", lambda: Requested(at(DAY), DAY, " ", "x"), "what it awaits"),
    ("request, and then", lambda: Requested(at(DAY), DAY, "x", ""), "what happens next"),
    ("referral unmarked", lambda: Referral("r", "u", ()), "has marks"),
    (
        "referral turned",
        lambda: Referral("r", "u", (_mark("2019-09-02"), _mark("2019-09-01"))),
        "in order of day",
    ),
    ("instruction of nothing", lambda: Instruction(" ", "x"), "a subject"),
    ("instruction turned", lambda: Instruction("x", "x", -1), "not below 0"),
    ("contact turned", lambda: contact("A", DAY, date(2019, 9, 24)), "ends before it begins"),
    ("plan of nobody", lambda: replace(JOINED, responsible=" "), "who is responsible"),
    ("hand-over of nothing", lambda: replace(OFFERED, steps=()), "at least one step"),
    ("hand-over to a patient", lambda: Principal(Owner(OwnerKind.PATIENT, "Du"), "x", ASK), "between units"),
    ("accepted by nobody", lambda: replace(OFFERED, accepted_at=at(DAY)), "somebody who gave it"),
    (
        "accepted before offered",
        lambda: OFFERED.accepted("N", at(date(2019, 9, 24))),
        "after it was offered",
    ),
    ("declined without why", lambda: OFFERED.declined("N", at(DAY), " "), "says why"),
    ("answered twice", lambda: OFFERED.accepted("N", at(DAY)).declined("N", at(DAY), "x"), "already"),
    ("SIP against her no", lambda: replace(SIP, consent=Consent(False, DAY, SAID_PATIENT)), "consent"),
    ("SIP led by others", lambda: replace(SIP, overall=PrincipalKind.OTHER), "region or the municipality"),
    ("SIP closed for nothing", lambda: replace(SIP, closed_on=DAY), "says why"),
    ("SIP closed before", lambda: replace(SIP, closed_on=date(2019, 9, 1), closed_why="x"), "after it was"),
    ("answer by care", lambda: said(K.CONTRACT_ACCEPTED, DAY, by=SAID_CARE), "only the patient"),
    ("confirmed what", lambda: said(K.VERSION_CONFIRMED, DAY), "names it"),
    ("offered a version", lambda: said(K.CONTRACT_OFFERED, DAY, version=1), "names it"),
    ("empty comment", lambda: said(K.VERSION_COMMENTED, DAY, version=1, words=" "), "says something"),
    ("circle", lambda: plan(step("a", after=["b"]), step("b", after=["a"])), "wait for each other"),
    (
        "two coordinators",
        lambda: plan(fixed_contacts=(contact("Maria"), contact("Nils", DAY))),
        "at the same time",
    ),
]


def _mark(day: str) -> ReferralMark:
    return ReferralMark(ReferralStatus.SENT, date.fromisoformat(day))


@pytest.mark.parametrize(("made", "says"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_a_plan_refuses_to_hold(made: Callable[[], Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        made()


def test_what_came_without_log_in_is_marked_so() -> None:
    assert Said(Speaker.PATIENT, Way.TELEPHONE, "Astrid", "Maria").on_behalf
    assert not SAID_PATIENT.on_behalf


@pytest.mark.parametrize(
    ("wished", "suits"),
    [
        ({}, True),
        ({"not_weekdays": frozenset({3})}, False),  # 25 September 2019 was a Wednesday
        ({"not_weekdays": frozenset({2, 4})}, True),
        ({"earliest": time(9)}, True),
        ({"earliest": time(9, 1)}, False),
        ({"latest": time(9)}, True),
        ({"latest": time(8, 59)}, False),
        ({"wait_until": DAY}, True),
        ({"wait_until": date(2019, 9, 26)}, False),
        ({"declined": (Declined(at(DAY), "skolavslutning", DAY),)}, False),
    ],
)
def test_a_time_suits_the_wishes_or_not(wished: dict[str, Any], suits: bool) -> None:
    assert Wishes(SAID_PATIENT, **wished).suits(slot(DAY).at) is suits


def test_the_giver_has_it_until_the_taker_accepts() -> None:
    assert (OFFERED.open, OFFERED.has_it) == (True, SIDE)
    declined = OFFERED.declined("Nils", at(DAY), "ingen plats")
    assert (declined.open, declined.has_it) == (False, SIDE)
    accepted = OFFERED.accepted("Nils", at(DAY))
    assert (accepted.open, accepted.has_it) == (False, OTHER_SIDE)


def test_a_new_coordinator_ends_the_one_before_and_history_stays() -> None:
    before = (contact("Maria"), contact("Doktor", kind=FixedContactKind.PHYSICIAN))
    after = with_contact(before, contact("Nils", DAY))
    assert [(one.name, one.ends_on) for one in after] == [
        ("Maria", date(2019, 9, 24)),
        ("Doktor", None),
        ("Nils", None),
    ]
    assert [one.name for one in of_day(after, date(2019, 9, 24))] == ["Maria", "Doktor"]
    assert [one.name for one in of_day(after, DAY)] == ["Nils", "Doktor"]
    assert overall_on(after, DAY) == after[2]
    assert overall_on(after[1:2], DAY) is None


def test_a_coordinator_of_unknown_beginning_ends_no_other() -> None:
    with pytest.raises(ValueError, match="somebody else"):
        with_contact((contact("Maria"),), contact("Nils"))
    with pytest.raises(ValueError, match="somebody else"):
        with_contact((contact("Maria", date(2019, 10, 1)),), contact("Nils", DAY))


@pytest.mark.parametrize(
    ("status", "is_open"),
    [(one, one in ("sent", "received", "assessed")) for one in ReferralStatus],
)
def test_a_referral_is_open_until_somebody_has_answered(status: ReferralStatus, is_open: bool) -> None:
    assert Referral("r", "u", (ReferralMark(status, DAY),)).open is is_open


def test_a_copy_is_stale_after_the_day_its_source_vouches_for() -> None:
    assert not JOINED.stale_on(date.max)
    assert [replace(JOINED, expires_on=DAY).stale_on(day) for day in (DAY, date(2019, 9, 26))] == [
        False,
        True,
    ]


@pytest.mark.parametrize("kind", CarePlanType)
def test_the_national_codes_are_spelt_as_the_contract_spells_them(kind: CarePlanType) -> None:
    assert kind in ("SIP", "SPLPTLRV", "SPU", "VP", "HP", "RP", "GP", "SVP", "other")
