"""Where an offer stands: of a patientkontrakt, and of a fast vårdkontakt. Not yet offered is an answer too.

Here does not belong whom to offer first (`offer_criteria`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vardvag.contracts.plan_events import PlanEvent, PlanEventKind, standing_events


class Offered(StrEnum):
    """What is offered."""

    CONTRACT = "contract"
    FIXED_CONTACT = "fixed_contact"


class OfferState(StrEnum):
    """Where the offer stands."""

    NOT_YET = "not_yet_offered"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


_STATES = {
    Offered.CONTRACT: {
        PlanEventKind.CONTRACT_OFFERED: OfferState.OFFERED,
        PlanEventKind.CONTRACT_ACCEPTED: OfferState.ACCEPTED,
        PlanEventKind.CONTRACT_DECLINED: OfferState.DECLINED,
    },
    Offered.FIXED_CONTACT: {
        PlanEventKind.CONTACT_OFFERED: OfferState.OFFERED,
        PlanEventKind.CONTACT_ACCEPTED: OfferState.ACCEPTED,
        PlanEventKind.CONTACT_DECLINED: OfferState.DECLINED,
    },
}


@dataclass(frozen=True, slots=True)
class OfferStanding:
    """`last` says by whom and when it came to stand so; None while nothing has been offered."""

    what: Offered
    state: OfferState
    last: PlanEvent | None


def offer_standing(what: Offered, events: Iterable[PlanEvent]) -> OfferStanding:
    """Where the offer of *what* stands. A new offer after a no stands as offered again."""
    states = _STATES[what]
    concerned = [event for event in standing_events(events) if event.kind in states]
    if not concerned:
        return OfferStanding(what, OfferState.NOT_YET, None)
    return OfferStanding(what, states[concerned[-1].kind], concerned[-1])


def kind_of(what: Offered, state: OfferState) -> PlanEventKind:
    """The event by which an offer comes to stand so. KeyError for `NOT_YET`, which no event makes."""
    return {made: kind for kind, made in _STATES[what].items()}[state]
