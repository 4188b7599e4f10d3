"""The right to object, and to have a block lifted: patientdatalagen 4 kap. 4 §, lag (2022:913) 2 kap. 3 §.

If the patient objects, the data are blocked *at once*. A guardian has no right to block a child's data, and
the law names nobody else who has. The patient may have an outer block lifted whenever she asks; that an inner
one is lifted with her consent is 4 kap. 5 § (`inner_block_lifted`). It is the one who objects that matters,
not who writes it down: staff may do that for her. Here does not belong what a block covers (`block`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from vardvag.base.moments import Moment
from vardvag.contracts.access.block import Block, BlockKind, Cancelled, CancelReason
from vardvag.contracts.access.decision import Decision, permit, refuse
from vardvag.contracts.access.items import InformationKind
from vardvag.contracts.access.law import PDL, SVOD


class Objector(StrEnum):
    """Who it is that objects, or asks for a block to be lifted."""

    PATIENT = "patient"
    GUARDIAN = "guardian"
    PROXY = "proxy"
    STAFF = "staff"


PARAGRAPHS = {BlockKind.INNER: f"{PDL} 4 kap. 4 §", BlockKind.OUTER: f"{SVOD} 2 kap. 3 §"}


def may_block(objector: Objector, kind: BlockKind) -> Decision:
    """Whether somebody's objection blocks a person's data."""
    if objector is Objector.PATIENT:
        return permit(
            "objection.patient",
            f"{PARAGRAPHS[kind]} första stycket",
            "Personen motsätter sig det; uppgifterna spärras genast.",
            "The person objects; the data are blocked at once.",
        )
    if objector is Objector.GUARDIAN:
        return refuse(
            "objection.guardian",
            f"{PARAGRAPHS[kind]} andra stycket",
            "En vårdnadshavare får inte spärra ett barns uppgifter.",
            "A guardian may not block a child's data.",
        )
    return refuse(
        "objection.somebody-else",
        f"{PARAGRAPHS[kind]} första stycket",
        "Bara den som uppgifterna gäller kan motsätta sig.",
        "Only the one whom the data are about can object.",
    )


def may_lift_outer(objector: Objector) -> Decision:
    """Whether somebody may have an outer block lifted by asking for it, at any time."""
    if objector is Objector.PATIENT:
        return permit(
            "objection.lifted",
            f"{PARAGRAPHS[BlockKind.OUTER]} tredje stycket",
            "Personen begär att spärren hävs.",
            "The person asks for the block to be lifted.",
        )
    return refuse(
        "objection.not-lifted",
        f"{PARAGRAPHS[BlockKind.OUTER]} tredje stycket",
        "Bara den som uppgifterna gäller kan begära att spärren hävs.",
        "Only the one whom the data are about can ask for the block to be lifted.",
    )


def block_at_once(
    kind: BlockKind,
    provider: str,
    now: Moment,
    *,
    unit: str | None = None,
    information_from: date | None = None,
    information_until: date | None = None,
    excluded: frozenset[InformationKind] = frozenset(),
) -> Block:
    """The block that an objection makes: it stands from the moment of the objection."""
    return Block(kind, provider, now, unit, information_from, information_until, excluded)


def lifted(block: Block, now: Moment, reason: CancelReason) -> Block:
    """The block as it is when it has been lifted for good."""
    return replace(block, cancelled=Cancelled(now, reason))
