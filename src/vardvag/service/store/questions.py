"""Questions to the database that every reading of a plan asks: their SQL is worked out once.

Django works out the SQL of a query anew each time it is asked, which takes longer than the answer. Here does
not belong which questions there are: each stands where it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class Question(Generic[M]):
    """A query of *model*, as *query* makes it of any values. The values are text, and no two alike."""

    def __init__(self, model: type[M], query: Callable[[QuerySet[M], Sequence[str]], QuerySet[M]]) -> None:
        self._model, self._query = model, query
        self._known: dict[tuple[str, int], str] = {}

    def rows(self, alias: str, *values: str) -> list[M]:
        """The rows that answer it, in the database *alias*."""
        as_of = connections[alias].vendor, len(values)
        sql = self._known.get(as_of) or self._known.setdefault(as_of, self._worked_out(alias, len(values)))
        return list(self._model._default_manager.using(alias).raw(sql, values))

    def row(self, alias: str, *values: str) -> M | None:
        """The first row that answers it; None when there is none."""
        found = self.rows(alias, *values)
        return found[0] if found else None

    def _worked_out(self, alias: str, number: int) -> str:
        rows: Any = self._model._default_manager.using(alias)
        asked = [f"value {n}" for n in range(number)]
        sql, values = self._query(rows, asked).query.get_compiler(using=alias).as_sql()
        if list(values) != asked:
            raise AssertionError(
                f"each value stands in the SQL once, in the order given, and no other: {sql}"
            )
        return str(sql)
