"""What is said of a version of a plan, at the end of a visit, and of whom to call."""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.said import Speaker, Way
from vardvag.service.api.endpoint import Call, Endpoint, Kept, kept
from vardvag.usecases.answer_version import answer_version, comment_version
from vardvag.usecases.record_visit_end import record_knows_whom, record_visit_end
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class VersionAnswer:
    """One side's yes or no to a version, and whose word it is."""

    confirmed: bool
    speaker: Speaker
    way: Way = Way.LOG_IN
    name: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class VersionComment:
    """A comment on a version, and whose word it is."""

    words: str
    speaker: Speaker
    way: Way = Way.LOG_IN
    name: str = ""


@dataclass(frozen=True, slots=True)
class VisitEnd:
    """The visit that ended. Whether the next time is in her hand is read from the plan."""

    visit: StepId


@dataclass(frozen=True, slots=True)
class KnowsWhom:
    """Whether she says that she knows whom to call."""

    knows: bool
    speaker: Speaker = Speaker.PATIENT
    way: Way = Way.LOG_IN
    name: str = ""


def _answer(call: Call) -> Kept | Denied:
    said: VersionAnswer = call.body
    return kept(
        answer_version(
            call.store,
            call.actor,
            call.plan,
            call.number,
            call.now,
            confirmed=said.confirmed,
            speaker=said.speaker,
            way=said.way,
            name=said.name,
            words=said.words,
        )
    )


def _comment(call: Call) -> Kept | Denied:
    said: VersionComment = call.body
    return kept(
        comment_version(
            call.store,
            call.actor,
            call.plan,
            call.number,
            call.now,
            words=said.words,
            speaker=said.speaker,
            way=said.way,
            name=said.name,
        )
    )


def _visit_end(call: Call) -> Kept | Denied:
    return kept(record_visit_end(call.store, call.actor, call.plan, call.body.visit, call.now))


def _knows_whom(call: Call) -> Kept | Denied:
    said: KnowsWhom = call.body
    return kept(
        record_knows_whom(
            call.store,
            call.actor,
            call.plan,
            call.now,
            knows=said.knows,
            speaker=said.speaker,
            way=said.way,
            name=said.name,
        )
    )


ENDPOINTS = (
    Endpoint(
        "answerVersion",
        "POST",
        "plans/{plan_id}/versions/{version}/answers",
        Text("Bekräfta eller avböj en version", "Confirm or decline a version"),
        _answer,
        Kept,
        Action.CONFIRM_VERSION,
        VersionAnswer,
    ),
    Endpoint(
        "commentVersion",
        "POST",
        "plans/{plan_id}/versions/{version}/comments",
        Text("Kommentera en version", "Comment a version"),
        _comment,
        Kept,
        Action.COMMENT_VERSION,
        VersionComment,
    ),
    Endpoint(
        "recordVisitEnd",
        "POST",
        "plans/{plan_id}/visit-ends",
        Text("Ett besök är slut: finns nästa tid i handen?", "A visit ended: is the next time in her hand?"),
        _visit_end,
        Kept,
        Action.RECORD_VISIT_END,
        VisitEnd,
    ),
    Endpoint(
        "recordKnowsWhom",
        "POST",
        "plans/{plan_id}/knows-whom",
        Text("Vet patienten vem hon ska ringa?", "Does the patient know whom to call?"),
        _knows_whom,
        Kept,
        Action.RECORD_KNOWS_WHOM,
        KnowsWhom,
    ),
)
