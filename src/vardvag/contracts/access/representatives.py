"""Guardians and proxies: what one person may read for another, and when the tie breaks.

A guardian acts until the child reaches an age; between that age and the one at which own access begins
nobody has access, unless the unit has decided otherwise. It is not possible when either of the two has a
protected identity, and a tie that was there breaks when such protection arises. The ages are dated
configuration (`representation.yaml`). What a guardian is shown is what the patient herself could be shown
(`visible`).

A proxy whom somebody has chosen is given no direct access: by patientdatalagen a caregiver may not give it
(HFD 2017:67), and we have found no later act that lets one. Here does not belong that a guardian may not
block (`objection`).
"""

from __future__ import annotations

from datetime import date

from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision, permit, refuse
from vardvag.contracts.access.law import PDL
from vardvag.contracts.access.permission import REPRESENTING
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.access.representation import (
    Representation,
    RepresentationKind,
    ages_on,
    has_turned,
)

PARAGRAPH = f"{PDL} 5 kap. 5 § första stycket"
NO_PROXIES = "HFD 2017:67"
"""Högsta förvaltningsdomstolen on direct access for a proxy; SOU 2021:39 proposes that the law lets one."""

_KINDS = {Role.GUARDIAN: RepresentationKind.GUARDIAN, Role.PROXY: RepresentationKind.PROXY}


def representing(actor: Actor, facts: AccessFacts, action: Action, asked: Asked) -> Decision:
    """Whether a guardian or proxy may do *action* with the plan of the one she acts for."""
    today = asked.at.legal_day if asked.at is not None else None
    held = None if today is None else _held(actor, facts, today)
    if held is None or today is None:
        return _denied(
            "representative.none", "Du företräder inte personen.", "You do not act for this person."
        )
    if held.kind is RepresentationKind.PROXY:
        return refuse(
            "representative.no-proxies",
            NO_PROXIES,
            "En vårdgivare får inte ge ett ombud direktåtkomst till någon annans uppgifter.",
            "A caregiver may not give a proxy direct access to somebody else's data.",
        )
    if facts.protection is not Protection.NONE or held.protected:
        return _denied(
            "representative.protected",
            "Ingen kan företräda någon när en av dem har skyddade personuppgifter.",
            "Nobody can act for another when one of them has a protected identity.",
        )
    if not facts.own_access_open:
        return _denied(
            "representative.not-granted",
            "Vårdgivaren har inte öppnat direktåtkomst till uppgifterna.",
            "The caregiver has not granted direct access to the data.",
        )
    if action not in REPRESENTING:
        return _denied(
            "representative.read-only",
            "Den som företräder någon får läsa planen, inget mer.",
            "Whoever acts for another may read the plan, and nothing more.",
        )
    limits = ages_on(today)
    if limits is None or facts.born is None:
        return _denied(
            "representative.age-unknown", "Personens ålder är inte känd.", "The person's age is not known."
        )
    too_old_for_guardian = has_turned(facts.born, limits.guardian_until, today)
    of_age = has_turned(facts.born, limits.own_from, today)
    return _guardian(too_old_for_guardian, of_age, held.decided_by_unit)


def _held(actor: Actor, facts: AccessFacts, today: date) -> Representation | None:
    kind = _KINDS.get(Role(actor.role))
    for one in facts.representations:
        if one.by == actor.person and one.kind is kind and one.holds(today):
            return one
    return None


def _guardian(too_old: bool | None, of_age: bool | None, decided_by_unit: bool) -> Decision:
    """An age that is not known for certain (None) is not below a limit."""
    if too_old is False:
        return permit(
            "representative.guardian",
            PARAGRAPH,
            "Du är vårdnadshavare och barnet är under åldersgränsen.",
            "You are the guardian and the child is below the age limit.",
        )
    if of_age is False and decided_by_unit:
        return permit(
            "representative.decided-by-unit",
            PARAGRAPH,
            "Mottagningen har beslutat att du får fortsätta företräda barnet.",
            "The unit has decided that you go on acting for the child.",
        )
    return _denied(
        "representative.child-too-old",
        "Barnet är för gammalt för att du ska få läsa planen.",
        "The child is too old for you to read the plan.",
    )


def _denied(rule: str, sv: str, en: str) -> Decision:
    return refuse(rule, PARAGRAPH, sv, en)
