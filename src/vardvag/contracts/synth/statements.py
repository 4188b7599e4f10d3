"""What has been said of access to an example person's data: information, a block, a guardian.

Whoever shares has told her of it, so what others have documented can be made available to those who may read
it; she who has a block has objected. Here does not belong what the records add up to (`access.known`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from vardvag.base.moments import Moment
from vardvag.contracts.access.records import AccessRecord, Content, Informed, Objected, Represented
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.synth.people import ExamplePlan


def statements(one: ExamplePlan, now: Moment) -> Iterator[AccessRecord]:
    """The records about one person, as said before *now*."""
    for n, (content, said) in enumerate(_said(one)):
        at = Moment(now.utc - timedelta(days=60))
        name = f"{one.plan.plan_id}-atkomst-{n}"
        yield AccessRecord(name, one.person.person_id, at, content, said, one.plan.coordinator.unit)


def others(one: ExamplePlan) -> list[str]:
    """The providers besides the plan's own that answer for something in it, by name."""
    plan = one.plan
    named = {step.responsible for step in plan.steps} | {joined.responsible for joined in plan.source_plans}
    return sorted(provider for provider in named if provider not in (None, plan.caregiver) and provider)


def _said(one: ExamplePlan) -> Iterator[tuple[Content, Said]]:
    recorder = one.plan.coordinator.name
    care = Said(Speaker.CARE, Way.LOG_IN, recorder)
    for provider in others(one):
        yield Informed(provider), care
    for block in one.blocks:
        yield (
            Objected(block.kind, block.provider),
            Said(Speaker.PATIENT, Way.TELEPHONE, one.person.name, recorder),
        )
    for held in one.representations:
        yield Represented(held.by, held.kind, held.begun), care
