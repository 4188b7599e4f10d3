"""The SIP of an example plan: consent, who takes part, goals and the four statements, at times one missing.

Here does not belong what the law asks for (`contracts.sip_content`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.sip import (
    Consent,
    Intervention,
    Participant,
    ParticipantKind,
    PrincipalKind,
    Sip,
    SipGoal,
)
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep
from vardvag.contracts.synth.course import Setting
from vardvag.contracts.times import Done

_PRINCIPALS = {
    OwnerKind.CARE_UNIT: PrincipalKind.REGION,
    OwnerKind.MUNICIPAL_UNIT: PrincipalKind.MUNICIPALITY,
    OwnerKind.RELATIVE: PrincipalKind.OTHER,
}
_CARE_GOALS = ("Kunna bo kvar hemma.", "Slippa åka in akut.", "Kunna gå ut varje dag.")


def sip(
    at: Setting, person: str, coordinator: str, matters: str, steps: Sequence[PlannedStep]
) -> tuple[Sip, ...]:
    """The SIP of somebody who needs both region and municipality; none for others."""
    rng = at.rng
    concerned = [step for step in steps if step.owner.kind in _PRINCIPALS and not isinstance(step.when, Done)]
    kinds = {step.owner.kind for step in steps}
    if not {OwnerKind.CARE_UNIT, OwnerKind.MUNICIPAL_UNIT} <= kinds or rng.random() > 0.75:
        return ()
    opened = at.today - timedelta(days=rng.randint(3, 120))
    way = rng.choice((Way.VISIT, Way.VISIT, Way.TELEPHONE, Way.INTERPRETER))
    with_relative = rng.random() < 0.6
    draft = rng.random() < 0.2
    others = any(step.owner.kind is OwnerKind.RELATIVE for step in concerned)
    return (
        Sip(
            sip_id=f"{at.plan}-sip",
            opened_on=opened,
            opened_by=coordinator,
            consent=Consent(given=True, on=opened, said=Said(Speaker.PATIENT, way, person, coordinator)),
            interventions=tuple(_intervention(step, draft=draft) for step in concerned),
            by_others=None if draft else others,
            overall=None if draft else rng.choice((PrincipalKind.REGION, PrincipalKind.MUNICIPALITY)),
            overall_contact=coordinator,
            goals=(SipGoal(matters, own_words=True), SipGoal(rng.choice(_CARE_GOALS))),
            participants=_participants(at, person, coordinator, at.relative if with_relative else None),
            follow_up_on=opened + timedelta(days=rng.choice((60, 90, 120))),
        ),
    )


def _intervention(step: PlannedStep, *, draft: bool) -> Intervention:
    """In a draft the municipality has not yet said who takes its part."""
    principal = _PRINCIPALS[step.owner.kind]
    untaken = draft and principal is PrincipalKind.MUNICIPALITY
    return Intervention(step.what, principal, None if untaken else step.owner.name, step.step_id)


def _participants(
    at: Setting, person: str, coordinator: str, relative: Owner | None
) -> tuple[Participant, ...]:
    found = [
        Participant(person, ParticipantKind.PERSON),
        Participant(coordinator, ParticipantKind.REGION, "Fast vårdkontakt"),
        Participant("Biståndshandläggare (exempel)", ParticipantKind.MUNICIPALITY, "Kommunen"),
    ]
    if relative is not None:
        objected = at.rng.random() < 0.04
        found.append(Participant(relative.name, ParticipantKind.RELATIVE, objected=objected))
    return tuple(found)
