"""Whom to offer a patientkontrakt, offering one, and what she answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vardvag.base.dated import Source
from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.offers import Offered, OfferState
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.whom_to_ask import WhomToAsk
from vardvag.service.api.endpoint import Call, Endpoint, Kept, kept
from vardvag.usecases.offer_contract import offer, open_by_offering
from vardvag.usecases.propose_whom_to_offer import propose_whom_to_offer
from vardvag.usecases.record_answer import record_answer
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class FirstOffer:
    """To whom, and how she reaches the one who offers."""

    person: PersonId
    ask: WhomToAsk


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered."""

    what: Offered


@dataclass(frozen=True, slots=True)
class OfferAnswer:
    """Her answer. Staff say how it came and whose word it is; she herself answers by her log-in."""

    what: Offered
    accepted: bool
    speaker: Speaker = Speaker.PATIENT
    way: Way = Way.LOG_IN
    name: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaShown:
    """Whoever reaches one of the first two is proposed; `source` says where they come from."""

    parallel_pathways: int
    units: int
    active_within_days: int
    valid_from: date
    source: Source


@dataclass(frozen=True, slots=True)
class CandidateShown:
    """Somebody to offer a plan, and where an earlier offer stands. `plan`: null where there is none."""

    person: PersonId
    parallel_pathways: int
    units: int
    plan: PlanId | None
    offer: OfferState


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those with the most going on first."""

    criteria: CriteriaShown
    candidates: tuple[CandidateShown, ...]


def _candidates(call: Call) -> Candidates | Denied:
    found = propose_whom_to_offer(call.store, call.actor, call.now)
    if isinstance(found, Denied):
        return found
    held = found.criteria.value
    shown = CriteriaShown(
        held.parallel_pathways,
        held.units,
        held.active_within_days,
        found.criteria.valid_from,
        found.criteria.source,
    )
    return Candidates(
        shown,
        tuple(
            CandidateShown(
                one.load.person, one.load.parallel_pathways, one.load.units, one.plan, one.standing.state
            )
            for one in found.candidates
        ),
    )


def _open(call: Call) -> Kept | Denied:
    made = open_by_offering(call.store, call.actor, call.body.person, call.body.ask, call.now)
    return made if isinstance(made, Denied) else Kept(made, 1, made)


def _offer(call: Call) -> Kept | Denied:
    return kept(offer(call.store, call.actor, call.plan, call.body.what, call.now))


def _answer(call: Call) -> Kept | Denied:
    said: OfferAnswer = call.body
    return kept(
        record_answer(
            call.store,
            call.actor,
            call.plan,
            said.what,
            call.now,
            accepted=said.accepted,
            speaker=said.speaker,
            way=said.way,
            name=said.name,
            words=said.words,
        )
    )


ENDPOINTS = (
    Endpoint(
        "proposeWhomToOffer",
        "GET",
        "offer-candidates",
        Text("Vilka som bör erbjudas en plan först", "Whom to offer a plan first"),
        _candidates,
        Candidates,
        None,
    ),
    Endpoint(
        "openByOffering",
        "POST",
        "plans",
        Text("Erbjud en person en plan, som därmed börjar", "Offer somebody a plan, which begins by that"),
        _open,
        Kept,
        None,
        FirstOffer,
        status=201,
    ),
    Endpoint(
        "offer",
        "POST",
        "plans/{plan_id}/offers",
        Text("Erbjud patientkontrakt eller fast vårdkontakt", "Offer a contract or a fixed contact"),
        _offer,
        Kept,
        Action.OFFER_CONTRACT,
        Offer,
    ),
    Endpoint(
        "recordAnswer",
        "POST",
        "plans/{plan_id}/answers",
        Text("Svara på ett erbjudande, eller skriv ner svaret", "Answer an offer, or write the answer down"),
        _answer,
        Kept,
        Action.RECORD_ANSWER,
        OfferAnswer,
    ),
)
