"""Very many people with plans, into a database in minutes: example people kept once, and then copied.

The example people are kept by the store's own code in a database beside, so their rows are what it writes.
Each further round of them is the same rows with other identifiers, by COPY on PostgreSQL. What FHIR makes of
a plan (`care_fhirversion`) is left out: reading a plan does not touch it, and it would be most of the bytes.

Run as a process of its own with the settings of the installation: `load_fill.py templates PEOPLE` keeps
them, `load_fill.py queries PLAN SESSION` counts what one reading asks. Here does not belong
measuring (`load_plans`).
"""

from __future__ import annotations

import dataclasses
import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

MARK = "<round>"
"""Stands where a round's number goes: in no text of ours, and plain in JSON and in what COPY reads."""
ONCE = ("care_unit", "care_offercharge")
LEFT_OUT = ("care_fhirversion", "care_loghead", "care_logwaiting", "care_logrecord", "care_logseal")
OF_PEOPLE = (
    *("care_person", "care_pathway", "care_plan", "care_planversion", "care_event", "care_planevent"),
    *("care_step", "care_takingpart"),
)
SEED = 1
FEWEST, SIZES = 6, 5
"""The plans have from 6 to 10 steps, as many of each: 8 on average."""
NAMED = ("person_id", "plan_id", "pathway_id", "step_id", "event_id", "supersedes")


@dataclass
class Table:
    """The rows of one table, as text with marks; None is None."""

    name: str
    columns: list[str]
    rows: list[list[str | None]]


def templates(database: Path) -> list[Table]:
    """The rows of a database that `templates` has filled, with a mark after every identifier."""
    with sqlite3.connect(database) as base:
        known = {
            str(value)
            for table, column in (
                ("care_person", "person_id"),
                ("care_plan", "plan_id"),
                ("care_pathway", "pathway_id"),
                ("care_event", "event_id"),
                ("care_planevent", "event_id"),
                ("care_step", "step_id"),
            )
            for (value,) in base.execute(f"SELECT {column} FROM {table}")
        }
        found = []
        for name in (*ONCE, *OF_PEOPLE):
            columns = [row[1] for row in base.execute(f"PRAGMA table_info({name})") if row[1] != "id"]
            quoted = ", ".join(f'"{column}"' for column in columns)
            rows = [
                [_marked(value, column, known) for column, value in zip(columns, row, strict=True)]
                for row in base.execute(f"SELECT {quoted} FROM {name}")
            ]
            found.append(Table(name, columns, rows))
    return found


def _marked(value: Any, column: str, known: set[str]) -> str | None:
    if value is None:
        return None
    text = str(value)
    if column in NAMED:
        return text + MARK if text in known else text
    return json.dumps(_marked_within(json.loads(text), known)) if column == "document" else text


def _marked_within(value: Any, known: set[str]) -> Any:
    """A document with every identifier in it marked, wherever it stands."""
    match value:
        case str():
            return value + MARK if value in known else value
        case list():
            return [_marked_within(one, known) for one in value]
        case dict():
            return {name: _marked_within(one, known) for name, one in value.items()}
    return value


def fill_postgres(address: str, tables: Iterable[Table], rounds: int) -> None:
    """Every round of the people, by COPY, and then the indexes, what points to what and the statistics.

    The refusal to change rows is not tried meanwhile. Says on standard error how far it has come.
    """
    import psycopg

    told = list(tables)
    settings = (
        "-c timezone=UTC -c session_replication_role=replica -c synchronous_commit=off "
        "-c maintenance_work_mem=1GB"
    )
    with psycopg.connect(address, autocommit=True, options=settings) as base:
        again = _without_indexes(base, [table.name for table in told])
        blocks = {table.name: "".join(map(_copy_line, table.rows)) for table in told}
        for at, some in enumerate(_in_pieces(range(rounds), 20)):
            with base.transaction(), base.cursor() as cursor:
                for table in told:
                    if table.name in ONCE and at:
                        continue
                    columns = ", ".join(f'"{column}"' for column in table.columns)
                    with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
                        for number in some if table.name not in ONCE else (0,):
                            copy.write(blocks[table.name].replace(MARK, f".{number}"))
            if at % 25 == 24:
                _say(f"{some[-1] + 1} of {rounds} rounds filled")
        for number, sentence in enumerate(again, 1):
            _say(f"index {number} of {len(again)}")
            base.execute(sentence)
        _say("statistics")
        base.execute("VACUUM ANALYZE")
        base.execute("CHECKPOINT")


_CONSTRAINTS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I ', conrelid::regclass, conname)
       || pg_get_constraintdef(oid)
FROM pg_constraint
WHERE contype IN ('p', 'u', 'f') AND (conrelid::regclass::text = ANY(%(tables)s)
    OR contype = 'f' AND confrelid::regclass::text = ANY(%(tables)s))
ORDER BY contype <> 'f', contype = 'p'
"""
_INDEXES = """
SELECT format('DROP INDEX %%I', indexname), indexdef FROM pg_indexes WHERE tablename = ANY(%(tables)s)
"""


def _without_indexes(base: Any, tables: list[str]) -> list[str]:
    """Take away what each new row would be held to; gives the sentences that put it back."""
    found = base.execute(_CONSTRAINTS, {"tables": tables}).fetchall()
    for drop, _ in found:
        base.execute(drop)
    indexes = base.execute(_INDEXES, {"tables": tables}).fetchall()
    for drop, _ in indexes:
        base.execute(drop)
    return [again for _, again in (*indexes, *reversed(found))]


def _say(line: str) -> None:
    print(f"  {line}", file=sys.stderr, flush=True)


def fill_sqlite(database: Path, tables: Iterable[Table], rounds: int) -> None:
    """The same into a file."""
    told = list(tables)
    with sqlite3.connect(database) as base:
        base.execute("PRAGMA foreign_keys=OFF")
        for at in range(rounds):
            for table in told:
                if table.name in ONCE and at:
                    continue
                columns = ", ".join(f'"{column}"' for column in table.columns)
                holes = ", ".join("?" * len(table.columns))
                base.executemany(
                    f"INSERT INTO {table.name} ({columns}) VALUES ({holes})",
                    ([one and one.replace(MARK, f".{at}") for one in row] for row in table.rows),
                )
            base.commit()
        base.execute("ANALYZE")


def _copy_line(row: list[str | None]) -> str:
    return "\t".join(r"\N" if one is None else _escaped(one) for one in row) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _in_pieces(numbers: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(numbers)
    while piece := list(islice(rest, size)):
        yield piece


def keep_templates(people: int) -> dict[str, Any]:
    """Keep *people* example people, and a session for each one's coordinator."""
    from vardvag.contracts.access.actor import Role
    from vardvag.contracts.synth.people import people as example_people
    from vardvag.contracts.times import Booked
    from vardvag.service.serving import migrate
    from vardvag.usecases.example.crowd import keep_people

    migrate()
    from vardvag.service.store.repository import DjangoPlanStore

    chosen = [_shortened(one, FEWEST + n % SIZES) for n, one in enumerate(example_people(SEED, people))]
    keep_people(DjangoPlanStore(), chosen)
    sessions: dict[tuple[str, str], str] = {}
    plans = []
    for one in chosen:
        who = one.plan.coordinator
        key = (who.staff, who.unit)
        if key not in sessions:
            sessions[key] = _session(who.staff, who.name, Role.COORDINATOR, who.unit)
        booked = [
            step.step_id
            for step in one.plan.steps
            if isinstance(step.when, Booked) and step.owner.unit == who.unit
        ]
        plans.append(
            {"plan": one.plan.plan_id, "version": one.plan.version, "session": sessions[key], "steps": booked}
        )
    return {"plans": plans, "steps": sum(len(one.plan.steps) for one in chosen)}


def _shortened(one: Any, number: int) -> Any:
    """An example person whose plan, in each of its versions, has its first *number* steps only."""
    from vardvag.contracts.plan_items import item_of_step, without_items

    def short(plan: Any) -> Any:
        return without_items(plan, {item_of_step(step) for step in plan.steps if step.step_id not in left})

    left = {step.step_id for step in one.plan.steps[:number]}
    plan = short(one.plan)
    pathways = {step.pathway for step in plan.steps}
    return dataclasses.replace(
        one,
        plan=plan,
        earlier=tuple(map(short, one.earlier)),
        events=tuple(event for event in one.events if event.pathway in pathways),
    )


TOKEN = "t" * 32


def _session(subject: str, name: str, role: Any, unit: str) -> str:
    """A session as log-in would have left it."""
    from django.contrib.sessions.backends.db import SessionStore

    from vardvag.service.identity.actor import Actor

    session = SessionStore()
    session["actor"] = dataclasses.asdict(Actor(subject, role, name, unit=unit))
    session["_csrftoken"] = TOKEN
    session.save()
    key: str = session.session_key
    return key


def count_queries(plan: str, session: str) -> dict[str, list[str]]:
    """What one reading of a plan asks each database."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    asker = Client(headers={"X-Forwarded-Proto": "https"}, SERVER_NAME=settings.ALLOWED_HOSTS[0])
    asker.cookies[settings.SESSION_COOKIE_NAME] = session
    address = f"/api/v1/plans/{plan}"
    assert asker.get(address).status_code == 200  # what is read once is not counted
    with (
        CaptureQueriesContext(connections["care"]) as care,
        CaptureQueriesContext(connections["default"]) as other,
    ):
        assert asker.get(address).status_code == 200
    return {name: [one["sql"] for one in found] for name, found in (("care", care), ("default", other))}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
    if sys.argv[1] == "templates":
        print(json.dumps(keep_templates(int(sys.argv[2]))))
    else:
        print(json.dumps(count_queries(*sys.argv[2:4])))
