"""What is to be written: one resource at its place in what was sent, and what came of it.

A transaction has many entries, any other write has one. Here does not belong finding the plan of an entry
(`placing`), nor changing it (`drafts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.plan import PatientContract
from vardvag.service.fhir.changes import Unfit
from vardvag.service.fhir.issues import Issue, Resource
from vardvag.service.fhir.names import plan_resource_id, step_resource_id
from vardvag.service.fhir.request import Fault
from vardvag.service.store.fhir_versions import Key, Version

ORDER = (
    "ServiceRequest",
    "Task",
    "RelatedPerson",
    "Goal",
    "CareTeam",
    "CarePlan",
    "Appointment",
    "Encounter",
    "Consent",
)
"""Steps first: a time is booked, and a visit held, of a step that may be new in the same transaction."""
_OF_PLAN = ("Goal", "CareTeam", "CarePlan")


@dataclass
class Entry:
    """One resource to create or update. `place` is where it stands, for what is said about it."""

    kind: str
    resource: Resource
    place: str
    identifier: str | None = None
    if_match: str | None = None
    if_none_exist: str | None = None
    full_url: str | None = None
    plan: PlanId | None = None
    step: StepId | None = None
    action: Action | None = None
    existing: Version | None = None
    opened: PatientContract | None = None
    """The plan that a new CarePlan opens."""

    @property
    def creates(self) -> bool:
        """Whether it is to be a new resource."""
        return self.identifier is None

    @property
    def key(self) -> Key:
        """Type and id; a Consent that is new has none before it is kept."""
        if self.identifier is not None:
            return self.kind, self.identifier
        if self.kind in _OF_PLAN:
            return self.kind, plan_resource_id(self.kind, self.plan or PlanId(""))
        return self.kind, step_resource_id(self.kind, self.plan or PlanId(""), self.step or StepId(""))

    def issues(self, found: Sequence[Issue]) -> list[Issue]:
        """What is said of the resource, at its place in what was sent."""
        return [
            replace(one, expression=self.place + (one.expression or self.kind).removeprefix(self.kind))
            for one in found
        ]


@dataclass(frozen=True, slots=True)
class Written:
    """What came of an entry. `created` is False for an update, and where it was there already."""

    created: bool
    version: Version


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in the order in which they can be kept."""
    return sorted(entries, key=lambda one: ORDER.index(one.kind))


def with_references(value: Any, new: dict[str, Key]) -> Any:
    """References to what is created in the same transaction, as they will be."""
    if isinstance(value, dict):
        return {
            key: "/".join(new[one])
            if key == "reference" and isinstance(one, str) and one in new
            else with_references(one, new)
            for key, one in value.items()
        }
    return [with_references(one, new) for one in value] if isinstance(value, list) else value


def unresolved(value: Any, place: str) -> Iterator[Issue]:
    """References to what is not created in the transaction: nothing would ever be found by them."""
    if isinstance(value, dict):
        if str(value.get("reference", "")).startswith("urn:"):
            text = Text(
                "Hänvisningen är inte till något som skapas i samma transaktion.",
                "The reference is not to anything created in the same transaction.",
            )
            yield Issue("not-found", text, f"{place}.reference")
        for key, one in value.items():
            yield from unresolved(one, f"{place}.{key}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from unresolved(one, f"{place}[{number}]")


@contextmanager
def told_at(entry: Entry) -> Iterator[None]:
    """What stands against a change, told at the place of its entry."""
    try:
        yield
    except Unfit as problem:
        raise Fault(422, entry.issues(problem.issues)) from problem
    except BadInput as problem:
        raise Fault(422, entry.issues([_issue(one, entry.kind) for one in problem.findings])) from problem
    except ValueError as problem:
        issue = Issue("business-rule", Text("Planen kan inte ändras så.", str(problem)), entry.kind)
        raise Fault(422, entry.issues([issue])) from problem


def _issue(found: Finding, kind: str) -> Issue:
    value = f": {found.value}" if found.value else ""
    return Issue(
        "business-rule",
        Text(
            f"{found.message.sv}{value}. {found.remedy.sv}", f"{found.message.en}{value}. {found.remedy.en}"
        ),
        kind,
    )
