"""The demo site without a browser: Django's test client on a migrated database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> None:
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
    for alias in ("default", "region", "care"):
        call_command("migrate", database=alias, verbosity=0)


@pytest.fixture
def client(_migrated: None) -> Any:
    """Nobody: a browser that has not logged in."""
    from django.test import Client

    return Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)


@pytest.fixture
def log_in(client: Any) -> Callable[[str], Any]:
    """`log_in("ekonom")`: the client with the session of that demo user, as log-in would have left it."""
    import dataclasses

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
