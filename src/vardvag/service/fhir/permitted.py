"""What somebody may read: every reading decided by the law on access, logged, and only then given.

One `Reader` is one request. What does not exist and what may not be seen get the same answer after the same
queries. Here do not belong the paragraphs (`contracts/access`), nor HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import CARE_ROLES, Actor, Role
from vardvag.contracts.access.decision import AccessFacts, Action, Asked
from vardvag.contracts.access.items import ItemFacts
from vardvag.contracts.access.protection import Detail
from vardvag.contracts.access.visible import visible
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.plan_items import foreign_items, item_of_step
from vardvag.contracts.step import OwnerKind
from vardvag.service.fhir.audit import audit_event
from vardvag.service.fhir.consent_reading import History, consents_seen, possible
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.names import patient_id, step_resource_id
from vardvag.service.fhir.seen import Seen
from vardvag.service.store.fhir_versions import FhirVersions, Version
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.usecases.read_log import read_log
from vardvag.usecases.show_plan import FOR_HER_EYES, Denied, decided_and_logged, works_for

_OF_STEP = ("ServiceRequest", "Task", "Appointment", "Encounter", "RelatedPerson")
_NO_PLAN = PlanId("?")
NOBODYS = ("Organization",)
COMPUTED = ("AuditEvent", "Consent")
"""Made when they are read, of records that are only added."""


@dataclass
class Reader:
    """One request's reading, by *actor* at *now*."""

    store: DjangoPlanStore
    versions: FhirVersions
    actor: Actor
    now: Moment
    only: str | None = None
    """The Patient that the token was launched for: nothing of anybody else's is given. None: no limit."""
    _seen: dict[PlanId, Seen | None] = field(default_factory=dict)
    _log: dict[PersonId, dict[str, Resource]] = field(default_factory=dict)

    def plan(self, plan_id: PlanId) -> Seen | None:
        """What of a plan may be seen; None when nothing. Decided and logged once in a request."""
        if plan_id not in self._seen:
            # To a token that was launched for another, it is a plan that does not exist; asked and logged so.
            asked = plan_id if self._within([plan_id]) else _NO_PLAN
            decision, facts = decided_and_logged(self.store, self.actor, asked, Action.READ_PLAN, self.now)
            permitted = decision.allowed and facts is not None
            self._seen[plan_id] = self._look(plan_id, facts) if permitted and facts else None
        return self._seen[plan_id]

    def _look(self, plan_id: PlanId, facts: AccessFacts) -> Seen | None:
        """The plan, and its steps that may be seen; those it no longer has as they last were."""
        versions = self.store.history(plan_id)
        plan = versions[-1]
        last = {step.step_id: step for version in versions for step in version.steps}
        foreign: dict[str, ItemFacts] = {}
        for version in versions:
            # Whose a step is now is what counts, and of one that is gone, whose it last was.
            there = {item_of_step(step) for step in version.steps}
            foreign = {name: item for name, item in foreign.items() if name not in there}
            foreign |= {item.item: item for item in foreign_items(version, facts)}
        asked = Asked(at=self.now, provider=works_for(self.store, self.actor))
        seen = visible(self.actor, facts, foreign.values(), asked)
        if not seen.plan.allowed:
            return None
        refused = foreign.keys() - seen.shown
        for_her = self.actor.role in FOR_HER_EYES
        steps = {
            step_id
            for step_id, step in last.items()
            if item_of_step(step) not in refused and (step.approved_for_patient or not for_her)
        }
        hidden = {
            f"{kind}/{step_resource_id(kind, plan_id, step_id)}"
            for step_id in last
            for kind in _OF_STEP
            if step_id not in steps or (kind == "RelatedPerson" and Detail.REPRESENTATIVES in seen.withheld)
        }
        municipal = {step_id for step_id, step in last.items() if step.owner.kind is OwnerKind.MUNICIPAL_UNIT}
        return Seen(
            plan,
            frozenset(steps),
            seen.withheld,
            facts.protection,
            frozenset(hidden),
            frozenset(municipal),
            seen.existence,
        )

    def forget(self) -> None:
        """Look anew, and decide anew, after something was written."""
        self._seen.clear()

    def _within(self, plans: Iterable[PlanId]) -> list[PlanId]:
        """Those of *plans* that are the patient's for whom the token is; all where there is no such limit."""
        if self.only is None:
            return list(plans)
        persons = self.versions.persons_of(plans)
        return [plan for plan, person in persons.items() if patient_id(person) == self.only]

    def candidates(self) -> tuple[PlanId, ...]:
        """Plans worth asking the law about."""
        return tuple(self._within(self._own_candidates()))

    def _own_candidates(self) -> tuple[PlanId, ...]:
        if self.actor.role == Role.PATIENT and self.actor.person is not None:
            return self.store.plans_of_person(PersonId(self.actor.person))
        if self.actor.role in CARE_ROLES:
            return self.store.plans_taken_part_in(self.actor.subject)
        return ()

    def plan_of(self, version: Version | None) -> Seen | None:
        """What may be seen of the plan a version belongs to: one decision, whatever it belongs to."""
        own = self.candidates()
        person = version.person if version is not None and version.person else PersonId("?")
        hers = self.store.plans_of_person(person)
        if version is not None and version.plan is not None:
            return self.plan(version.plan)
        chosen = next((one for one in hers if one in own), next(iter(hers), _NO_PLAN))
        return self.plan(chosen)

    def read(self, kind: str, identifier: str) -> Version | None:
        """The newest version of a resource as it may be given out, or None."""
        if kind == "AuditEvent":
            found = self.log().get(identifier)
            return None if found is None else of_log(found)
        if kind == "Consent":
            return next(iter(self._consent(identifier)), None)
        version = self.versions.latest(kind, identifier)
        return self._permitted(kind, version)

    def read_version(self, kind: str, identifier: str, number: int) -> Version | None:
        """One version of a resource, or None."""
        return next((one for one in self.history(kind, identifier) if one.version == number), None)

    def history(self, kind: str, identifier: str) -> tuple[Version, ...]:
        """Every version of a resource, the newest first; nothing when it may not be seen."""
        if kind == "AuditEvent":
            found = self.log().get(identifier)
            return () if found is None else (of_log(found),)
        if kind == "Consent":
            return tuple(self._consent(identifier))
        versions = self.versions.versions(kind, identifier)
        shown = (self._permitted(kind, one) for one in versions or (None,))
        return tuple(one for one in shown if one is not None)

    def _permitted(self, kind: str, version: Version | None) -> Version | None:
        if kind in NOBODYS:
            return version
        seen = self.plan_of(version)
        if version is None or seen is None or not seen.shows(version):
            return None
        return version.shown_as(seen.shown(version))

    def of_plans(self, versions: Iterable[Version]) -> list[Version]:
        """Those of *versions* that may be seen, as they may be given out."""
        shown = []
        for version in versions:
            seen = self.plan(version.plan) if version.plan else None
            if seen is not None and seen.shows(version):
                shown.append(version.shown_as(seen.shown(version)))
        return shown

    def patients(self, plans: Iterable[PlanId]) -> list[Version]:
        """The Patient of each plan of *plans* that may be read."""
        seen = {one.plan.person: one for one in map(self.plan, plans) if one is not None}
        kept = {version.person: version for version in self.versions.of_persons(seen)}
        return [
            kept[person].shown_as(one.shown(kept[person])) for person, one in seen.items() if person in kept
        ]

    def consents(self, wanted: Callable[[Resource], bool]) -> list[History]:
        """What has been said of access and may be seen, in plans where something said is *wanted*."""
        found: dict[str, History] = {}
        for plan_id, person in self.versions.persons_of(self.candidates()).items():
            records = self.store.access_records(person)
            if not any(wanted(one) for one in possible(self.store, plan_id, person, records, self.now)):
                continue
            seen = self.plan(plan_id)
            for history in consents_seen(self.store, self.actor, seen, records, self.now) if seen else ():
                found.setdefault(history[0].key[1], history)
        return list(found.values())

    def _consent(self, identifier: str) -> History:
        found = self.consents(lambda one: one["id"] == identifier)
        if not found:
            self.plan(_NO_PLAN)
        return next((one for one in found if one[0].key[1] == identifier), [])

    def plans_seen(self) -> list[PlanId]:
        """The plans that have been asked for in this request and may be read."""
        return sorted(plan_id for plan_id, seen in self._seen.items() if seen is not None)

    def log(self) -> dict[str, Resource]:
        """The log about the patient who asks, by id; nothing to anybody else. Read once in a request."""
        own = self.candidates()
        person = PersonId(self.actor.person or "?")
        if person not in self._log:
            plan_id = own[0] if own and self.actor.role == Role.PATIENT else _NO_PLAN
            rows = read_log(self.store, self.actor, plan_id, self.now)
            events = [] if isinstance(rows, Denied) else [audit_event(row) for row in rows]
            self._log[person] = {event["id"]: event for event in events}
        return self._log[person]

    def may(self, plan_id: PlanId, action: Action) -> str | None:
        """None when *action* is permitted; else why not, in Swedish and English. Logged either way."""
        decision, _ = decided_and_logged(self.store, self.actor, plan_id, action, self.now)
        return None if decision.allowed else f"{decision.reason.sv} ({decision.reason.en})"


def of_log(event: Resource) -> Version:
    """A row of the log as a version."""
    at = Moment.parse(event["recorded"])
    return Version(1, None, None, None, at.utc, event, {}, event)


def own_patient(actor: Actor) -> str | None:
    """The id of the Patient that the actor is; None for everybody else."""
    return patient_id(PersonId(actor.person)) if actor.role == Role.PATIENT and actor.person else None
