"""The open data without a browser, and a table of our own in which every kind of cell stands."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from open_data_table import TABLE


@pytest.fixture
def public_data(_django: None, tmp_path: Path) -> Iterator[Path]:
    """The data folder of this test alone."""
    from django.conf import settings
    from django.test import override_settings

    with override_settings(VARDVAG=dataclasses.replace(settings.VARDVAG, data=tmp_path)):
        yield tmp_path


@pytest.fixture
def made_table(public_data: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The table of our own is among the open ones, first."""
    from vardvag.service.open_data import answering

    known = {TABLE.id: TABLE, **answering.open_tables(public_data)}
    monkeypatch.setattr(answering, "open_tables", lambda data: known)
    return TABLE


@pytest.fixture
def ask(made_table: Any) -> Callable[..., Any]:
    """`ask("tables?lang=en")`: the answer of an address below /api/v2/, or of a whole one."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)

    def get(path: str, method: str = "GET", body: Any = None, **headers: str) -> Any:
        where = path if path.startswith("/") else f"/api/v2/{path}"
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, str | bytes) else "" if body is None else json.dumps(body)
        return client.generic(method, where, data, "application/json", headers=sent)

    return get
