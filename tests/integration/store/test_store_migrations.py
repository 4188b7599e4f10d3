"""From the release before to this one: nothing that was kept is lost, and the release before still can write.

How the files of the release before are made: `tests/previous_release.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.log import verify
from vardvag.contracts.overview import State
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.times import Booked
from vardvag.service.identity.actor import Actor
from vardvag.usecases.move_step import Yes, move_step
from vardvag.usecases.show_plan import PlanView, show_plan

PREVIOUS = Path(__file__).parent / "previous" / "8c5d3a5"
ALREADY_THERE = ("django_migrations", "care_loghead")
"""Tables that a migration itself puts rows into."""
SAM = Actor("samordnare", Role.COORDINATOR, "Maria Exempel", unit="SE-EXEMPEL-ORTOPEDI")
NOW = Moment.parse("2019-09-26T09:00")


def run(kind: str, script: str) -> None:
    """Every statement of a file, on the database that is `care` now."""
    from django.db import connections

    connection = connections["care"]
    with connection.cursor() as cursor:
        if kind == "sqlite":
            # Tables stand in no order of what points to what: that is looked at when all is there.
            connection.connection.executescript(f"PRAGMA foreign_keys=OFF;{script};PRAGMA foreign_keys=ON;")
            connection.check_constraints()
        else:
            cursor.execute(script)


def statements(kind: str, name: str) -> str:
    return (PREVIOUS / f"{kind}.{name}.sql").read_text(encoding="utf-8")


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", "care", database="care", verbosity=0, skip_checks=True)


def content(columns: dict[str, list[str]] | None = None) -> dict[str, tuple[list[str], list[Any]]]:
    """What stands in every table of ours, in the given columns or in all."""
    from django.db import connections

    connection, found = connections["care"], {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith("care_") or (columns is not None and table not in columns):
                continue
            names = (
                [column.name for column in connection.introspection.get_table_description(cursor, table)]
                if columns is None
                else columns[table]
            )
            quoted = ", ".join(connection.ops.quote_name(name) for name in names)
            cursor.execute(f"SELECT {quoted} FROM {table}")
            found[table] = (names, sorted(cursor.fetchall(), key=repr))
    return found


def test_everything_that_was_kept_is_kept(bare_care: str) -> None:
    run(bare_care, statements(bare_care, "schema"))
    run(bare_care, statements(bare_care, "rows"))
    before = content()
    assert len(before) == 12
    assert all(rows for _, rows in before.values()), [name for name, (_, rows) in before.items() if not rows]
    migrate()
    assert content({table: names for table, (names, _) in before.items()}) == before


def test_plans_and_log_of_the_release_before_are_read_changed_and_verified(bare_care: str) -> None:
    from vardvag.service.serving import _make_resources
    from vardvag.service.store import models
    from vardvag.service.store.repository import DjangoPlanStore

    run(bare_care, statements(bare_care, "schema"))
    run(bare_care, statements(bare_care, "rows"))
    migrate()
    _make_resources()
    store = DjangoPlanStore()
    plan_id = PlanId(models.Plan.objects.using("care").get().plan_id)
    rows = len(store.log())
    assert verify(store.log()) == []
    history = store.history(plan_id)
    assert [plan.version for plan in history] == [1, 2, 3]
    [operation] = [step for step in history[-1].steps if step.what == "Operation av höften"]
    assert operation.when == Booked(Moment.parse("2019-11-04T08:30"))
    view = show_plan(store, SAM, plan_id, NOW)
    assert isinstance(view, PlanView)
    assert view.overview.next_step is not None
    assert view.overview.next_step.state is State.BOOKED
    at = Moment.parse("2019-11-05T08:30")
    yes = Yes(Speaker.PATIENT, Way.TELEPHONE, "Alva Exempel")
    moved = move_step(store, SAM, plan_id, operation.step_id, at, 3, NOW, yes=yes)
    assert isinstance(moved, PlanView)
    assert [plan.version for plan in store.history(plan_id)] == [1, 2, 3, 4]
    assert len(store.log()) > rows
    assert verify(store.log()) == []


def test_what_happened_before_still_cannot_be_changed(bare_care: str) -> None:
    from django.db import DatabaseError

    from vardvag.service.store import models

    run(bare_care, statements(bare_care, "schema"))
    run(bare_care, statements(bare_care, "rows"))
    migrate()
    for model in (models.PlanVersion, models.Event, models.LogRecord):
        rows = model._default_manager.using("care")
        with pytest.raises(DatabaseError, match="append-only"):
            rows.all()._raw_delete("care")
        field = next(
            f.name
            for f in model._meta.concrete_fields
            if f.get_internal_type() == "CharField" or f.name == "version"
        )
        with pytest.raises(DatabaseError, match="append-only"):
            rows.update(**{field: 9})


def test_the_release_before_can_still_write_into_the_new_tables(bare_care: str) -> None:
    """While servers are changed over one by one, those of the release before go on: its own statements."""
    migrate()
    rows = statements(bare_care, "rows").splitlines()
    ours = [line for line in rows if not any(f"{name}" in line.split("(")[0] for name in ALREADY_THERE)]
    written = [line for line in ours if line.startswith("INSERT")]
    assert len(written) > 20
    run(bare_care, "\n".join(written))
    assert len(content()["care_planversion"][1]) == 3
