"""Which items of a plan are another's, and what is left of a plan when some are taken out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plan_words import SAID_PATIENT, at, plan, step
from vardvag.base.dated import Source
from vardvag.contracts.access.items import InformationKind
from vardvag.contracts.access.provider import ProviderKind
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.lead_time import LeadTime
from vardvag.contracts.plan_items import foreign_items, item_of_joined, without_items
from vardvag.contracts.referral import Referral, ReferralMark, ReferralStatus
from vardvag.contracts.sip import Consent, Intervention, Sip
from vardvag.contracts.source_plans import CarePlanType, JoinedPlan
from vardvag.contracts.step import Owner, OwnerKind

DAY = date(2019, 9, 25)
THEIRS = JoinedPlan(CarePlanType.VP, "j", "1", "Vårdplan", "annan", True, at(DAY), unit="a1")
MUNICIPAL = Owner(OwnerKind.MUNICIPAL_UNIT, "Hemtjänsten", "m1")
REFERRAL = Referral("r", "a1", (ReferralMark(ReferralStatus.SENT, DAY),))


def test_only_what_names_another_as_responsible_is_another_caregivers() -> None:
    made = plan(
        step("vårt"),
        step("också vårt", responsible="vardgivare"),
        step("deras", responsible="annan", unit="a1", referral=REFERRAL, approved_for_patient=False),
        step("kommunens", responsible="kommun", owner=MUNICIPAL),
        source_plans=(
            THEIRS,
            replace(THEIRS, responsible="vardgivare"),
            replace(THEIRS, kind=CarePlanType.GP),
        ),
    )
    found = [
        (one.item, one.provider.identifier, one.provider.kind, one.unit, one.kind, one.approved_for_patient)
        for one in foreign_items(made)
    ]
    care, social = ProviderKind.CAREGIVER, ProviderKind.SOCIAL
    assert found == [
        ("step:deras", "annan", care, "a1", InformationKind.REFERRAL, False),
        ("step:kommunens", "kommun", social, "m1", InformationKind.BOOKING, True),
        ("plan:j|1", "annan", care, "a1", InformationKind.PLAN, True),
        ("plan:j|1", "annan", social, "a1", InformationKind.PLAN, True),
    ]


def test_nobody_is_taken_for_having_been_informed() -> None:
    """A block and the patient's information are facts that must be known: what is not known is judged so."""
    assert [one.informed for one in foreign_items(plan(source_plans=(THEIRS,)))] == [False]


@pytest.mark.parametrize("hidden", ["step:a", "plan:j|1"])
def test_what_is_taken_out_leaves_no_trace(hidden: str) -> None:
    lead = LeadTime(14, Source("Vårdprogram", section="1"), StepId("a"))
    sip = Sip("s", DAY, "Maria", Consent(True, DAY, SAID_PATIENT), (Intervention("x", step=StepId("a")),))
    made = plan(step("a"), step("b", after=["a"], lead_time=lead), source_plans=(THEIRS,), sips=(sip,))
    left = without_items(made, {hidden})
    if hidden == item_of_joined(THEIRS):
        assert left == replace(made, source_plans=())
    else:
        (kept,) = left.steps
        assert (kept.depends_on, kept.lead_time, left.sips[0].interventions) == ((), None, ())
        assert left.source_plans == (THEIRS,)


def test_a_plan_without_anything_taken_out_is_the_same() -> None:
    made = plan(step("a"), step("b", after=["a"]), source_plans=(THEIRS,))
    assert without_items(made, set()) == made
