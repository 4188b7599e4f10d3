"""Choose what to be told of a plan, and see what one has been told: whoever may read the plan, for herself.

Here does not belong what there is to choose (`contracts/notices`), nor sending (`send_notices`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.notices.notice import Notice, NoticeState
from vardvag.contracts.notices.subscription import (
    NoticeWay,
    Subscriber,
    Subscription,
    Topic,
    against,
    topics_for,
    way_of,
)
from vardvag.contracts.store import PlanStore
from vardvag.usecases.show_plan import Denied, decided_and_logged, still_allowed
from vardvag.usecases.told_topics import told_topics


@dataclass(frozen=True, slots=True)
class Told:
    """One notice to her: when the plan changed, what it told, and what became of it."""

    made_at: Moment
    topics: tuple[Topic, ...]
    state: NoticeState
    way: NoticeWay | None
    done_at: Moment | None


@dataclass(frozen=True, slots=True)
class NoticesShown:
    """What she has chosen, among what and by which ways, and what she has been told, newest first."""

    plan_id: PlanId
    topics: tuple[Topic, ...]
    way: NoticeWay
    address: str
    can_choose: tuple[Topic, ...]
    ways: tuple[NoticeWay, ...]
    told: tuple[Told, ...]


def show_notices(
    store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment, ways: Collection[NoticeWay]
) -> NoticesShown | Denied:
    """What *actor* has chosen to be told of a plan; or Denied. *ways* are those that are to be had here."""
    decision, facts = decided_and_logged(store, actor, plan_id, Action.CHOOSE_NOTICES, now)
    if facts is None or not decision.allowed:
        return Denied()
    return _shown(store, actor, plan_id, now, _open(ways, facts.protection))


def choose_notices(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    topics: Iterable[Topic],
    way: NoticeWay,
    address: str,
    now: Moment,
    ways: Collection[NoticeWay],
) -> NoticesShown | Denied:
    """What holds after *actor* has chosen; or Denied. No topics: nothing is told, and no address is kept.

    BadInput tells all that stands against it: a topic that is not hers, a way that is not to be had, or that
    would leave the service for somebody protected, and an address that is none.
    """
    decision, facts = decided_and_logged(store, actor, plan_id, Action.CHOOSE_NOTICES, now)
    if facts is None or not decision.allowed:
        return Denied()
    chosen = frozenset(topics)
    written = address.strip() if way is NoticeWay.EMAIL else ""
    found = against(actor.role, chosen, way, written, facts.protection, ways) if chosen else []
    if found:
        raise BadInput(_NOT_SO, found)
    with store.transaction():
        if not still_allowed(store, actor, plan_id, Action.CHOOSE_NOTICES, now):
            return Denied()
        who = Subscriber(actor.subject, actor.name, str(actor.role), actor.person, actor.unit)
        store.keep_subscription(Subscription(plan_id, facts.person, who, chosen, way, written, now))
    return _shown(store, actor, plan_id, now, _open(ways, facts.protection))


def _open(ways: Collection[NoticeWay], protection: Protection) -> tuple[NoticeWay, ...]:
    return tuple(one for one in NoticeWay if one in ways and way_of(one, protection) is one)


def _shown(
    store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment, ways: tuple[NoticeWay, ...]
) -> NoticesShown:
    role = str(actor.role)
    held = store.subscription(plan_id, actor.subject, role)
    way = held.way if held is not None and held.way in ways else NoticeWay.PAGE
    notices = (_now(store, actor, one, held, now) for one in store.notices_to(plan_id, actor.subject, role))
    return NoticesShown(
        plan_id=plan_id,
        topics=tuple(one for one in Topic if held is not None and one in held.topics),
        way=way,
        address=held.address if held is not None and way is NoticeWay.EMAIL else "",
        can_choose=topics_for(role),
        ways=ways,
        told=tuple(
            Told(
                one.made_at,
                tuple(topic for topic in Topic if topic in one.topics),
                one.state,
                one.way,
                one.done_at,
            )
            for one in notices
            if one.topics and one.state is not NoticeState.WITHHELD
        ),
    )


def _now(store: PlanStore, actor: Actor, notice: Notice, held: Subscription | None, now: Moment) -> Notice:
    """A notice with what it tells; of one that waits, what it would tell if it were sent now."""
    if notice.state is NoticeState.SENT or held is None:
        return notice
    return replace(notice, topics=told_topics(store, actor, notice, held, now))


_NOT_SO = Text("Meddelandena kan inte väljas så.", "The notices cannot be chosen so.")
