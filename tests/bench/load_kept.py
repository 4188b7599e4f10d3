"""A database filled with very many people, in a folder: made once, and opened as often as it is measured.

What was told of the filling stands beside it in `told.json`. Here does not belong what people are copied from
(`load_fill`), nor measuring (`load_plans`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from load_fill import fill_postgres, fill_sqlite, templates  # noqa: E402

from private_postgres import USER, new_database, private_postgres  # noqa: E402

HOST = "vardvag.example"
TEMPLATES = 100
_TOLD = "told.json"
_MEMORY = "-c shared_buffers=1GB -c max_wal_size=8GB"
"""Of PostgreSQL: a machine with two cores has some gigabytes."""


def fill(kind: str, people: int, folder: Path) -> None:
    """Make a database of *kind* in *folder*, with *people* people in it, each a copy of an example person."""
    rounds = max(people // TEMPLATES, 1)
    beside, data = folder / "beside", folder / "data"
    told = json.loads(run(environment(beside), "load_fill.py", "templates", TEMPLATES))
    with _database(kind, folder) as host:
        address = new_database(host, "care") if host else ""
        migrate(environment(data, address))
        shutil.copy(beside / "default.sqlite3", data)
        began = time.monotonic()
        if kind == "postgresql":
            fill_postgres(address, templates(beside / "care.sqlite3"), rounds)
        else:
            fill_sqlite(data / "care.sqlite3", templates(beside / "care.sqlite3"), rounds)
        told |= {
            "rounds": rounds,
            "people": rounds * TEMPLATES,
            "steps": rounds * told["steps"],
            "seconds": time.monotonic() - began,
            "bytes": _size(address, data),
        }
    (folder / _TOLD).write_text(json.dumps(told), encoding="utf-8")


@contextmanager
def opened(kind: str, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The address of a database that `fill` has made, as long as it is open, and what was told of it."""
    told = json.loads((folder / _TOLD).read_text(encoding="utf-8"))
    with _database(kind, folder) as host:
        yield f"postgresql://{USER}@/care?host={host}" if host else "", told


def environment(data: Path, address: str = "", port: int = 1) -> dict[str, str]:
    """The settings of an installation that keeps its data in *data*, or at *address*."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("VARDVAG", "COV"))}
    return ours | {
        "PYTHONPATH": str(HERE.parent),
        "VARDVAG_PROFILES": "public,care",
        "VARDVAG_DATA": str(data),
        "VARDVAG_ADDRESS": f"https://{HOST}",
        "VARDVAG_BEHIND_PROXY": "1",
        "VARDVAG_LISTEN": f"127.0.0.1:{port}",
        "VARDVAG_SECRET_KEY": "only-for-the-load-" * 4,
        "VARDVAG_OIDC_ISSUER": "https://issuer.example",
        "VARDVAG_OIDC_CLIENT_ID": "nobody",
        "VARDVAG_OIDC_CLIENT_SECRET": "nobody's secret",
        "VARDVAG_DATABASE_CARE": address,
        "DJANGO_SETTINGS_MODULE": "vardvag.service.settings",
    }


def migrate(settings: dict[str, str]) -> None:
    """Make the tables."""
    command = [sys.executable, "-c", "from vardvag.cli import main; main()", "migrate"]
    subprocess.run(command, env=settings, check=True, stdout=subprocess.DEVNULL)


def migrate_kept(settings: dict[str, str]) -> None:
    """Bring the tables of a filled database up to date; the plans are not to get FHIR resources by it."""
    command = [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity", "0", "--database"]
    for alias in ("default", "care"):
        subprocess.run([*command, alias], env=settings, check=True)


def run(settings: dict[str, str], script: str, *arguments: object) -> str:
    """What a script of this folder prints, in a process with *settings*."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    return subprocess.run(command, env=settings, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[Path | None]:
    if kind == "sqlite":
        yield None
        return
    with private_postgres(durable=True, options=_MEMORY, kept=folder / "postgres") as host:
        yield host


def _size(address: str, data: Path) -> int:
    if not address:
        return (data / "care.sqlite3").stat().st_size
    import psycopg

    with psycopg.connect(address) as base:
        found = base.execute("SELECT pg_database_size(current_database())").fetchone()
    assert found is not None
    return int(found[0])
