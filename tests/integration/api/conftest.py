"""The JSON API on a fresh database with the example plans, asked with tokens of a throw-away issuer.

The databases are those of `tests/integration/conftest.py`, the signing that of `tests/integration/fhir`.
"""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

_FHIR = runpy.run_path(str(Path(__file__).parents[1] / "fhir" / "conftest.py"))
signing, token, examples = _FHIR["signing"], _FHIR["token"], _FHIR["examples"]
_day_of_the_example = _FHIR["_day_of_the_example"]


@dataclass
class Answer:
    """An answer of the API."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def kind(self) -> str:
        """The problem's short name."""
        return str(self.body["type"]).rsplit("/", 1)[-1]

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """Place and rule of each finding."""
        return [(one["pointer"], one["code"]) for one in self.body.get("errors", ())]


class Api:
    """Somebody who asks the API."""

    def __init__(self, client: Any, token: str | None) -> None:
        self._client, self._token = client, token

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Ask; headers are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self._token is not None:
            sent.setdefault("Authorization", f"Bearer {self._token}")
        kind = sent.pop("Content-Type", "application/json")
        data = body if isinstance(body, str | bytes) else "" if body is None else json.dumps(body)
        answer = self._client.generic(method, f"/api/v1/{path}", data, kind, headers=sent)
        text = answer.content.decode()
        return Answer(answer.status_code, json.loads(text) if text else None, dict(answer.headers))

    def get(self, path: str, **headers: str) -> Answer:
        """Read."""
        return self("GET", path, **headers)

    def version(self, plan: str = "exempelplan-1") -> str:
        """The version of a plan, as If-Match has it."""
        return self.get(f"plans/{plan}").headers["ETag"]


@pytest.fixture
def api(examples: None, token: Callable[..., str]) -> Callable[..., Api]:
    """`api("patient")`: that one, with a token for this API; `api(None)`: nobody."""
    from django.test import Client

    from vardvag.service.api.asking import audience

    def someone(who: str | None, scope: str = "plans.read plans.write", **named: Any) -> Api:
        client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
        made = {"aud": audience(), **named}
        return Api(client, None if who is None else token(who, scope, **made))

    return someone
