"""Object, and have a block lifted: patientdatalagen 4 kap. 4 §, lag (2022:913) 2 kap. 3 §.

The patient says it herself, logged in, or staff write it down for her; a guardian's objection blocks nothing.
An objection blocks at once. It may also be to data from another provider, which are then not shown here; that
block is lifted by the one who is responsible for them, and an inner one by somebody authorised
(`lift_inner_block`). Here does not belong what a block covers (`contracts.access.block`).
"""

from __future__ import annotations

from datetime import date

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.block import BlockKind, CancelReason
from vardvag.contracts.access.decide import decide
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision
from vardvag.contracts.access.items import InformationKind
from vardvag.contracts.access.known import KnownBlock, blocks_of
from vardvag.contracts.access.objection import Objector, may_block, may_lift_outer
from vardvag.contracts.access.records import BlockLifted, BlockRevoked, Content, Objected
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.said import Way
from vardvag.contracts.store import PlanStore
from vardvag.usecases.keep_access import AccessKept, Told, her_word, keep_access, objector_of
from vardvag.usecases.naming import named_provider, not_names, refuse_if
from vardvag.usecases.show_plan import Denied, Judged


def object_to_sharing(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    kind: BlockKind,
    now: Moment,
    *,
    provider: str | None = None,
    unit: str | None = None,
    information_from: date | None = None,
    information_until: date | None = None,
    excluded: frozenset[InformationKind] = frozenset(),
    objector: Objector = Objector.PATIENT,
    way: Way = Way.LOG_IN,
    name: str = "",
) -> AccessKept | Denied:
    """The block that was kept, or Denied. BadInput with all that stands against it."""
    whose = objector_of(actor, objector)

    def blocked(facts: AccessFacts, told: Told) -> list[Content]:
        own = named_provider(facts, None)
        of = named_provider(facts, provider)
        findings = not_names(unit=unit)
        if kind is BlockKind.INNER and of != own:
            findings.append(Finding("block-inner-elsewhere", _INNER, _OUTER, value=of))
        if information_from and information_until and information_until < information_from:
            findings.append(
                Finding("block-days", _ORDER, _TURN, value=f"{information_from}–{information_until}")
            )
        refuse_if(findings)
        return [Objected(kind, of, unit, information_from, information_until, excluded)]

    judged = _whose(actor, Action.OBJECT_TO_SHARING, may_block(whose, kind))
    word = her_word(actor, way, name)
    return keep_access(store, actor, plan_id, Action.OBJECT_TO_SHARING, now, blocked, word, judged)


def lift_block(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    block: str,
    now: Moment,
    *,
    until: Moment | None = None,
    unit: str | None = None,
    staff: str | None = None,
    objector: Objector = Objector.PATIENT,
    way: Way = Way.LOG_IN,
    name: str = "",
) -> AccessKept | Denied:
    """What was kept, or Denied: the outer block lifted for good, or with *until* for a unit for a time.

    BadInput when it is no outer block of the plan's own caregiver, or does not stand.
    """
    whose = objector_of(actor, objector)

    def lifted(facts: AccessFacts, told: Told) -> list[Content]:
        known = {one.record_id: one for one in blocks_of(told)}
        findings = _against(known.get(block), named_provider(facts, None), now)
        findings += not_names(unit=unit, staff=staff)
        if (until is None) is not (unit is None) or (staff is not None and unit is None):
            findings.append(Finding("revoke-for-whom", _FOR_WHOM, _SAY_WHOM))
        if until is not None and until <= now:
            findings.append(Finding("revoke-over", _OVER, _LATER, value=str(until)))
        refuse_if(findings)
        if until is not None and unit is not None:
            return [BlockRevoked(block, until, unit, staff)]
        return [BlockLifted(block, CancelReason.PATIENTS_CONSENT)]

    judged = _whose(actor, Action.LIFT_BLOCK, may_lift_outer(whose))
    return keep_access(
        store, actor, plan_id, Action.LIFT_BLOCK, now, lifted, her_word(actor, way, name), judged
    )


def _whose(actor: Actor, action: Action, by_right: Decision) -> Judged:
    """First whether the asker may at all; then whether the one whose word it is has the right.

    A guardian or proxy who does act for the person is told by the paragraph that it is not hers to say.
    """

    def judged(facts: AccessFacts | None, asked: Asked) -> Decision:
        may = decide(actor, facts, action, asked)
        if may.allowed or may.rule == "representative.read-only":
            return by_right
        return may

    return judged


def _against(known: KnownBlock | None, own: str, now: Moment) -> list[Finding]:
    if known is None or not known.block.in_force(now):
        return [Finding("block-none", _NO_BLOCK, _READ_AGAIN)]
    if known.block.provider != own:
        return [Finding("block-elsewhere", _ELSEWHERE, _ASK_THERE, value=known.block.provider)]
    if known.block.kind is BlockKind.INNER:
        return [Finding("block-inner", _IS_INNER, _AUTHORISED)]
    return []


_INNER = Text(
    "En inre spärr kan bara gälla planens egen vårdgivare",
    "An inner block can only be within the plan's own caregiver",
)
_OUTER = Text("Välj yttre spärr.", "Choose an outer block.")
_ORDER = Text("Dagarna står i fel ordning", "The days are in the wrong order")
_TURN = Text("Ange den tidigare dagen först.", "Give the earlier day first.")
_NO_BLOCK = Text("Det finns ingen sådan spärr som gäller", "There is no such block in force")
_READ_AGAIN = Text("Läs vilka spärrar som finns.", "Read which blocks there are.")
_ELSEWHERE = Text("Spärren gäller en annan vårdgivares uppgifter", "The block is on another provider's data")
_ASK_THERE = Text("Den hävs hos den vårdgivaren.", "It is lifted at that provider.")
_IS_INNER = Text("Det är en inre spärr", "It is an inner block")
_AUTHORISED = Text(
    "Den hävs av någon som vårdgivaren har gett behörighet till det.",
    "It is lifted by somebody whom the caregiver has authorised.",
)
_FOR_WHOM = Text(
    "Det framgår inte för vilken enhet och hur länge", "It does not say for which unit and for how long"
)
_SAY_WHOM = Text("Ange både enhet och sluttid, eller ingetdera.", "Give both unit and end, or neither.")
_OVER = Text("Tiden har redan gått ut", "The time is over already")
_LATER = Text("Ange en senare tid.", "Give a later time.")
