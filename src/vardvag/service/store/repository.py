"""The store of plans on Django's models: SQLite embedded, PostgreSQL for real use, by the settings alone.

**Writing is one at a time.** A transaction begins by taking the row of the log's end, so the version check
cannot race. Whoever only reads waits for nobody: her row of the log is chained later (`chained_log`). Here
does not belong any decision on access.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from vardvag.base.errors import NotFound
from vardvag.base.moments import Moment
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.identifiers import PathwayId, PathwayLink, PersonId, PlanId
from vardvag.contracts.log import LogEntry, LogRow
from vardvag.contracts.notices.notice import asks_her, of_change, of_event
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEvent
from vardvag.contracts.store import Conflict
from vardvag.events.model import CareEvent, EventKind, Phase
from vardvag.service.chained_log import ChainedLog
from vardvag.service.fhir.issues import Resource
from vardvag.service.store import models
from vardvag.service.store.access_statements import AccessStatements
from vardvag.service.store.derived import derive
from vardvag.service.store.documents import from_document, to_document
from vardvag.service.store.fhir_versions import FhirVersions, Key
from vardvag.service.store.log_judgements import LogJudgements
from vardvag.service.store.notices import NoticeRows
from vardvag.service.store.plan_events import UNIT, PlanEventRows
from vardvag.service.store.questions import Question
from vardvag.service.today import now

_NEWEST = Question(
    models.PlanVersion, lambda rows, values: rows.filter(plan_id=values[0]).order_by("-version")[:1]
)
_PERSON = Question(models.Person, lambda rows, values: rows.filter(person_id=values[0]))
_EVENTS = Question(
    models.Event, lambda rows, values: rows.filter(pathway_id__in=values).order_by("received_at", "id")
)


class DjangoPlanStore(AccessStatements, PlanEventRows, NoticeRows, LogJudgements):
    """`contracts.store.PlanStore` on the database *alias*."""

    def __init__(self, alias: str = "care", submitted: Mapping[Key, Resource] | None = None) -> None:
        """*submitted* holds what a sender of FHIR wrote, by type and id, while that is being kept."""
        self._alias = alias
        self._fhir = FhirVersions(alias)
        self._submitted = submitted
        self._chained = ChainedLog(models.LOG, alias)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is kept together or not at all. Taken one at a time, also between processes."""
        with self._chained.transaction():
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """The same, but nobody waits for it: for who reads, and only adds to the log that she does."""
        with self._chained.reading():
            yield

    def read(self, plan_id: PlanId) -> PatientContract:
        """The plan as it stands. NotFound when there is none."""
        newest = _NEWEST.row(self._alias, plan_id)
        if newest is None:
            raise NotFound("plan", plan_id, ())
        return from_document(newest.document)

    def history(self, plan_id: PlanId) -> tuple[PatientContract, ...]:
        """Every version of the plan, the first one first."""
        versions = models.PlanVersion.objects.using(self._alias).filter(plan_id=plan_id).order_by("version")
        return tuple(from_document(version.document) for version in versions)

    def save(
        self, plan: PatientContract, expected_version: int, author: str | None = None
    ) -> PatientContract:
        """Keep *plan* as the next version, and the notices of it to all but its *author* (a log-in).

        Conflict when *expected_version* (0: new) is not current.
        """
        saved = replace(plan, version=expected_version + 1)
        with self.transaction():
            kept = models.Plan.objects.using(self._alias).filter(plan_id=plan.plan_id).first()
            current = kept.version if kept else 0
            if current != expected_version:
                raise Conflict(expected_version, current)
            chosen = self.subscriptions(saved.plan_id) if current else ()
            if chosen:
                self.queue_notices(of_change(self.read(saved.plan_id), saved, chosen, author, now()))
            models.Plan.objects.using(self._alias).update_or_create(
                plan_id=saved.plan_id,
                defaults={
                    "person_id": saved.person,
                    "caregiver": saved.caregiver,
                    "version": saved.version,
                    "unit": saved.coordinator.unit,
                },
            )
            models.PlanVersion.objects.using(self._alias).create(
                plan_id=saved.plan_id, version=saved.version, document=to_document(saved)
            )
            derive(saved, self._alias)
            self.keep_resources(saved)
        return saved

    def keep_resources(self, plan: PatientContract) -> None:
        """Keep the FHIR resources that a plan is, those that have changed. Call it inside `transaction`."""
        self._fhir.keep(plan, self.person(plan.person), now(), self._submitted)

    def person(self, person_id: PersonId) -> Person:
        """The person. NotFound when there is none."""
        row = _PERSON.row(self._alias, person_id)
        if row is None:
            raise NotFound("person", person_id, ())
        return Person(
            PersonId(row.person_id),
            row.name,
            row.birth_year,
            row.sex,
            row.municipality,
            Protection(row.protected),
        )

    def add_person(self, person: Person, *, own_access_open: bool) -> None:
        """Keep a person, and whether the caregiver grants her direct access to her plan."""
        models.Person.objects.using(self._alias).create(
            person_id=person.person_id,
            name=person.name,
            birth_year=person.birth_year,
            sex=person.sex,
            municipality=person.municipality,
            own_access_open=own_access_open,
            protected=person.protected.value,
        )

    def add_unit(self, unit: str, name: str, caregiver: str) -> None:
        """Keep a care unit (HSA id) and which caregiver it belongs to."""
        models.Unit.objects.using(self._alias).create(hsa_id=unit, name=name, caregiver=caregiver)

    def unit_name(self, unit: str) -> str | None:
        """What a care unit (HSA id) is called; None when it is not kept here."""
        found = UNIT.row(self._alias, unit)
        return found.name if found else None

    def add_other_need(self, plan_id: PlanId, staff: str, documented_as: str) -> None:
        """Keep that the caregiver has documented somebody's other need of a plan's data, and where."""
        models.OtherNeed.objects.using(self._alias).create(
            plan_id=plan_id, staff=staff, documented_as=documented_as
        )

    def add_pathway(self, pathway: PathwayId, person: PersonId, links: Iterable[PathwayLink] = ()) -> None:
        """Keep a pathway that was minted for a person, and the contacts elsewhere that belong to it."""
        with self.transaction():
            models.Pathway.objects.using(self._alias).create(pathway_id=pathway, person_id=person)
            models.PathwayContact.objects.using(self._alias).bulk_create(
                models.PathwayContact(
                    source=link.source, source_contact_id=link.source_contact_id, pathway_id=link.pathway
                )
                for link in links
            )

    def events(self, pathway: PathwayId) -> tuple[CareEvent, ...]:
        """All events of a pathway, the superseded ones too, in the order they were received."""
        return self.events_of([pathway])[pathway]

    def events_of(self, pathways: Iterable[PathwayId]) -> Mapping[PathwayId, tuple[CareEvent, ...]]:
        """The events of several pathways, each as `events` has them, asked for at once."""
        found: dict[PathwayId, list[CareEvent]] = {pathway: [] for pathway in pathways}
        for row in _EVENTS.rows(self._alias, *found) if found else ():
            pathway = PathwayId(row.pathway_id)
            found[pathway].append(
                CareEvent(
                    event_id=row.event_id,
                    pathway=pathway,
                    kind=EventKind(row.kind),
                    phase=Phase(row.phase),
                    on=row.on,
                    unit=row.unit,
                    source=row.source,
                    recorded_at=Moment.of(row.recorded_at),
                    received_at=Moment.of(row.received_at),
                    supersedes=row.supersedes,
                    at=None if row.at is None else Moment.of(row.at),
                    for_day=row.for_day,
                )
            )
        return {pathway: tuple(events) for pathway, events in found.items()}

    def links(self, pathway: PathwayId) -> tuple[PathwayLink, ...]:
        """The contacts in other systems that belong to the pathway."""
        rows = models.PathwayContact.objects.using(self._alias).filter(pathway_id=pathway).order_by("id")
        return tuple(PathwayLink(row.source, row.source_contact_id, pathway) for row in rows)

    def append_event(self, event: CareEvent) -> None:
        """Keep an event. Events are never changed."""
        models.Event.objects.using(self._alias).create(
            event_id=event.event_id,
            pathway_id=event.pathway,
            kind=event.kind.value,
            phase=int(event.phase),
            on=event.on,
            unit=event.unit,
            source=event.source,
            recorded_at=event.recorded_at.utc,
            received_at=event.received_at.utc,
            supersedes=event.supersedes,
            at=None if event.at is None else event.at.utc,
            for_day=event.for_day,
        )

    def append_plan_event(self, event: PlanEvent) -> None:
        """Keep an event, and the notices that something waits for an answer by it. Call it inside
        `transaction`."""
        super().append_plan_event(event)
        if asks_her(event):
            self.queue_notices(of_event(event, self.subscriptions(event.plan)))

    def append_log(self, entry: LogEntry) -> None:
        """Keep an entry in the log."""
        self._chained.append_log(entry)

    def each_log_row(self) -> Iterator[LogRow]:
        """Every row of the log in order, a few at a time."""
        self._chained.chain()
        return self._chained.each_row()

    def log(self, person: PersonId | None = None) -> tuple[LogRow, ...]:
        """The log in order; of one person, the rows about her."""
        return self._chained.log(person)

    def plans_of_person(self, person: PersonId) -> tuple[PlanId, ...]:
        """The plans made for a person."""
        return self._plan_ids(person_id=person)

    def plans_of_represented(self, by: PersonId) -> tuple[PlanId, ...]:
        """The plans made for those whom somebody has been said to act for."""
        found = {plan for person in self.represented(by) for plan in self._plan_ids(person_id=person)}
        return tuple(sorted(found))

    def plans_taken_part_in(self, staff: str) -> tuple[PlanId, ...]:
        """The plans in whose care somebody takes part."""
        return self._plan_ids(taking_part__staff=staff)

    def plans_with_steps_of(self, unit: str) -> tuple[PlanId, ...]:
        """The plans in which a care unit owns a step."""
        return self._plan_ids(steps__unit=unit)

    def _plan_ids(self, **condition: str) -> tuple[PlanId, ...]:
        plans = models.Plan.objects.using(self._alias).filter(**condition).distinct().order_by("plan_id")
        return tuple(PlanId(plan_id) for plan_id in plans.values_list("plan_id", flat=True))
