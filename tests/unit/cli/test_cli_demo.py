"""`vardvag demo` before it serves: what is refused is refused while the folder is still as it was."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("gunicorn", reason="install the extra [service]")

from vardvag.base.errors import WrongUse
from vardvag.cli import application
from vardvag.cli.demo import MARK


def test_a_taken_port_is_told_before_the_running_example_is_emptied(tmp_path: Path) -> None:
    (tmp_path / MARK).touch()
    running = tmp_path / "care.sqlite3"
    running.write_text("in use", encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = CliRunner().invoke(application, ["demo", "--data", str(tmp_path), "--port", str(port)])
    assert told.exit_code == WrongUse.exit_code
    assert str(port) in told.stderr
    assert running.read_text(encoding="utf-8") == "in use"


def test_a_folder_of_somebody_elses_is_not_touched(tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("mine", encoding="utf-8")
    told = CliRunner().invoke(application, ["demo", "--no-serve", "--data", str(tmp_path)])
    assert told.exit_code == WrongUse.exit_code
    assert own.read_text(encoding="utf-8") == "mine"
