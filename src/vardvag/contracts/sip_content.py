"""What a SIP still lacks of what the law says it must state: one rule per statement, in the law's order.

HSL (2017:30) 16 kap. 4 §: which interventions are needed; which each principal is responsible for; which are
taken by somebody other than the region or the municipality; which principal has the overall responsibility.
Beyond the statute, Socialstyrelsen's term bank has a goal in each such plan. Here does not belong the form
of a SIP (`sip`).
"""

from __future__ import annotations

from collections.abc import Iterator

from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.sip import ParticipantKind, PrincipalKind, Sip

LAW = "hälso- och sjukvårdslagen (2017:30) 16 kap. 4 §"


def what_is_missing(sip: Sip) -> list[Finding]:
    """Everything that stands against the SIP, all at once; nothing when it says what it must."""
    return [*_needed(sip), *_responsible(sip), *_by_others(sip), *_overall(sip), *_beyond(sip)]


def _needed(sip: Sip) -> Iterator[Finding]:
    if not sip.interventions:
        yield Finding("sip-needed", _NEEDED, _ADD_INTERVENTION)


def _responsible(sip: Sip) -> Iterator[Finding]:
    for one in sip.interventions:
        if one.principal is None or not (one.responsible or "").strip():
            yield Finding("sip-responsible", _RESPONSIBLE, _SAY_RESPONSIBLE, value=one.what)


def _by_others(sip: Sip) -> Iterator[Finding]:
    others = any(one.principal is PrincipalKind.OTHER for one in sip.interventions)
    if sip.by_others is None:
        yield Finding("sip-by-others", _BY_OTHERS, _SAY_BY_OTHERS)
    elif sip.by_others is not others:
        yield Finding("sip-by-others-differ", _BY_OTHERS_DIFFER, _SAY_BY_OTHERS)


def _overall(sip: Sip) -> Iterator[Finding]:
    if sip.overall is None:
        yield Finding("sip-overall", _OVERALL, _CHOOSE_OVERALL)


def _beyond(sip: Sip) -> Iterator[Finding]:
    if not sip.goals:
        yield Finding("sip-goal", _GOAL, _ADD_GOAL)
    present = {one.kind for one in sip.participants}
    if ParticipantKind.PERSON not in present and not (sip.not_present or "").strip():
        yield Finding("sip-person", _PERSON, _SAY_WHY_NOT)
    for one in sip.participants:
        if one.kind is ParticipantKind.RELATIVE and one.objected:
            yield Finding("sip-relative", _RELATIVE, _TAKE_AWAY, value=one.name)


_NEEDED = Text("Planen säger inte vilka insatser som behövs", "The plan does not say what is needed")
_ADD_INTERVENTION = Text("Lägg till insatserna.", "Add the interventions.")
_RESPONSIBLE = Text(
    "Planen säger inte vilken huvudman som ansvarar för insatsen",
    "The plan does not say which principal is responsible for the intervention",
)
_SAY_RESPONSIBLE = Text("Ange huvudman och enhet.", "Give the principal and the unit.")
_BY_OTHERS = Text(
    "Planen säger inte om någon annan än regionen eller kommunen vidtar åtgärder",
    "The plan does not say whether anybody but the region or the municipality takes measures",
)
_BY_OTHERS_DIFFER = Text(
    "Det som sägs om andras åtgärder stämmer inte med insatserna",
    "What is said about measures by others does not agree with the interventions",
)
_SAY_BY_OTHERS = Text("Ange vilka, eller att det inte finns några.", "Say which, or that there are none.")
_OVERALL = Text(
    "Planen säger inte vem av huvudmännen som har det övergripande ansvaret",
    "The plan does not say which of the principals has the overall responsibility",
)
_CHOOSE_OVERALL = Text("Välj region eller kommun.", "Choose region or municipality.")
_GOAL = Text("Planen har inget mål", "The plan has no goal")
_ADD_GOAL = Text("Skriv personens mål, helst med hennes egna ord.", "Write her goal, best in her words.")
_PERSON = Text("Personen har inte deltagit", "The person has not taken part")
_SAY_WHY_NOT = Text(
    "Planen ska göras tillsammans med personen när det går. Skriv varför det inte gick.",
    "The plan is made together with the person when that is possible. Write why it was not.",
)
_RELATIVE = Text("Personen har motsatt sig att närstående deltar", "The person objects to the relative")
_TAKE_AWAY = Text("Ta bort den närstående.", "Take the relative away.")
