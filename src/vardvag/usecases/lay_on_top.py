"""What has changed since the version somebody saw, and whether her own change can be laid on top of it.

Her change is tried on the plan as it stands, inside a transaction that is always undone: so what stands
against it is found by the same rules that would refuse it. Here does not belong what differs
(`contracts.difference`), nor choosing when two changes touch the same thing: that is for people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vardvag.base.errors import BadInput, NotFound
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.difference import Difference, difference, touch
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.store import PlanStore
from vardvag.contracts.versions import version_history
from vardvag.usecases.change_plan import refuse_if
from vardvag.usecases.show_plan import Denied, as_seen, decided_and_logged


@dataclass(frozen=True, slots=True)
class Made:
    """Who made a version, when, and by doing what; None where nobody recorded it."""

    version: int
    by: str | None
    at: Moment | None
    action: str | None


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed from version `seen` to `current`, and who made each version between."""

    seen: int
    current: int
    made: tuple[Made, ...]
    difference: Difference


@dataclass(frozen=True, slots=True)
class Merge:
    """`can`: her change touches nothing that has changed since, and nothing stands against it.

    `against` is what would be refused; `touches` whether the same thing has been changed by another.
    """

    since: Since
    can: bool
    touches: bool
    against: tuple[Finding, ...]


def changes_since(store: PlanStore, actor: Actor, plan_id: PlanId, seen: int, now: Moment) -> Since | Denied:
    """What has changed since version *seen*, as far as *actor* may see it; or Denied. BadInput for a version
    that the plan has not had."""
    decision, _ = decided_and_logged(store, actor, plan_id, Action.READ_PLAN, now)
    if not decision.allowed:
        return Denied()
    versions = {plan.version: plan for plan in store.history(plan_id)}
    current = versions[max(versions)]
    if seen not in versions:
        refuse_if([Finding("version-unknown", _UNKNOWN, _READ_NEWEST, value=str(seen))])
    standings = version_history(current.version, store.plan_events(plan_id))[seen:]
    made = (
        Made(
            one.version,
            one.made.said.name if one.made else None,
            one.made.at if one.made else None,
            one.made.words if one.made else None,
        )
        for one in standings
    )
    was, is_now = (as_seen(store, plan, actor, now) for plan in (versions[seen], current))
    return Since(seen, current.version, tuple(made), difference(was, is_now))


def changed_since(store: PlanStore, plan_id: PlanId, seen: int) -> bool:
    """Whether the plan is at another version than *seen*, for a change that has been let in and refused."""
    return store.read(plan_id).version != seen


def lay_on_top(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    seen: int,
    now: Moment,
    redo: Callable[[int], object],
) -> Merge | Denied:
    """What has changed since *seen*, and whether *redo*, given the version that holds, can be laid on top.

    Nothing of *redo* is kept. Denied when the plan may not be read. BadInput as `changes_since`.
    """
    since = changes_since(store, actor, plan_id, seen, now)
    if isinstance(since, Denied):
        return since
    before = store.read(plan_id)
    try:
        after = _tried(store, plan_id, lambda: redo(since.current))
    except BadInput as refused:
        return Merge(since, False, False, refused.findings)
    except NotFound as gone:
        finding = Finding("gone", _GONE, _READ_NEWEST, value=gone.name)
        return Merge(since, False, True, (finding,))
    touches = after is None or _touches(store, plan_id, seen, difference(before, after))
    return Merge(since, not touches, touches, ())


class _Undone(Exception):
    """Ends a transaction whose outcome was only to be looked at."""


def _tried(store: PlanStore, plan_id: PlanId, redo: Callable[[], object]) -> PatientContract | None:
    """The plan as *redo* would make it; None when it is denied. Undone either way."""
    found: list[PatientContract | None] = []
    try:
        with store.transaction():
            found.append(None if isinstance(redo(), Denied) else store.read(plan_id))
            raise _Undone
    except _Undone:
        return found[0]


def _touches(store: PlanStore, plan_id: PlanId, seen: int, own: Difference) -> bool:
    """Whether *own* touches anything changed since *seen*, hidden or not: only yes or no is told."""
    versions = {plan.version: plan for plan in store.history(plan_id)}
    theirs = difference(versions[seen], versions[max(versions)])
    return touch(own, theirs)


_UNKNOWN = Text("Planen har ingen sådan version", "The plan has no such version")
_GONE = Text("Det som ändras finns inte längre", "What is changed is no longer there")
_READ_NEWEST = Text("Läs den nyaste versionen.", "Read the newest version.")
