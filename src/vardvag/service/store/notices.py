"""The part of the store that keeps who wants to be told of a plan, and the outbox of notices.

A notice is written in the transaction that changes the plan. Whoever sends takes one at a time, for a while:
if she is interrupted, it is there for the next. Here does not belong what there is to tell
(`contracts/notices`), nor sending (`usecases/send_notices`).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from django.db.models import Count, Max, Q

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.notices.notice import HELD, Notice, NoticeState
from vardvag.contracts.notices.subscription import NoticeWay, Subscriber, Subscription, Topic
from vardvag.service.store import notice_models


class NoticeRows:
    """`contracts.store.PlanStore` and its `Outbox`, as much of them as is about notices."""

    _alias: str

    def transaction(self) -> AbstractContextManager[None]:
        """See the repository."""
        raise NotImplementedError

    def subscription(self, plan_id: PlanId, subject: str, role: str) -> Subscription | None:
        """What somebody has chosen to be told of a plan; None when she has chosen nothing."""
        found = self._subscriptions.filter(plan_id=plan_id, subject=subject, role=role).first()
        return None if found is None else _subscription(found)

    def subscriptions(self, plan_id: PlanId) -> tuple[Subscription, ...]:
        """What everybody has chosen to be told of a plan."""
        return tuple(_subscription(row) for row in self._subscriptions.filter(plan_id=plan_id).order_by("id"))

    def keep_subscription(self, chosen: Subscription) -> None:
        """Keep what somebody has chosen in place of what she chose before; nothing, when it is nothing."""
        hers = {"plan_id": chosen.plan, "subject": chosen.who.subject, "role": chosen.who.role}
        if not chosen.topics:
            self._subscriptions.filter(**hers).delete()
            return
        self._subscriptions.update_or_create(
            **hers,
            defaults={
                "person_id": chosen.person,
                "name": chosen.who.name,
                "own_person": chosen.who.person,
                "unit": chosen.who.unit,
                "topics": sorted(one.value for one in chosen.topics),
                "way": chosen.way.value,
                "address": chosen.address,
                "at": chosen.at.utc,
            },
        )

    def queue_notices(self, notices: Iterable[Notice]) -> None:
        """Put notices in the outbox; one that is there already stays as it is. Call it inside
        `transaction`."""
        rows = [
            notice_models.Notice(
                notice_id=one.notice_id,
                person_id=one.person,
                plan_id=one.plan,
                subscriber=one.subscriber,
                role=one.role,
                version=one.version,
                asks=one.asks,
                made_at=one.made_at.utc,
                next_at=one.made_at.utc,
                **_came_to(one),
            )
            for one in notices
        ]
        self._notices.bulk_create(rows, ignore_conflicts=True)

    def notices_to(self, plan_id: PlanId, subject: str, role: str) -> tuple[Notice, ...]:
        """The notices of a plan to somebody, newest first."""
        rows = self._notices.filter(plan_id=plan_id, subscriber=subject, role=role)
        return tuple(_notice(row) for row in rows.order_by("-made_at", "-id"))

    def take_notice(self, now: Moment) -> Notice | None:
        """The notice that has waited longest of those to be sent by now, for the taker alone for a while."""
        with self.transaction():
            due = self._notices.filter(state=NoticeState.WAITING.value, next_at__lte=now.utc)
            free = due.filter(Q(held_until=None) | Q(held_until__lte=now.utc))
            row = free.order_by("next_at", "id").first()
            if row is None:
                return None
            row.held_until, row.attempts = now.utc + HELD, row.attempts + 1
            row.save(using=self._alias, update_fields=["held_until", "attempts"])
        return _notice(row)

    def settle_notice(self, notice: Notice) -> None:
        """Keep what became of a notice that was taken."""
        with self.transaction():
            self._notices.filter(notice_id=notice.notice_id).update(
                held_until=None, next_at=notice.next_at and notice.next_at.utc, **_came_to(notice)
            )

    def forget_notices(self, before: Moment) -> int:
        """Delete the notices that were over before a moment; how many."""
        with self.transaction():
            gone: int = self._notices.filter(done_at__lt=before.utc).delete()[0]
        return gone

    def outbox_standing(self) -> tuple[dict[NoticeState, int], Moment | None]:
        """How many notices there are in each state, and when one was last sent."""
        counted = self._notices.order_by().values("state").annotate(rows=Count("id"), last=Max("done_at"))
        found = {NoticeState(one["state"]): one for one in counted}
        last = found.get(NoticeState.SENT, {}).get("last")
        counts = {state: found.get(state, {}).get("rows", 0) for state in NoticeState}
        return counts, None if last is None else Moment.of(last)

    @property
    def _subscriptions(self) -> Any:
        return notice_models.Subscription.objects.using(self._alias)

    @property
    def _notices(self) -> Any:
        return notice_models.Notice.objects.using(self._alias)


def _came_to(notice: Notice) -> dict[str, Any]:
    return {
        "state": notice.state.value,
        "attempts": notice.attempts,
        "done_at": notice.done_at and notice.done_at.utc,
        "topics": sorted(one.value for one in notice.topics),
        "way": notice.way and notice.way.value,
        "reason": notice.reason,
    }


def _subscription(row: notice_models.Subscription) -> Subscription:
    return Subscription(
        plan=PlanId(row.plan_id),
        person=PersonId(row.person_id),
        who=Subscriber(row.subject, row.name, row.role, row.own_person, row.unit),
        topics=frozenset(Topic(one) for one in row.topics),
        way=NoticeWay(row.way),
        address=row.address,
        at=Moment.of(row.at),
    )


def _notice(row: notice_models.Notice) -> Notice:
    return Notice(
        notice_id=row.notice_id,
        plan=PlanId(row.plan_id),
        person=PersonId(row.person_id),
        subscriber=row.subscriber,
        role=row.role,
        version=row.version,
        asks=row.asks,
        made_at=Moment.of(row.made_at),
        state=NoticeState(row.state),
        attempts=row.attempts,
        next_at=None if row.next_at is None else Moment.of(row.next_at),
        done_at=None if row.done_at is None else Moment.of(row.done_at),
        topics=frozenset(Topic(one) for one in row.topics),
        way=None if row.way is None else NoticeWay(row.way),
        reason=row.reason,
    )
