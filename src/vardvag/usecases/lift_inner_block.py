"""Lift an inner block: patientdatalagen (2008:355) 4 kap. 5 §, by somebody whom the caregiver has authorised.

With the patient's consent it is lifted for good, or for a time; without, because the care is indispensable
and she cannot be asked, only for the asker's own unit and for a time. Then the units that blocked are named,
so that they can be told. Nobody states her own authority: the caregiver has documented it. Here does not
belong an outer block (`object_to_sharing`, `ask_to_lift`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.block import BlockKind, CancelReason
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision, Emergency
from vardvag.contracts.access.inner_block_lifted import lift_inner_block as decided
from vardvag.contracts.access.inner_block_lifted import names_who_blocked
from vardvag.contracts.access.known import blocks_of
from vardvag.contracts.access.records import AccessRecord, BlockLifted, BlockRevoked, Content
from vardvag.contracts.identifiers import PlanId, new_identifier
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import by_care
from vardvag.usecases.naming import refuse_if
from vardvag.usecases.show_plan import Denied, decided_and_logged, works_for


@dataclass(frozen=True, slots=True)
class InnerBlockLifted:
    """What was kept. `units` are those that blocked, to be told; none when the patient consented."""

    records: tuple[str, ...]
    units: tuple[str, ...]


def lift_inner_block(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    stated: Emergency,
    now: Moment,
    until: Moment | None = None,
) -> InnerBlockLifted | Denied:
    """The inner blocks that stand against the asker's unit, lifted; or Denied.

    With *until* they are lifted for her unit until then. BadInput when there is none, or no *until* without
    consent. `stated.authorised` is not hers to state: it is what the caregiver has documented.
    """
    provider = works_for(store, actor)
    authorised = store.may_lift_blocks(provider.identifier if provider else "", actor.subject)
    asked = Asked(at=now, emergency=replace(stated, authorised=authorised))
    decision, facts = decided_and_logged(store, actor, plan_id, Action.LIFT_INNER_BLOCK, now, asked)
    if facts is None or not decision.allowed:
        return Denied()
    told = names_who_blocked(decision)
    findings = []
    if told and until is None:
        findings.append(Finding("inner-until", _UNTIL_WHEN, _SAY_WHEN))
    if until is not None and until <= now:
        findings.append(Finding("revoke-over", _OVER, _LATER, value=str(until)))
    records = store.access_records(facts.person)
    standing = _standing(records, facts, actor, now)
    if not standing:
        findings.append(Finding("block-none", _NO_BLOCK, _READ_AGAIN))
    refuse_if(findings)
    kept = []
    with store.transaction():
        for block in standing:
            content: Content = (
                BlockLifted(block, CancelReason.PATIENTS_CONSENT)
                if until is None
                else BlockRevoked(block, until, actor.unit or "")
            )
            kept.append(new_identifier())
            store.append_access_record(
                AccessRecord(kept[-1], facts.person, now, content, by_care(actor), actor.unit)
            )
    units = {one.unit for one in records if one.record_id in standing and one.unit} if told else set()
    return InnerBlockLifted(tuple(kept), tuple(sorted(units)))


def ground_for(store: PlanStore, actor: Actor, stated: Emergency) -> Decision:
    """Whether what is stated is enough, by the authority that the caregiver has documented.

    It rests on nothing of any plan, so that whoever is refused can be told why, whether there is a plan.
    """
    provider = works_for(store, actor)
    authorised = store.may_lift_blocks(provider.identifier if provider else "", actor.subject)
    return decided(replace(stated, authorised=authorised))


def _standing(records: Sequence[AccessRecord], facts: AccessFacts, actor: Actor, now: Moment) -> list[str]:
    """The inner blocks of the plan's caregiver that stand against somebody, by their records."""
    own = facts.provider.identifier if facts.provider is not None else ""
    return [
        one.record_id
        for one in blocks_of(records)
        if one.block.kind is BlockKind.INNER
        and one.block.provider == own
        and one.block.in_force(now)
        and not one.block.revoked_for(actor.unit, actor.subject, now)
    ]


_UNTIL_WHEN = Text("Det framgår inte hur länge spärren hävs", "It does not say for how long")
_SAY_WHEN = Text(
    "Utan samtycke hävs den bara för din enhet och en tid: ange sluttid.",
    "Without consent it is lifted only for your unit and a time: give its end.",
)
_OVER = Text("Tiden har redan gått ut", "The time is over already")
_LATER = Text("Ange en senare tid.", "Give a later time.")
_NO_BLOCK = Text("Ingen inre spärr står emot dig", "No inner block stands against you")
_READ_AGAIN = Text("Läs vilka spärrar som finns.", "Read which blocks there are.")
