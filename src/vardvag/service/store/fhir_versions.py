"""The versions of the resources that plans are: kept with each version of a plan, in its transaction.

A resource has a new version when what it says has changed. Nothing is changed or deleted here, and the
database refuses it (a trigger). Here does not belong what a resource says (`service/fhir`), nor who may read
one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PersonId, PlanId, StepId
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.service.fhir.beside import beside_of, with_beside
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.plans import Belonging, Made, ended, resources_of
from vardvag.service.fhir.provenance import provenance
from vardvag.service.store import models

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Version:
    """One version as kept. `resource` lacks `meta.versionId` and `meta.lastUpdated`; `whole` has them."""

    version: int
    plan: PlanId | None
    person: PersonId | None
    step: StepId | None
    last_updated: datetime
    resource: Resource
    beside: Resource
    given_out: Resource | None = None
    """As somebody may see it, where that has been decided."""

    def shown_as(self, resource: Resource) -> Version:
        """The same version, as somebody may see it."""
        return replace(self, given_out=resource)

    @property
    def key(self) -> Key:
        """Type and id."""
        return self.resource["resourceType"], self.resource["id"]

    @property
    def whole(self) -> Resource:
        """The resource with its version and time, as it may be given out where that has been decided."""
        if self.given_out is not None:
            return self.given_out
        at = Moment.of(self.last_updated).utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        meta = {"versionId": str(self.version), "lastUpdated": at} | self.resource.get("meta", {})
        rest = {name: value for name, value in self.resource.items() if name not in ("id", "meta")}
        return {"resourceType": rest.pop("resourceType"), "id": self.resource["id"], "meta": meta} | rest


class FhirVersions:
    """The versions on the database *alias*."""

    def __init__(self, alias: str = "care") -> None:
        self._alias = alias

    def keep(
        self,
        plan: PatientContract,
        person: Person,
        at: Moment,
        submitted: Mapping[Key, Resource] | None = None,
    ) -> None:
        """Keep a new version of every resource of *plan* whose content has changed. Call it inside a
        transaction. *submitted* holds what a sender wrote: what the plan does not hold is kept beside.
        """
        made = resources_of(plan, person, self._unit_names().get)
        latest = {version.key: version for version in self._around(plan, made)}
        rows = list(self._changed(plan, made, latest, submitted or {}, at))
        if rows:
            named = [(row.resource_type, row.resource_id, row.version) for row in rows]
            origin = provenance(plan, named, at)
            rows.append(self._row(Made(origin), 1, plan, {}, at))
        models.FhirVersion.objects.using(self._alias).bulk_create(rows)

    def _changed(
        self,
        plan: PatientContract,
        made: Iterable[Made],
        latest: Mapping[Key, Version],
        submitted: Mapping[Key, Resource],
        at: Moment,
    ) -> Iterator[models.FhirVersion]:
        known = set()
        for one in made:
            known.add(one.key)
            before = latest.get(one.key)
            sent = submitted.get(one.key)
            beside = beside_of(sent, one.resource) if sent else before.beside if before else {}
            said = before.resource if before and not sent else None
            whole = with_beside(one.resource, beside, said)
            if before is None or before.resource != whole:
                number = before.version + 1 if before else 1
                yield self._row(Made(whole, one.belonging, one.step), number, plan, beside, at)
        for key, before in latest.items():
            if key not in known and before.plan is not None:
                last = ended(before.resource, plan, before.step)
                if last is not None:
                    gone = Made(last, step=before.step)
                    yield self._row(gone, before.version + 1, plan, before.beside, at)

    def _row(
        self, made: Made, version: int, plan: PatientContract, beside: Resource, at: Moment
    ) -> models.FhirVersion:
        kind, identifier = made.key
        of_plan = made.belonging is Belonging.PLAN
        return models.FhirVersion(
            resource_type=kind,
            resource_id=identifier,
            version=version,
            plan_id=plan.plan_id if of_plan else None,
            person_id=plan.person if made.belonging is Belonging.PERSON else None,
            step=made.step,
            plan_version=plan.version if of_plan else None,
            last_updated=at.utc,
            resource=made.resource,
            beside=beside,
        )

    def latest(self, kind: str, identifier: str) -> Version | None:
        """The newest version of a resource; None when there is none."""
        rows = self._all().filter(resource_type=kind, resource_id=identifier).order_by("-version")
        return next(map(_version, rows[:1]), None)

    def versions(self, kind: str, identifier: str) -> tuple[Version, ...]:
        """Every version of a resource, the newest first."""
        rows = self._all().filter(resource_type=kind, resource_id=identifier).order_by("-version")
        return tuple(map(_version, rows))

    def of_plans(self, plans: Iterable[PlanId], kinds: Iterable[str] | None = None) -> tuple[Version, ...]:
        """The newest version of every resource of some plans, by type and id."""
        return self._newest(Q(plan_id__in=list(plans)), kinds)

    def of_persons(self, persons: Iterable[PersonId]) -> tuple[Version, ...]:
        """The newest version of some people's Patient."""
        return self._newest(Q(person_id__in=list(persons)), None)

    def of_nobody(self) -> tuple[Version, ...]:
        """The newest version of what says nothing of any person: organisations."""
        return self._newest(Q(plan__isnull=True, person__isnull=True), None)

    def persons_of(self, plans: Iterable[PlanId]) -> dict[PlanId, PersonId]:
        """Whose each plan is."""
        rows = models.Plan.objects.using(self._alias).filter(plan_id__in=list(plans)).order_by("plan_id")
        return {PlanId(plan): PersonId(person) for plan, person in rows.values_list("plan_id", "person_id")}

    def without_resources(self) -> tuple[PlanId, ...]:
        """The plans that were saved before resources were kept."""
        bare = models.Plan.objects.using(self._alias).filter(fhir_versions__isnull=True).order_by("plan_id")
        return tuple(PlanId(name) for name in bare.values_list("plan_id", flat=True))

    def _all(self) -> QuerySet[models.FhirVersion, models.FhirVersion]:
        return models.FhirVersion.objects.using(self._alias)

    def _newest(self, whose: Q, kinds: Iterable[str] | None) -> tuple[Version, ...]:
        later = self._all().filter(
            resource_type=OuterRef("resource_type"),
            resource_id=OuterRef("resource_id"),
            version__gt=OuterRef("version"),
        )
        rows = self._all().filter(whose).filter(~Exists(later)).order_by("resource_type", "resource_id")
        if kinds is not None:
            rows = rows.filter(resource_type__in=list(kinds))
        return tuple(map(_version, rows))

    def _around(self, plan: PatientContract, made: Iterable[Made]) -> tuple[Version, ...]:
        """The newest versions of the plan's own resources, and of the parties it names."""
        parties = [one.key[1] for one in made if one.belonging is not Belonging.PLAN]
        whose = Q(plan_id=plan.plan_id) | Q(plan__isnull=True, resource_id__in=parties)
        kept = self._newest(whose, None)
        return tuple(one for one in kept if one.key[0] != "Provenance")

    def _unit_names(self) -> dict[str, Any]:
        return dict(models.Unit.objects.using(self._alias).values_list("hsa_id", "name"))


def _version(row: models.FhirVersion) -> Version:
    return Version(
        row.version,
        None if row.plan_id is None else PlanId(row.plan_id),
        None if row.person_id is None else PersonId(row.person_id),
        None if row.step is None else StepId(row.step),
        row.last_updated,
        row.resource,
        row.beside,
    )
