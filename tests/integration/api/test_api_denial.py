"""Every address × role × person: what may not be seen is answered as what is not there, to the byte."""

from __future__ import annotations

from typing import Any

import pytest

from api_requests import Asked, protect, requests_about
from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.protection import Protection
from vardvag.service.identity.actor import AT_A_UNIT, FOR_SOMEBODY

THERE = ("exempelplan-1", "exempelplan-1-operation", "exempelperson-1")
NOT_THERE = ("exempelplan-9", "exempelplan-9-operation", "exempelperson-9")
TELLING = ("affären", "Alva", "Operation av höften", "rehabmottagningen bokar", "Ordnare")
STAND_STILL = {"X-Request-ID"}
"""Headers that are new in every answer."""


def claims_of(role: Role) -> dict[str, Any]:
    """The claims of somebody in *role* who has nothing to do with the plan."""
    rests: dict[str, Any] = dict.fromkeys(("vardvag_person", "vardvag_unit", "vardvag_region"))
    if role in FOR_SOMEBODY:
        rests["vardvag_person"] = "exempelperson-2"
    elif role in AT_A_UNIT:
        rests["vardvag_unit"] = "SE-EXEMPEL-ORTOPEDI"
    else:
        rests["vardvag_region"] = "08"
    return {"sub": f"annan-{role}", "vardvag_role": role.value, **rests}


def asked_by(asker: Any, request: Asked, queries: Any) -> tuple[Any, ...]:
    """Status, headers, body and number of queries of an answer."""
    with queries() as seen:
        answer = asker(request.method, request.path, request.body, **request.headers)
    headers = {name: value for name, value in answer.headers.items() if name not in STAND_STILL}
    return answer.status, headers, answer.body, len(seen)


@pytest.fixture
def queries(_django: None) -> Any:
    """Counts what the care database is asked."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connections["care"])


@pytest.mark.parametrize("role", list(Role))
def test_what_may_not_be_seen_is_answered_as_what_is_not_there(
    api: Any, queries: Any, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    asker = api("patient", **claims_of(role))
    walked = 0
    for level in Protection:
        with monkeypatch.context() as patch:
            protect(patch, level)
            for there, absent in zip(requests_about(*THERE), requests_about(*NOT_THERE), strict=True):
                name = there.endpoint.name
                found = asked_by(asker, there, queries)
                assert not [word for word in TELLING if word in str(found)], (name, level)
                if "{plan_id}" not in there.endpoint.path and name != "openByOffering":
                    continue
                assert found[0] == 404, (name, level, found)
                assert found[-1] > 0, name
                assert found == asked_by(asker, absent, queries), (name, level)
                walked += 1
    assert walked > 30 * len(Protection)


def test_the_walk_can_fail(api: Any, queries: Any) -> None:
    """Somebody who may see the plan is answered otherwise than for what is not there, almost everywhere."""
    asker = api("coordinator")
    pairs = zip(requests_about(*THERE), requests_about(*NOT_THERE), strict=True)
    alike = {
        there.endpoint.name
        for there, absent in pairs
        if asked_by(asker, there, queries) == asked_by(asker, absent, queries)
    }
    assert len(alike) < 15
    assert not alike & {"showPlan", "moveStep", "addStep", "offer", "showChanges"}


def test_nobody_is_told_anything(api: Any) -> None:
    asker = api(None)
    for request in requests_about(*THERE):
        answer = asker(request.method, request.path, request.body, **request.headers)
        assert (answer.status, answer.kind) == (401, "not-known"), request.endpoint.name
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_every_attempt_is_in_the_log(api: Any, store: Any) -> None:
    asker = api("stranger")
    for request in requests_about(*THERE):
        if request.endpoint.action is None:
            continue
        before = len(store.log())
        asker(request.method, request.path, request.body, **request.headers)
        rows = store.log()[before:]
        assert rows, request.endpoint.name
        last = rows[-1].entry
        assert (last.who, last.allowed) == ("nagon-annan", False)
        assert (last.action, last.plan) == (request.endpoint.action, "exempelplan-1"), request.endpoint.name
