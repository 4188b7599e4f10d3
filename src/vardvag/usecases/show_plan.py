"""Show a patient's plan: decide by law, write the log row, and only then read.

A plan that does not exist and a plan that may not be seen get the same answer. Here does not belong how the
plan looks on a page, nor who may see it (`contracts.access`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vardvag.base.errors import NotFound
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.clocks.limits import limits
from vardvag.clocks.model import GuaranteeClock
from vardvag.clocks.reference import clock_of
from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.access.decide import NOBODY, decide
from vardvag.contracts.access.decision import AccessFacts, Action, Asked, Decision
from vardvag.contracts.access.existence import Existence
from vardvag.contracts.access.protection import Detail, Protection
from vardvag.contracts.access.provider import Provider, ProviderKind
from vardvag.contracts.access.stated import purpose_of
from vardvag.contracts.access.visible import visible, withheld_from
from vardvag.contracts.identifiers import LONGEST, PersonId, PlanId, StepId
from vardvag.contracts.log import LogEntry, entry_of
from vardvag.contracts.overview import Overview, overview
from vardvag.contracts.patient_view import shown_to_patient
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_items import foreign_items, without_items
from vardvag.contracts.progress import began_on, with_beginning
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.store import PlanStore
from vardvag.contracts.withheld_details import without_details
from vardvag.events.model import CareEvent

FOR_HER_EYES = frozenset({Role.PATIENT, Role.GUARDIAN, Role.PROXY})
"""Roles that read a plan as the patient does."""
NOT_SHOWN = Text("Det finns ingen sådan plan som du får se.", "There is no such plan that you may see.")


@dataclass(frozen=True, slots=True)
class Denied:
    """No answer is given, and not whether there is one to give."""

    message: Text = NOT_SHOWN


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as it may be shown: whose, what, and the decision that let it be read.

    `began` holds the day of each step whose care has begun, as seen on the day the plan was read.
    """

    plan: PatientContract
    person: Person
    overview: Overview
    decision: Decision
    existence: Existence = field(default_factory=Existence)
    began: Mapping[StepId, date] = field(default_factory=dict)


def show_plan(
    store: PlanStore, actor: Actor, plan_id: PlanId, now: Moment, stated: Asked = NOBODY
) -> PlanView | Denied:
    """The plan as it stands on the legal day of *now*, or Denied. Either way the attempt is in the log.

    *stated* is what the reader states of why data from other providers matter; without it staff see none.
    Each provider whose data she is shown for it has a row of its own in the log.
    """
    decision, facts = decided_and_logged(store, actor, plan_id, Action.READ_PLAN, now, stated)
    if facts is None or not decision.allowed:
        return Denied()
    seen = _seen(store, store.read(plan_id), actor, now, stated, facts=facts)
    if stated != NOBODY:
        log_sources(store, actor, plan_id, Action.READ_PLAN, now, seen.sources, facts.person, stated)
    return _view(store, seen, decision, now)


Judged = Callable[[AccessFacts | None, Asked], Decision]


def decided_and_logged(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    action: Action,
    now: Moment,
    stated: Asked = NOBODY,
    judged: Judged | None = None,
) -> tuple[Decision, AccessFacts | None]:
    """The decision on *action*, with its log row committed (or joined to the transaction that is open).

    *stated* is what the asker states; it is logged as her purpose. *judged* decides in place of `decide`, for
    what has a rule of its own.
    """
    if not (0 < len(plan_id) <= LONGEST and plan_id.isprintable()):
        plan_id = PlanId("?")  # No plan is named so; asked and logged like any other that does not exist.
    with store.reading():
        facts = store.access_facts(plan_id)
        decision, row = _decided(store, actor, plan_id, facts, action, now, stated, judged)
        store.append_log(row)
    return decision, facts


def still_allowed(
    store: PlanStore, actor: Actor, plan_id: PlanId, action: Action, now: Moment, judged: Judged | None = None
) -> bool:
    """Whether a change that was allowed a moment ago still is; a no has its row in the log.

    Call it inside the transaction that changes: what somebody has said of access meanwhile is not passed by,
    and nothing more can be said until the change is kept. *now* is when the change was asked for; what has
    been said since then counts, whichever clock dated it.
    """
    facts = store.access_facts(plan_id)
    said = store.access_records(facts.person) if facts is not None else ()
    latest = max([now, *(one.at for one in said)])
    decision, row = _decided(store, actor, plan_id, facts, action, latest, NOBODY, judged)
    if not decision.allowed:
        store.append_log(row)
    return decision.allowed


def _decided(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    facts: AccessFacts | None,
    action: Action,
    now: Moment,
    stated: Asked,
    judged: Judged | None,
) -> tuple[Decision, LogEntry]:
    """The decision that rests on *facts*, and its row of the log."""
    provider = works_for(store, actor)
    asked = replace(stated, at=now, provider=provider)
    decision = judged(facts, asked) if judged else decide(actor, facts, action, asked)
    person = facts.person if facts else None
    said = provider.identifier if provider else None
    purpose = purpose_of(stated)
    row = entry_of(actor, action, decision, plan_id, person, now, provider=said, purpose=purpose)
    return decision, row


def log_sources(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    action: Action,
    now: Moment,
    sources: Mapping[str, Decision],
    person: PersonId,
    stated: Asked,
) -> None:
    """A row of the log for each provider whose data, or whose name, somebody is given, with its decision."""
    if not sources:
        return
    with store.reading():
        provider = works_for(store, actor)
        own = provider.identifier if provider else None
        for source, decision in sorted(sources.items(), key=lambda one: one[0]):
            row = entry_of(
                actor,
                action,
                decision,
                plan_id,
                person,
                now,
                provider=own,
                source=source,
                purpose=purpose_of(stated),
            )
            store.append_log(row)


def works_for(store: PlanStore, actor: Actor) -> Provider | None:
    """The caregiver, or for social care the omsorgsgivare, whose unit staff are logged in for.

    None when it is not known. It is asked of everybody in the same way, whatever there is to be seen.
    """
    try:
        caregiver = store.caregiver_of(actor.unit or "")
    except NotFound:
        return None
    social = actor.role == Role.SOCIAL_CARE
    return Provider(caregiver, ProviderKind.SOCIAL if social else ProviderKind.CAREGIVER)


def view_of(
    store: PlanStore, plan_id: PlanId, decision: Decision, now: Moment, reader: Actor | None = None
) -> PlanView:
    """The plan with its overview, for a decision that has allowed it. *reader* says for whose eyes.

    Whoever does not work in care is shown no internal note, and nothing that its source has not approved.
    """
    plan = store.read(plan_id)
    return _view(store, _seen(store, plan, reader, now) if reader else Seen(plan), decision, now)


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan as somebody may see it. `sources`: the other providers whose data she is shown, and why."""

    plan: PatientContract
    existence: Existence = field(default_factory=Existence)
    withheld: frozenset[Detail] = frozenset()
    sources: Mapping[str, Decision] = field(default_factory=dict)
    person: Person | None = None


def view_with(
    store: PlanStore,
    plan: PatientContract,
    facts: AccessFacts,
    reader: Actor,
    shown: Collection[str],
    decision: Decision,
    now: Moment,
) -> PlanView:
    """The plan with those items from others that are in *shown*, for a decision that has let them be read."""
    hidden = {one.item for one in foreign_items(plan)}.difference(shown)
    withheld = withheld_from(reader, facts)
    left = without_details(without_items(plan, hidden), withheld)
    return _view(store, Seen(left, withheld=withheld), decision, now)


def _view(store: PlanStore, seen: Seen, decision: Decision, now: Moment) -> PlanView:
    plan, today = seen.plan, now.legal_day
    events = _events(store, plan)
    clocks = {step.step_id: _clocks(step, events[step.step_id], today) for step in plan.steps}
    began = _begun(plan, events, today)
    shown = overview(plan, clocks, began, today)
    person = seen.person or store.person(plan.person)
    if Detail.MUNICIPALITY in seen.withheld:
        person = replace(person, municipality="")
    return PlanView(plan, person, shown, decision, seen.existence, began)


def plan_for(store: PlanStore, plan_id: PlanId, reader: Actor, now: Moment) -> PatientContract:
    """The plan as *reader*, who may read it, may see it: each item of another is decided for itself.

    Nobody has stated that such an item matters for the care, so by lag (2022:913) 3 kap. it is not shown to
    staff; a page that asks for the statement decides anew.
    """
    return as_seen(store, store.read(plan_id), reader, now)


def as_seen(
    store: PlanStore, plan: PatientContract, reader: Actor, now: Moment, person: Person | None = None
) -> PatientContract:
    """A version of a plan, the newest or an earlier one, as *reader* may see it. *person*, where it is known,
    is whom the plan is for."""
    return _seen(store, plan, reader, now, person=person).plan


def _seen(
    store: PlanStore,
    plan: PatientContract,
    reader: Actor,
    now: Moment,
    stated: Asked = NOBODY,
    person: Person | None = None,
    facts: AccessFacts | None = None,
) -> Seen:
    person = person or store.person(plan.person)
    existence, sources = Existence(), {}
    withheld: frozenset[Detail] = frozenset()
    if foreign_items(plan):
        asked = replace(stated, at=now, provider=works_for(store, reader))
        facts = facts or store.access_facts(plan.plan_id)
        items = foreign_items(plan, facts)
        seen = visible(reader, facts, items, asked)
        plan = without_items(plan, {one.item for one in items} - seen.shown)
        existence = seen.existence
        sources = {one.item.provider.identifier: one.decision for one in seen.items if one.decision.allowed}
    if person.protected is not Protection.NONE:
        facts = facts or store.access_facts(plan.plan_id)
        withheld = frozenset(Detail) if facts is None else withheld_from(reader, facts)
        plan = without_details(plan, withheld)
    shown = shown_to_patient(plan) if reader.role in FOR_HER_EYES else plan
    return Seen(shown, existence, withheld, sources, person)


def begun(store: PlanStore, plan: PatientContract, today: date) -> dict[StepId, date]:
    """The day of each step whose care has begun, as seen on *today*."""
    return _begun(plan, _events(store, plan), today)


def _begun(
    plan: PatientContract, events: Mapping[StepId, Sequence[CareEvent]], today: date
) -> dict[StepId, date]:
    return {
        step.step_id: day
        for step in plan.steps
        if (day := began_on(step, events[step.step_id], today)) is not None
    }


def _events(store: PlanStore, plan: PatientContract) -> dict[StepId, tuple[CareEvent, ...]]:
    """The events of each step's pathway, asked for at once."""
    pathways = {step.step_id: step.pathway for step in plan.steps}
    found = store.events_of({pathway for pathway in pathways.values() if pathway is not None})
    return {step: () if pathway is None else found[pathway] for step, pathway in pathways.items()}


def _clocks(step: PlannedStep, events: Sequence[CareEvent], today: date) -> tuple[GuaranteeClock, ...]:
    """The step's clocks: its pathway's, counted by `clocks` from the events of its kind of contact."""
    law = {phase: limit for phase, limit in limits().items() if phase is step.phase}
    return tuple(clock_of(with_beginning(step, events, today), today, law=law))
