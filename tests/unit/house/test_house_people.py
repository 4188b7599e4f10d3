"""People's tables are asked in the store alone, pages and APIs go by use-cases, each of which is reached."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import vardvag
from vardvag.contracts.store import Outbox, PlanStore

PACKAGE = Path(vardvag.__file__).parent
OWN_ROAD = {
    "service/log_key.py": "the log's own tables, to seal it; nothing of it is shown",
}
"""Files that do otherwise, and why."""

SERVICE = sorted(
    path
    for path in (PACKAGE / "service").rglob("*.py")
    if not path.relative_to(PACKAGE / "service").as_posix().startswith(("store/", "backup/"))
    and path.relative_to(PACKAGE).as_posix() not in OWN_ROAD
)
"""What of the service may not touch the tables. A backup copies them whole and shows nobody anything."""

TABLES = "vardvag.service.store."
"""Below it lie the tables, in modules whose names end so."""
ENDS = ("models",)

GOES_BY_USECASES = ("service/api/", "service/pages/")
"""What answers people. FHIR has the road of its own that `service/fhir/permitted` and `writing` are."""

UNITS = {"unit_name", "units_of", "caregiver_of", "add_unit"}
"""What a store knows of care units, which are nobody's data."""

READS = (
    {name for one in (PlanStore, Outbox) for name in vars(one) if not name.startswith("_")}
    - UNITS
    - {"transaction"}
)
"""What a store does with people's data, by name."""

LAW = ("vardvag.contracts.access.decide", "vardvag.contracts.access.visible")
"""Deciding is done by use-cases, which log it."""

NO_ADDRESS = {
    "change_plan": "the road that every change goes, not a use by itself",
    "collect_sources": "a job: other systems are asked for as long as they take",
    "contract_cells": "a job: counts whole units, nobody asks",
    "prepare_demo": "the demo's own",
    "told_topics": "a part of choosing and of sending notices, not a use by itself",
    "export_steps": "a job: the month's report, nobody asks",
    "report_steps": "a job: the month's report, nobody asks",
}
"""Use-cases of plans without an address of the JSON API, and why."""


def short(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> Iterator[str]:
    """Every name that a file imports, whole."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def tables(module: ast.Module) -> list[str]:
    """The tables of people that a file imports."""
    return [
        name
        for name in imported(module)
        if name.startswith(TABLES) and any(part.endswith(ENDS) for part in name.split("."))
    ]


def stores(module: ast.Module) -> set[str]:
    """What a file calls its stores of plans, whatever it calls them."""
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.arg) and node.annotation and "PlanStore" in ast.unparse(node.annotation):
            found.add(node.arg)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if "PlanStore()" in ast.unparse(node.value):
                found |= {name.id for one in targets for name in ast.walk(one) if isinstance(name, ast.Name)}
    return found


def store_calls(module: ast.Module) -> list[str]:
    """What a file asks a store of plans itself, or takes of it to ask later."""
    named = stores(module)
    return [
        ast.unparse(node)
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and node.attr in READS
        and (
            ast.unparse(node.value) in named
            or ast.unparse(node.value).endswith(("store", "plans", "PlanStore()"))
        )
    ]


@pytest.mark.parametrize("path", SERVICE, ids=short)
def test_tables_of_people_are_asked_in_the_store_alone(path: Path) -> None:
    assert tables(tree(path)) == []


ANSWERS = [path for path in SERVICE if short(path).startswith(GOES_BY_USECASES)]


@pytest.mark.parametrize("path", ANSWERS, ids=short)
def test_what_answers_people_goes_by_use_cases(path: Path) -> None:
    module = tree(path)
    assert store_calls(module) == []
    assert [name for name in imported(module) if name.startswith(LAW)] == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("from vardvag.service.store import models", ["vardvag.service.store.models"]),
        ("import vardvag.service.store.fhir_models", ["vardvag.service.store.fhir_models"]),
        ("from vardvag.service.store.models import Plan", ["vardvag.service.store.models.Plan"]),
        ("from vardvag.service.store.repository import DjangoPlanStore", []),
    ],
)
def test_the_test_of_tables_can_fail(line: str, found: list[str]) -> None:
    assert tables(ast.parse(line)) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("plan = store.read(plan_id)", ["store.read"]),
        ("call.store.person(who)", ["call.store.person"]),
        ("DjangoPlanStore().log(who)", ["DjangoPlanStore().log"]),
        ("kept, at = DjangoPlanStore(), now()\nkept.person(who)", ["kept.person"]),
        ("def ask(kept: PlanStore) -> None: kept.person(who)", ["kept.person"]),
        ("person = store.person\nperson(who)", ["store.person"]),
        ("with store.transaction(): pass", []),
        ("file.read()", []),
    ],
)
def test_the_test_of_stores_can_fail(line: str, found: list[str]) -> None:
    assert store_calls(ast.parse(line)) == found


def plan_usecases() -> set[str]:
    """The use-cases that are given a store of plans."""
    found = set()
    for path in (PACKAGE / "usecases").glob("*.py"):
        functions = [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]
        taking = [
            one
            for one in functions
            if not one.name.startswith("_")
            and any(arg.annotation and ast.unparse(arg.annotation) == "PlanStore" for arg in one.args.args)
        ]
        if taking:
            found.add(path.stem)
    return found


def reached() -> set[str]:
    """The use-cases that the addresses of the JSON API import."""
    api = (PACKAGE / "service" / "api").rglob("*.py")
    names = (name for path in api for name in imported(tree(path)))
    return {name.split(".")[2] for name in names if name.startswith("vardvag.usecases.")}


def test_every_use_case_of_plans_has_an_address_or_a_reason() -> None:
    assert plan_usecases() - reached() == set(NO_ADDRESS)
    assert len(plan_usecases()) > 20
