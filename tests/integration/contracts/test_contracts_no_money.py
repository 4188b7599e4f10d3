"""Kronor never stand beside a patient: what shows plans cannot even reach what pays or counts."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import vardvag

HOUSE = Path(vardvag.__file__).parent
VERBS = ("export_steps", "move_step", "open_plan_list", "read_log", "show_plan")
FILES = [
    *(HOUSE / "contracts").rglob("*.py"),
    *(HOUSE / "service/store").rglob("*.py"),
    *(HOUSE / "usecases" / f"{verb}.py" for verb in VERBS),
]
FORBIDDEN = ("vardvag.agreements", "vardvag.statistics", "vardvag.warehouse", "vardvag.base.kronor")
PROGRAM = f"""
import importlib, sys
for name in {[f"vardvag.usecases.{verb}" for verb in VERBS]!r}:
    importlib.import_module(name)
far = ("vardvag.agreements", "vardvag.statistics", "vardvag.warehouse", "django", "duckdb", "pyarrow")
print([name for name in sys.modules if name.startswith(far)])
"""


def imported(file: Path) -> set[str]:
    """Every module a file imports from, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def test_no_file_about_plans_imports_money_or_statistics() -> None:
    assert len(FILES) > 20
    wrong = {file.name: name for file in FILES for name in imported(file) if name.startswith(FORBIDDEN)}
    assert wrong == {}


def test_what_is_loaded_to_show_a_plan_knows_no_agreement_no_statistic_and_no_web_framework() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
