"""A plan written as a document and read again is the same plan, whatever it holds; older documents too."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from plan_strategies import plans
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.times import NoTimeYet

pytest.importorskip("django", reason="pip install 'vardvag[service]'")

from vardvag.service.store.documents import (
    PLAN_RECORDS,
    STEP_RECORDS,
    STEP_ROWS,
    STEP_WORDS,
    from_document,
    to_document,
)

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
ADDED_TO_PLAN = (*PLAN_RECORDS, "wishes")
ADDED_TO_STEP = (*STEP_WORDS, *STEP_RECORDS, *STEP_ROWS)


@settings(deadline=None, max_examples=60, suppress_health_check=SLOW)
@given(plans())
def test_a_plan_comes_back_as_it_was(plan: PatientContract) -> None:
    # Keys sorted: PostgreSQL keeps an object's keys in an order of its own.
    assert from_document(json.loads(json.dumps(to_document(plan), sort_keys=True))) == plan


@settings(deadline=None, max_examples=30, suppress_health_check=SLOW)
@given(plans())
def test_a_document_of_the_first_form_is_read_with_what_it_lacks_at_its_default(
    plan: PatientContract,
) -> None:
    steps = [replace(step, when=NoTimeYet("x")) for step in plan.steps]
    document = json.loads(json.dumps(to_document(replace(plan, steps=tuple(steps)))))
    assert from_document(_as_first_form(document)) == PatientContract(
        plan.plan_id,
        plan.person,
        plan.caregiver,
        plan.what_matters,
        plan.coordinator,
        tuple(_as_it_was(step) for step in steps),
        plan.care_team,
        plan.version,
    )


def _as_first_form(document: dict[str, Any]) -> dict[str, Any]:
    plan = {name: value for name, value in document.items() if name not in ADDED_TO_PLAN} | {"schema": 1}
    return plan | {
        "steps": [
            {name: value for name, value in step.items() if name not in ADDED_TO_STEP}
            for step in plan["steps"]
        ]
    }


def _as_it_was(step: PlannedStep) -> PlannedStep:
    old = ("what", "owner", "when", "ask", "where", "preparation", "pathway", "phase", "target", "depends_on")
    rest = ("step_id", "source_plan", "reported_as")
    return PlannedStep(**{name: getattr(step, name) for name in (*old, *rest)})


def test_a_document_of_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="schema 3"):
        from_document({"schema": 3})
