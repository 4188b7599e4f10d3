"""`vardvag synth --plans`: people as JSON lines, the same for the same seed, readable as plans are kept."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from vardvag.cli import application
from vardvag.contracts.synth.people import people
from vardvag.service.store.documents import from_document


def run(*arguments: str) -> str:
    done = CliRunner().invoke(application, ["synth", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_each_line_is_a_person_whose_plan_is_read_back_as_it_was_made(tmp_path: Path) -> None:
    out = tmp_path / "plans.jsonl"
    assert "5 people in 1 file" in run("--plans", "5", "--seed", "7", "--out", str(out))
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    made = list(people(7, 5))
    assert [from_document(line["plan"]) for line in lines] == [one.plan for one in made]
    assert [len(line["events"]) for line in lines] == [len(one.events) for one in made]
    assert [line["person"]["name"] for line in lines] == [one.person.name for one in made]
    assert [[said["kind"] for said in line["plan_events"]] for line in lines] == [
        [event.kind.value for event in one.plan_events] for one in made
    ]


def test_shared_work_gives_the_same_people(tmp_path: Path) -> None:
    whole, one, two = (tmp_path / f"{name}.jsonl" for name in ("whole", "one", "two"))
    run("--plans", "4", "--out", str(whole))
    run("--plans", "2", "--out", str(one))
    run("--plans", "2", "--first", "2", "--out", str(two))
    assert whole.read_bytes() == one.read_bytes() + two.read_bytes()


def test_neither_and_both_are_wrong_use(tmp_path: Path) -> None:
    for arguments in ([], ["--contacts", "1", "--plans", "1"]):
        done = CliRunner().invoke(application, ["synth", *arguments, "--out", str(tmp_path / "x.csv")])
        assert done.exit_code == 2
        assert "--contacts" in done.output
