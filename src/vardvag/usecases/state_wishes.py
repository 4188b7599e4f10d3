"""Keep what the patient wishes for her times, and what matters to her: her words, by whatever way they came.

A wish is no waiver of the guarantee, and moves nothing. Here does not belong proposing times that go with it
(`propose_times`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.store import PlanStore
from vardvag.contracts.wishes import Declined, Wishes
from vardvag.usecases.change_plan import change_plan, refuse_if, shown_step, voice
from vardvag.usecases.show_plan import Denied, PlanView


def state_wishes(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    expected_version: int,
    now: Moment,
    *,
    step: StepId | None = None,
    speaker: Speaker = Speaker.PATIENT,
    way: Way = Way.LOG_IN,
    name: str = "",
    not_weekdays: frozenset[int] = frozenset(),
    earliest: time | None = None,
    latest: time | None = None,
    wait_until: date | None = None,
    words: str = "",
) -> PlanView | Denied:
    """The plan with her wishes for one *step*, or for all (None), or Denied. Times she has declined stay so.

    BadInput when no time at all could suit her, or the voice is unclear.
    """

    def wished(plan: PatientContract) -> PatientContract:
        refuse_if(_against(not_weekdays, earliest, latest))
        before = plan.wishes if step is None else shown_step(store, plan, actor, step, now).wishes
        said = voice(actor, speaker, way, name)
        declined = before.declined if before else ()
        wishes = Wishes(said, not_weekdays, earliest, latest, wait_until, words, declined)
        return _kept(plan, step, wishes)

    return change_plan(store, actor, plan_id, Action.STATE_WISHES, expected_version, now, wished)


def decline_time(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    step: StepId,
    offered: Moment,
    reason: str,
    expected_version: int,
    now: Moment,
    *,
    speaker: Speaker = Speaker.PATIENT,
    way: Way = Way.LOG_IN,
    name: str = "",
) -> PlanView | Denied:
    """The plan with her no to an offered time of a step, and why, or Denied. It is not proposed again."""

    def declined(plan: PatientContract) -> PatientContract:
        said = voice(actor, speaker, way, name)
        before = shown_step(store, plan, actor, step, now).wishes or replace(
            plan.wishes or Wishes(said), declined=()
        )
        no = Declined(offered, reason, now.legal_day)
        return _kept(plan, step, replace(before, said=said, declined=(*before.declined, no)))

    return change_plan(store, actor, plan_id, Action.STATE_WISHES, expected_version, now, declined)


def write_what_matters(
    store: PlanStore, actor: Actor, plan_id: PlanId, words: str, expected_version: int, now: Moment
) -> PlanView | Denied:
    """The plan with "vad är viktigt för dig?" in the patient's own words, or Denied."""
    return change_plan(
        store,
        actor,
        plan_id,
        Action.WRITE_WHAT_MATTERS,
        expected_version,
        now,
        lambda plan: replace(plan, what_matters=words),
    )


def _kept(plan: PatientContract, step: StepId | None, wishes: Wishes) -> PatientContract:
    if step is None:
        return replace(plan, wishes=wishes)
    return plan.with_step(replace(plan.step(step), wishes=wishes))


def _against(not_weekdays: frozenset[int], earliest: time | None, latest: time | None) -> list[Finding]:
    findings = []
    if not not_weekdays < set(range(1, 8)):
        findings.append(Finding("wish-weekdays", _WEEKDAYS, _LEAVE_ONE, value=str(sorted(not_weekdays))))
    if earliest and latest and earliest >= latest:
        findings.append(Finding("wish-hours", _HOURS, _TURN, value=f"{earliest:%H:%M}–{latest:%H:%M}"))
    return findings


_WEEKDAYS = Text("Ingen veckodag blir kvar, eller en finns inte", "No weekday is left, or one does not exist")
_LEAVE_ONE = Text("Måndag är 1 och söndag 7. Lämna minst en.", "Monday is 1, Sunday 7. Leave at least one.")
_HOURS = Text("Den tidigaste tiden är inte före den senaste", "The earliest hour is not before the latest")
_TURN = Text("Byt plats på dem.", "Change places.")
