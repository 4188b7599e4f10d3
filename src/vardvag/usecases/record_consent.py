"""Keep a person's consent that a unit elsewhere reads what others have documented, and that she withdraws it.

Lag (2022:913) 3 kap. 1 and 2 §§. Here does not belong whether consent is enough (`between_caregivers`).
"""

from __future__ import annotations

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import AccessFacts, Action
from vardvag.contracts.access.known import consents_of
from vardvag.contracts.access.records import Consented, ConsentWithdrawn, Content
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.said import Way
from vardvag.contracts.store import PlanStore
from vardvag.usecases.keep_access import AccessKept, Told, her_word, keep_access
from vardvag.usecases.naming import named_provider, not_names, refuse_if
from vardvag.usecases.show_plan import Denied


def record_consent(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    unit: str,
    now: Moment,
    *,
    provider: str | None = None,
    staff: str | None = None,
    until: Moment | None = None,
    way: Way = Way.LOG_IN,
    name: str = "",
) -> AccessKept | Denied:
    """The consent kept, or Denied: to *unit* of *provider* (the plan's own caregiver if not said), from now.

    BadInput when it would be over before it begins, or names nobody.
    """

    def consented(facts: AccessFacts, told: Told) -> list[Content]:
        findings = not_names(unit=unit, staff=staff)
        if until is not None and until <= now:
            findings.append(Finding("consent-over", _OVER, _LATER, value=str(until)))
        refuse_if(findings)
        return [Consented(named_provider(facts, provider), unit, now, until, staff)]

    word = her_word(actor, way, name)
    return keep_access(store, actor, plan_id, Action.RECORD_CONSENT, now, consented, word)


def withdraw_consent(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    consent: str,
    now: Moment,
    *,
    way: Way = Way.LOG_IN,
    name: str = "",
) -> AccessKept | Denied:
    """What was kept, or Denied: the consent holds no more from now. BadInput when it does not hold."""

    def withdrawn(facts: AccessFacts, told: Told) -> list[Content]:
        held = dict(consents_of(told)).get(consent)
        if held is None or (held.ended is not None and held.ended <= now):
            refuse_if([Finding("consent-none", _NONE, _READ_AGAIN)])
        return [ConsentWithdrawn(consent)]

    word = her_word(actor, way, name)
    return keep_access(store, actor, plan_id, Action.WITHDRAW_CONSENT, now, withdrawn, word)


_OVER = Text("Samtycket skulle vara slut innan det börjar", "The consent would be over before it begins")
_LATER = Text("Ange en senare tid.", "Give a later time.")
_NONE = Text("Det finns inget sådant samtycke som gäller", "There is no such consent in force")
_READ_AGAIN = Text("Läs vilka samtycken som finns.", "Read which consents there are.")
