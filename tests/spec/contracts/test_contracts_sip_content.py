"""HSL 16 kap. 4 §: what a SIP must state, one row per statement that is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plan_words import SAID_PATIENT
from vardvag.contracts.sip import (
    Consent,
    Intervention,
    Participant,
    ParticipantKind,
    PrincipalKind,
    Sip,
    SipGoal,
)
from vardvag.contracts.sip_content import what_is_missing

DAY = date(2019, 9, 25)
WHOLE = Sip(
    sip_id="s",
    opened_on=DAY,
    opened_by="Maria Exempel",
    consent=Consent(True, DAY, SAID_PATIENT),
    interventions=(
        Intervention("Sårvård", PrincipalKind.REGION, "Vårdcentralen"),
        Intervention("Hemtjänst", PrincipalKind.MUNICIPALITY, "Hemtjänsten"),
        Intervention("Promenader", PrincipalKind.OTHER, "Väntjänsten"),
    ),
    by_others=True,
    overall=PrincipalKind.MUNICIPALITY,
    goals=(SipGoal("Att bo kvar hemma.", own_words=True),),
    participants=(Participant("Astrid Exempelsson", ParticipantKind.PERSON),),
)
NOBODY = Intervention("Fotvård")
UNNAMED = Intervention("Fotvård", PrincipalKind.REGION, " ")
UNWANTED = Participant("Kurt", ParticipantKind.RELATIVE, objected=True)
WANTED = Participant("Kurt", ParticipantKind.RELATIVE)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, []),
        # Which interventions are needed.
        ({"interventions": (), "by_others": False}, ["sip-needed"]),
        # Which each principal is responsible for.
        ({"interventions": (*WHOLE.interventions, NOBODY)}, ["sip-responsible"]),
        ({"interventions": (*WHOLE.interventions, UNNAMED, NOBODY)}, ["sip-responsible"] * 2),
        # Which are taken by somebody else: said, and said rightly.
        ({"by_others": None}, ["sip-by-others"]),
        ({"by_others": False}, ["sip-by-others-differ"]),
        ({"interventions": WHOLE.interventions[:2]}, ["sip-by-others-differ"]),
        ({"interventions": WHOLE.interventions[:2], "by_others": False}, []),
        # Which principal has the overall responsibility.
        ({"overall": None}, ["sip-overall"]),
        # Made together with the person when possible; relatives unless she objects; a goal.
        ({"participants": ()}, ["sip-person"]),
        ({"participants": (), "not_present": "Ville inte vara med."}, []),
        ({"participants": (*WHOLE.participants, WANTED)}, []),
        ({"participants": (*WHOLE.participants, UNWANTED)}, ["sip-relative"]),
        ({"goals": ()}, ["sip-goal"]),
        # Everything is told at once.
        (
            {"interventions": (), "by_others": None, "overall": None, "goals": (), "participants": ()},
            ["sip-needed", "sip-by-others", "sip-overall", "sip-goal", "sip-person"],
        ),
    ],
)
def test_what_a_sip_lacks(changed: dict[str, Any], missing: list[str]) -> None:
    assert [finding.rule for finding in what_is_missing(replace(WHOLE, **changed))] == missing


def test_what_is_missing_is_said_in_both_languages() -> None:
    empty = replace(WHOLE, interventions=(NOBODY,), by_others=True, overall=None, goals=(), participants=())
    for finding in what_is_missing(empty):
        assert finding.message.sv != finding.message.en
        assert finding.remedy.sv != finding.remedy.en
