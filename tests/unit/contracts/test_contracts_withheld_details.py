"""What can tell where a protected person is, or who she is, is masked wherever it stands in a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from example_plan import REHABILITATION, example
from plan_words import ASK, contact
from vardvag.base.moments import Moment
from vardvag.contracts.access.protection import Audience, Detail, Protection, withheld
from vardvag.contracts.fixed_contact import FixedContactKind
from vardvag.contracts.handover import HandOver, Principal
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.sip import Consent, Intervention, Participant, ParticipantKind, PrincipalKind, Sip
from vardvag.contracts.source_plans import CarePlanType, JoinedPlan
from vardvag.contracts.step import Owner, OwnerKind
from vardvag.contracts.withheld_details import MASKED, step_without_details, without_details

DAY = date(2019, 9, 25)
NOW = Moment.parse("2019-09-25T09:00")
HOME = Owner(OwnerKind.MUNICIPAL_UNIT, "Hemtjänsten i Ingenstans", "SE-INGENSTANS")
SAID = Said(Speaker.PATIENT, Way.LOG_IN, "Astrid")


def plan() -> PatientContract:
    """A plan that names a municipality, and a relative, in every place where one can stand."""
    base = example(DAY).plan
    training = replace(base.steps[4], owner=HOME, where="Hemma, Storgatan", responsible="SE-INGENSTANS")
    relative = replace(base.steps[3], owner=Owner(OwnerKind.RELATIVE, "Sonja Exempel, dotter"), depends_on=())
    sip = Sip(
        "s",
        DAY,
        "Maria",
        Consent(True, DAY, SAID),
        interventions=(Intervention("hjälp", PrincipalKind.MUNICIPALITY, "Ingenstans kommun"),),
        overall=PrincipalKind.MUNICIPALITY,
        overall_contact="Ingenstans kommun",
        participants=(
            Participant("Handläggare", ParticipantKind.MUNICIPALITY, "Ingenstans kommun"),
            Participant("Sonja Exempel", ParticipantKind.RELATIVE),
        ),
    )
    clinic = Principal(base.steps[0].owner, "SE-EXEMPEL", ASK)
    handed = HandOver("h", (training.step_id,), clinic, Principal(HOME, "SE-INGENSTANS", ASK), NOW, "Maria")
    joined = JoinedPlan(
        CarePlanType.GP, "j", "1", "Genomförandeplan, Ingenstans", "SE-INGENSTANS", True, NOW,
        "SE-INGENSTANS", ("SE-INGENSTANS",),
    )  # fmt: skip
    named = replace(
        contact("c"),
        name="Ingenstans",
        kind=FixedContactKind.HOME_CARE,
        unit="SE-INGENSTANS",
        caregiver="SE-INGENSTANS",
    )
    return replace(
        base,
        steps=(*base.steps[:3], relative, training),
        sips=(sip,),
        handovers=(handed,),
        source_plans=(joined,),
        fixed_contacts=(named,),
    )


@pytest.mark.parametrize(
    ("level", "audience", "municipality", "relative", "unit_place"),
    [
        (Protection.NONE, Audience.OTHERS, True, True, True),
        (Protection.CONFIDENTIALITY_MARKING, Audience.IN_CARE, True, True, True),
        (Protection.CONFIDENTIALITY_MARKING, Audience.OTHERS, False, False, False),
        (Protection.PROTECTED_REGISTRATION, Audience.IN_CARE, False, False, True),
        (Protection.PROTECTED_REGISTRATION, Audience.HERSELF, True, True, True),
        (Protection.ASSUMED_IDENTITY, Audience.OTHERS, False, False, False),
    ],
)
def test_what_is_withheld_stands_nowhere(
    level: Protection, audience: Audience, municipality: bool, relative: bool, unit_place: bool
) -> None:
    shown = repr(without_details(plan(), withheld(level, audience)))
    assert ("INGENSTANS" in shown, "Ingenstans" in shown, "Storgatan" in shown) == (municipality,) * 3
    assert ("Sonja" in shown) is relative
    assert ("Operation, plan 3" in shown) is unit_place
    assert (MASKED in shown) is not (municipality and relative and unit_place)


def test_nothing_is_lost_and_what_is_masked_keeps_its_place() -> None:
    before = plan()
    after = without_details(before, frozenset(Detail))
    assert [one.step_id for one in after.steps] == [one.step_id for one in before.steps]
    assert [one.depends_on for one in after.steps] == [one.depends_on for one in before.steps]
    assert len(after.sips[0].participants) == 2
    assert after.sips[0].interventions[0].what == "hjälp"
    assert after.handovers[0].giver == before.handovers[0].giver
    assert after.fixed_contacts[0].kind is FixedContactKind.HOME_CARE
    assert after.steps[0].owner == before.steps[0].owner


def test_one_step_is_masked_as_it_is_in_its_plan() -> None:
    one = example(DAY).plan.steps[4]
    assert one.owner.unit == REHABILITATION
    masked = step_without_details(one, {Detail.MUNICIPALITY, Detail.HOME_PLACE})
    assert (masked.owner.unit, masked.where, masked.ask.fallback.name) == (MASKED, None, MASKED)
