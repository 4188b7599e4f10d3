"""The money pages without a browser: Django's test client, and data of each test's own."""

from __future__ import annotations

import dataclasses
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

WRITE_EXAMPLE = runpy.run_path(str(Path(__file__).parent / "example_cells.py"))["write_example"]


@pytest.fixture(scope="session")
def _pages_migrated(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The demo's settings, unless another test of this run has set Django up (with the same)."""
    django = pytest.importorskip("django", reason="install the extra [service]")
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    if not settings.configured:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("VARDVAG_DEMO", "1")
            patch.setenv("VARDVAG_DATA", str(tmp_path_factory.mktemp("demo-data")))
            patch.setenv("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
            settings._setup()
    if not apps.ready:
        django.setup()
    for alias in ("default", "region"):
        call_command("migrate", database=alias, verbosity=0)


@pytest.fixture
def public_data(_pages_migrated: None, tmp_path: Path) -> Iterator[Path]:
    """The data folder of this test alone; empty, as a site is before any region has sent anything."""
    from django.conf import settings
    from django.test import override_settings

    with override_settings(VARDVAG=dataclasses.replace(settings.VARDVAG, data=tmp_path)):
        yield tmp_path


@pytest.fixture
def client(public_data: Path) -> Any:
    """Nobody: a browser that has not logged in."""
    from django.test import Client

    return Client(SERVER_NAME="127.0.0.1", raise_request_exception=True)


@pytest.fixture
def example(public_data: Path) -> Path:
    """Every region has sent its cells."""
    file = public_data / "public" / "cells.csv"
    WRITE_EXAMPLE(file)
    return file


@pytest.fixture
def log_in(client: Any) -> Callable[[str], Any]:
    """`log_in("ekonom")`: the client with the session of that demo user, as log-in would have left it."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore

    from vardvag.service.identity.claims import actor_from_claims
    from vardvag.service.identity.demo_users import DEMO_USERS

    def enter(subject: str) -> Any:
        [user] = [user for user in DEMO_USERS if user.subject == subject]
        session = SessionStore()
        session["actor"] = dataclasses.asdict(actor_from_claims({"sub": subject, **user.claims}))
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return enter
