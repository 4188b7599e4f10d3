"""Write the care database as an earlier release leaves it, with rows in it, for the test of the migrations.

    .venv/bin/python tests/previous_release.py 8c5d3a5

takes that commit out of git, lets its own code make its databases and its own example's plans, reads and
moves, and writes `tests/integration/store/previous/<commit>/`: for SQLite and PostgreSQL the tables
(`.schema.sql`) and the rows, as it writes them, column by column (`.rows.sql`). To be run when there is a
release to come from.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from private_postgres import USER, new_database, private_postgres, programs

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "tests" / "integration" / "store" / "previous"

FILL = """
from datetime import date
from vardvag.service.serving import migrate
migrate()
from example_plan import ORTHOPAEDICS, example
from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PathwayLink, new_pathway
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.usecases.move_step import move_step
from vardvag.usecases.show_plan import show_plan
from vardvag.contracts.access.actor import Role
from vardvag.service.identity.actor import Actor
store, now = DjangoPlanStore(), Moment.parse("2019-09-25T09:00")
made = example(date(2019, 9, 25))
made.keep(store)
plan = made.plan.plan_id
store.add_pathway(new_pathway(), made.person.person_id)
linked = new_pathway()
store.add_pathway(linked, made.person.person_id, [PathwayLink("exempeljournal", "K-1", linked)])
store.add_other_need(plan, "jurist", "dnr 1")
sam = Actor("samordnare", Role.COORDINATOR, "Maria Exempel", unit=ORTHOPAEDICS)
show_plan(store, sam, plan, now)
for version, day in enumerate(("2019-10-25", "2019-11-04"), 1):
    move_step(store, sam, plan, made.operation, Moment.parse(day + "T08:30"), version, now)
show_plan(store, Actor("okänd", Role.PATIENT, "Någon Annan", person="x"), plan, now)
"""


def main(commit: str) -> None:
    """As the module says."""
    folder = KEPT / commit
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, private_postgres() as host:
        old, data = Path(place) / "old", Path(place) / "data"
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=BytesIO(archive)) as packed:
            packed.extractall(old, filter="data")
        _fill(old, data, "")
        _fill(old, Path(place) / "other", new_database(host, "care"))
        with sqlite3.connect(data / "care.sqlite3") as base:
            _write(folder / "sqlite.schema.sql", _schema(base))
            _write(folder / "sqlite.rows.sql", _rows(base))
        for name, how in {"schema": ["--schema-only"], "rows": ["--data-only", "--column-inserts"]}.items():
            dumped = subprocess.run(
                [programs() / "pg_dump", "-h", host, "-U", USER, "--no-owner", *how, "care"],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            _write(folder / f"postgresql.{name}.sql", _sql_alone(dumped))


def _fill(old: Path, data: Path, address: str) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("VARDVAG")}
    environment = ours | {
        "PYTHONPATH": f"{old / 'src'}:{old / 'tests'}",
        "VARDVAG_DEMO": "1",
        "VARDVAG_DATA": str(data),
        "VARDVAG_DATABASE_CARE": address,
        "DJANGO_SETTINGS_MODULE": "vardvag.service.settings",
    }
    subprocess.run([sys.executable, "-c", FILL], env=environment, check=True)


def _schema(base: sqlite3.Connection) -> Iterator[str]:
    for (sql,) in base.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    ):
        yield f"{sql};"


def _rows(base: sqlite3.Connection) -> Iterator[str]:
    tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for (table,) in tables.fetchall():
        columns = [f'"{row[1]}"' for row in base.execute(f'PRAGMA table_info("{table}")')]
        quoted = " || ', ' || ".join(f"quote({column})" for column in columns)
        for (values,) in base.execute(f'SELECT {quoted} FROM "{table}" ORDER BY rowid'):
            yield f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({values});'


def _sql_alone(dumped: str) -> Iterator[str]:
    """Without comments and without what is meant for psql or for the session that reads it."""
    for line in dumped.splitlines():
        if line and not line.startswith(("--", "\\", "SET ", "SELECT pg_catalog.set_config")):
            yield line


def _write(file: Path, lines: Iterator[str]) -> None:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
