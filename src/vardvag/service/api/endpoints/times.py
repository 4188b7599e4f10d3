"""Times: moved, proposed, and booked with the patient's yes."""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.proposals import Proposal
from vardvag.contracts.said import Speaker, Way
from vardvag.service.api.endpoint import Call, Endpoint, Kept, kept
from vardvag.usecases.move_step import Yes, move_step
from vardvag.usecases.propose_times import book_proposed, propose_times
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class NewTime:
    """The step's new time. A day that has been says that the visit was held; earlier today is refused.

    `yes` is the patient's, and is asked for when she has a time already: nothing is rebooked without her.
    """

    at: Moment
    yes: Yes | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The proposed slot that the patient said yes to, and how she said it."""

    slot_id: str
    way: Way
    name: str
    speaker: Speaker = Speaker.PATIENT


@dataclass(frozen=True, slots=True)
class Proposals:
    """What could be proposed to the patient, that which saves the most days first."""

    proposals: tuple[Proposal, ...]


def _move(call: Call) -> Kept | Denied:
    sent: NewTime = call.body
    return kept(
        move_step(call.store, call.actor, call.plan, call.step, sent.at, call.seen, call.now, yes=sent.yes)
    )


def _propose(call: Call) -> Proposals | Denied:
    found = propose_times(call.store, call.actor, call.plan, call.now)
    return found if isinstance(found, Denied) else Proposals(tuple(found))


def _book(call: Call) -> Kept | Denied:
    yes: Acceptance = call.body
    return kept(
        book_proposed(
            call.store,
            call.actor,
            call.plan,
            call.step,
            yes.slot_id,
            call.seen,
            call.now,
            way=yes.way,
            name=yes.name,
            speaker=yes.speaker,
        )
    )


ENDPOINTS = (
    Endpoint(
        "moveStep",
        "PUT",
        "plans/{plan_id}/steps/{step_id}/time",
        Text("Ge ett steg en annan tid", "Give a step another time"),
        _move,
        Kept,
        Action.MOVE_STEP,
        NewTime,
        versioned=True,
    ),
    Endpoint(
        "proposeTimes",
        "GET",
        "plans/{plan_id}/proposals",
        Text("Tider som kan göra vägen kortare", "Times that could shorten the way"),
        _propose,
        Proposals,
        Action.PROPOSE_TIMES,
    ),
    Endpoint(
        "bookProposed",
        "POST",
        "plans/{plan_id}/steps/{step_id}/bookings",
        Text("Ta en föreslagen tid, med patientens ja", "Take a proposed time, with the patient's yes"),
        _book,
        Kept,
        Action.BOOK_PROPOSED,
        Acceptance,
        versioned=True,
    ),
)
