"""What of a database goes into a backup: every table of its part but those that are derived from others.

A table added later is in the backup without being named here; one that is derived must be named, and is
rebuilt by `store.derived`. Here does not belong reading or writing rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce

DERIVED = frozenset({"care.step", "care.takingpart"})
"""Tables whose rows follow from others, by Django's label."""
PERSON, TOMBSTONE = "care.person", "care.tombstone"
END_OF_LOG = "loghead"
"""The table, in every part, whose one row a new database has already: it is moved on instead of added."""

Row = list[Any]


def kept_models(part: str) -> tuple[type[models.Model], ...]:
    """The tables of *part* (`care` or `region`) that a backup holds; each after those it points to."""
    waiting = [one for one in apps.get_app_config(part).get_models() if one._meta.label_lower not in DERIVED]
    ordered: list[type[models.Model]] = []
    while waiting:
        ready = [one for one in waiting if _pointed_to(one) <= {*ordered, one}]
        if not ready:
            raise AssertionError("tables that point to each other have no order")
        ordered += ready
        waiting = [one for one in waiting if one not in ready]
    return tuple(ordered)


def tables_about(part: str) -> tuple[type[models.Model], ...]:
    """Every table whose rows are about somebody, derived ones too; each before those it points to."""
    derived = [one for one in apps.get_app_config(part).get_models() if one._meta.label_lower in DERIVED]
    return tuple(one for one in (*derived, *reversed(kept_models(part))) if owner_of(one) is not None)


def owner_of(model: type[models.Model]) -> F | Coalesce | None:
    """Whom a row is about, as an expression on its table; None for a table whose rows point to nobody.

    Rows of the log and tombstones name somebody without pointing to her: they stay when she is destroyed.
    """
    ways = [F(way) for way in _ways_to_her(model)]
    return Coalesce(*ways) if len(ways) > 1 else next(iter(ways), None)


def _ways_to_her(model: type[models.Model]) -> list[str]:
    if model._meta.label_lower == PERSON:
        return ["pk"]
    return [
        f"{column.removesuffix('_id')}__{rest}"
        for column, target in pointers_of(model).items()
        if target is not model
        for rest in _ways_to_her(target)
    ]


def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a table, by the names that its rows are made with."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def pointers_of(model: type[models.Model]) -> dict[str, type[models.Model]]:
    """Which columns point to which tables."""
    return {field.attname: _target(field) for field in model._meta.concrete_fields if field.is_relation}


def to_line(values: Sequence[Any]) -> Row:
    """A row's values as JSON holds them. Moments and days are ISO 8601."""
    return [value.isoformat() if isinstance(value, date | datetime) else value for value in values]


def from_line(model: type[models.Model], columns: Sequence[str], row: Row) -> dict[str, Any]:
    """The values of a row by column. ValueError when they are not as many, or a day is none."""
    kinds = {field.attname: field for field in model._meta.concrete_fields}
    return {name: _read(kinds[name], value) for name, value in zip(columns, row, strict=True)}


def _read(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(field, models.DateField) else value


def _pointed_to(model: type[models.Model]) -> set[type[models.Model]]:
    return set(pointers_of(model).values())


def _target(field: Any) -> type[models.Model]:
    target: type[models.Model] = field.related_model
    return target
