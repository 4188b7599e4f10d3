"""What she wants to be told of a plan, and what she has been told.

A choice is of no version of the plan, so no `If-Match` is asked for. Here does not belong sending
(`service/notices`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.notices.subscription import NoticeWay, Topic
from vardvag.service.api.endpoint import Call, Endpoint
from vardvag.service.notices.ways import ways
from vardvag.usecases.choose_notices import NoticesShown, choose_notices, show_notices
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class NoticesChosen:
    """What to be told of, and by which way. No topics: of nothing, and no address is kept."""

    topics: frozenset[Topic] = frozenset()
    way: NoticeWay = NoticeWay.PAGE
    address: str = ""


def _show(call: Call) -> NoticesShown | Denied:
    return show_notices(call.store, call.actor, call.plan, call.now, ways())


def _choose(call: Call) -> NoticesShown | Denied:
    said: NoticesChosen = call.body
    return choose_notices(
        call.store, call.actor, call.plan, said.topics, said.way, said.address, call.now, ways()
    )


ENDPOINTS = (
    Endpoint(
        "showNotices",
        "GET",
        "plans/{plan_id}/notices",
        Text(
            "Vad du har valt att få veta om planen, och vad du har fått veta",
            "What you have chosen to be told of the plan, and what you have been told",
        ),
        _show,
        NoticesShown,
        Action.CHOOSE_NOTICES,
    ),
    Endpoint(
        "chooseNotices",
        "PUT",
        "plans/{plan_id}/notices",
        Text("Välj vad du vill få veta, och hur", "Choose what to be told of, and how"),
        _choose,
        NoticesShown,
        Action.CHOOSE_NOTICES,
        NoticesChosen,
    ),
)
