"""Keep that somebody acts for a person, and that it ends.

It is not possible when either of the two has a protected identity; one that was there breaks by itself when
such protection arises (`contracts.access.representatives`). The person herself may end it. Here does not
belong what a representative may do.
"""

from __future__ import annotations

from datetime import date

from vardvag.base.errors import NotFound
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import AccessFacts, Action
from vardvag.contracts.access.known import representations_of
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.access.records import Content, RepresentationEnded, Represented
from vardvag.contracts.access.representation import RepresentationKind
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.said import Way
from vardvag.contracts.store import PlanStore
from vardvag.usecases.keep_access import AccessKept, Told, her_word, keep_access
from vardvag.usecases.naming import not_names, refuse_if
from vardvag.usecases.show_plan import Denied


def record_representation(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    by: PersonId,
    kind: RepresentationKind,
    begun: date,
    now: Moment,
    *,
    ended: date | None = None,
    decided_by_unit: bool = False,
) -> AccessKept | Denied:
    """What was kept, or Denied. *ended* is the first day it no longer holds. BadInput tells all at once."""

    def represented(facts: AccessFacts, told: Told) -> list[Content]:
        findings = not_names(by=by)
        if by == facts.person:
            findings.append(Finding("representation-self", _SELF, _SOMEBODY_ELSE))
        if ended is not None and ended <= begun:
            findings.append(Finding("representation-days", _ORDER, _TURN, value=f"{begun}–{ended}"))
        if facts.protection is not Protection.NONE or _protected(store, by):
            findings.append(Finding("representation-protected", _PROTECTED, _OTHERWISE))
        refuse_if(findings)
        return [Represented(by, kind, begun, ended, decided_by_unit)]

    return keep_access(store, actor, plan_id, Action.RECORD_REPRESENTATION, now, represented)


def end_representation(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    representation: str,
    now: Moment,
    *,
    way: Way = Way.LOG_IN,
    name: str = "",
) -> AccessKept | Denied:
    """What was kept, or Denied: it no longer holds from today. BadInput when it does not hold."""

    def over(facts: AccessFacts, told: Told) -> list[Content]:
        held = dict(representations_of(told)).get(representation)
        if held is None or (held.ended is not None and held.ended <= now.legal_day):
            refuse_if([Finding("representation-none", _NONE, _READ_AGAIN)])
        return [RepresentationEnded(representation, now.legal_day)]

    word = her_word(actor, way, name)
    return keep_access(store, actor, plan_id, Action.END_REPRESENTATION, now, over, word)


def _protected(store: PlanStore, by: PersonId) -> bool:
    try:
        return store.person(by).protected is not Protection.NONE
    except NotFound:
        return False


_SELF = Text("Ingen företräder sig själv", "Nobody acts for herself")
_SOMEBODY_ELSE = Text("Ange någon annan.", "Name somebody else.")
_ORDER = Text("Dagarna står i fel ordning", "The days are in the wrong order")
_TURN = Text("Ange en senare sista dag.", "Give a later end.")
_PROTECTED = Text(
    "Ingen kan företräda någon när en av dem har skyddade personuppgifter",
    "Nobody can act for another when one of them has a protected identity",
)
_OTHERWISE = Text("Gör upp med personen på annat sätt.", "Settle it with her in another way.")
_NONE = Text("Det finns ingen sådan företrädare nu", "There is no such representative now")
_READ_AGAIN = Text("Läs vilka som företräder personen.", "Read who acts for her.")
