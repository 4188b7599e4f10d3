"""Write example people as JSON lines: a person with her plan, its earlier versions and what happened, each.

One at a time, so that a million take no more memory than one. Here does not belong who they are
(`contracts/synth`), nor what a plan is as a document (given).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEvent
from vardvag.contracts.synth.people import ExamplePlan
from vardvag.events.model import CareEvent

AsDocument = Callable[[PatientContract], dict[str, Any]]
AsPlain = Callable[[Any], Any]


def write_people(out: Path, people: Iterable[ExamplePlan], document: AsDocument, plain: AsPlain) -> int:
    """Write *people* to the file *out*; how many they were.

    *document* makes a plan as it is kept; *plain* a small record of it as JSON values.
    """
    written = 0
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for one in people:
            # Not json.dump, which writes in Python, piece by piece, and takes twice the time.
            file.write(json.dumps(_line(one, document, plain), ensure_ascii=False, separators=(",", ":")))
            file.write("\n")
            written += 1
    return written


def _line(one: ExamplePlan, document: AsDocument, plain: AsPlain) -> dict[str, Any]:
    return {
        "person": _record(one.person, plain),
        "own_access_open": one.own_access_open,
        "plan": document(one.plan),
        "earlier": [document(plan) for plan in one.earlier],
        "events": [_record(event, plain) for event in one.events],
        "plan_events": [_record(event, plain) for event in one.plan_events],
        "blocks": [plain(block) for block in one.blocks],
        "representations": [plain(held) for held in one.representations],
    }


def _record(record: Person | CareEvent | PlanEvent, plain: AsPlain) -> dict[str, Any]:
    return {field.name: plain(getattr(record, field.name)) for field in fields(record)}
