"""The plan as the patient is shown it: without internal notes, and without what its source has not approved.

What is left out leaves no trace: no step waits for one that she is not shown, and no count gives one away.
Here does not belong who may read (`access`), nor the words of a page.
"""

from __future__ import annotations

from dataclasses import replace

from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_items import item_of_joined, item_of_step, without_items


def shown_to_patient(plan: PatientContract) -> PatientContract:
    """The part of *plan* that is for the patient's eyes."""
    hidden = {item_of_step(step) for step in plan.steps if not step.approved_for_patient}
    hidden |= {item_of_joined(one) for one in plan.source_plans if not one.approved_for_patient}
    shown = without_items(plan, hidden)
    return replace(
        shown,
        steps=tuple(replace(step, internal_note=None) for step in shown.steps),
        fixed_contacts=tuple(replace(one, internal_note=None) for one in shown.fixed_contacts),
        source_plans=tuple(replace(one, internal_note=None) for one in shown.source_plans),
    )
