"""The copies that the load is measured on are whole plans of their own, as the store itself reads them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("gunicorn", reason="install the extra [service]")

sys.path.insert(0, str(Path(__file__).parent))

from load_fill import MARK, fill_sqlite, templates
from load_kept import environment, migrate, run

READ = """
import sys
import django
django.setup()
from vardvag.service.store import models
from vardvag.service.store.repository import DjangoPlanStore
store = DjangoPlanStore()
for plan_id in models.Plan.objects.using("care").values_list("plan_id", flat=True):
    plan = store.read(plan_id)
    steps = models.Step.objects.using("care").filter(plan_id=plan_id)
    assert {step.step_id for step in plan.steps} == set(steps.values_list("step_id", flat=True))
    assert store.access_facts(plan_id).person == plan.person
    for step in plan.steps:
        if step.pathway is not None:
            assert store.events(step.pathway)
print(models.Plan.objects.using("care").count())
"""


def test_each_copy_is_a_plan_of_its_own(tmp_path: Path) -> None:
    people, rounds = 5, 3
    beside, data = tmp_path / "beside", tmp_path / "data"
    told = json.loads(run(environment(beside), "load_fill.py", "templates", people))
    assert len(told["plans"]) == people
    settings = environment(data)
    migrate(settings)
    fill_sqlite(data / "care.sqlite3", templates(beside / "care.sqlite3"), rounds)
    with sqlite3.connect(data / "care.sqlite3") as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        documents = [text for (text,) in base.execute("SELECT document FROM care_planversion")]
    assert not any(MARK in text for text in documents)
    read = subprocess.run(
        [sys.executable, "-c", READ], env=settings, capture_output=True, text=True, check=False
    )
    assert read.returncode == 0, read.stderr[-2000:]
    assert int(read.stdout) == people * rounds
