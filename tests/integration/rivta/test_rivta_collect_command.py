"""`vardvag collect` against the made-up services: what is printed, what is saved, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.rivta.contracts import CONTRACTS
from vardvag.service.rivta import fake_services
from vardvag.usecases.example.story import COORDINATOR, ORTHOPAEDICS, PLAN

PREPARE = """
import os, sys
from pathlib import Path
from vardvag.service.serving import migrate
migrate()
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.usecases.example import plans
plans.keep(DjangoPlanStore(), plans.examples())
"""
SOURCE = """  {name}:
    title: Låtsasregionen {name}
    address: {address}/{name}
    system: {system}
    caregiver: {caregiver}
    contracts: [{contracts}]
    units: [{unit}]
    attempts: 1
    timeout_seconds: 5
"""


@pytest.fixture
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, fake_services.application, handler_class=fake_services.Quiet)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@dataclass
class Installation:
    """A demo's databases in a folder of the test's own, with the example's plans in them."""

    folder: Path
    address: str

    def sources(self, *manners: str) -> None:
        about = {"system": fake_services.SYSTEM, "caregiver": fake_services.CAREGIVER, "unit": ORTHOPAEDICS}
        about["contracts"] = ", ".join(CONTRACTS)
        text = "".join(SOURCE.format(name=name, address=self.address, **about) for name in manners)
        (self.folder / "sources.yaml").write_text(f"sources:\n{text}", encoding="utf-8")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VARDVAG_")}
        ours = {
            "VARDVAG_DEMO": "1",
            "VARDVAG_DEMO_DAY": "2019-11-14",
            "VARDVAG_DATA": str(self.folder),
            "VARDVAG_COLLECT_SOURCES": str(self.folder / "sources.yaml"),
            "VARDVAG_COLLECT_NUMBERS": str(self.folder / "numbers.csv"),
        }
        return subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, check=False, env=kept | ours
        )

    def collect(self, *options: str) -> subprocess.CompletedProcess[str]:
        return self.run("-c", "from vardvag.cli import main; main()", "collect", *options)

    def rows(self, *options: str) -> tuple[int, list[dict[str, Any]]]:
        who = ("--as", COORDINATOR, "--unit", ORTHOPAEDICS, "--format", "json", "--language", "en")
        run = self.collect(*who, *options)
        assert run.stderr == ""
        return run.returncode, json.loads(run.stdout)["rows"]


@pytest.fixture
def installation(tmp_path: Path, address: str) -> Installation:
    made = Installation(tmp_path, address)
    made.sources("ok")
    numbers = "person;number\nexempelperson-1;191212121212\n"
    (tmp_path / "numbers.csv").write_text(numbers, encoding="utf-8")
    prepared = made.run("-c", PREPARE)
    assert prepared.returncode == 0, prepared.stderr
    return made


def test_a_plan_is_collected_and_the_second_time_nothing_is_new(installation: Installation) -> None:
    code, rows = installation.rows("--plan", PLAN)
    assert code == 0
    assert [row["outcome"] for row in rows] == ["reached"] * 5
    assert all(row["last_whole"] for row in rows)
    assert installation.rows("--plan", PLAN)[0] == 0


def test_who_failed_is_told_beside_who_did_not(installation: Installation) -> None:
    installation.sources("ok", "failing", "wrong-xml", "fault", "unknown-code", "partly")
    code, rows = installation.rows("--plan", PLAN)
    assert code == 1
    told = {(row["source"].split()[1], row["outcome"]) for row in rows}
    assert told == {
        ("ok", "reached"),
        ("failing", "not reached"),
        ("wrong-xml", "not reached"),
        ("fault", "not reached"),
        ("unknown-code", "reached"),
        ("partly", "reached"),
        ("partly", "partly"),
    }
    reasons = {row["source"].split()[1]: row["reasons"] for row in rows if row["outcome"] == "not reached"}
    assert reasons == {"failing": "http-503", "wrong-xml": "another-message", "fault": "soap-fault"}
    assert sum(row["unplaced"] for row in rows if "unknown" in row["source"]) == 3


def test_without_a_plan_every_plan_of_hers_is_collected_and_unknown_numbers_are_told(
    installation: Installation,
) -> None:
    code, rows = installation.rows()
    assert code == 1
    assert len({row["plan"] for row in rows}) == 3
    assert {row["reasons"] for row in rows if row["outcome"] == "not asked"} == {"number-unknown"}


def test_a_colleague_without_part_in_the_care_is_denied(installation: Installation) -> None:
    run = installation.collect("--as", "kollega", "--unit", ORTHOPAEDICS, "--plan", PLAN)
    assert run.returncode == 1
    assert "får inte" in run.stdout
    assert "Latsa" not in run.stdout


def test_files_that_cannot_be_used_are_told_with_their_faults(installation: Installation) -> None:
    (installation.folder / "sources.yaml").write_text("sources:\n  x:\n    title: X\n", encoding="utf-8")
    run = installation.collect("--as", COORDINATOR, "--unit", ORTHOPAEDICS)
    assert run.returncode == 3
    assert "sources.yaml" in run.stderr
    assert "Traceback" not in run.stderr
