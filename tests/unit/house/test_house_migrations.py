"""A migration only adds: the release before goes on reading and writing while servers are changed over.

What it used is taken away a release later, when nobody uses it: by then this release stands in `RELEASED`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

import vardvag

SERVICE = Path(vardvag.__file__).parent / "service"
RELEASED = {
    "store": {"0001_initial", "0002_what_happened_stays"},
    "region_log": {"0001_initial"},
}
"""The migrations of the release before. It knows no other tables and columns than they make."""


def added(app: str) -> list[str]:
    names = sorted(path.stem for path in (SERVICE / app / "migrations").glob("[0-9]*.py"))
    return [name for name in names if name not in RELEASED[app]]


def operations(app: str, names: Iterable[str]) -> list[Operation]:
    found: list[Operation] = []
    for name in names:
        migration = importlib.import_module(f"vardvag.service.{app}.migrations.{name}").Migration
        found += migration.operations
    return found


def in_the_way(found: Iterable[Operation]) -> Iterator[str]:
    """Each operation that the release before would meet."""
    made = set()
    for one in found:
        match one:
            case migrations.CreateModel():
                made.add(one.name_lower)
            case migrations.RunPython() if one.reverse_code is not None:
                pass
            case migrations.AddIndex():
                pass
            case migrations.AddField() if one.field.null or one.field.has_db_default():
                pass
            case migrations.AddField() | migrations.AddConstraint() if one.model_name_lower in made:
                pass
            case _:
                yield one.describe()


@pytest.mark.parametrize("app", RELEASED)
def test_a_migration_only_adds(app: str) -> None:
    assert list(in_the_way(operations(app, added(app)))) == []


@pytest.mark.parametrize("app", RELEASED)
def test_migrations_follow_one_another(app: str) -> None:
    """Two that begin with the same number were made at the same time, and one of them must come after."""
    numbers = [path.name[:4] for path in (SERVICE / app / "migrations").glob("[0-9]*.py")]
    assert sorted(numbers) == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert {f"{name}" for name in RELEASED[app]} <= {
        path.stem for path in (SERVICE / app / "migrations").glob("[0-9]*.py")
    }


@pytest.mark.parametrize(
    ("operation", "wrong"),
    [
        (migrations.RemoveField("Plan", "caregiver"), True),
        (migrations.DeleteModel("Plan"), True),
        (migrations.RenameField("Plan", "caregiver", "provider"), True),
        (migrations.RenameModel("Plan", "Contract"), True),
        (migrations.AlterField("Plan", "caregiver", models.CharField(max_length=4)), True),
        (migrations.AddField("Plan", "new", models.IntegerField(default=1)), True),
        (migrations.AddConstraint("Plan", models.UniqueConstraint(fields=["person"], name="one")), True),
        (migrations.RunSQL("DROP TABLE care_plan"), True),
        (migrations.RunPython(lambda apps, editor: None), True),
        (migrations.AddField("Plan", "new", models.IntegerField(null=True)), False),
        (migrations.AddField("Plan", "new", models.IntegerField(db_default=1)), False),
        (migrations.AddIndex("Plan", models.Index(fields=["person"], name="i")), False),
        (migrations.CreateModel("New", []), False),
    ],
)
def test_the_test_of_migrations_can_fail(operation: Operation, wrong: bool) -> None:
    assert bool(list(in_the_way([operation]))) is wrong
