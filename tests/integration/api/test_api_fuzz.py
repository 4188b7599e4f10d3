"""Whatever is sent to the API: never a fault of ours, and every answer as it is described (schemathesis).

`make test` tries a few requests of each address; `make fuzz-api` many (EXAMPLES=, SEED=). A third of what is
made goes against the forms on purpose. Each request is undone, so that the next meets the same plans.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

schemathesis = pytest.importorskip("schemathesis", reason="install the test requirements: make test")

from hypothesis import HealthCheck, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from schemathesis import GenerationMode  # noqa: E402
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api_requests import BODIES, requests_about  # noqa: E402
from vardvag.service.api.endpoint import Endpoint  # noqa: E402
from vardvag.service.api.endpoints import TABLE  # noqa: E402

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
EXAMPLES = int(os.environ.get("VARDVAG_API_EXAMPLES", "3"))
SEED = int(os.environ.get("VARDVAG_API_SEED", "1"))
REAL = {
    "plan_id": "exempelplan-1",
    "step_id": "exempelplan-1-operation",
    "version": "1",
    "contact_id": "kontakt",
    "sip_id": "sip",
    "record_id": "anteckning",
    "handover_id": "överlämning",
}
"""Names that are there, so that what is sent gets past the law."""


@pytest.fixture
def undone(_django: None) -> Callable[[Callable[[], Any]], Any]:
    """Calls, holds the database to its constraints as a commit would, and undoes it all."""
    from django.db import connections, transaction

    def call(ask: Callable[[], Any]) -> Any:
        with transaction.atomic(using="care"):
            answer = ask()
            if not connections["care"].needs_rollback:
                connections["care"].check_constraints()
            transaction.set_rollback(True, using="care")
        return answer

    return call


@pytest.fixture
def described(api: Any) -> Iterator[Any]:
    """The API as schemathesis has it: by the description it answers, on the application itself.

    A request's end would close the connection that the test is in the middle of a transaction on.
    """
    from django.core.signals import request_finished, request_started
    from django.core.wsgi import get_wsgi_application
    from django.db import close_old_connections

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def real_names(endpoint: Endpoint) -> dict[str, str]:
    """The names of the address, each of something that is there."""
    return {name: value for name, value in REAL.items() if f"{{{name}}}" in endpoint.path}


def mixed(draw: Any, endpoint: Endpoint, case: Any) -> Any:
    """*case* with some of its body put into a right one: deeper than what is only made up."""
    request = next(
        one
        for one in requests_about(REAL["plan_id"], REAL["step_id"], "exempelperson-1")
        if one.endpoint is endpoint
    )
    if endpoint.name in BODIES and isinstance(case.body, dict):
        names = draw(st.sets(st.sampled_from(sorted(case.body)), max_size=3)) if case.body else ()
        case.body = request.body | {name: case.body[name] for name in names}
    return case


@pytest.mark.parametrize("how", ["as described", "mixed", "against the forms"])
@pytest.mark.parametrize("endpoint", TABLE, ids=lambda one: one.name)
def test_no_fault_of_ours_and_every_answer_as_described(
    token: Callable[..., str], undone: Any, described: Any, endpoint: Endpoint, how: str
) -> None:
    from vardvag.service.api.asking import audience

    operation = described[f"/{endpoint.path}"][endpoint.method]
    mode = GenerationMode.NEGATIVE if how == "against the forms" else GenerationMode.POSITIVE
    headers = {"If-Match": '"1"'} if endpoint.versioned else {}
    names = real_names(endpoint)
    cases = operation.as_strategy(mode, path_parameters=names or None, headers=headers or None)
    known = {"Authorization": f"Bearer {token('coordinator', 'plans.read plans.write', aud=audience())}"}

    @seed(SEED)
    @settings(max_examples=EXAMPLES, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def run(data: Any) -> None:
        case = data.draw(cases)
        if how == "mixed":
            case = mixed(data.draw, endpoint, case)
        answer = undone(lambda: case.call(headers=known))
        case.validate_response(answer, checks=CHECKS)

    run()
