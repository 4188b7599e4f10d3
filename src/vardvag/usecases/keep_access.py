"""The way everything said of access is kept: decide by law, log, and keep it as a record.

Here does not belong any particular thing that is said (one file each), nor who may say it
(`contracts.access`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.access.decision import AccessFacts, Action
from vardvag.contracts.access.objection import Objector
from vardvag.contracts.access.records import AccessRecord, Content
from vardvag.contracts.identifiers import PlanId, new_identifier
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import by_care, voice
from vardvag.usecases.show_plan import Denied, Judged, decided_and_logged, still_allowed

Told = Sequence[AccessRecord]
Made = Callable[[AccessFacts, Told], Sequence[Content]]


@dataclass(frozen=True, slots=True)
class AccessKept:
    """What was kept, by the identifiers of its records: those that undo it name them. The plan has the same
    `version` as before."""

    plan_id: PlanId
    version: int
    records: tuple[str, ...]


def keep_access(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    action: Action,
    now: Moment,
    made: Made,
    word: Callable[[], Said] | None = None,
    judged: Judged | None = None,
) -> AccessKept | Denied:
    """What *made* makes of what is known, kept as said by *word* (care's own, where none is given).

    BadInput of *made* or *word* keeps nothing; the attempt is in the log all the same.
    """
    decision, facts = decided_and_logged(store, actor, plan_id, action, now, judged=judged)
    if facts is None or not decision.allowed:
        return Denied()
    said = word() if word is not None else by_care(actor)
    with store.transaction():
        if not still_allowed(store, actor, plan_id, action, now, judged):
            return Denied()
        kept = []
        for content in made(facts, store.access_records(facts.person)):
            kept.append(new_identifier())
            store.append_access_record(AccessRecord(kept[-1], facts.person, now, content, said, actor.unit))
    return AccessKept(plan_id, store.read(plan_id).version, tuple(kept))


def her_word(actor: Actor, way: Way, name: str) -> Callable[[], Said]:
    """The person's own word: by her log-in, or written down by staff as it reached them."""
    return lambda: voice(actor, Speaker.PATIENT, way, name)


def objector_of(actor: Actor, stated: Objector) -> Objector:
    """Whose objection it is: a log-in speaks for itself, and staff state whose word they write down."""
    own: dict[str, Objector] = {
        Role.PATIENT: Objector.PATIENT,
        Role.GUARDIAN: Objector.GUARDIAN,
        Role.PROXY: Objector.PROXY,
    }
    return own.get(actor.role, stated)
