"""Whatever is asked of the open data: never a fault of ours, every answer as it is described (schemathesis).

A few requests of each address; more with VARDVAG_API_EXAMPLES. Half of what is asked is of things that are
there, so that it comes past the first question.
"""

from __future__ import annotations

import os
import re
from typing import Any

import pytest

schemathesis = pytest.importorskip("schemathesis", reason="install the test requirements: make test")

from hypothesis import HealthCheck, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from schemathesis import GenerationMode  # noqa: E402
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from vardvag.service.open_data.openapi import ADDRESSES, document  # noqa: E402
from vardvag.service.open_data.urls import urlpatterns  # noqa: E402

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = int(os.environ.get("VARDVAG_API_EXAMPLES", "3"))
SEED = int(os.environ.get("VARDVAG_API_SEED", "1"))
REAL = {
    "id": "made-up-waiting",
    "kpi": "made-up-waiting.waiting.nobody",
    "municipality": "0000,0014",
    "year": "2019",
}
OPERATIONS = [(one.path, method) for one in ADDRESSES for method in document()["paths"][one.path]]


@pytest.fixture
def described(ask: Any) -> Any:
    """The open data as schemathesis has them: by the description they answer, on the application itself."""
    from django.core.wsgi import get_wsgi_application

    return schemathesis.openapi.from_wsgi("/api/v2/openapi.json", get_wsgi_application())


def names(path: str) -> dict[str, str]:
    """What stands in the address, of something that is there."""
    found = {name: REAL[name] for name in re.findall(r"{(\w+)}", path) if name in REAL}
    if "{ids}" in path:
        found["ids"] = REAL["kpi" if "/kpi/" in path else "municipality"]
    return found


@pytest.mark.parametrize("how", ["as described", "made up", "against the forms"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda one: one)
def test_no_fault_of_ours_and_every_answer_as_described(
    described: Any, path: str, method: str, how: str
) -> None:
    mode = GenerationMode.NEGATIVE if how == "against the forms" else GenerationMode.POSITIVE
    given_names = None if how == "made up" else names(path) or None
    cases = described[path][method.upper()].as_strategy(mode, path_parameters=given_names)

    @seed(SEED)
    @settings(max_examples=EXAMPLES, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def run(data: Any) -> None:
        case = data.draw(cases)
        case.validate_response(case.call(), checks=CHECKS)

    run()


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda one: one)
def test_what_is_there_is_answered(described: Any, path: str, method: str) -> None:
    case = described[path][method.upper()].Case(
        path_parameters=names(path), **({"body": {"selection": []}} if method == "post" else {})
    )
    answer = case.call()
    assert answer.status_code == 200
    case.validate_response(answer, checks=CHECKS)


def test_every_address_is_described() -> None:
    described = {re.sub(r"{\w+}", "x", path).lstrip("/") for path in document()["paths"]}
    for pattern in urlpatterns:
        if pattern.name in (None, "open-description") or pattern.name.startswith("kolada-3"):
            continue  # what there is none of, other names of what is described, and the description itself
        if pattern.name == "open-file":
            examples = ["open-data/x.csv"]
        else:
            where = re.sub(r"<str:\w+>", "x", str(pattern.pattern))
            examples = [where.replace("<path:rest>", "kpi/x/year/x")]
        assert set(examples) <= described, pattern.name
