"""The store of plans on Django's models: SQLite embedded, PostgreSQL for real use, by the settings alone.

**Writing is one at a time.** A transaction begins by taking the row of the log's end, so the log's chain
cannot fork and the version check cannot race. Here does not belong any decision on access.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from vardvag.base.errors import NotFound
from vardvag.base.moments import Moment
from vardvag.contracts.access.decision import AccessFacts
from vardvag.contracts.identifiers import PathwayId, PathwayLink, PersonId, PlanId
from vardvag.contracts.log import LogEntry, LogRow
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.store import Conflict
from vardvag.events.model import CareEvent, EventKind, Phase
from vardvag.service.chained_log import ChainedLog
from vardvag.service.store import models
from vardvag.service.store.documents import from_document, to_document


class DjangoPlanStore:
    """`contracts.store.PlanStore` on the database *alias*."""

    def __init__(self, alias: str = "care") -> None:
        self._alias = alias
        self._chained = ChainedLog(models.LogHead, models.LogRecord, alias)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is kept together or not at all. Taken one at a time, also between processes."""
        with self._chained.transaction():
            yield

    def access_facts(self, plan_id: PlanId) -> AccessFacts | None:
        """What a decision needs to know of a plan; None when there is no such plan."""
        plan = models.Plan.objects.using(self._alias).select_related("person").filter(plan_id=plan_id).first()
        units = models.Unit.objects.using(self._alias).filter(caregiver=plan.caregiver if plan else "")
        staff = models.TakingPart.objects.using(self._alias).filter(plan_id=plan_id)
        needs = models.OtherNeed.objects.using(self._alias).filter(plan_id=plan_id)
        # Asked for an unknown plan too: an answer about nothing takes the same queries as one about somebody.
        found = (
            frozenset(units.values_list("hsa_id", flat=True)),
            frozenset(staff.values_list("staff", flat=True)),
            frozenset(needs.values_list("staff", flat=True)),
        )
        if plan is None:
            return None
        return AccessFacts(
            PersonId(plan.person.person_id), *found, own_access_open=plan.person.own_access_open
        )

    def read(self, plan_id: PlanId) -> PatientContract:
        """The plan as it stands. NotFound when there is none."""
        newest = (
            models.PlanVersion.objects.using(self._alias).filter(plan_id=plan_id).order_by("-version").first()
        )
        if newest is None:
            raise NotFound("plan", plan_id, ())
        return from_document(newest.document)

    def history(self, plan_id: PlanId) -> tuple[PatientContract, ...]:
        """Every version of the plan, the first one first."""
        versions = models.PlanVersion.objects.using(self._alias).filter(plan_id=plan_id).order_by("version")
        return tuple(from_document(version.document) for version in versions)

    def save(self, plan: PatientContract, expected_version: int) -> PatientContract:
        """Keep *plan* as the next version. Conflict when *expected_version* (0: new) is not current."""
        saved = replace(plan, version=expected_version + 1)
        with self.transaction():
            kept = models.Plan.objects.using(self._alias).filter(plan_id=plan.plan_id).first()
            current = kept.version if kept else 0
            if current != expected_version:
                raise Conflict(expected_version, current)
            models.Plan.objects.using(self._alias).update_or_create(
                plan_id=saved.plan_id,
                defaults={"person_id": saved.person, "caregiver": saved.caregiver, "version": saved.version},
            )
            models.PlanVersion.objects.using(self._alias).create(
                plan_id=saved.plan_id, version=saved.version, document=to_document(saved)
            )
            self._derive(saved)
        return saved

    def _derive(self, plan: PatientContract) -> None:
        """Rebuild what is derived from a plan: whose steps it holds, and who takes part."""
        models.Step.objects.using(self._alias).filter(plan_id=plan.plan_id).delete()
        models.Step.objects.using(self._alias).bulk_create(
            models.Step(
                plan_id=plan.plan_id, step_id=step.step_id, unit=step.owner.unit, pathway_id=step.pathway
            )
            for step in plan.steps
        )
        models.TakingPart.objects.using(self._alias).filter(plan_id=plan.plan_id).delete()
        models.TakingPart.objects.using(self._alias).bulk_create(
            models.TakingPart(plan_id=plan.plan_id, staff=staff)
            for staff in sorted(plan.care_team | {plan.coordinator.staff})
        )

    def person(self, person_id: PersonId) -> Person:
        """The person. NotFound when there is none."""
        row = models.Person.objects.using(self._alias).filter(person_id=person_id).first()
        if row is None:
            raise NotFound("person", person_id, ())
        return Person(PersonId(row.person_id), row.name, row.birth_year, row.sex, row.municipality)

    def add_person(self, person: Person, *, own_access_open: bool) -> None:
        """Keep a person, and whether the caregiver grants her direct access to her plan."""
        models.Person.objects.using(self._alias).create(
            person_id=person.person_id,
            name=person.name,
            birth_year=person.birth_year,
            sex=person.sex,
            municipality=person.municipality,
            own_access_open=own_access_open,
        )

    def add_unit(self, unit: str, name: str, caregiver: str) -> None:
        """Keep a care unit (HSA id) and which caregiver it belongs to."""
        models.Unit.objects.using(self._alias).create(hsa_id=unit, name=name, caregiver=caregiver)

    def unit_name(self, unit: str) -> str | None:
        """What a care unit (HSA id) is called; None when it is not kept here."""
        named = models.Unit.objects.using(self._alias).filter(hsa_id=unit).values_list("name", flat=True)
        return named.first()

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
        rows = (
            models.Event.objects.using(self._alias).filter(pathway_id=pathway).order_by("received_at", "id")
        )
        return tuple(
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
            )
            for row in rows
        )

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
        )

    def append_log(self, entry: LogEntry) -> LogRow:
        """Keep an entry as the next row of the log."""
        return self._chained.append_log(entry)

    def log(self, person: PersonId | None = None) -> tuple[LogRow, ...]:
        """The log in order; of one person, the rows about her."""
        return self._chained.log(person)

    def plans_of_person(self, person: PersonId) -> tuple[PlanId, ...]:
        """The plans made for a person."""
        return self._plan_ids(person_id=person)

    def plans_taken_part_in(self, staff: str) -> tuple[PlanId, ...]:
        """The plans in whose care somebody takes part."""
        return self._plan_ids(taking_part__staff=staff)

    def plans_with_steps_of(self, unit: str) -> tuple[PlanId, ...]:
        """The plans in which a care unit owns a step."""
        return self._plan_ids(steps__unit=unit)

    def _plan_ids(self, **condition: str) -> tuple[PlanId, ...]:
        plans = models.Plan.objects.using(self._alias).filter(**condition).distinct().order_by("plan_id")
        return tuple(PlanId(plan_id) for plan_id in plans.values_list("plan_id", flat=True))
