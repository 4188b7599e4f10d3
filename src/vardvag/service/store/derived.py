"""What is derived from a plan's newest version: whose steps it holds, and who takes part in its care.

Made with every version that is saved, and made whole again when a backup is put back. Here does not belong
keeping the versions (`repository`).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from vardvag.contracts.plan import PatientContract
from vardvag.service.store import models
from vardvag.service.store.documents import from_document

_AT_A_TIME = 500


def steps_of(plan: PatientContract) -> Iterator[models.Step]:
    """The rows by which a unit's steps are found."""
    for step in plan.steps:
        yield models.Step(
            plan_id=plan.plan_id, step_id=step.step_id, unit=step.owner.unit, pathway_id=step.pathway
        )


def taking_part_in(plan: PatientContract) -> Iterator[models.TakingPart]:
    """The rows by which the plans are found that somebody takes part in."""
    for staff in sorted(plan.care_team | {plan.coordinator.staff}):
        yield models.TakingPart(plan_id=plan.plan_id, staff=staff)


def derive(plan: PatientContract, alias: str) -> None:
    """Make anew what is derived from *plan*. Call it inside a transaction."""
    models.Step.objects.using(alias).filter(plan_id=plan.plan_id).delete()
    models.Step.objects.using(alias).bulk_create(steps_of(plan))
    models.TakingPart.objects.using(alias).filter(plan_id=plan.plan_id).delete()
    models.TakingPart.objects.using(alias).bulk_create(taking_part_in(plan))


def derive_all(alias: str) -> None:
    """Make all that is derived, of every plan, where there is none yet. Call it inside a transaction."""
    newest = models.PlanVersion.objects.using(alias).filter(version=F("plan__version")).order_by("plan_id")
    steps: list[models.Step] = []
    people: list[models.TakingPart] = []

    def keep() -> None:
        models.Step.objects.using(alias).bulk_create(steps)
        models.TakingPart.objects.using(alias).bulk_create(people)
        steps.clear()
        people.clear()

    for document in newest.values_list("document", flat=True).iterator(chunk_size=_AT_A_TIME):
        plan = from_document(document)
        steps += steps_of(plan)
        people += taking_part_in(plan)
        if len(steps) >= _AT_A_TIME:
            keep()
    keep()
