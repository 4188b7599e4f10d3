"""The part of the store that keeps plan events, and finds what goes on for whom at a caregiver's own units.

Looking for whom to offer a plan reads care events and never a plan: what the municipality does for somebody
stands only in plans, so it cannot be searched by. Here does not belong plans and their versions
(`repository`), nor who may look (`contracts.access`).
"""

from __future__ import annotations

from collections.abc import Iterable

from vardvag.base.errors import NotFound
from vardvag.base.moments import Moment
from vardvag.contracts.access.decision import AccessFacts
from vardvag.contracts.identifiers import PathwayId, PersonId, PlanId
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind
from vardvag.contracts.said import Said
from vardvag.service.store import models, plan_event_models
from vardvag.service.store.questions import Question
from vardvag.service.store.records import from_plain, to_plain

_OF_PLAN = Question(
    plan_event_models.PlanEvent, lambda rows, values: rows.filter(plan_id=values[0]).order_by("at", "id")
)
UNIT = Question(models.Unit, lambda rows, values: rows.filter(hsa_id=values[0]))
"""A care unit by its HSA id."""


class PlanEventRows:
    """`contracts.store.PlanStore`, as much of it as is about plan events and offers."""

    _alias: str

    def append_plan_event(self, event: PlanEvent) -> None:
        """Keep an event. Events are never changed."""
        plan_event_models.PlanEvent.objects.using(self._alias).create(
            event_id=event.event_id,
            kind=event.kind.value,
            person_id=event.person,
            plan_id=event.plan,
            version=event.version,
            at=event.at.utc,
            unit=event.unit,
            said=to_plain(event.said),
            words=event.words,
            supersedes=event.supersedes,
        )

    def plan_events(self, plan_id: PlanId) -> tuple[PlanEvent, ...]:
        """All events of a plan, the superseded ones too, in the order they happened."""
        return _found(_OF_PLAN.rows(self._alias, plan_id))

    def plan_events_at(self, units: Iterable[str]) -> tuple[PlanEvent, ...]:
        """All events recorded at any of *units*, in the order they happened."""
        rows = plan_event_models.PlanEvent.objects.using(self._alias)
        return _found(rows.filter(unit__in=sorted(units)).order_by("at", "id"))

    def caregiver_of(self, unit: str) -> str:
        """The caregiver (vårdgivare) a unit belongs to. NotFound for a unit that is not kept here."""
        found = UNIT.row(self._alias, unit)
        if found is None:
            raise NotFound("unit", unit, ())
        return found.caregiver

    def units_of(self, caregiver: str) -> frozenset[str]:
        """The care units of a caregiver, by HSA id."""
        units = models.Unit.objects.using(self._alias).filter(caregiver=caregiver)
        return frozenset(units.values_list("hsa_id", flat=True))

    def add_offer_charge(self, caregiver: str, staff: str, documented_as: str) -> None:
        """Keep that a caregiver has charged somebody with finding those to be offered a plan, and where."""
        plan_event_models.OfferCharge.objects.using(self._alias).create(
            caregiver=caregiver, staff=staff, documented_as=documented_as
        )

    def offer_facts(self, person: PersonId, caregiver: str) -> AccessFacts | None:
        """What a decision on an offer to a person needs to know; None when there is no such person.

        Those charged with offers have the documented need of it; nobody takes part in a plan not yet made.
        """
        known = models.Person.objects.using(self._alias).filter(person_id=person).first()
        charged = plan_event_models.OfferCharge.objects.using(self._alias).filter(caregiver=caregiver)
        units = self.units_of(caregiver)
        staff = frozenset(charged.values_list("staff", flat=True))
        if known is None:
            return None
        return AccessFacts(PersonId(known.person_id), units, frozenset(), staff)

    def people_cared_for_at(self, units: Iterable[str]) -> tuple[PersonId, ...]:
        """The people with a care event at any of *units*, in no order that says anything of them."""
        rows = models.Event.objects.using(self._alias).filter(unit__in=sorted(units))
        people = rows.order_by("pathway__person").values_list("pathway__person", flat=True).distinct()
        return tuple(PersonId(person) for person in people)

    def pathways_of(self, person: PersonId) -> tuple[PathwayId, ...]:
        """The pathways minted for a person."""
        rows = models.Pathway.objects.using(self._alias).filter(person_id=person).order_by("pathway_id")
        return tuple(PathwayId(pathway) for pathway in rows.values_list("pathway_id", flat=True))


def _found(rows: Iterable[plan_event_models.PlanEvent]) -> tuple[PlanEvent, ...]:
    return tuple(
        PlanEvent(
            event_id=row.event_id,
            kind=PlanEventKind(row.kind),
            person=PersonId(row.person_id),
            plan=PlanId(row.plan_id),
            at=Moment.of(row.at),
            said=from_plain(Said, row.said),
            unit=row.unit,
            version=row.version,
            words=row.words,
            supersedes=row.supersedes,
        )
        for row in rows
    )
