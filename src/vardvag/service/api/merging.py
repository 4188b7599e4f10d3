"""The answer to somebody whose plan was changed first: what changed, by whom, and whether hers fits on top.

The merge itself is tried and undone by a use-case; to lay the change on top she sends it again with the
newest version. Here does not belong comparing (`contracts/difference`) nor trying (`usecases/lay_on_top`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from vardvag.base.errors import VardvagError
from vardvag.base.findings import Finding
from vardvag.service.api.endpoint import Call, Endpoint
from vardvag.service.api.problems import CHANGED, Problem
from vardvag.service.api.shown import Changes, changes_shown
from vardvag.service.api.wire import write
from vardvag.usecases.lay_on_top import changed_since, lay_on_top
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class MergeShown:
    """`can_be_laid_on_top`: sent again with the newest version it would be kept, and changes nothing that
    somebody else has changed since. `touches_the_same`: the same thing has been changed. `against`: what
    stands against it now."""

    can_be_laid_on_top: bool
    touches_the_same: bool
    against: tuple[Finding, ...]
    changes: Changes


def changed_under_her(endpoint: Endpoint, call: Call) -> Problem | None:
    """Problem 412 with the difference; None when the plan is at the version that she saw."""
    try:
        if not changed_since(call.store, call.plan, call.seen):
            return None
        merge = lay_on_top(
            call.store,
            call.actor,
            call.plan,
            call.seen,
            call.now,
            lambda version: endpoint.run(replace(call, seen=version)),
        )
    except VardvagError:
        # A version the plan never had: there is nothing to compare with.
        return Problem(CHANGED)
    if isinstance(merge, Denied):
        return Problem(CHANGED)
    changes = changes_shown(merge.since)
    shown = MergeShown(merge.can, merge.touches, merge.against, changes)
    return Problem(CHANGED, more={"merge": write(shown)}, headers={"ETag": f'"{changes.current}"'})
