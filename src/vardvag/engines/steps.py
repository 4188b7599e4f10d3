"""Work as named steps: each is one statement over the steps before it, and can be printed and looked at.

A step becomes a temporary view, or a temporary table where its answer is read more than once. Later steps
name earlier ones as tables. Here belongs the running; the meaning of a step stands where it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vardvag.engines.open_engine import OpenEngine

if TYPE_CHECKING:
    import duckdb

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Step:
    """One named SELECT. `kept` stores its rows instead of working them out anew each time it is read."""

    name: str
    sql: str
    kept: bool = False

    def __post_init__(self) -> None:
        if _NAME.fullmatch(self.name) is None:
            raise ValueError(f"a step is named in small letters, digits and _, not {self.name!r}")

    @property
    def statement(self) -> str:
        """What is sent to the engine."""
        kind = "TABLE" if self.kept else "VIEW"
        return f"CREATE OR REPLACE TEMP {kind} {self.name} AS\n{self.sql.strip()}"


def run_steps(connection: duckdb.DuckDBPyConnection, steps: Iterable[Step]) -> str | None:
    """Make each step in order on DuckDB; the answer is the name of the last, to read from (None of no steps).

    An engine's error is passed on with the step's name as a note.
    """
    last = None
    for step in steps:
        try:
            connection.execute(step.statement)
        except Exception as problem:
            problem.add_note(f"in the step {step.name!r}")
            raise
        last = step.name
    return last


def make_steps(engine: OpenEngine, steps: Iterable[Step]) -> str | None:
    """As `run_steps`, in a session with any engine."""
    last = None
    for step in steps:
        try:
            engine.make(step.name, step.sql.strip(), kept=step.kept)
        except Exception as problem:
            problem.add_note(f"in the step {step.name!r}, on {engine.dialect.name}")
            raise
        last = step.name
    return last


def printed(steps: Iterable[Step]) -> str:
    """All the steps as one script a person can read or run."""
    return ";\n\n".join(step.statement for step in steps) + ";\n"
