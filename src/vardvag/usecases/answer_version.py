"""Confirm, decline or comment a version of a plan: either side, and the patient also without a log-in.

Here does not belong changing the plan: a comment is an answer to a version, and the next version answers it.
"""

from __future__ import annotations

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import plan_event, refuse_if, say_about_plan, voice
from vardvag.usecases.show_plan import Denied, PlanView


def answer_version(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    version: int,
    now: Moment,
    *,
    confirmed: bool,
    speaker: Speaker,
    way: Way = Way.LOG_IN,
    name: str = "",
    words: str = "",
) -> PlanView | Denied:
    """The plan after one side's yes or no to *version*, or Denied.

    BadInput when it is not the newest version: nobody confirms what no longer holds.
    """

    def answered(plan: PatientContract) -> list[PlanEvent]:
        if version != plan.version:
            refuse_if([Finding("version-newest", _OLDER, _READ_NEWEST, value=str(version))])
        kind = PlanEventKind.VERSION_CONFIRMED if confirmed else PlanEventKind.VERSION_DECLINED
        said = voice(actor, speaker, way, name)
        return [plan_event(kind, plan, said, actor, now, version=version, words=words)]

    return say_about_plan(store, actor, plan_id, Action.CONFIRM_VERSION, now, answered)


def comment_version(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    version: int,
    now: Moment,
    *,
    words: str,
    speaker: Speaker,
    way: Way = Way.LOG_IN,
    name: str = "",
) -> PlanView | Denied:
    """The plan after a comment on *version*, or Denied. BadInput for an empty one or an unknown version."""

    def commented(plan: PatientContract) -> list[PlanEvent]:
        findings = []
        if not 1 <= version <= plan.version:
            findings.append(Finding("version-unknown", _UNKNOWN, _READ_NEWEST, value=str(version)))
        if not words.strip():
            findings.append(Finding("comment-empty", _EMPTY, _WRITE))
        refuse_if(findings)
        said = voice(actor, speaker, way, name)
        kind = PlanEventKind.VERSION_COMMENTED
        return [plan_event(kind, plan, said, actor, now, version=version, words=words)]

    return say_about_plan(store, actor, plan_id, Action.COMMENT_VERSION, now, commented)


_OLDER = Text("Planen har ändrats sedan dess", "The plan has changed since then")
_READ_NEWEST = Text("Läs den nyaste versionen.", "Read the newest version.")
_UNKNOWN = Text("Planen har ingen sådan version", "The plan has no such version")
_EMPTY = Text("Kommentaren är tom", "The comment is empty")
_WRITE = Text("Skriv det som ska sägas.", "Write what is to be said.")
