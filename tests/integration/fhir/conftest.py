"""The API on a fresh database with the example's plans: SQLite always, PostgreSQL where it is installed.

The databases are those of `tests/integration/conftest.py`. `api(role)` asks with a token that a throw-away
issuer has signed; its keys are put where the service keeps the issuer's.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

pytest.importorskip("django", reason="install the extra [service]")

JSON = "application/fhir+json"


@dataclass
class Answer:
    """An answer of the API."""

    status: int
    body: Any
    headers: Any

    @property
    def issues(self) -> list[tuple[str, str | None]]:
        """Code and place of each issue."""
        return [(one["code"], (one.get("expression") or [None])[0]) for one in self.body.get("issue", ())]

    @property
    def found(self) -> list[Any]:
        """The resources that matched a search."""
        return [one["resource"] for one in self.body.get("entry", ()) if one["search"]["mode"] == "match"]


class Api:
    """Somebody who asks the API."""

    def __init__(self, client: Any, token: str | None) -> None:
        self._client, self._token = client, token

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Ask; headers are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self._token is not None:
            sent["Authorization"] = f"Bearer {self._token}"
        kind = sent.pop("Content-Type", JSON)
        data = body if isinstance(body, str | bytes) else "" if body is None else json.dumps(body)
        answer = self._client.generic(method, f"/fhir/{path}", data, kind, headers=sent)
        text = answer.content.decode()
        return Answer(answer.status_code, json.loads(text) if text else None, answer.headers)

    def get(self, path: str, **headers: str) -> Answer:
        """Read."""
        return self("GET", path, **headers)

    def form(self, path: str, text: str, **headers: str) -> Answer:
        """Search by a form."""
        return self("POST", path, text, Content_Type="application/x-www-form-urlencoded", **headers)

    def only(self, path: str) -> Any:
        """The one resource that a search finds."""
        [found] = self.get(path).found
        return found


CLAIMS = {
    "patient": ("patient", {"vardvag_role": "patient", "vardvag_person": "exempelperson-1"}),
    "other patient": ("patient-2", {"vardvag_role": "patient", "vardvag_person": "exempelperson-2"}),
    "coordinator": (
        "samordnare",
        {"vardvag_role": "coordinator", "vardvag_unit": "SE-EXEMPEL-ORTOPEDI"},
    ),
    "stranger": ("nagon-annan", {"vardvag_role": "coordinator", "vardvag_unit": "SE-EXEMPEL-ORTOPEDI"}),
    "care staff": ("vard", {"vardvag_role": "care_staff", "vardvag_unit": "SE-EXEMPEL-ORTOPEDI"}),
    "municipal": ("kommun", {"vardvag_role": "municipal_health", "vardvag_unit": "SE-EXEMPEL-ORTOPEDI"}),
    "social": ("omsorg", {"vardvag_role": "social_care", "vardvag_unit": "SE-EXEMPEL-ORTOPEDI"}),
    "guardian": ("foralder", {"vardvag_role": "guardian", "vardvag_person": "exempelperson-2"}),
    "proxy": ("ombud", {"vardvag_role": "proxy", "vardvag_person": "exempelperson-2"}),
    "log reviewer": ("granskare", {"vardvag_role": "log_reviewer", "vardvag_unit": "SE-EXEMPEL-ORTOPEDI"}),
    "analyst": ("analytiker", {"vardvag_role": "region_analyst", "vardvag_region": "08"}),
    "finance": ("ekonom", {"vardvag_role": "region_finance", "vardvag_region": "08"}),
}


@pytest.fixture(scope="session")
def signing() -> Any:
    """The issuer's own key."""
    from joserfc.jwk import RSAKey

    return RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)


@pytest.fixture
def token(_django: None, signing: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """`token("patient", scope="patient/*.read", **claims)`: a token as the issuer signs it."""
    from django.conf import settings
    from joserfc import jwt
    from joserfc.jwk import KeySet

    from vardvag.service.fhir import tokens

    keys = tokens._Keys()
    keys._kept = KeySet([signing])
    monkeypatch.setattr(tokens, "KEYS", keys)
    monkeypatch.setattr(tokens.requests, "get", _no_network)

    def sign(who: str, scope: str = "patient/*.cruds user/*.cruds", **claims: Any) -> str:
        subject, own = CLAIMS[who]
        said = {
            "iss": settings.VARDVAG.issuer,
            "aud": tokens.audience(),
            "exp": int(time.time()) + 600,
            "sub": subject,
            "name": who,
            "scope": scope,
        } | own
        kept = {name: value for name, value in (said | claims).items() if value is not None}
        signed: str = jwt.encode({"alg": "RS256", "kid": "one"}, kept, signing)
        return signed

    return sign


def _no_network(*args: Any, **named: Any) -> Any:
    import requests

    raise requests.ConnectionError("no issuer in a test")


@pytest.fixture
def examples(store: Any) -> None:
    """The example's three plans, on the database of the test."""
    from vardvag.usecases.example import plans

    plans.keep(store, plans.examples())


@pytest.fixture(autouse=True)
def _day_of_the_example(_django: None) -> Iterator[None]:
    """It is the day of the example."""
    import dataclasses

    from django.conf import settings
    from django.test import override_settings

    from vardvag.usecases.example.story import DAY

    with override_settings(VARDVAG=dataclasses.replace(settings.VARDVAG, demo_day=DAY)):
        yield


@pytest.fixture
def api(examples: None, token: Callable[..., str]) -> Callable[..., Api]:
    """`api("patient")`: that one, with a token; `api(None)`: nobody."""
    from django.test import Client

    def someone(who: str | None, **named: Any) -> Api:
        client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
        return Api(client, None if who is None else token(who, **named))

    return someone


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class's name
        """Say nothing."""


@contextmanager
def served(application: Any) -> Iterator[str]:
    """Where *application* answers, on the loopback, in a thread of its own."""
    server = make_server("127.0.0.1", 0, application, WSGIServer, _Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def address(examples: None) -> Iterator[str]:
    """Where the service answers, on the loopback."""
    import dataclasses

    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from django.test import override_settings

    application = get_wsgi_application()

    def closing(environ: Any, start: Any) -> Any:
        # The server's thread has connections of its own, which are to be gone with the database.
        try:
            return application(environ, start)
        finally:
            connections.close_all()

    with (
        served(closing) as found,
        override_settings(VARDVAG=dataclasses.replace(settings.VARDVAG, address=found)),
    ):
        yield f"{found}/fhir"
