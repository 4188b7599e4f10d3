"""What a notice tells its reader: of what she has chosen, what has changed in what she is shown of the plan.

A change in what is hidden from her is no change to her. Here does not belong whether she may be told at all.
"""

from __future__ import annotations

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.notices.notice import Notice, topics_between
from vardvag.contracts.notices.subscription import Subscription, Topic
from vardvag.contracts.store import PlanStore
from vardvag.usecases.show_plan import as_seen


def told_topics(
    store: PlanStore, reader: Actor, notice: Notice, chosen: Subscription, now: Moment
) -> frozenset[Topic]:
    """What *notice* tells *reader*, who may read the plan; nothing where nothing of it is for her."""
    if notice.asks:
        return frozenset({Topic.TO_CONFIRM}) & chosen.topics
    versions = {one.version: one for one in store.history(notice.plan)}
    before, after = versions.get(notice.version - 1), versions.get(notice.version)
    if before is None or after is None:
        return frozenset()
    person = store.person(after.person)
    return chosen.topics & topics_between(
        as_seen(store, before, reader, now, person), as_seen(store, after, reader, now, person)
    )
