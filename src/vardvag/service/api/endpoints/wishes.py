"""What matters to the patient, what she wishes for her times, and offered times she has said no to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.said import Speaker, Way
from vardvag.service.api.endpoint import Call, Endpoint, Kept, kept
from vardvag.usecases.show_plan import Denied
from vardvag.usecases.state_wishes import decline_time, state_wishes, write_what_matters


@dataclass(frozen=True, slots=True)
class WhatMatters:
    """Vad är viktigt för dig? In her own words."""

    words: str


@dataclass(frozen=True, slots=True)
class Wished:
    """Her wishes. `not_weekdays`: Monday is 1. `earliest`, `latest`: clock times in Sweden."""

    speaker: Speaker = Speaker.PATIENT
    way: Way = Way.LOG_IN
    name: str = ""
    not_weekdays: frozenset[int] = frozenset()
    earliest: time | None = None
    latest: time | None = None
    wait_until: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DeclinedTime:
    """An offered time she said no to, and why in her words."""

    at: Moment
    reason: str
    speaker: Speaker = Speaker.PATIENT
    way: Way = Way.LOG_IN
    name: str = ""


def _matters(call: Call) -> Kept | Denied:
    return kept(write_what_matters(call.store, call.actor, call.plan, call.body.words, call.seen, call.now))


def _wish(call: Call) -> Kept | Denied:
    said: Wished = call.body
    return kept(
        state_wishes(
            call.store,
            call.actor,
            call.plan,
            call.seen,
            call.now,
            step=StepId(call.path["step_id"]) if "step_id" in call.path else None,
            speaker=said.speaker,
            way=said.way,
            name=said.name,
            not_weekdays=said.not_weekdays,
            earliest=said.earliest,
            latest=said.latest,
            wait_until=said.wait_until,
            words=said.words,
        )
    )


def _decline(call: Call) -> Kept | Denied:
    said: DeclinedTime = call.body
    return kept(
        decline_time(
            call.store,
            call.actor,
            call.plan,
            call.step,
            said.at,
            said.reason,
            call.seen,
            call.now,
            speaker=said.speaker,
            way=said.way,
            name=said.name,
        )
    )


ENDPOINTS = (
    Endpoint(
        "writeWhatMatters",
        "PUT",
        "plans/{plan_id}/what-matters",
        Text("Skriv vad som är viktigt för patienten", "Write what matters to the patient"),
        _matters,
        Kept,
        Action.WRITE_WHAT_MATTERS,
        WhatMatters,
        versioned=True,
    ),
    Endpoint(
        "stateWishes",
        "PUT",
        "plans/{plan_id}/wishes",
        Text("Skriv önskemål om alla tider", "Write wishes for all times"),
        _wish,
        Kept,
        Action.STATE_WISHES,
        Wished,
        versioned=True,
    ),
    Endpoint(
        "stateWishesOfStep",
        "PUT",
        "plans/{plan_id}/steps/{step_id}/wishes",
        Text("Skriv önskemål om ett stegs tid", "Write wishes for one step's time"),
        _wish,
        Kept,
        Action.STATE_WISHES,
        Wished,
        versioned=True,
    ),
    Endpoint(
        "declineTime",
        "POST",
        "plans/{plan_id}/steps/{step_id}/declined-times",
        Text("Skriv att patienten avböjt en tid", "Write that the patient declined a time"),
        _decline,
        Kept,
        Action.STATE_WISHES,
        DeclinedTime,
        versioned=True,
    ),
)
