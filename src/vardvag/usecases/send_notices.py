"""Send the notices that wait in the outbox: one at a time, access decided anew, at least once.

A notice is taken, decided and logged, delivered, and then settled. Whoever is interrupted between the two
last leaves it to the next, who delivers it again under the same identifier: nothing is lost, and a channel
that knows what it has delivered delivers it once. What cannot be delivered is tried again, with longer waits.
Here does not belong any channel (`service/notices`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from vardvag.base.moments import Moment
from vardvag.contracts.access.decision import Action
from vardvag.contracts.notices.notice import KEPT, Notice, NoticeState, tried_again_at
from vardvag.contracts.notices.subscription import NoticeWay, way_of
from vardvag.contracts.store import Outbox
from vardvag.usecases.show_plan import decided_and_logged
from vardvag.usecases.told_topics import told_topics


class NotDelivered(Exception):
    """A channel could not deliver. `reason` is a short word for the log, and names nobody."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Channel(Protocol):
    """A way out. It is given who and nothing of what: the words are the same to everybody."""

    def deliver(self, notice_id: str, address: str) -> None:
        """Deliver the notice. NotDelivered when it could not be. The same *notice_id* is the same notice: one
        that is known to have been delivered is not delivered again."""


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one round: how many were sent, withheld, put off and given up; and how the outbox stands.

    `last_sent` is when a notice was last sent, in this round or before.
    """

    sent: int
    withheld: int
    put_off: int
    given_up: int
    standing: Mapping[NoticeState, int]
    last_sent: Moment | None


def send_notices(
    outbox: Outbox, channels: Mapping[NoticeWay, Channel], clock: Callable[[], Moment], most: int = 1000
) -> Round:
    """Send those that are due, at most so many. What is read on the page alone takes no channel."""
    settled: list[Notice] = []
    while len(settled) < most and (taken := outbox.take_notice(clock())) is not None:
        done = _sent(outbox, taken, channels, clock)
        outbox.settle_notice(done)
        settled.append(done)
    outbox.forget_notices(Moment.of(clock().utc - KEPT))
    states = [one.state for one in settled]
    standing, last = outbox.outbox_standing()
    return Round(
        states.count(NoticeState.SENT),
        states.count(NoticeState.WITHHELD),
        states.count(NoticeState.WAITING),
        states.count(NoticeState.FAILED),
        standing,
        last,
    )


def _sent(
    outbox: Outbox, notice: Notice, channels: Mapping[NoticeWay, Channel], clock: Callable[[], Moment]
) -> Notice:
    """The notice as it is after it was tried."""
    now = clock()
    chosen = outbox.subscription(notice.plan, notice.subscriber, notice.role)
    if chosen is None:
        return _over(notice, NoticeState.WITHHELD, now, "not-chosen")
    decision, facts = decided_and_logged(outbox, chosen.who, notice.plan, Action.RECEIVE_NOTICE, now)
    if facts is None or not decision.allowed:
        return _over(notice, NoticeState.WITHHELD, now, decision.rule)
    topics = told_topics(outbox, chosen.who, notice, chosen, now)
    if not topics:
        return _over(notice, NoticeState.WITHHELD, now, "nothing-shown")
    way = way_of(chosen.way, facts.protection)
    try:
        if way is not NoticeWay.PAGE:
            if way not in channels:
                raise NotDelivered("no-channel")
            channels[way].deliver(notice.notice_id, chosen.address)
    except NotDelivered as failed:
        again = tried_again_at(notice.attempts, now)
        if again is not None:
            return replace(notice, next_at=again, reason=failed.reason)
        return replace(_over(notice, NoticeState.FAILED, now, failed.reason), way=way)
    return replace(_over(notice, NoticeState.SENT, clock(), ""), topics=topics, way=way)


def _over(notice: Notice, state: NoticeState, now: Moment, reason: str) -> Notice:
    return replace(notice, state=state, done_at=now, next_at=None, reason=reason)
