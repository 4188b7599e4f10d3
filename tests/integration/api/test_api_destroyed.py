"""Whoever has been destroyed is answered for as who never was: by the API, FHIR, the pages and the report."""

from __future__ import annotations

import dataclasses
import runpy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api_requests import requests_about
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.log import verify
from vardvag.service.store.person_keys import PersonKeys
from vardvag.usecases.destroy_record import destroy_record
from vardvag.usecases.export_steps import export_steps

_FHIR = runpy.run_path(str(Path(__file__).parents[1] / "fhir" / "conftest.py"))
_FHIR_ACCESS = runpy.run_path(str(Path(__file__).parents[1] / "fhir" / "test_fhir_access.py"))
_DENIAL = runpy.run_path(str(Path(__file__).parent / "test_api_denial.py"))
_NO_LEAK = runpy.run_path(str(Path(__file__).parents[1] / "pages" / "test_pages_care_no_leak.py"))
THERE, NOT_THERE = _DENIAL["THERE"], _DENIAL["NOT_THERE"]
TELLING = (*THERE, "affären", "Alva", "Operation av höften", "rehabmottagningen bokar")
"""What only her own plan says. The names of staff are in others' plans too."""
HER, UNIT, NOW = PersonId(THERE[2]), "SE-EXEMPEL-ORTOPEDI", Moment.parse("2019-11-20T09:00")
WHO = ("coordinator", "patient", "care staff", "log reviewer")
"""The first two could read her plan, the others have nothing to do with it."""


@dataclasses.dataclass(frozen=True)
class Archivist:
    subject: str = "arkivarie"
    name: str = "Ark Ivarie"
    role: str = "archivist"
    person: str | None = None
    unit: str | None = None


@pytest.fixture
def destroy(store: Any, tmp_path: Path) -> Callable[[], None]:
    """Her record goes, by decision."""

    def do() -> None:
        from vardvag.service.store.graves import DjangoGraves

        keys = PersonKeys(tmp_path / "keys" / "people.sqlite3", b"m" * 32)
        assert destroy_record(DjangoGraves(), keys, Archivist(), HER, NOW, "IVO 9.9-1/2019").decision.allowed

    return do


@pytest.fixture
def fhir(token: Callable[..., str]) -> Callable[[str], Any]:
    """`fhir("patient")`: that one, with a token for FHIR."""
    from django.test import Client

    return lambda who: _FHIR["Api"](Client(SERVER_NAME="127.0.0.1"), token(who))


@pytest.fixture
def page(_django: None) -> Callable[[str], Any]:
    """`page("samordnare")`: the browser of that demo user."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.test import Client

    from vardvag.service.identity.claims import actor_from_claims
    from vardvag.service.identity.demo_users import DEMO_USERS

    call_command("migrate", database="default", verbosity=0, skip_checks=True)

    def enter(subject: str) -> Any:
        [user] = [user for user in DEMO_USERS if user.subject == subject]
        session = SessionStore()
        session["actor"] = dataclasses.asdict(actor_from_claims({"sub": subject, **user.claims}))
        session.save()
        browser = Client(SERVER_NAME="127.0.0.1")
        browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return browser

    return enter


def told(answer: Any) -> list[str]:
    """The words of hers in an answer."""
    return [word for word in TELLING if word in str(answer)]


def answered(asker: Any, request: Any) -> tuple[Any, ...]:
    """What can be seen of an answer of the API, but for what is new in each."""
    answer = asker(request.method, request.path, request.body, **request.headers)
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    return answer.status, answer.body, headers


def test_the_api_answers_as_for_who_never_was(api: Any, store: Any, destroy: Any) -> None:
    pairs = list(zip(requests_about(*THERE), requests_about(*NOT_THERE), strict=True))
    reads = [one for one, _ in pairs if one.method == "GET"]
    assert any(told(answered(api("coordinator"), one)) for one in reads)
    destroy()
    for who in WHO:
        asker = api(who)
        for gone, never in pairs:
            found = answered(asker, gone)
            # The log stays, and names her plan by its identifier.
            stays = {THERE[0], THERE[2]} if gone.endpoint.name == "drawLogSample" else set()
            assert set(told(found)) <= stays, (who, gone.endpoint.name)
            if "{plan_id}" in gone.endpoint.path:
                assert found == answered(asker, never), (who, gone.endpoint.name)
                assert found[0] >= 400, (who, gone.endpoint.name)
    assert verify(store.log()) == []


def test_fhir_finds_nothing_and_reads_as_what_never_was(
    examples: None, store: Any, destroy: Any, fhir: Any
) -> None:
    kinds = _FHIR_ACCESS["TYPES"]
    found = [one for kind in kinds for one in fhir("patient").get(f"{kind}?_count=200").found]
    hers = [one for one in found if told(one)]
    assert len({one["resourceType"] for one in hers}) > 5
    destroy()
    for who in ("patient", "coordinator"):
        asker = fhir(who)
        for kind in kinds:
            assert not told(asker.get(f"{kind}?_count=200").body), (who, kind)
        for one in hers:
            kind, name = one["resourceType"], one["id"]
            never = name[:-1] + ("0" if name[-1] != "0" else "1")
            for rest in ("", "/_history", "/_history/1"):
                gone, other = (asker.get(f"{kind}/{this}{rest}") for this in (name, never))
                assert gone.status == other.status == 404, (who, kind, rest)
                assert str(gone.body).replace(name, "?") == str(other.body).replace(never, "?"), kind
    assert verify(store.log()) == []


def test_the_pages_and_the_report_of_the_month_know_nothing_of_her(
    examples: None, store: Any, destroy: Any, page: Any
) -> None:
    month, last = Month(2019, 10), date(2019, 10, 31)
    before = export_steps(store, UNIT, month, last, now=NOW)
    addresses = [address for _, address in _NO_LEAK["addresses"]()]
    seen = [page("samordnare").get(address.format(plan=THERE[0])) for address in addresses]
    assert sum("Alva" in one.content.decode() for one in seen) > 5
    destroy()
    assert len(export_steps(store, UNIT, month, last, now=NOW)) < len(before)
    for subject in ("samordnare", "patient"):
        browser = page(subject)
        for address in addresses:
            gone, never = (
                _NO_LEAK["answered"](browser, "get", address, plan) for plan in (THERE[0], NOT_THERE[0])
            )
            assert gone == never, (subject, address)
            assert gone[0] >= 300, (subject, address)
        for address in ("/min-sida/", "/min-sida/lasare/", "/samordning/", "/samordning/erbjud/"):
            words = set(told(browser.get(address).content.decode()))
            # Her own name is in her own session, until she logs out.
            assert words <= ({"Alva"} if subject == "patient" else set()), (subject, address)
