"""The patientkontrakt: a documented agreement between one patient and her care, with its steps.

It is no contract in law. SKR's four parts are an agreement in the patient's own words, a named contact with
the duty to coordinate (fast vårdkontakt, patientlagen 2014:821, 6 kap.), agreed times, and one coherent
plan. Here does not belong who may read it (`access`), nor how it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from vardvag.base.errors import NotFound
from vardvag.clocks.discharge import Discharge
from vardvag.contracts.fixed_contact import FixedContact, overlapping
from vardvag.contracts.handover import HandOver
from vardvag.contracts.identifiers import PersonId, PlanId, StepId
from vardvag.contracts.precedence import in_order
from vardvag.contracts.sip import Sip
from vardvag.contracts.source_plans import JoinedPlan
from vardvag.contracts.step import OwnerKind, PlannedStep
from vardvag.contracts.whom_to_ask import WhomToAsk
from vardvag.contracts.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Coordinator:
    """The fast vårdkontakt who coordinates: `staff` is who logs in, `ask` how the patient reaches her."""

    staff: str
    name: str
    unit: str
    ask: WhomToAsk


@dataclass(frozen=True, slots=True)
class PatientContract:
    """One patient's plan. `what_matters` is her own words; `steps` stand in the order they were agreed.

    `caregiver` is the controller of the plan (vårdgivare). `care_team` names, by log-in, the staff besides
    the coordinator who take part in her care. `version` counts from 1 for the first saved. `fixed_contacts`
    holds those of before too; `sips`, `handovers` and `stays` (in inpatient care) likewise. `source_plans`
    are the plans elsewhere that it is joined of. `wishes` hold for every step that has none of its own.
    """

    plan_id: PlanId
    person: PersonId
    caregiver: str
    what_matters: str
    coordinator: Coordinator
    steps: tuple[PlannedStep, ...]
    care_team: frozenset[str] = frozenset()
    version: int = 0
    fixed_contacts: tuple[FixedContact, ...] = ()
    sips: tuple[Sip, ...] = ()
    handovers: tuple[HandOver, ...] = ()
    stays: tuple[Discharge, ...] = ()
    source_plans: tuple[JoinedPlan, ...] = ()
    wishes: Wishes | None = None

    def __post_init__(self) -> None:
        known = [step.step_id for step in self.steps]
        if len(known) != len(set(known)):
            raise ValueError("two steps of a plan have the same identifier")
        for step in self.steps:
            if missing := set(step.depends_on) - set(known):
                raise ValueError(f"{step.what}: depends on a step that is not in the plan: {sorted(missing)}")
        in_order({step.step_id: step.depends_on for step in self.steps})
        if found := overlapping(self.fixed_contacts):
            names = " and ".join(one.name for one in found[0])
            raise ValueError(f"{names} both have the overall duty to coordinate at the same time")

    def step(self, step_id: StepId) -> PlannedStep:
        """The step named so. NotFound otherwise."""
        for step in self.steps:
            if step.step_id == step_id:
                return step
        raise NotFound("step", step_id, [step.step_id for step in self.steps])

    def with_step(self, changed: PlannedStep) -> PatientContract:
        """The plan with one step exchanged for its changed self."""
        steps = tuple(changed if step.step_id == changed.step_id else step for step in self.steps)
        return replace(self, steps=steps)

    @property
    def units(self) -> frozenset[str]:
        """The care units that own a step."""
        return frozenset(
            step.owner.unit
            for step in self.steps
            if step.owner.kind is OwnerKind.CARE_UNIT and step.owner.unit
        )
