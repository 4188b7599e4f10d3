"""An engine in which one rule of counting is turned wrong, to see that somebody notices.

Here does not belong which rules there are (`spec/statistics`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.engines.open_engine import OpenEngine


@dataclass(frozen=True, slots=True)
class Turned:
    """One rule turned wrong: in the SQL of a step of *measure*, *right* becomes *wrong*. `{month}` is how the
    engine writes the month of `limit_day`."""

    name: str
    measure: str
    step: str
    right: str
    wrong: str


class TurnedEngine:
    """An engine in which one rule is wrong."""

    def __init__(self, engine: OpenEngine, turned: Turned) -> None:
        self._engine, self._turned = engine, turned
        self.found = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def make(self, name: str, sql: str, *, kept: bool) -> None:
        """As the engine does, but for the one step."""
        if name == self._turned.step:
            month = self._engine.dialect.month_index("limit_day")
            right, wrong = (one.replace("{month}", month) for one in (self._turned.right, self._turned.wrong))
            self.found = right in sql
            sql = sql.replace(right, wrong)
        self._engine.make(name, sql, kept=kept)
