"""Laws of the wire: what is written has the form that is described, and is read back as it was."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from plan_strategies import plans
from vardvag.contracts.fixed_contact import FixedContact
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.source_plans import JoinedPlan
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.withheld_details import MASKED
from vardvag.service.api.faults import wrongs
from vardvag.service.api.wire import answered, read, sent, write

_PLAN = jsonschema.Draft202012Validator(answered(PatientContract).model_json_schema())
_STEP = jsonschema.Draft202012Validator(sent(PlannedStep).model_json_schema())
SENT: tuple[type, ...] = (PlannedStep, FixedContact, JoinedPlan)


def plain(value: Any) -> Any:
    """The same without signs that are no text, which the wire refuses and a database may not keep."""
    match value:
        case str():
            return "".join(sign if sign.isprintable() else "x" for sign in value)
        case dict():
            return {name: plain(one) for name, one in value.items()}
        case list():
            return [plain(one) for one in value]
    return value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_what_is_answered_has_its_form_and_what_is_sent_is_read_as_it_was(plan: PatientContract) -> None:
    _PLAN.validate(write(plan))
    for record in (*plan.steps, *plan.fixed_contacts, *plan.source_plans):
        if not isinstance(record, SENT):
            continue
        told = plain(write(record))
        if isinstance(record, PlannedStep):
            _STEP.validate(told)
        once = read(type(record), json.dumps(told).encode())
        assert plain(write(once)) == told
        assert read(type(record), json.dumps(write(once)).encode()) == once


def refused(kind: type, body: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        read(kind, json.dumps(body).encode())
    return [(one.pointer, one.code) for one in wrongs(caught.value)]


JOINED = {
    "kind": "VP",
    "system": "j",
    "identifier": "1",
    "title": "Vårdplan",
    "responsible": "SE",
    "approved_for_patient": True,
    "fetched_at": "2019-11-01T09:00:00+01:00",
}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("kind", "vp", "enum"),
        ("title", 1, "string-type"),
        ("title", MASKED, "value-error"),
        ("title", "a\u0000", "value-error"),
        ("title", "x" * 20_001, "string-too-long"),
        ("responsible", "x" * 65, "string-too-long"),
        ("responsible", "", "string-too-short"),
        ("approved_for_patient", "yes", "bool-type"),
        ("approved_for_patient", 1, "bool-type"),
        ("fetched_at", "2019-11-01T09:00:00", "timezone-aware"),
        ("fetched_at", "0001-01-01T09:00:00Z", "value-error"),
        ("expires_on", "2300-01-01", "value-error"),
        ("expires_on", "1.12.2019", "date-parsing"),
        ("participating", ["x"] * 501, "too-long"),
        ("participating", "SE", "list-type"),
        ("colour", "red", "extra-forbidden"),
    ],
)
def test_what_is_not_of_the_form_is_refused_at_its_place(field: str, value: Any, code: str) -> None:
    assert refused(JoinedPlan, JOINED | {field: value}) == [(f"/{field}", code)]


def test_the_form_that_the_refusals_start_from_is_right() -> None:
    assert read(JoinedPlan, json.dumps(JOINED).encode()).title == "Vårdplan"
