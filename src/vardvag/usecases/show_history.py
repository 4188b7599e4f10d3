"""Show a plan's versions, as far as the reader may see them, with what differs from the one before.

Here does not belong what has changed since a version somebody saw (`lay_on_top`), nor how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.difference import Difference, difference
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.store import PlanStore
from vardvag.contracts.versions import VersionStanding, version_history
from vardvag.usecases.show_plan import Denied, PlanView, as_seen, decided_and_logged, view_of


@dataclass(frozen=True, slots=True)
class Version:
    """One version: what was said of it, and what differs from the one before. None: it is the first."""

    standing: VersionStanding
    changed: Difference | None


@dataclass(frozen=True, slots=True)
class History:
    """The plan as it stands, and its versions, the newest first."""

    view: PlanView
    versions: tuple[Version, ...]


def show_history(store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment) -> History | Denied:
    """The history of a plan, or Denied. Either way the attempt is in the log, once."""
    decision, _ = decided_and_logged(store, actor, plan_id, Action.READ_PLAN, now)
    if not decision.allowed:
        return Denied()
    versions = store.history(plan_id)
    person = store.person(versions[-1].person)
    seen = [as_seen(store, plan, actor, now, person) for plan in versions]
    differences = [None, *(difference(one, other) for one, other in pairwise(seen))]
    standings = version_history(len(seen), store.plan_events(plan_id))
    steps = [Version(*pair) for pair in zip(standings, differences, strict=True)]
    return History(view_of(store, plan_id, decision, now, actor), tuple(reversed(steps)))
