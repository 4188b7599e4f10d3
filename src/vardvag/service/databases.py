"""Which database each part of the service keeps its rows in.

Each profile has a database of its own, because each has its own controller of personal data. Log-ins
stand apart from all three. Here belong addresses and routing; no model and no query.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

APP_TO_ALIAS = {"public": "public", "region": "region", "care": "care"}
"""Label of a Django app → alias of its database. Anything else lives in `default`."""

LOGGED = ("region", "care")
"""Databases that hold a log of who read what: what was committed there must outlast a power loss."""


def database(address: str, alias: str, data: Path) -> dict[str, Any]:
    """Django's settings for one database. Without an *address*: an SQLite file in *data*.

    What stands after the question mark of a PostgreSQL address (`?sslmode=verify-full&sslrootcert=/x`) is
    handed on to it, word for word.
    """
    parts = urlsplit(address)
    if parts.scheme in ("", "sqlite"):
        name = unquote(parts.path) if parts.path else str(data / f"{alias}.sqlite3")
        # With a write-ahead log, NORMAL may lose the last commits in a power loss; FULL waits for the disk.
        durable = "FULL" if alias in LOGGED else "NORMAL"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": {
                # Readers go on while one writes; a writer takes its lock at once instead of failing half-way.
                "init_command": (
                    f"PRAGMA journal_mode=WAL; PRAGMA synchronous={durable}; PRAGMA foreign_keys=ON; "
                    # What is deleted is written over: somebody who is destroyed leaves no bytes behind.
                    "PRAGMA secure_delete=ON;"
                ),
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query, keep_blank_values=True)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


class ProfileRouter:
    """Django's router: each app to its own database, and no relation across two of them."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """The alias a model is read from."""
        return APP_TO_ALIAS.get(model._meta.app_label, "default")

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """The alias a model is written to."""
        return self.db_for_read(model)

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Only within one database: nothing may tie one controller's rows to another's."""
        return self.db_for_read(one) == self.db_for_read(other)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Tables are made only in the database of their own app."""
        return APP_TO_ALIAS.get(app_label, "default") == db
