"""Nobody can tell a plan that is hidden, or whose person is protected, from one that does not exist.

Every address of care that names a plan is tried as every role, by somebody with no need of it: the same
status, the same body, the same headers and the same number of queries, whether the plan is there or not.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.access.protection import Protection
from vardvag.usecases.example import plans
from vardvag.usecases.example.story import DAY, OPERATION, ORTHOPAEDICS, PLAN

MISSING = "exempelplan-0"
"""As long as the example's: the length of an address tells nothing."""
assert len(MISSING) == len(PLAN)


@pytest.fixture
def store(public_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The example's plans in a database of their own, on the day of the story."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections
    from django.test import override_settings

    from vardvag.service.databases import database
    from vardvag.service.store.repository import DjangoPlanStore

    kept = connections.settings["care"]
    connections["care"].close()
    connections.settings["care"] = kept | {"OPTIONS": {}} | database("", "care", public_data)
    del connections["care"]
    try:
        call_command("migrate", "care", database="care", verbosity=0, skip_checks=True)
        with override_settings(VARDVAG=dataclasses.replace(settings.VARDVAG, demo_day=DAY)):
            made = DjangoPlanStore()
            plans.keep(made, plans.examples())
            yield made
    finally:
        connections["care"].close()
        connections.settings["care"] = kept
        del connections["care"]


@pytest.fixture
def as_role(client: Any) -> Callable[[str], Any]:
    """A stranger in a role: she takes no part in the plan, works elsewhere, and is not its person."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore

    from vardvag.contracts.access.actor import Role
    from vardvag.service.identity.actor import AT_A_UNIT, FOR_SOMEBODY

    def enter(role: str) -> Any:
        who: dict[str, Any] = {"subject": "främling", "name": "Nils Exempel", "role": role}
        who |= {"person": "främling" if role in FOR_SOMEBODY else None}
        # At the plan's own unit: the nearest that somebody without a need can be.
        who |= {"unit": ORTHOPAEDICS if role in AT_A_UNIT else None}
        who |= {"region": "08" if Role(role) not in FOR_SOMEBODY | AT_A_UNIT else None}
        session = SessionStore()
        session["actor"] = who
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return enter


def addresses() -> list[tuple[str, str]]:
    """Every address of the site that names a plan: its name, and a pattern with a hole for the plan.

    They are looked up in the site itself, so that a new page is tried without anybody thinking of it.
    """
    from django.urls import URLPattern, URLResolver, get_resolver

    found: list[tuple[str, str]] = []

    def walk(patterns: list[Any], prefix: str) -> None:
        for pattern in patterns:
            here = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, here)
            elif isinstance(pattern, URLPattern) and "<str:plan_id>" in here:
                route = re.sub(r"^\^?(en|sv)?/?", "", here)
                filled = route.replace("<str:step_id>", OPERATION).replace("<str:plan_id>", "{plan}")
                # Whatever else an address names is nobody's.
                filled = re.sub(r"<int:\w+>", "1", filled)
                found.append((str(pattern.name), "/" + re.sub(r"<(?:\w+:)?\w+>", "x", filled)))

    walk(get_resolver().url_patterns, "")
    return found


def roles() -> list[str]:
    """Every role that somebody can be logged in as."""
    from vardvag.contracts.access.actor import Role

    return [role.value for role in Role]


def answered(browser: Any, method: str, address: str, plan: str) -> tuple[object, ...]:
    """All that can be seen of an answer: status, body, headers, and how many queries it took."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    path = address.format(plan=plan)
    with CaptureQueriesContext(connections["care"]) as queries:
        answer = getattr(browser, method)(path)
    body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", b"".join(answer))
    hide = [path.encode(), plan.encode()]
    for said in hide:
        body = body.replace(said, b"?")
    headers = {
        name: value.replace(plan, "?")
        for name, value in answer.headers.items()
        if name.lower() != "x-request-id"
    }
    shape = [re.sub(r"'[^']*'|[0-9]+|NULL", "?", query["sql"]) for query in queries.captured_queries]
    return answer.status_code, body, headers, shape


@pytest.mark.parametrize("protection", Protection)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_hidden_a_protected_and_a_missing_plan_are_answered_alike(
    store: Any, as_role: Callable[[str], Any], protection: Protection, method: str
) -> None:
    from vardvag.service.store import models

    models.Person.objects.using("care").update(protected=protection.value)
    tried = 0
    for role in roles():
        browser = as_role(role)
        for name, address in addresses():
            hidden = answered(browser, method, address, PLAN)
            missing = answered(browser, method, address, MISSING)
            assert hidden == missing, (role, name, method)
            assert hidden[0] >= 300, (role, name)  # type: ignore[operator]  # the status is a number
            assert b"Alva" not in hidden[1]  # type: ignore[operator]  # the body is bytes
            tried += 1
    assert tried >= len(roles()) * 3


def test_whoever_takes_part_is_answered_otherwise(store: Any, as_role: Callable[[str], Any]) -> None:
    """The comparison above can fail: it sees the difference when there is one."""
    browser = as_role("coordinator")
    session = browser.session
    session["actor"] = session["actor"] | {"subject": "samordnare"}
    session.save()
    shown = answered(browser, "get", "/samordning/plan/{plan}/", PLAN)
    assert shown[0] == 200
    assert shown != answered(browser, "get", "/samordning/plan/{plan}/", MISSING)


def test_every_attempt_is_in_the_log_with_the_caregiver(store: Any, as_role: Callable[[str], Any]) -> None:
    as_role("coordinator").get(f"/samordning/plan/{PLAN}/")
    [row] = store.log()
    assert (row.entry.allowed, row.entry.who, row.entry.provider) == (
        False,
        "främling",
        store.caregiver_of(ORTHOPAEDICS),
    )
