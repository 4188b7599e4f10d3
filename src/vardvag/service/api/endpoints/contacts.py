"""Fasta kontakter named and ended, and steps handed over to another principal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.fixed_contact import FixedContact
from vardvag.contracts.handover import Principal
from vardvag.contracts.identifiers import StepId
from vardvag.service.api.endpoint import Call, Endpoint, Kept, kept
from vardvag.usecases.hand_over import answer_hand_over, offer_hand_over
from vardvag.usecases.name_contact import end_contact, name_contact
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class LastDay:
    """A contact's last day."""

    last_day: date


@dataclass(frozen=True, slots=True)
class HandOverOffer:
    """Which steps are offered, by whom and to whom."""

    steps: tuple[StepId, ...]
    giver: Principal
    taker: Principal


@dataclass(frozen=True, slots=True)
class HandOverAnswer:
    """The taker's answer, who gave it there, and why when it is no."""

    accepted: bool
    answered_by: str
    reason: str | None = None


def _name(call: Call) -> Kept | Denied:
    named: FixedContact = call.body
    return kept(name_contact(call.store, call.actor, call.plan, named, call.seen, call.now), named.contact_id)


def _end(call: Call) -> Kept | Denied:
    contact, day = call.path["contact_id"], call.body.last_day
    return kept(end_contact(call.store, call.actor, call.plan, contact, day, call.seen, call.now))


def _hand_over(call: Call) -> Kept | Denied:
    made: HandOverOffer = call.body
    outcome = offer_hand_over(
        call.store, call.actor, call.plan, made.steps, made.giver, made.taker, call.seen, call.now
    )
    if isinstance(outcome, Denied):
        return outcome
    return kept(outcome, outcome.plan.handovers[-1].handover_id)


def _answer(call: Call) -> Kept | Denied:
    said: HandOverAnswer = call.body
    return kept(
        answer_hand_over(
            call.store,
            call.actor,
            call.plan,
            call.path["handover_id"],
            call.seen,
            call.now,
            accepted=said.accepted,
            answered_by=said.answered_by,
            reason=said.reason,
        )
    )


ENDPOINTS = (
    Endpoint(
        "nameContact",
        "POST",
        "plans/{plan_id}/contacts",
        Text("Utse en fast kontakt", "Name a fixed contact"),
        _name,
        Kept,
        Action.NAME_CONTACT,
        FixedContact,
        versioned=True,
        status=201,
    ),
    Endpoint(
        "endContact",
        "PUT",
        "plans/{plan_id}/contacts/{contact_id}/end",
        Text("Sätt en fast kontakts sista dag", "Set a fixed contact's last day"),
        _end,
        Kept,
        Action.NAME_CONTACT,
        LastDay,
        versioned=True,
    ),
    Endpoint(
        "offerHandOver",
        "POST",
        "plans/{plan_id}/hand-overs",
        Text("Erbjud en annan huvudman att ta över steg", "Offer another principal to take steps over"),
        _hand_over,
        Kept,
        Action.HAND_OVER,
        HandOverOffer,
        versioned=True,
        status=201,
    ),
    Endpoint(
        "answerHandOver",
        "POST",
        "plans/{plan_id}/hand-overs/{handover_id}/answers",
        Text("Skriv mottagarens svar", "Write the taker's answer"),
        _answer,
        Kept,
        Action.ANSWER_HAND_OVER,
        HandOverAnswer,
        versioned=True,
    ),
)
